"""Several policies for one loss.

Reimbursements follow the compensation principle: what one policy pays is taken off before the next, so that together
they never pay more than it cost. Fixed sums and daily allowances add up. The order matters only to who pays what and to
the deductibles; the plain rule is: compulsory motor first, because the law says so; then policies without a deductible
still to be borne before those with one, because what the first pays counts towards the deductible of the second;
among those the higher ratio first; then the one that began earlier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from insurance.adjudication import doubting
from insurance.adjudication.calculating import REPAYING, answering, work_out
from insurance.adjudication.cover import CoverInForce, Findings
from insurance.adjudication.history import BenefitUsed, Used
from insurance.adjudication.loss import Loss
from insurance.adjudication.outcome import Adjudication, BenefitLine
from insurance.adjudication.terms import Per
from insurance.adjudication.working import PaidElsewhere
from insurance.money import ZERO, Money
from insurance.refs import PolicyNumber


def adjudicate_all(
    covers: Sequence[CoverInForce],
    loss: Loss,
    used: Sequence[BenefitUsed] = (),
    findings: Mapping[PolicyNumber, Findings] | None = None,
) -> Adjudication:
    """All policies together, in the order of `in_order`. Lines come in that order too."""
    paid: dict[str, Money] = {}
    lines: list[BenefitLine] = []
    doubts: list[str] = []
    sources: set[str] = set()
    for cover in in_order(covers, loss, used):
        found = (findings or {}).get(cover.policy, Findings())
        one = work_out(cover, loss, used, found, PaidElsewhere(paid))
        lines += one.adjudication.lines
        doubts += one.adjudication.doubts
        sources |= one.sources
        for source, amount in one.by_source.items():
            paid[source] = paid.get(source, ZERO) + amount
    doubts += (*doubting.of_loss(loss), *doubting.left_over(loss, lines, sources))
    return Adjudication(tuple(lines), tuple(dict.fromkeys(doubts)))


def in_order(covers: Sequence[CoverInForce], loss: Loss, used: Sequence[BenefitUsed] = ()) -> list[CoverInForce]:
    return sorted(covers, key=lambda cover: _rank(cover, loss, used))


def _rank(cover: CoverInForce, loss: Loss, used: Sequence[BenefitUsed]) -> tuple[bool, Money, Decimal, str, str]:
    deductible, ratio = ZERO, Decimal(0)
    before = Used.of(used, cover.policy, cover.effective, loss.person, loss.happened)
    for benefit, terms in answering(cover, loss):
        if terms.kind in REPAYING:
            full = benefit.deductible or terms.bills.deductible or ZERO
            per = terms.bills.deductible_per
            gone = before.deductible((benefit.code,), per) if per is not Per.VISIT else ZERO
            deductible = max(deductible, full - gone)
            ratio = max(ratio, benefit.ratio if benefit.ratio is not None else Decimal(1))
    compulsory = cover.product.segment == "compulsory"
    return not compulsory, deductible, -ratio, cover.effective.isoformat(), cover.policy
