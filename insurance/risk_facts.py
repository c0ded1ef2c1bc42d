"""The facts underwriting looks at, and how decision tables see them. Money in yuan, ages on the effective date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from insurance.catalogue import Benefit, Plan, Product
from insurance.exposure import KnownCover
from insurance.health import Aspect, health_facts, plain_grade
from insurance.limits import DAYS_A_YEAR, AgeLimit, AgeUnit
from insurance.lines import Activity, Destination, Line, Relation, Sex
from insurance.money import ZERO, Money
from insurance.ports import RuleValue

# Whom a policy insures when nobody is named: cars and homes belong to the applicant, group cover is for employees.
UNNAMED = {Line.CAR: Relation.SELF, Line.HOME: Relation.SELF, Line.GROUP: Relation.EMPLOYEE}

# Death benefits that one accident, or one illness, can add up; flights and public transport are exempt for minors.
BY_ACCIDENT = frozenset({"death", "accidental_death"})
BY_ILLNESS = frozenset({"death", "sudden_death", "illness_death"})

# A disclosure question by which the parents say that a minor's death cover elsewhere leaves room.
MINOR_LIMIT_QUESTION = "minor_death_limit"


class Condition(Protocol):
    """A health condition: its code in product_index/conditions.yaml, its grade as said, and what else is known."""

    @property
    def code(self) -> str: ...

    @property
    def grade(self) -> str | None: ...

    @property
    def details(self) -> Mapping[Aspect, str]: ...


@dataclass(frozen=True)
class RiskPerson:
    """One insured. `age` in completed years; `age_in_days` matters for infants."""

    relation: Relation | None = None
    age: int | None = None
    age_in_days: int | None = None
    sex: Sex | None = None
    occupation_class: int | None = None
    conditions: Sequence[Condition] = ()
    pregnant_weeks: int | None = None
    existing_death_cover: Money | None = None
    annual_income: Money | None = None
    income_unknown: bool = False
    known_cover: KnownCover | None = None

    def measured(self, limit: AgeLimit) -> int | None:
        """The age in a limit's unit; None when it isn't known exactly enough."""
        if limit.unit is AgeUnit.YEARS:
            return self.age
        if self.age_in_days is not None:
            return self.age_in_days
        return self.age * DAYS_A_YEAR if self.age else None


@dataclass(frozen=True)
class RiskFacts:
    """What is known of a risk.

    Attributes:
        line: of the conversation; the product's own line decides which tables are asked.
        effective_in_days: the effective date, counted from today.
        answers: disclosure question id → yes.
        today: what "so many years ago" is counted from.
    """

    line: Line | None = None
    persons: tuple[RiskPerson, ...] = ()
    destinations: tuple[Destination, ...] = ()
    activities: tuple[Activity, ...] = ()
    days: int | None = None
    effective_in_days: int | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    sum_insured: Money | None = None
    headcount: int | None = None
    vehicle_use: str | None = None  # private, business
    vehicle_age: int | None = None  # years
    vehicle_seats: int | None = None
    vehicle_value: Money | None = None
    building: str | None = None  # concrete, brick, wood
    home_value: Money | None = None
    today: date | None = None

    def insured(self, line: Line) -> tuple[RiskPerson, ...]:
        """Everyone to be assessed: at least one person, the unnamed one where a line needs none."""
        return self.persons or (RiskPerson(relation=UNNAMED.get(line)),)


def eligibility_facts(product: Product, facts: RiskFacts, person: RiskPerson, full: bool) -> dict[str, RuleValue]:
    rule, term, line = product.eligibility, product.term, product.line
    relation = person.relation or UNNAMED.get(line)
    return {
        "line": line.value,
        "full": full,
        "relation": relation.value if relation else None,
        "relations": [one.value for one in rule.relations],
        "age": person.age,
        "age_for_min": person.measured(rule.age.min),
        "age_for_max": person.measured(rule.age.max),
        "age_min": rule.age.min.value,
        "age_max": rule.age.max.value,
        "sex": person.sex.value if person.sex else None,
        "sex_allowed": rule.sex.value if rule.sex else "any",
        "occupation_class": person.occupation_class,
        "occupation_classes": list(rule.occupation_classes),
        "destinations": [one.value for one in facts.destinations],
        "destinations_covered": [one.value for one in rule.destinations],
        "activities": [one.value for one in facts.activities],
        "activities_covered": [one.value for one in rule.activities],
        "persons": facts.headcount if line is Line.GROUP else len(facts.insured(line)),
        "persons_min": rule.persons.min,
        "persons_max": rule.persons.max,
        "days": facts.days,
        "days_min": term.days.min if term.days else None,
        "days_max": term.days.max if term.days else None,
        "effective_in_days": facts.effective_in_days,
        "earliest_days": product.effective.earliest_days,
        "latest_days": product.effective.latest_days,
    }


def minor_facts(product: Product, plan: Plan, facts: RiskFacts, person: RiskPerson, full: bool) -> dict[str, RuleValue]:
    deaths = [benefit for benefit in plan.benefits if benefit.code in BY_ACCIDENT | BY_ILLNESS]
    return {
        "age": person.age,
        "full": full,
        "death_sum": _yuan(death_sum(plan, facts.sum_insured or plan.default_sum())),
        "existing_death_cover": _yuan(_death_cover_elsewhere(product, facts, person)),
        # A note on the benefit states the limit for minors: the policy itself never pays more.
        "capped": bool(deaths) and all(benefit.note is not None for benefit in deaths),
    }


def death_sum(plan: Plan, sum_insured: Money) -> Money:
    """The most a plan pays on a death by one accident or one illness."""
    return max(
        (_adds_up(plan.benefits, codes, sum_insured) for codes in (BY_ACCIDENT, BY_ILLNESS)), key=lambda one: one.amount
    )


def sum_facts(line: Line, sum_insured: Money, person: RiskPerson) -> dict[str, RuleValue]:
    """The sum asked for, alone and together with what this person has under policies known here."""
    known = person.known_cover.on(line) if person.known_cover else ZERO
    return {
        "line": line.value,
        "age": person.age,
        "sum_insured": _yuan(sum_insured),
        "total_sum": _yuan(sum_insured + known),
        "annual_income": _yuan(person.annual_income),
        "income_unknown": person.income_unknown,
    }


def line_facts(
    product: Product, facts: RiskFacts, person: RiskPerson, condition: Condition | None = None, yes: str | None = None
) -> dict[str, RuleValue]:
    """Facts for a line's own table: about one condition, one yes to a disclosure question, or neither."""
    code = condition.code if condition else None
    return {
        "segment": product.segment,
        "condition": code,
        "age": person.age,
        "accepted": code in product.eligibility.conditions_accepted,
        "declined": code in product.eligibility.conditions_declined,
        "yes_action": yes,
        "style": product.underwriting.value,
        "occupation_class": person.occupation_class,
        "headcount": facts.headcount,
        "vehicle_use": facts.vehicle_use,
        "vehicle_age": facts.vehicle_age,
        "vehicle_seats": facts.vehicle_seats,
        "vehicle_value": _yuan(facts.vehicle_value),
        "building": facts.building,
        "home_value": _yuan(facts.home_value),
        **_health_facts(person, condition, facts.today),
    }


