"""What a person has to look at before anything is decided: codes, some with a detail after a colon."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from insurance.adjudication.cover import Findings
from insurance.adjudication.explaining import StepCode
from insurance.adjudication.limiting import NOT_COVERED, is_minor, pays_death
from insurance.adjudication.loss import Loss
from insurance.adjudication.outcome import BenefitLine
from insurance.adjudication.terms import Terms
from insurance.adjudication.working import Case, Worked
from insurance.money import ZERO

_REFUSING = {str(code) for code in NOT_COVERED.values()}
_LIMITED = {StepCode.BENEFIT_LIMIT, StepCode.REMAINING_SUM}


def of_findings(findings: Findings) -> Iterator[str]:
    yield from findings.doubts
    yield from (f"exclusion:{one.flag}" for one in findings.exclusions)


def of_loss(loss: Loss) -> Iterator[str]:
    """What is odd about the loss itself, whatever the policy."""
    numbers = [bill.invoice_number for bill in loss.bills if bill.invoice_number]
    if len(set(numbers)) < len(numbers):
        yield "duplicate_invoice"
    if is_foreign(loss):
        yield "foreign_currency"


def is_foreign(loss: Loss) -> bool:
    """Whether a sum is in another currency: what it comes to in yuan is for a person to find."""
    sums = [
        *(one.amount for one in loss.bills), *(one.amount for one in loss.costs), *(one.cost for one in loss.damages),
        *(one.value for one in loss.items), loss.prepaid, loss.repair_cost,
        loss.third_party_injury, loss.third_party_medical, loss.third_party_property,
    ]  # fmt: skip
    return any(one.currency != ZERO.currency for one in sums)


def of_line(case: Case, worked: Worked, line: BenefitLine, others: Collection[Terms]) -> Iterator[str]:
    """others: terms of the other benefits of the policy that reimburse bills of this loss."""
    terms, loss, code = case.terms, case.loss, case.benefit.code
    yield from worked.doubts
    if terms.assessor:
        yield f"assessor:{code}:{terms.assessor}"
    yield from (f"assessor:{code}:{one}" for one in terms.look_if if loss.has(one))
    yield from (step.code for step in line.steps if step.code in _REFUSING)
    if terms.cause is not None and loss.cause is None:
        yield "cause_unknown"
    if loss.age is None and (terms.ages is not None or terms.age_share is not None or terms.adults):
        yield "age_unknown"
    if terms.adults and is_minor(case):
        yield f"assessor:{code}:under_18"
    if pays_death(case) and is_minor(case):
        yield "minor_death_elsewhere"
    if others and _paid_bills(worked) and any(step.code in _LIMITED for step in line.steps):
        yield "limit_reached_other_benefit"  # a person may pay the rest of the bill under the other


def _paid_bills(worked: Worked) -> bool:
    return any(source.startswith("bill:") for source in worked.sources)


def left_over(loss: Loss, lines: Sequence[BenefitLine], sources: Collection[str]) -> Iterator[str]:
    """What was claimed and falls under no benefit: for a person, never silently nothing."""
    if not lines:
        yield "no_benefit"
        return
    for word, count in (("bill", len(loss.bills)), ("cost", len(loss.costs)), ("damage", len(loss.damages))):
        if any(f"{word}:{n}" not in sources for n in range(count)):
            yield f"{word}_without_benefit"
