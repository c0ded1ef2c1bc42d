"""What is asked about a health condition that was told: only what a decision table says it misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from insurance.catalogue import DisclosureQuestion, Product, YesAction
from insurance.health import FOLLOW_UP, OTHER, UNKNOWN, WHICH, Aspect, Conditions
from insurance.lines import Line
from insurance.needs import InsuredPerson, KnownCondition, Needs
from insurance.ports import RuleEngine
from insurance.questions import AnswerKind, Flow, Question
from insurance.risk_facts import RiskFacts, RiskPerson, line_facts, sum_facts
from insurance.underwriting import MISSING, NOT_PERSONAL, SUMS

# Lines whose disclosure asks for illnesses by name; elsewhere a yes may be about an accident, a journey, an event.
BY_ILLNESS = frozenset({
    Line.MEDICAL, Line.CRITICAL_ILLNESS, Line.CANCER, Line.OUTPATIENT, Line.TERM_LIFE, Line.WHOLE_LIFE,
})  # fmt: skip
INCOME = "annual_income"
INCOMES = ("60000", "120000", "200000", "500000", UNKNOWN)


def next_follow_up(
    needs: Needs, products: Sequence[Product], rules: RuleEngine, known: Conditions, today: date, flow: Flow
) -> Question | None:
    """The next open question about a condition of one of the insured; None when every table knows enough.

    Args:
        products: those that may be bought; their insurers may differ in what they look at.
        flow: the part of the journey it is asked in.
    """
    for index, person in enumerate(needs.insured):
        for condition in person.conditions:
            about = known.get(condition.code)
            missing = _missing(person, condition, products, rules, today)
            for aspect, follow_up in (about.asks if about else {}).items():
                if aspect in missing and aspect not in condition.details:
                    kind = AnswerKind.CONDITION_DETAIL
                    choices = tuple(follow_up.choices)
                    return Question(flow, f"{FOLLOW_UP}{aspect}", kind, choices, index, condition.code)
    return None


def _missing(
    person: InsuredPerson, condition: KnownCondition, products: Sequence[Product], rules: RuleEngine, today: date
) -> frozenset[str]:
    """The facts the lines' tables name as missing for this condition."""
    facts = RiskFacts(today=today)
    age = person.age.years if person.age else None
    assessed = RiskPerson(person.relation, age, sex=person.sex, pregnant_weeks=person.pregnant_weeks)
    found: set[str] = set()
    for product in products:
        if product.line not in NOT_PERSONAL:
            asked = line_facts(product, facts, assessed, condition)
            output = rules.decide(f"underwriting_{product.line}", asked).output
            if output["reason"] == MISSING:
                found.add(str(output["field"]))
    return frozenset(found)


def next_income_question(needs: Needs, lines: Sequence[Line], rules: RuleEngine, flow: Flow) -> Question | None:
    """The yearly income, where the sum wished for makes the table ask for it."""
    if needs.sum_insured is None:
        return None
    for index, person in enumerate(needs.insured):
        if person.annual_income is None and not person.income_unknown and person.age is not None:
            risk = RiskPerson(person.relation, person.age.years, known_cover=person.known_cover)
            for line in lines:
                output = rules.decide(SUMS, sum_facts(line, needs.sum_insured, risk)).output
                if output["reason"] == MISSING and output["field"] == INCOME:
                    return Question(flow, INCOME, AnswerKind.MONEY, INCOMES, index)
    return None


def aspect_of(question: Question) -> Aspect | None:
    """What a question about a condition asks for; None for every other question."""
    name = question.field.removeprefix(FOLLOW_UP)
    if question.field == WHICH or name == question.field:
        return None
    return Aspect(name)


def which_question(needs: Needs, product: Product, answers: Mapping[str, str], flow: Flow) -> Question | None:
    """Which of the conditions that a disclosure question names its yes was about, where none of them is known.

    A party is not asked: a yes says only that one of them has it.
    """
    if len(needs.insured) > 1:
        return None
    told = {condition.code for condition in needs.person().conditions}
    for question in product.disclosure:
        sorts = _names_illness(product, question) and answers.get(question.id) == "yes"
        if sorts and len(question.conditions) > 1 and told.isdisjoint(question.conditions):
            choices = (*question.conditions, OTHER, UNKNOWN)
            return Question(flow, WHICH, AnswerKind.CONDITIONS, choices, 0, question.id)
    return None


def implied_condition(product: Product, question: DisclosureQuestion) -> str | None:
    """The one condition a yes is about, where the question names just one."""
    return question.conditions[0] if _names_illness(product, question) and len(question.conditions) == 1 else None


def _names_illness(product: Product, question: DisclosureQuestion) -> bool:
    """Whether a yes is about a condition that other plans look at, too."""
    if question.yes is YesAction.UNDERWRITE:
        return True
    return question.yes is YesAction.DECLINE and product.line in BY_ILLNESS