def _health_facts(person: RiskPerson, condition: Condition | None, today: date | None) -> dict[str, RuleValue]:
    if condition is None:
        return {**health_facts({}, today)}
    found = health_facts(condition.details, today)
    if found[Aspect.GRADE] is None:
        found[Aspect.GRADE] = plain_grade(condition.grade)
    if condition.code == "pregnancy" and found[Aspect.PREGNANT_WEEKS] is None and not found["measure_unknown"]:
        found[Aspect.PREGNANT_WEEKS] = person.pregnant_weeks
    return {**found}


def _adds_up(benefits: Sequence[Benefit], codes: frozenset[str], sum_insured: Money) -> Money:
    total = ZERO
    for benefit in benefits:
        if benefit.code in codes:
            total += benefit.most(sum_insured) or ZERO
    return total


def _death_cover_elsewhere(product: Product, facts: RiskFacts, person: RiskPerson) -> Money | None:
    """What is known here, if the parents say that cover elsewhere leaves room; None when they don't."""
    known = person.known_cover.death if person.known_cover else None
    if any(question.id == MINOR_LIMIT_QUESTION for question in product.disclosure):
        said = facts.answers.get(MINOR_LIMIT_QUESTION)
        if said is not None:
            return None if said else (known or ZERO)
    return person.existing_death_cover or known


def _yuan(amount: Money | None) -> float | None:
    """For comparisons in a table only: the tables' own numbers are JSON numbers; nothing is computed on from it."""
    return None if amount is None else float(amount.amount.quantize(Decimal("0.01")))
