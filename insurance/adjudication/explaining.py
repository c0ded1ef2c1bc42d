"""An amount on its way from what was claimed to what is payable: every movement is kept, none is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from insurance.adjudication.outcome import CalculationStep
from insurance.money import ZERO, Money


class StepCode(StrEnum):
    """Why an amount became less. Each has its wording for customers: `utter_calc_<code>`."""

    SOCIAL_INSURANCE = "social_insurance"
    OTHER_PAID = "other_paid"  # an employer, a liable person, another insurer
    OTHER_POLICY = "other_policy"  # another policy of this claim
    OWN_EXPENSE = "own_expense"
    AFTER_TREATMENT_PERIOD = "after_treatment_period"
    DAY_COST_LIMIT = "day_cost_limit"
    DEDUCTIBLE = "deductible"
    TIER_RATIO = "tier_ratio"
    RATIO = "ratio"
    VISIT_LIMIT = "visit_limit"
    DEDUCTIBLE_DAYS = "deductible_days"
    MIN_DAYS = "min_days"
    DAY_LIMIT = "day_limit"
    WAGES = "wages"
    GRADE = "grade"
    DELAY = "delay"
    TABLE = "table"
    SEVERITY = "severity"
    YEAR_SUM = "year_sum"  # the sum of this policy year, where it falls
    NOT_COVERED = "not_covered"  # a kind of thing
    DEPRECIATION = "depreciation"
    ITEM_LIMIT = "item_limit"
    KIND_LIMIT = "kind_limit"
    REPAIR_IS_LESS = "repair_is_less"
    LIABILITY_SHARE = "liability_share"
    NO_FAULT_LIMIT = "no_fault_limit"
    PROPERTY_LIMIT = "property_limit"
    REPEATED_LOSS = "repeated_loss"
    AGE_SHARE = "age_share"
    CIRCUMSTANCE_SHARE = "circumstance_share"
    ALREADY_PAID = "already_paid"  # by another benefit, for the same loss
    MINOR_DEATH_LIMIT = "minor_death_limit"
    BENEFIT_LIMIT = "benefit_limit"
    REMAINING_SUM = "remaining_sum"  # of the limit, after earlier claims
    WAITING_PERIOD = "waiting_period"
    BEFORE_START = "before_start"
    AFTER_END = "after_end"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    EXCLUSION = "exclusion"  # by an assessor only


def share_of(amount: Money, share: Fraction | Decimal) -> Money:
    """A share of an amount, rounded once; exact for thirds, too."""
    exact = Fraction(share) * Fraction(amount.amount)
    return Money(Decimal(exact.numerator) / Decimal(exact.denominator), amount.currency)


def less_of(one: Money, other: Money) -> Money:
    return min(one, other)


def at_least_zero(amount: Money) -> Money:
    return max(amount, Money(Decimal(0), amount.currency))


class Calculation:
    """Takes off step by step; `rest` is what is left, never below zero."""

    def __init__(self, claimed: Money) -> None:
        self.claimed = claimed
        self.rest = claimed
        self._steps: dict[str, CalculationStep] = {}

    def take(self, code: StepCode, amount: Money, /, **values: str) -> Money:
        """Take off at most what is left; returns what was taken. Nothing leaves no step."""
        taken = less_of(at_least_zero(amount), self.rest)
        if taken > ZERO:
            self.rest -= taken
            self._add(CalculationStep(code, taken, values))
        return taken

    def cap(self, code: StepCode, most: Money, /, **values: str) -> Money:
        """Take off what is above a limit."""
        return self.take(code, self.rest - at_least_zero(most), **{"limit": str(most), **values})

    def keep(self, code: StepCode, share: Fraction | Decimal, /, **values: str) -> None:
        """Keep a share of what is left."""
        self.take(code, self.rest - share_of(self.rest, share), **values)

    @property
    def steps(self) -> tuple[CalculationStep, ...]:
        return tuple(self._steps.values())

    def _add(self, step: CalculationStep) -> None:
        before = self._steps.get(step.code)
        if before is not None:
            step = CalculationStep(step.code, before.amount + step.amount, _same(before.values, step.values))
        self._steps[step.code] = step

    @classmethod
    def together(cls, parts: Iterable[Calculation]) -> Calculation:
        """Several calculations as one: steps of a kind add up."""
        whole = cls(ZERO)
        for part in parts:
            whole.claimed += part.claimed
            whole.rest += part.rest
            for step in part.steps:
                whole._add(step)
        return whole


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Of two steps made one only what both say is true."""
    return {key: value for key, value in one.items() if other.get(key) == value}
