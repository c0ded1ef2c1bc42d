"""The result of an adjudication: lines that explain themselves to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from insurance.bilingual import Bilingual
from insurance.money import ZERO, Money
from insurance.refs import PolicyNumber


@dataclass(frozen=True)
class CalculationStep:
    """One movement from what was claimed to what is payable, worded by `utter_calc_<code>`.

    `amount` is what the step takes off (negative: adds); `values` fill the wording: ratio, days, limit, article …
    """

    code: str
    amount: Money
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BenefitLine:
    """What one benefit of one policy pays: claimed less every step is payable.

    Attributes:
        article: the clause that grants it.
        refused_by: the clause that says why nothing or less is paid, where one does.
        deductible_used, days, counted: what counts against the policy year from here on; `counted` is what was
            reimbursable before the ratio, where the ratio follows the sum of a year.
        edited_by, reason: an assessor's, where the line was changed by hand.
    """

    policy: PolicyNumber
    benefit: str
    article: str
    claimed: Money
    payable: Money
    steps: tuple[CalculationStep, ...] = ()
    refused_by: str = ""
    deductible_used: Money = ZERO
    days: int = 0
    counted: Money = ZERO
    edited_by: str = ""
    reason: str = ""


# The names of the benefits of the policies of a claim, by policy and code.
BenefitNames = Mapping[tuple[PolicyNumber, str], Bilingual]


@dataclass(frozen=True)
class Adjudication:
    """`doubts` are codes for which a person has to look before anything is decided."""

    lines: tuple[BenefitLine, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def total(self) -> Money:
        total = ZERO
        for line in self.lines:
            total += line.payable
        return total

    def under(self, policy: PolicyNumber) -> Money:
        """What one policy pays."""
        total = ZERO
        for line in self.lines:
            if line.policy == policy:
                total += line.payable
        return total
