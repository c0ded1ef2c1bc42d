"""A product's rate table: which row counts for which facts, and what it costs.

All numbers are exact decimals; nothing here rounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from insurance.bilingual import Bilingual

# What a fact looks like to a table: words for codes, decimals for numbers, None for not known.
RateValue = str | Decimal | None


class Exposure(StrEnum):
    """What a permille rate is multiplied with."""

    NONE = "none"
    SUM_INSURED = "sum_insured"
    VEHICLE_VALUE = "vehicle_value"
    HOME_VALUE = "home_value"


class Per(StrEnum):
    PERSON = "person"  # looked up and added for each insured
    POLICY = "policy"  # looked up once


class PremiumPeriod(StrEnum):
    """What one premium pays for."""

    YEAR = "year"
    TRIP = "trip"
    MONTH = "month"
    SINGLE = "single"


class RateKey(StrEnum):
    """A fact a rate row or a factor may ask for."""

    PLAN = "plan"
    AGE = "age"
    SEX = "sex"
    OCCUPATION_CLASS = "occupation_class"
    DAYS = "days"
    TERM_YEARS = "term_years"
    TO_AGE = "to_age"
    PAY_YEARS = "pay_years"
    REGION = "region"
    SEATS = "seats"
    SOCIAL_INSURANCE = "social_insurance"
    VEHICLE_USE = "vehicle_use"
    VEHICLE_AGE = "vehicle_age"
    NO_CLAIM_YEARS = "no_claim_years"
    SMOKER = "smoker"
    BUILDING = "building"
    PERSONS = "persons"
    PAY_FREQUENCY = "pay_frequency"
    CITY_TIER = "city_tier"


# Facts that belong to one insured, not to the policy.
PERSONAL_KEYS = frozenset(
    {RateKey.AGE, RateKey.SEX, RateKey.OCCUPATION_CLASS, RateKey.SOCIAL_INSURANCE, RateKey.SMOKER}
)


@dataclass(frozen=True)
class Cell:
    """One condition of a row: anything, one of some words, or a number within a range (both ends inclusive)."""

    anything: bool = False
    words: frozenset[str] = frozenset()
    low: Decimal | None = None
    high: Decimal | None = None

    def matches(self, value: RateValue) -> bool:
        if self.anything:
            return True
        if isinstance(value, Decimal) and self.low is not None:
            return self.low <= value and (self.high is None or value <= self.high)
        return str(value) in self.words


@dataclass(frozen=True)
class RateRow:
    """`base` in yuan, `permille` in yuan per 1,000 of exposure."""

    cells: tuple[Cell, ...]
    base: Decimal
    permille: Decimal


@dataclass(frozen=True)
class Factor:
    """A multiplier by one fact."""

    key: RateKey
    name: Bilingual
    rows: tuple[tuple[Cell, Decimal], ...]

    def of(self, value: RateValue) -> Decimal | None:
        """The first matching row's multiplier, or None when no row matches."""
        return next((factor for cell, factor in self.rows if cell.matches(value)), None)


@dataclass(frozen=True)
class RateTable:
    exposure: Exposure
    per: Per
    period: PremiumPeriod
    keys: tuple[RateKey, ...]
    rows: tuple[RateRow, ...]
    factors: tuple[Factor, ...] = ()
    minimum: Decimal | None = None  # yuan per policy

    def row_for(self, values: Mapping[RateKey, RateValue]) -> RateRow | None:
        """The first row whose every cell matches."""
        wanted = tuple(values.get(key) for key in self.keys)
        for row in self.rows:
            if all(cell.matches(value) for cell, value in zip(row.cells, wanted, strict=True)):
                return row
        return None

    def failing_key(self, values: Mapping[RateKey, RateValue]) -> RateKey:
        """The first key, in column order, that leaves no row: what to name in an error."""
        rows = self.rows
        for position, key in enumerate(self.keys):
            rows = tuple(row for row in rows if row.cells[position].matches(values.get(key)))
            if not rows:
                return key
        raise ValueError("a row matches: there is no failing key")
