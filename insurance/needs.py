"""Needs: what the customer has told us so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from insurance.exposure import KnownCover
from insurance.facts import Age, Period
from insurance.health import Aspect
from insurance.lines import Activity, Concern, Destination, Line, Relation, Sex
from insurance.money import Money

ADULT = 18  # years; full capacity to contract, Civil Code art. 17-18
SENIOR = 60  # years; from there on other kinds of cover come first
OLDEST = 120  # years; the oldest verified human life is 122
LONGEST_TRIP = 365  # days
HYPERTENSION = "hypertension_"
GRADES_OF_HYPERTENSION = ("1", "2", "3")


class ImpossibleAge(ValueError):
    """An age no living person has."""


@dataclass(frozen=True)
class KnownCondition:
    """A health condition the customer told us of; `code` is one of product_index/conditions.yaml.

    Attributes:
        grade, since: as they were said.
        details: what is known of it by aspect, `unknown` where the customer doesn't know: never asked twice.
    """

    code: str
    name: str
    grade: str | None = None
    since: str | None = None
    details: Mapping[Aspect, str] = field(default_factory=dict)

    def with_details(self, told: Mapping[Aspect, str]) -> KnownCondition:
        """With more known of it; hypertension of another grade has another code."""
        details = {**self.details, **told}
        grade = told.get(Aspect.GRADE)
        code = self.code
        if grade is not None and code.startswith(HYPERTENSION) and grade in GRADES_OF_HYPERTENSION:
            code = f"{HYPERTENSION}{grade}"
        return replace(self, code=code, grade=grade or self.grade, details=details)


@dataclass(frozen=True)
class InsuredPerson:
    """A person to be insured, as far as known."""

    relation: Relation | None = None
    sex: Sex | None = None
    age: Age | None = None
    birth: date | None = None
    occupation: str | None = None
    occupation_class: int | None = None
    smoker: bool | None = None
    conditions: tuple[KnownCondition, ...] = ()
    conditions_known: bool = False
    pregnant_weeks: int | None = None
    annual_income: Money | None = None
    income_unknown: bool = False  # asked, and not told
    known_cover: KnownCover | None = None  # under policies known here, once the identity number is


@dataclass(frozen=True)
class Budget:
    at_most: Money
    at_least: Money | None = None
    period: Period = Period.YEAR

    def a_year(self) -> Money:
        return self.at_most.times(12) if self.period is Period.MONTH else self.at_most


@dataclass(frozen=True)
class Vehicle:
    seats: int | None = None
    value: Money | None = None
    age_years: int | None = None
    no_claim_years: int | None = None
    use: str | None = None
    plate: str | None = None


@dataclass(frozen=True)
class Home:
    value: Money | None = None
    building: str | None = None
    area_square_metres: Decimal | None = None


@dataclass(frozen=True)
class Needs:
    """Everything a customer needs, for one line of business at a time.

    `budget_open` is True once they said that the price doesn't matter.
    """

    line: Line | None = None
    segment: str | None = None
    insured: tuple[InsuredPerson, ...] = ()
    budget: Budget | None = None
    budget_open: bool = False
    concerns: tuple[Concern, ...] = ()
    destinations: tuple[Destination, ...] = ()
    places: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    trip_start: date | None = None
    trip_days: int | None = None
    sum_insured: Money | None = None
    term_years: int | None = None
    to_age: int | None = None
    pay_years: int | None = None
    social_insurance: bool | None = None
    vehicle: Vehicle = Vehicle()
    home: Home = Home()
    headcount: int | None = None
    adults: int | None = None
    children: int | None = None

    def person(self, index: int = 0) -> InsuredPerson:
        return self.insured[index] if index < len(self.insured) else InsuredPerson()

    def with_person(self, index: int, person: InsuredPerson) -> Needs:
        people = list(self.insured)
        while len(people) <= index:
            people.append(InsuredPerson())
        people[index] = person
        return replace(self, insured=tuple(people))


def check_age(age: Age) -> Age:
    """Raises ImpossibleAge."""
    if age.years < 0 or age.years > OLDEST:
        raise ImpossibleAge(str(age.years))
    return age
