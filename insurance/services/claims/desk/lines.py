"""The calculation in an assessor's hands: a line changed with its reason, calculated again, held against the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from insurance.adjudication.explaining import StepCode
from insurance.adjudication.outcome import Adjudication, BenefitLine, CalculationStep
from insurance.catalogue import Benefit
from insurance.claims import CitedClause, Claim
from insurance.money import ZERO, Money
from insurance.records import Records
from insurance.refs import PolicyNumber
from insurance.services.claims.covered import Covered, all_covered
from insurance.services.claims.desk.refusals import StepUnfit, Unfit
from insurance.services.claims.submitting import work_out
from insurance.services.parts import Parts

LESS, MORE = "by_hand", "by_hand_more"  # the step of an assessor's change, worded by `utter_calc_<code>`
HANDS = (LESS, MORE, StepCode.EXCLUSION)


async def calculated(
    parts: Parts, records: Records, claim: Claim, policies: tuple[Covered, ...] | None = None
) -> Adjudication:
    """What the rules make of the documents as they are now, with what other claims used; `policies` where the caller
    has those of the claim already."""
    if policies is None:
        policies = await all_covered(parts, records, claim)
    return (await work_out(parts, records, claim, policies, 0)).adjudication


def by_rules(line: BenefitLine) -> BenefitLine:
    """The line as the rules had calculated it, without an assessor's change."""
    if not line.edited_by:
        return line
    steps = tuple(step for step in line.steps if step.code not in HANDS)
    payable = line.claimed
    for step in steps:
        payable -= step.amount
    return replace(line, steps=steps, payable=payable, edited_by="", reason="")


def is_old(stored: Adjudication | None, fresh: Adjudication) -> bool:
    """Whether the rules would calculate something else now. Lines that an assessor added have nothing to go by."""
    lines = [by_rules(line) for line in stored.lines] if stored else []
    return _sums(lines) != _sums(fresh.lines)


def _sums(lines: Sequence[BenefitLine]) -> Mapping[tuple[PolicyNumber, str], tuple[Money, Money]]:
    added = (ZERO, ZERO)
    sums = {(line.policy, line.benefit): (line.claimed, line.payable) for line in lines}
    return {key: sum_ for key, sum_ in sums.items() if sum_ != added}


def edited(
    claim: Claim, policies: Sequence[Covered], policy: PolicyNumber, benefit: str, payable: Money, reason: str, by: str
) -> Claim:
    """The calculation with one line as the assessor wants it; a benefit it doesn't have yet is added to it.

    The amount the rules had calculated takes the change back.

    Raises:
        StepUnfit: no such benefit, below zero, or above everything the policy could ever pay.
    """
    of = next((one for one in policies if one.policy.number == policy), None)
    granted = _benefit(of, benefit) if of else None
    if of is None or granted is None:
        raise StepUnfit(Unfit.BENEFIT_UNKNOWN)
    adjudication = claim.adjudication or Adjudication()
    line = next((one for one in adjudication.lines if (one.policy, one.benefit) == (policy, benefit)), None)
    base = by_rules(line or BenefitLine(policy, benefit, granted.article, ZERO, ZERO))
    if payable < ZERO:
        raise StepUnfit(Unfit.AMOUNT_UNFIT)
    if payable > max(base.claimed, of.policy.sum_insured, granted.limit or ZERO):
        raise StepUnfit(Unfit.AMOUNT_TOO_HIGH)
    changed = base if payable == base.payable else _by_hand(base, payable, reason, by)
    lines = tuple(changed if one is line else one for one in adjudication.lines)
    return replace(claim, adjudication=replace(adjudication, lines=lines if line else (*lines, changed)))


def _benefit(of: Covered, code: str) -> Benefit | None:
    plan = of.product.plan(of.policy.plan_id)
    return next((one for one in plan.benefits if one.code == code), None)


def _by_hand(base: BenefitLine, payable: Money, reason: str, by: str) -> BenefitLine:
    off = base.payable - payable
    step = CalculationStep(LESS, off, {"reason": reason})
    if payable > base.payable:
        step = CalculationStep(MORE, off, {"reason": reason, "more": str(payable - base.payable)})
    return replace(base, steps=(*base.steps, step), payable=payable, edited_by=by, reason=reason)


def pays_less(adjudication: Adjudication) -> bool:
    """Whether a clause or an assessor made a line less than the rules of the benefit alone: that needs the clause."""
    return any(line.refused_by or _lowered(line) for line in adjudication.lines)


def _lowered(line: BenefitLine) -> bool:
    return bool(line.edited_by) and line.payable < by_rules(line).payable


def partly(adjudication: Adjudication, clause: CitedClause) -> Adjudication:
    """The lines that were made less by hand name the clause that says so."""

    def named(line: BenefitLine) -> BenefitLine:
        names = _lowered(line) and not line.refused_by and line.policy == clause.policy
        return replace(line, refused_by=clause.article) if names else line

    return replace(adjudication, lines=tuple(named(line) for line in adjudication.lines))


def refused(adjudication: Adjudication, clause: CitedClause | None, by: str) -> Adjudication:
    """Nothing is paid; the lines of the policy whose clause it is name it."""

    def nothing(line: BenefitLine) -> BenefitLine:
        if line.payable == ZERO:
            return line
        article = clause.article if clause is not None and clause.policy == line.policy else ""
        step = CalculationStep(StepCode.EXCLUSION, line.payable, {"article": article})
        return replace(line, steps=(*line.steps, step), payable=ZERO, refused_by=article, edited_by=by)

    return replace(adjudication, lines=tuple(nothing(line) for line in adjudication.lines))


def without_use(adjudication: Adjudication) -> Adjudication:
    """A line that was brought to nothing by hand uses up nothing of the deductible or the days."""

    def unused(line: BenefitLine) -> BenefitLine:
        if line.edited_by and line.payable == ZERO:
            return replace(line, deductible_used=ZERO, days=0, counted=ZERO)
        return line

    return replace(adjudication, lines=tuple(unused(line) for line in adjudication.lines))
