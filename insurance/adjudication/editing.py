"""An assessor's hand on a line: a step of its own changes the sum, so the line still explains itself to the cent."""

from __future__ import annotations

from dataclasses import replace

from insurance.adjudication.explaining import StepCode
from insurance.adjudication.outcome import Adjudication, BenefitLine, CalculationStep
from insurance.catalogue import Product
from insurance.money import ZERO, Money


class NotAllowed(ValueError):
    """A sum below zero, or a line without a reason or a name: nothing is changed by hand without both."""


def exclude(line: BenefitLine, product: Product, article: str, by: str, reason: str) -> BenefitLine:
    """Refuse what a line would pay, by an article of the product. Nothing of a deductible or of days is used up then.

    Raises UnknownArticle, NotAllowed.
    """
    product.clause(article)
    _named(by, reason)
    step = CalculationStep(StepCode.EXCLUSION, line.payable, {"article": article})
    steps = (*line.steps, step) if line.payable > ZERO else line.steps
    return replace(
        line, payable=ZERO, steps=steps, refused_by=article, deductible_used=ZERO, days=0, counted=ZERO,
        edited_by=by, reason=reason,
    )  # fmt: skip


def set_payable(line: BenefitLine, payable: Money, by: str, reason: str) -> BenefitLine:
    """Pay another sum: more or less, whatever the limits say. Raises NotAllowed, CurrencyMismatch."""
    _named(by, reason)
    if payable < ZERO:
        raise NotAllowed(str(payable))
    less = line.payable - payable
    if less == ZERO:
        return replace(line, edited_by=by, reason=reason)
    if less > ZERO:
        step = CalculationStep(StepCode.ASSESSOR_LESS, less)
    else:  # a step takes off: one that adds is below zero, and tells the sum it adds
        step = CalculationStep(StepCode.ASSESSOR_MORE, less, {"added": str(payable - line.payable)})
    return replace(line, payable=payable, steps=(*line.steps, step), edited_by=by, reason=reason)


def with_line(adjudication: Adjudication, edited: BenefitLine) -> Adjudication:
    """The adjudication with the line of this policy and benefit replaced. Raises KeyError when there is none."""
    wanted = (edited.policy, edited.benefit)
    if wanted not in {(one.policy, one.benefit) for one in adjudication.lines}:
        raise KeyError(f"{edited.policy} {edited.benefit}")
    lines = tuple(edited if (one.policy, one.benefit) == wanted else one for one in adjudication.lines)
    return replace(adjudication, lines=lines)


def _named(by: str, reason: str) -> None:
    if not by.strip() or not reason.strip():
        raise NotAllowed("a change by hand needs who made it and why")
