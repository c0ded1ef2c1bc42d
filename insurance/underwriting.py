"""Eligibility and underwriting: which of the decision tables' answers is the worst, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from insurance.catalogue import DisclosureQuestion, Plan, Product, YesAction
from insurance.health import Aspect
from insurance.lines import Line
from insurance.needs import ADULT
from insurance.ports import RuleEngine, RuleResult, RuleValue
from insurance.risk_facts import (
    Condition,
    RiskFacts,
    RiskPerson,
    eligibility_facts,
    line_facts,
    minor_facts,
    sum_facts,
)

__all__ = [
    "Condition",
    "Decision",
    "Finding",
    "Outcome",
    "RiskFacts",
    "RiskPerson",
    "full_check",
    "outcome_if",
    "quick_check",
    "table_outcome",
]

ELIGIBILITY = "eligibility"
MINORS = "minors_death_cover"
SUMS = "sum_insured_limits"
MISSING = "missing_fact"
DISCLOSURE = "disclosure."  # before the id of a question, where a fact is named

# Lines that insure a thing or a headcount: no health facts.
NOT_PERSONAL = frozenset({Line.CAR, Line.HOME, Line.GROUP})


class Outcome(StrEnum):
    """From best to worst."""

    STANDARD = "standard"
    LOADING = "loading"
    EXCLUSION = "exclusion"
    REFER = "refer"
    POSTPONE = "postpone"
    DECLINE = "decline"

    @property
    def severity(self) -> int:
        return list(Outcome).index(self)


BUYABLE = frozenset({Outcome.STANDARD, Outcome.LOADING, Outcome.EXCLUSION})


@dataclass(frozen=True)
class Finding:
    """One answer of one table.

    Attributes:
        person: index of the insured it is about.
        subject: the condition code or disclosure question it is about; empty for the risk as a whole.
        field: the fact that is missing or doesn't fit, where the table names one.
    """

    outcome: Outcome
    reason: str
    person: int
    subject: str = ""
    field: str | None = None
    loading_percent: int = 0
    exclusion: str | None = None


@dataclass(frozen=True)
class Decision:
    """The decision on a plan for all insured together.

    Attributes:
        outcome: the worst of all answers.
        reasons: reason codes, worst first, each once; with a standard outcome those of the line's own table.
        loading_percent: added to the premium; the sum of one person's loadings, the largest of all persons.
        exclusions: codes of what is not covered.
        missing: facts without which no table lets pass; a disclosure question as `disclosure.<id>`.
        results: every table's answer, for the record.
    """

    outcome: Outcome
    reasons: tuple[str, ...]
    loading_percent: int = 0
    exclusions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    results: tuple[RuleResult, ...] = ()

    @property
    def buyable(self) -> bool:
        return self.outcome in BUYABLE


def quick_check(product: Product, plan: Plan, facts: RiskFacts, rules: RuleEngine) -> Decision:
    """Eligibility and known conditions, before disclosure: for choosing plans. Raises UnknownTable, RuleFailed.

    What is asked only when applying (occupation outside its own lines, effective date, death cover elsewhere)
    may still be unknown.
    """
    return _assess(product, plan, facts, rules, full=False)


def full_check(product: Product, plan: Plan, facts: RiskFacts, rules: RuleEngine) -> Decision:
    """Everything, with an answer to each disclosure question. Raises UnknownTable, RuleFailed."""
    return _assess(product, plan, facts, rules, full=True)


def _assess(product: Product, plan: Plan, facts: RiskFacts, rules: RuleEngine, *, full: bool) -> Decision:
    results: list[RuleResult] = []
    findings: list[Finding] = []
    for index, person in enumerate(facts.insured(product.line)):
        result = rules.decide(ELIGIBILITY, eligibility_facts(product, facts, person, full))
        results.append(result)
        eligible = _eligibility(result.output, index)
        findings.append(eligible)
        if eligible.outcome is Outcome.STANDARD:
            for table, subject, asked in _questions(product, plan, facts, person, full):
                result = rules.decide(table, asked)
                results.append(result)
                findings.append(_finding(result.output, index, subject))
    if full:
        findings += _unanswered(product, facts)
    return _worst(findings, tuple(results))


def _questions(
    product: Product, plan: Plan, facts: RiskFacts, person: RiskPerson, full: bool
) -> Iterator[tuple[str, str, Mapping[str, RuleValue]]]:
    """(table, subject, facts) for everything to be asked about one person."""
    if product.line not in NOT_PERSONAL:
        if person.age is None or person.age < ADULT:
            yield MINORS, "", minor_facts(product, plan, facts, person, full)
        yield SUMS, "", sum_facts(product.line, facts.sum_insured or plan.default_sum(), person)
    own = f"underwriting_{product.line}"
    conditions = _conditions(person)
    if not conditions:
        yield own, "", line_facts(product, facts, person)
    for condition in conditions:
        yield own, condition.code, line_facts(product, facts, person, condition)
    if full:
        for question in product.disclosure:
            if facts.answers.get(question.id) and not _sorted_out(question, facts):
                action = YesAction.REFER if question.yes is YesAction.UNDERWRITE else question.yes
                yield own, question.id, line_facts(product, facts, person, yes=action)


def _sorted_out(question: DisclosureQuestion, facts: RiskFacts) -> bool:
    """Whether a yes that only sorts is about a condition that is known: the table decides on that one."""
    told = {condition.code for person in facts.persons for condition in person.conditions}
    return question.yes is YesAction.UNDERWRITE and not told.isdisjoint(question.conditions)


@dataclass(frozen=True)
class _Pregnancy:
    code: str = "pregnancy"
    grade: str | None = None
    details: Mapping[Aspect, str] = field(default_factory=dict)


def _conditions(person: RiskPerson) -> list[Condition]:
    """Conditions named, and a pregnancy of which only the weeks were said."""
    known: list[Condition] = list(person.conditions)
    if person.pregnant_weeks is not None and all(one.code != "pregnancy" for one in known):
        known.append(_Pregnancy())
    return known


def table_outcome(result: RuleResult) -> Outcome:
    """What one table's answer comes to."""
    if result.table == ELIGIBILITY:
        return _eligibility(result.output, 0).outcome
    return _finding(result.output, 0, "").outcome


