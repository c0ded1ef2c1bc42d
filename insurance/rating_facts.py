"""The facts a rate table may ask for, and how it sees them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from insurance.lines import Destination, Sex
from insurance.money import Money
from insurance.rate_table import RateKey, RateValue
from insurance.refs import PlanId


class PayFrequency(StrEnum):
    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True)
class RatedPerson:
    """One insured as far as a rate asks. `age` in completed years on the effective date."""

    age: int | None = None
    sex: Sex | None = None
    occupation_class: int | None = None
    social_insurance: bool | None = None
    smoker: bool | None = None


@dataclass(frozen=True)
class RatedVehicle:
    seats: int | None = None
    use: str | None = None  # private, business
    value: Money | None = None
    age_years: int | None = None
    no_claim_years: int | None = None


@dataclass(frozen=True)
class RatedHome:
    value: Money | None = None
    building: str | None = None  # concrete, brick, wood


@dataclass(frozen=True)
class RatingFacts:
    """Everything a rate table may ask for.

    Attributes:
        sum_insured: in yuan; None takes the plan's own, or its default where it is chosen from a range.
        persons: number of insured; None counts `insured` (group cover is quoted by headcount).
    """

    plan: PlanId
    insured: tuple[RatedPerson, ...] = ()
    sum_insured: Money | None = None
    days: int | None = None
    region: Destination | None = None
    term_years: int | None = None
    to_age: int | None = None
    pay_years: int | None = None
    vehicle: RatedVehicle = RatedVehicle()
    home: RatedHome = RatedHome()
    persons: int | None = None
    pay_frequency: PayFrequency = PayFrequency.YEAR
    city_tier: int | None = None

    def headcount(self) -> int:
        return self.persons if self.persons is not None else len(self.insured)


def policy_values(facts: RatingFacts) -> dict[RateKey, RateValue]:
    return {
        RateKey.PLAN: str(facts.plan),
        RateKey.DAYS: _number(facts.days),
        RateKey.TERM_YEARS: _number(facts.term_years),
        RateKey.TO_AGE: _number(facts.to_age),
        RateKey.PAY_YEARS: _number(facts.pay_years),
        RateKey.REGION: facts.region,
        RateKey.SEATS: _number(facts.vehicle.seats),
        RateKey.VEHICLE_USE: facts.vehicle.use,
        RateKey.VEHICLE_AGE: _number(facts.vehicle.age_years),
        RateKey.NO_CLAIM_YEARS: _number(facts.vehicle.no_claim_years),
        RateKey.BUILDING: facts.home.building,
        RateKey.PERSONS: _number(facts.headcount()),
        RateKey.PAY_FREQUENCY: facts.pay_frequency,
        RateKey.CITY_TIER: _number(facts.city_tier),
    }


def person_values(person: RatedPerson) -> dict[RateKey, RateValue]:
    return {
        RateKey.AGE: _number(person.age),
        RateKey.SEX: person.sex,
        RateKey.OCCUPATION_CLASS: _number(person.occupation_class),
        RateKey.SOCIAL_INSURANCE: _yes_no(person.social_insurance),
        RateKey.SMOKER: _yes_no(person.smoker),
    }


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else ("yes" if value else "no")
