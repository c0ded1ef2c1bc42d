"""Limits a product sets: ages, whole numbers, sums to choose from. Both ends always count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insurance.facts import Age
from insurance.lines import Language
from insurance.money import Money

DAYS_A_YEAR = 365


class AgeUnit(StrEnum):
    YEARS = "y"
    DAYS = "d"


@dataclass(frozen=True)
class AgeLimit:
    """`50y` or, for infants, `28d`."""

    value: int
    unit: AgeUnit

    def in_days(self) -> int:
        return self.value if self.unit is AgeUnit.DAYS else self.value * DAYS_A_YEAR

    def in_years(self) -> int:
        """Completed years at this age."""
        return self.value if self.unit is AgeUnit.YEARS else self.value // DAYS_A_YEAR

    def measure(self, age: Age) -> int:
        """The age in this limit's own unit."""
        return age.years if self.unit is AgeUnit.YEARS else age.in_days()

    def __str__(self) -> str:
        return f"{self.value}{self.unit}"

    def in_words(self, language: Language) -> str:
        if language is Language.ZH:
            return f"{self.value}{'周岁' if self.unit is AgeUnit.YEARS else '天'}"
        unit = "years" if self.unit is AgeUnit.YEARS else "days"
        return f"{self.value} {unit}"


@dataclass(frozen=True)
class AgeRange:
    """Both ends inclusive: a `80y` maximum admits a person until the day before the 81st birthday."""

    min: AgeLimit
    max: AgeLimit

    def is_below(self, age: Age) -> bool:
        return self.min.measure(age) < self.min.value

    def is_above(self, age: Age) -> bool:
        return self.max.measure(age) > self.max.value

    def admits(self, age: Age) -> bool:
        return not self.is_below(age) and not self.is_above(age)

    def years(self) -> range:
        """Every completed age in years that is admitted."""
        return range(self.min.in_years(), self.max.in_years() + 1)


@dataclass(frozen=True)
class Span:
    """Whole numbers, both ends inclusive."""

    min: int
    max: int

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.min <= number <= self.max


@dataclass(frozen=True)
class SumRange:
    """Sums the customer chooses from: min, min + step, … max."""

    min: Money
    max: Money
    step: Money
    default: Money

    def offers(self, asked: Money) -> bool:
        if asked.currency != self.min.currency or not self.min <= asked <= self.max:
            return False
        return (asked - self.min).amount % self.step.amount == 0
