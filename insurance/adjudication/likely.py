"""Which benefits of a plan may answer a loss that was just reported: for the first answer, before any material."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from insurance.adjudication.cover import waiting_article
from insurance.adjudication.terms import Kind, Per, Terms
from insurance.catalogue import Benefit, Plan, Product
from insurance.claim_types import Cause, ClaimType
from insurance.money import ZERO, Money


class Caveat(StrEnum):
    """What may make it less, or nothing."""

    WAITING_PERIOD = "waiting_period"  # there is one; whether it is over nobody knows yet
    IN_WAITING_PERIOD = "in_waiting_period"
    DEDUCTIBLE = "deductible"
    RATIO = "ratio"
    SOCIAL_LIST_ONLY = "social_list_only"
    FIRST_DAYS = "first_days"
    NEEDS = "needs"  # only where this circumstance holds
    ASSESSOR = "assessor"


@dataclass(frozen=True)
class Note:
    """A caveat with its figure and the article that says so."""

    caveat: Caveat
    value: str = ""
    article: str = ""


@dataclass(frozen=True)
class MayPay:
    """A benefit that may pay; `most` is None for a daily benefit without a limit of days."""

    benefit: Benefit
    article: str
    most: Money | None
    notes: tuple[Note, ...]


def benefits_for(
    product: Product,
    plan: Plan,
    type_: ClaimType,
    cause: Cause | None = None,
    *,
    sum_insured: Money | None = None,
    began: date | None = None,
    happened: date | None = None,
) -> tuple[MayPay, ...]:
    """Benefits that may answer, without needs first.

    Args:
        cause: None while unknown: benefits for either are named.
        began, happened: start of cover and day of the loss; together they tell whether the waiting period is over.
    """
    asked = sum_insured if sum_insured is not None else plan.default_sum()
    found = [
        MayPay(
            benefit, benefit.article, benefit.most(asked),
            tuple(_notes(product, plan, benefit, benefit.pays, cause, began, happened)),
        )
        for benefit in plan.benefits
        if benefit.pays is not None and _may_answer(benefit.pays, type_, cause)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: bool(one.benefit.pays and one.benefit.pays.needs)))


def _may_answer(terms: Terms, type_: ClaimType, cause: Cause | None) -> bool:
    return (
        terms.kind is not Kind.INSTALMENT and type_ in terms.answers and (cause is None or terms.cause in (None, cause))
    )


def _notes(
    product: Product, plan: Plan, benefit: Benefit, terms: Terms,
    cause: Cause | None, began: date | None, happened: date | None,
) -> Iterator[Note]:  # fmt: skip
    if product.waiting_days and terms.waits and Cause.ACCIDENT not in (cause, terms.cause):
        yield from _waiting(product, terms, began, happened)
    bills = terms.bills
    deductible = bills.deductible or benefit.deductible or (plan.deductible if bills.plan_terms else None) or ZERO
    if deductible > ZERO and terms.kind is Kind.REIMBURSEMENT:
        yield Note(Caveat.DEDUCTIBLE, f"{deductible} {Per(bills.deductible_per)}", benefit.article)
    ratio = bills.ratio or benefit.ratio or (plan.ratio if bills.plan_terms else None)
    if ratio is not None and ratio < 1:
        yield Note(Caveat.RATIO, str(ratio), benefit.article)
    if terms.kind is Kind.REIMBURSEMENT and not terms.cost and bills.own_expense == 0:
        yield Note(Caveat.SOCIAL_LIST_ONLY, "", benefit.article)
    if terms.kind is Kind.DAILY and (benefit.deductible_days or terms.days.deductible_days):
        yield Note(Caveat.FIRST_DAYS, str(terms.days.deductible_days or benefit.deductible_days), benefit.article)
    if terms.needs:
        yield Note(Caveat.NEEDS, " ".join(terms.needs), benefit.article)
    if terms.assessor:
        yield Note(Caveat.ASSESSOR, terms.assessor, benefit.article)


def _waiting(product: Product, terms: Terms, began: date | None, happened: date | None) -> Iterator[Note]:
    article, days = waiting_article(product), product.waiting_days + (1 if terms.waits_from_next_day else 0)
    if began is None or happened is None:
        yield Note(Caveat.WAITING_PERIOD, str(product.waiting_days), article)
    elif (happened - began).days < days:
        yield Note(Caveat.IN_WAITING_PERIOD, str(product.waiting_days), article)