def outcome_if(decision: Decision, results: Sequence[RuleResult]) -> Outcome:
    """A decision's outcome had its tables answered so; disclosure questions left open stay open."""
    open_questions = [one.outcome for one in decision.findings if (one.field or "").startswith(DISCLOSURE)]
    return max([*map(table_outcome, results), *open_questions], key=lambda one: one.severity)


def _eligibility(output: Mapping[str, RuleValue], person: int) -> Finding:
    reason = str(output["reason"])
    outcome = Outcome.STANDARD if output["allowed"] is True else Outcome.DECLINE
    return Finding(Outcome.REFER if reason == MISSING else outcome, reason, person, field=_text(output, "field"))


def _finding(output: Mapping[str, RuleValue], person: int, subject: str) -> Finding:
    loading = output.get("loading_percent")
    return Finding(
        outcome=Outcome(str(output["decision"])),
        reason=str(output["reason"]),
        person=person,
        subject=subject,
        field=_text(output, "field"),
        loading_percent=int(loading) if isinstance(loading, int | float) else 0,
        exclusion=_text(output, "exclusion"),
    )


def _unanswered(product: Product, facts: RiskFacts) -> list[Finding]:
    return [
        Finding(Outcome.REFER, MISSING, 0, subject=question.id, field=f"{DISCLOSURE}{question.id}")
        for question in product.disclosure
        if question.id not in facts.answers
    ]


def _worst(findings: list[Finding], results: tuple[RuleResult, ...]) -> Decision:
    outcome = max((one.outcome for one in findings), key=lambda one: one.severity)
    worst_first = sorted(findings, key=lambda one: -one.outcome.severity)
    telling = [one for one in worst_first if one.outcome is not Outcome.STANDARD] or findings[-1:]
    loadings: dict[int, int] = {}
    for one in findings:
        loadings[one.person] = loadings.get(one.person, 0) + one.loading_percent
    return Decision(
        outcome=outcome,
        reasons=tuple(dict.fromkeys(one.reason for one in telling)),
        loading_percent=max(loadings.values(), default=0),
        exclusions=tuple(dict.fromkeys(one.exclusion for one in worst_first if one.exclusion)),
        missing=tuple(dict.fromkeys(one.field for one in findings if one.field and one.reason == MISSING)),
        findings=tuple(findings),
        results=results,
    )


def _text(output: Mapping[str, RuleValue], key: str) -> str | None:
    value = output.get(key)
    return None if value is None else str(value)
