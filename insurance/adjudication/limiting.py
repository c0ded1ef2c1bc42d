"""From what a benefit comes to, to what the policy pays: shares, other benefits, the sum that is left, the cover."""

from __future__ import annotations

from collections.abc import Mapping

from insurance.adjudication.cover import CoverState, Findings, period_article, waiting_article
from insurance.adjudication.explaining import Calculation, StepCode, share_of
from insurance.adjudication.terms import Kind, Per, SumFor
from insurance.adjudication.working import DEATH_OF_MINOR, Case
from insurance.claim_types import Cause
from insurance.money import ZERO, Money

CODE = StepCode
ADULT = 18
# 原保监发〔2015〕90号: all death benefits for a minor together; flight accidents don't count.
MINOR_DEATH_LIMITS = ((10, Money.of("200000.00")), (ADULT, Money.of("500000.00")))
NOT_COVERED: Mapping[CoverState, StepCode] = {
    CoverState.WAITING_PERIOD: CODE.WAITING_PERIOD,
    CoverState.BEFORE_START: CODE.BEFORE_START,
    CoverState.AFTER_END: CODE.AFTER_END,
    CoverState.CANCELLED: CODE.CANCELLED,
    CoverState.SUSPENDED: CODE.SUSPENDED,
}


def limit(case: Case, calculation: Calculation, findings: Findings) -> str | None:
    """Take off what the policy doesn't pay; returns the article where the loss isn't within its cover."""
    _shares(case, calculation)
    _other_benefits(case, calculation)
    _sum_left(case, calculation)
    _minor(case, calculation)
    return _not_covered(case, calculation, findings)


def _shares(case: Case, calculation: Calculation) -> None:
    aged = case.terms.age_share
    if aged is not None and case.loss.age is not None and case.loss.age >= aged.age:
        calculation.keep(CODE.AGE_SHARE, aged.share, age=str(aged.age), share=str(aged.share))
    for circumstance, share in case.terms.shares.items():
        if case.loss.has(circumstance):
            calculation.keep(CODE.CIRCUMSTANCE_SHARE, share, circumstance=circumstance, share=str(share))


def _other_benefits(case: Case, calculation: Calculation) -> None:
    offsets = case.terms.offsets
    if offsets:
        paid = case.used.amount(offsets, Per.EVENT) + case.taken.amount(offsets)
        calculation.take(CODE.ALREADY_PAID, paid, benefits=" ".join(offsets))


def _sum_left(case: Case, calculation: Calculation) -> None:
    """The sum of the benefit, or what earlier payments left of it. Daily benefits are limited by their days."""
    if case.benefit.per_day is not None or case.terms.kind is Kind.ASSESSED:
        return
    full = _full_sum(case)
    gone = case.used.amount(case.codes, case.terms.limit_per) + case.taken.amount(case.codes)
    if gone > ZERO:
        calculation.cap(CODE.REMAINING_SUM, full - gone, paid=str(gone), full=str(full))
    else:
        calculation.cap(CODE.BENEFIT_LIMIT, full)


def _full_sum(case: Case) -> Money:
    aged, full = case.terms.age_share, case.most.times(case.terms.sum.times)
    if aged is not None and case.loss.age is not None and case.loss.age >= aged.age:
        return share_of(full, aged.share)
    return full


def pays_death(case: Case) -> bool:
    """Whether the benefit pays for the death of the insured."""
    if case.terms.kind not in (Kind.FIXED_SUM, Kind.GRADED) or not case.loss.died:
        return False
    by_grade = case.terms.grades is not None and case.terms.grades.death
    return case.terms.sum.of is SumFor.DEATH or by_grade


def is_minor(case: Case) -> bool:
    return case.loss.age is not None and case.loss.age < ADULT


def _minor(case: Case, calculation: Calculation) -> None:
    """All death benefits for a minor together; what insurers outside this claim pay is for a person to ask."""
    age = case.loss.age
    if age is None or not is_minor(case) or not pays_death(case):
        return
    most = next(most for under, most in MINOR_DEATH_LIMITS if age < under)
    calculation.cap(
        CODE.MINOR_DEATH_LIMIT, most - case.taken.for_minor - case.elsewhere.paid(DEATH_OF_MINOR), age=str(age)
    )


def _not_covered(case: Case, calculation: Calculation, findings: Findings) -> str | None:
    """Take all off where the policy wasn't in force for this loss. A person has to agree to it."""
    state = findings.state_next_day if case.terms.waits_from_next_day else findings.state
    if state is CoverState.COVERED or (state is CoverState.WAITING_PERIOD and not _waits(case)):
        return None
    product = case.cover.product
    article = waiting_article(product) if state is CoverState.WAITING_PERIOD else period_article(product)
    values = {"article": article, "effective": case.cover.effective.isoformat()}
    if state is CoverState.WAITING_PERIOD:
        values["days"] = str(product.waiting_days)
    calculation.take(NOT_COVERED[state], calculation.rest, **values)
    return article


def _waits(case: Case) -> bool:
    return case.terms.waits and case.loss.cause is not Cause.ACCIDENT and case.cover.product.waiting_days > 0
