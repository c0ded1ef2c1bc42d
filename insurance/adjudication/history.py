"""What was paid before, and what is left of a limit, a deductible or a number of days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from insurance.adjudication.terms import Per
from insurance.money import ZERO, Money
from insurance.refs import PolicyNumber


@dataclass(frozen=True)
class BenefitUsed:
    """What one benefit paid for one loss.

    Attributes:
        person: the mark of the insured person it was paid for.
        day: of the loss; decides the policy year.
        deductible_used: of the deductible, also by what others paid.
        days: days of allowance paid.
        counted: what was reimbursable before the ratio, where the ratio follows the sum of a year.
    """

    policy: PolicyNumber
    person: str
    benefit: str
    day: date
    amount: Money
    deductible_used: Money = ZERO
    days: int = 0
    counted: Money = ZERO


def policy_year(effective: date, day: date) -> int:
    """Which policy year a day falls into, the first is 0; before the start it is negative.

    A policy that began on 29 February has its anniversary on 1 March of other years.
    """
    years = day.year - effective.year
    return years - (1 if (day.month, day.day) < (effective.month, effective.day) else 0)


@dataclass(frozen=True)
class Used:
    """The payments of one policy as one loss sees them."""

    all: tuple[BenefitUsed, ...]
    effective: date
    person: str
    day: date

    @classmethod
    def of(cls, used: Sequence[BenefitUsed], policy: PolicyNumber, effective: date, person: str, day: date) -> Used:
        return cls(tuple(one for one in used if one.policy == policy), effective, person, day)

    def amount(self, codes: Collection[str], per: Per) -> Money:
        return sum((one.amount for one in self._of(codes, per)), ZERO)

    def counted(self, codes: Collection[str], per: Per) -> Money:
        return sum((one.counted for one in self._of(codes, per)), ZERO)

    def deductible(self, codes: Collection[str], per: Per, *, everyone: bool = False) -> Money:
        """everyone: of all insured of the policy, where they share it."""
        return sum((one.deductible_used for one in self._of(codes, per, everyone=everyone)), ZERO)

    def days(self, codes: Collection[str], per: Per) -> int:
        return sum(one.days for one in self._of(codes, per))

    def losses(self, codes: Collection[str]) -> int:
        """How many losses of this policy year were paid before this one."""
        return len({one.day for one in self._of(codes, Per.YEAR)} - {self.day})

    def _of(self, codes: Collection[str], per: Per, *, everyone: bool = False) -> list[BenefitUsed]:
        return [
            one
            for one in self.all
            if one.benefit in codes and (everyone or one.person == self.person) and self._counts(one, per)
        ]

    def _counts(self, one: BenefitUsed, per: Per) -> bool:
        if per in (Per.EVENT, Per.VISIT):
            return one.day == self.day
        if per is Per.YEAR:
            return policy_year(self.effective, one.day) == policy_year(self.effective, self.day)
        return True
