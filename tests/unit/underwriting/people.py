"""Somebody each product on sale takes, and how to change one thing about them."""

from __future__ import annotations

from dataclasses import replace

from insurance.catalogue import Product
from insurance.facts import ConditionFact
from insurance.limits import AgeUnit
from insurance.lines import Line, Sex
from insurance.money import Money
from insurance.underwriting import RiskFacts, RiskPerson

DAYS_A_YEAR = 365


def has(*codes: str, grade: str | None = None) -> tuple[ConditionFact, ...]:
    return tuple(ConditionFact(code, code, grade=grade) for code in codes)


def ideal(product: Product) -> RiskFacts:
    """A healthy person in the middle of what a product takes."""
    rule = product.eligibility
    oldest = rule.age.max.in_years()
    age = (max(rule.age.min.in_years(), 18) + oldest) // 2 if oldest >= 18 else oldest
    person = RiskPerson(
        relation=rule.relations[0],
        age=age,
        age_in_days=age * DAYS_A_YEAR + 100,
        sex=rule.sex or Sex.FEMALE,
        occupation_class=rule.occupation_classes[0] if rule.occupation_classes else 1,
        conditions=has(rule.conditions_accepted[0]) if product.segment == "chronic" else (),
        existing_death_cover=Money.of("0"),
    )
    unnamed = product.line in (Line.CAR, Line.HOME, Line.GROUP)
    return RiskFacts(
        line=product.line,
        persons=() if unnamed else (person,) * rule.persons.min,
        destinations=rule.destinations,
        days=product.term.days.min if product.term.days else None,
        effective_in_days=product.effective.earliest_days,
        answers={question.id: False for question in product.disclosure},
        headcount=rule.persons.min,
        vehicle_use="private",
        vehicle_age=3,
        vehicle_seats=5,
        vehicle_value=Money.of("150000"),
        building="concrete",
        home_value=Money.of("1500000"),
    )


def everyone(facts: RiskFacts, **changes: object) -> RiskFacts:
    """The same change to every insured."""
    return replace(facts, persons=tuple(replace(person, **changes) for person in facts.persons))  # type: ignore[arg-type]


def first(facts: RiskFacts, **changes: object) -> RiskFacts:
    """A change to the first insured only."""
    person, *others = facts.persons
    return replace(facts, persons=(replace(person, **changes), *others))  # type: ignore[arg-type]


def aged(years: int, days: int = 0) -> dict[str, int]:
    return {"age": years, "age_in_days": years * DAYS_A_YEAR + days}


def outside(product: Product) -> list[dict[str, int]]:
    """The nearest ages outside what a product takes, each as a change of a person."""
    low, high = product.eligibility.age.min, product.eligibility.age.max
    ages = [aged(high.value + 1 if high.unit is AgeUnit.YEARS else high.in_years() + 1)]
    if low.unit is AgeUnit.YEARS and low.value > 0:
        ages.append(aged(low.value - 1, DAYS_A_YEAR - 1))
    elif low.unit is not AgeUnit.YEARS and low.value > 0:
        ages.append({"age": 0, "age_in_days": low.value - 1})
    return ages
