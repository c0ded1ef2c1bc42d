"""A bill less what isn't reimbursable, and the deductible that is still to be borne: of a visit, an event or a year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from insurance.adjudication.explaining import Calculation, StepCode, at_least_zero, less_of, share_of
from insurance.adjudication.loss import Bill, Visit
from insurance.adjudication.terms import BillTerms, Per
from insurance.adjudication.working import Case
from insurance.claim_types import Cause
from insurance.money import ZERO, Money

CODE = StepCode


@dataclass(frozen=True)
class BegunBill:
    """A bill less what isn't reimbursable.

    Attributes:
        most: what all policies together may pay for it.
        by_others: what other insurers paid.
    """

    visit: Visit
    part: Calculation
    most: Money
    by_others: Money

    @classmethod
    def of(cls, case: Case, source: str, bill: Bill) -> BegunBill:
        terms, part = case.terms.bills, Calculation(bill.amount)
        part.take(CODE.SOCIAL_INSURANCE, bill.social_insurance)
        other = part.take(CODE.OTHER_PAID, bill.other_paid)
        most = part.rest
        other += part.take(CODE.OTHER_POLICY, case.elsewhere.draw(source, part.rest))
        if too_late(case, bill):
            part.take(CODE.AFTER_TREATMENT_PERIOD, part.rest, days=str(terms.treated_within))
        left_out = bill.own_expense - share_of(bill.own_expense, terms.own_expense)
        part.take(CODE.OWN_EXPENSE, left_out, share=str(terms.own_expense))
        return cls(bill.visit, part, most, other)


def too_late(case: Case, bill: Bill) -> bool:
    last = case.terms.bills.treated_within
    return last is not None and case.loss.cause is not Cause.ILLNESS and (bill.day - case.loss.happened).days > last


@dataclass
class Deductible:
    """What is still to be borne, of a visit, an event or a policy year."""

    terms: BillTerms
    full: Money
    left: Money
    used: Money = ZERO

    @classmethod
    def of(cls, case: Case, bills: Collection[BegunBill] = ()) -> Deductible:
        terms, full = case.terms.bills, _full_deductible(case)
        if terms.deductible_per is Per.VISIT:
            return cls(terms, full, full)
        codes = (case.benefit.code, *terms.deductible_with)
        used = case.used.deductible(codes, terms.deductible_per, everyone=terms.deductible_shared)
        found = cls(terms, full, at_least_zero(full - used - case.taken.deductible(codes)))
        found._count_others(bills)
        return found

    def begin_visit(self, bills: Collection[BegunBill]) -> None:
        if self.terms.deductible_per is Per.VISIT:
            self.left = self.full
            self._count_others(bills)

    def _count_others(self, bills: Collection[BegunBill]) -> None:
        """What other insurers paid counts where the clause says so; what the public fund paid never does."""
        if self.terms.others_count:
            counted = less_of(sum((bill.by_others for bill in bills), ZERO), self.left)
            self.left -= counted
            self.used += counted

    def take(self, calculation: Calculation) -> None:
        taken = calculation.take(CODE.DEDUCTIBLE, self.left, deductible=str(self.full), per=self.terms.deductible_per)
        self.left -= taken
        self.used += taken


def _full_deductible(case: Case) -> Money:
    terms = case.terms.bills
    for circumstance, amount in terms.deductible_if.items():
        if case.loss.has(circumstance):
            return amount
    own = terms.deductible if terms.deductible is not None else case.benefit.deductible
    if own is None and terms.plan_terms:
        own = case.cover.plan.deductible
    return ZERO if own is None else own
