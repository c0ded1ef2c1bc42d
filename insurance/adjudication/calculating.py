"""What one policy pays for one loss: each benefit that answers it is worked out, then limited, and explained."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from insurance.adjudication import fixed_sums, reimbursing, things
from insurance.adjudication.cover import CoverInForce, CoverState, Findings, period_article, waiting_article
from insurance.adjudication.explaining import Calculation, StepCode, share_of
from insurance.adjudication.history import BenefitUsed, Used
from insurance.adjudication.loss import Loss
from insurance.adjudication.outcome import Adjudication, BenefitLine, CalculationStep
from insurance.adjudication.terms import Kind, Per, SumFor, Terms
from insurance.adjudication.working import Case, PaidElsewhere, Taken, Worked
from insurance.catalogue import Benefit
from insurance.claim_types import Cause
from insurance.money import ZERO, Money

CODE = StepCode
ADULT = 18
# 原保监发〔2015〕90号: all death benefits for a minor together; flight accidents don't count.
MINOR_DEATH_LIMITS = ((10, Money.of("200000.00")), (ADULT, Money.of("500000.00")))

KINDS: Mapping[Kind, Callable[[Case], Worked | None]] = {
    Kind.REIMBURSEMENT: lambda case: (reimbursing.reimburse_cost if case.terms.cost else reimbursing.reimburse_bills)(
        case
    ),
    Kind.FIXED_SUM: fixed_sums.fixed_sum,
    Kind.GRADED: fixed_sums.graded,
    Kind.DAILY: fixed_sums.daily,
    Kind.DELAY_STEPS: fixed_sums.delay,
    Kind.TABLE: fixed_sums.by_table,
    Kind.ITEMS: things.items,
    Kind.REPAIR: things.repair,
    Kind.LIABILITY: things.liability,
    Kind.ASSESSED: lambda _: Worked(Calculation(ZERO)),
}
REPAYING = (Kind.REIMBURSEMENT, Kind.ITEMS, Kind.REPAIR, Kind.LIABILITY)  # under the compensation principle
_NOT_COVERED: Mapping[CoverState, StepCode] = {
    CoverState.WAITING_PERIOD: CODE.WAITING_PERIOD,
    CoverState.BEFORE_START: CODE.BEFORE_START,
    CoverState.AFTER_END: CODE.AFTER_END,
    CoverState.CANCELLED: CODE.CANCELLED,
    CoverState.SUSPENDED: CODE.SUSPENDED,
}


NOTHING_FOUND = Findings()


@dataclass(frozen=True)
class Paid:
    """An adjudication of one policy.

    Attributes:
        by_source: what its reimbursements paid for each bill, cost, repair …
        sources: those any benefit of it answered.
    """

    adjudication: Adjudication
    by_source: Mapping[str, Money]
    sources: frozenset[str]


def adjudicate(
    cover: CoverInForce,
    loss: Loss,
    used: Sequence[BenefitUsed] = (),
    findings: Findings = NOTHING_FOUND,
    paid_elsewhere: Money = ZERO,
) -> Adjudication:
    """What a policy pays for a loss, each line explained to the cent.

    Args:
        used: what was paid before, of any policy.
        findings: the answers of the decision tables (deciding.find).
        paid_elsewhere: by other policies for the same bills; fixed sums don't care.

    Any code in `doubts` means that a person has to look before anything is decided.
    """
    paid = work_out(cover, loss, used, findings, PaidElsewhere(for_anything=paid_elsewhere))
    doubts = (*paid.adjudication.doubts, *left_over(loss, paid.adjudication.lines, paid.sources))
    return Adjudication(paid.adjudication.lines, doubts)


def work_out(
    cover: CoverInForce, loss: Loss, used: Sequence[BenefitUsed], findings: Findings, elsewhere: PaidElsewhere
) -> Paid:
    """The same, and what was paid for what: needed where another policy pays the rest."""
    before = Used.of(used, cover.policy, cover.effective, loss.person, loss.happened)
    taken, lines, doubts, by_source = Taken(), [], _doubts_of(findings), {}
    for benefit, terms in answering(cover, loss):
        case = Case(cover, benefit, terms, loss, before, taken, elsewhere)
        worked = KINDS[terms.kind](case)
        if worked is None:
            continue
        line = _line(case, worked, findings)
        _note(case, worked, line)
        lines.append(line)
        doubts += _doubts(case, worked, line)
        if terms.kind in REPAYING:
            by_source.update(worked.paid_by_source())
    return Paid(Adjudication(tuple(lines), tuple(dict.fromkeys(doubts))), by_source, frozenset(taken.sources))


def answering(cover: CoverInForce, loss: Loss) -> list[tuple[Benefit, Terms]]:
    """Benefits that may answer, the special ones first: a bill is paid under one benefit of a policy only.

    Parts of a home in the order of what they cost, so that a deductible of the event is borne by the dearest.
    """
    found = [
        (benefit, benefit.pays)
        for benefit in cover.plan.benefits
        if benefit.pays is not None and _answers(benefit.pays, loss)
    ]
    costs = {damage.part: damage.cost for damage in loss.damages}
    return sorted(found, key=lambda one: (not _special(one[1]), -costs.get(one[1].repair.part, ZERO).amount))


def _special(terms: Terms) -> bool:
    return bool(terms.needs or terms.sum.severity)


def _answers(terms: Terms, loss: Loss) -> bool:
    return (
        terms.kind is not Kind.INSTALMENT
        and loss.type in terms.answers
        and (terms.cause is None or loss.cause in (None, terms.cause))
        and (not terms.needs or any(loss.has(one) for one in terms.needs))
        and not any(loss.has(one) for one in terms.unless)
        and (terms.ages is None or loss.age is None or terms.ages[0] <= loss.age <= terms.ages[1])
    )


def _line(case: Case, worked: Worked, findings: Findings) -> BenefitLine:
    calculation = worked.calculation
    _shares(case, calculation)
    _limit(case, calculation)
    _minor(case, calculation)
    refused_by = _not_covered(case, calculation, findings)
    if refused_by is not None:  # nothing of a deductible or of the days is used up by a loss that isn't covered
        worked.deductible_used, worked.event_deductible, worked.days, worked.counted = ZERO, ZERO, 0, ZERO
    return BenefitLine(
        policy=case.cover.policy,
        benefit=case.benefit.code,
        article=case.benefit.article,
        claimed=calculation.claimed,
        payable=calculation.rest,
        steps=calculation.steps,
        refused_by=refused_by or "",
        deductible_used=worked.deductible_used,
        days=worked.days,
        counted=worked.counted if case.terms.bills.tier_up_to is not None else ZERO,
    )


def _shares(case: Case, calculation: Calculation) -> None:
    aged = case.terms.age_share
    if aged is not None and case.loss.age is not None and case.loss.age >= aged.age:
        calculation.keep(CODE.AGE_SHARE, aged.share, age=str(aged.age), share=str(aged.share))
    for circumstance, share in case.terms.shares.items():
        if case.loss.has(circumstance):
            calculation.keep(CODE.CIRCUMSTANCE_SHARE, share, circumstance=circumstance, share=str(share))


def _limit(case: Case, calculation: Calculation) -> None:
    """What other benefits paid for the same loss, then what is left of the sum."""
    terms = case.terms
    if terms.offsets:
        paid = case.used.amount(terms.offsets, Per.EVENT) + case.taken.amount(terms.offsets)
        calculation.take(CODE.ALREADY_PAID, paid, benefits=" ".join(terms.offsets))
    if case.benefit.per_day is not None or terms.kind is Kind.ASSESSED:
        return  # limited by its days, or by a person
    full = _full_sum(case)
    gone = case.used.amount(case.codes, terms.limit_per) + case.taken.amount(case.codes)
    if gone > ZERO:
        calculation.cap(CODE.REMAINING_SUM, full - gone, paid=str(gone), full=str(full))
    else:
        calculation.cap(CODE.BENEFIT_LIMIT, full)


def _full_sum(case: Case) -> Money:
    aged, full = case.terms.age_share, case.most.times(case.terms.sum.times)
    if aged is not None and case.loss.age is not None and case.loss.age >= aged.age:
        return share_of(full, aged.share)
    return full


def _pays_death(case: Case) -> bool:
    by_grade = case.terms.grades is not None and case.terms.grades.death
    return case.loss.died and (case.terms.sum.of is SumFor.DEATH or by_grade)


def _minor(case: Case, calculation: Calculation) -> None:
    """All death benefits for a minor together; what other insurers pay is for a person to ask."""
    age = case.loss.age
    if age is None or age >= ADULT or case.terms.kind not in (Kind.FIXED_SUM, Kind.GRADED) or not _pays_death(case):
        return
    limit = next(limit for under, limit in MINOR_DEATH_LIMITS if age < under)
    paid = sum((case.taken.amounts.get(code, ZERO) for code in case.taken.deaths), ZERO)
    calculation.cap(CODE.MINOR_DEATH_LIMIT, limit - paid, age=str(age))


def _not_covered(case: Case, calculation: Calculation, findings: Findings) -> str | None:
    """Take all off where the policy wasn't in force for this loss; returns the article. A person has to agree."""
    state = findings.state_next_day if case.terms.waits_from_next_day else findings.state
    if state is CoverState.COVERED or (state is CoverState.WAITING_PERIOD and not _waits(case)):
        return None
    product = case.cover.product
    article = waiting_article(product) if state is CoverState.WAITING_PERIOD else period_article(product)
    values = {"article": article, "effective": case.cover.effective.isoformat()}
    if state is CoverState.WAITING_PERIOD:
        values["days"] = str(product.waiting_days)
    calculation.take(_NOT_COVERED[state], calculation.rest, **values)
    return article


def _waits(case: Case) -> bool:
    return case.terms.waits and case.loss.cause is not Cause.ACCIDENT and case.cover.product.waiting_days > 0


def _note(case: Case, worked: Worked, line: BenefitLine) -> None:
    taken, code = case.taken, case.benefit.code
    taken.sources |= set(worked.sources)
    taken.amounts[code] = taken.amounts.get(code, ZERO) + line.payable
    taken.deductibles[code] = taken.deductibles.get(code, ZERO) + worked.deductible_used
    taken.event_deductible += worked.event_deductible
    if _pays_death(case):
        taken.deaths.add(code)


def _doubts_of(findings: Findings) -> list[str]:
    return [*findings.doubts, *(f"exclusion:{one.flag}" for one in findings.exclusions)]


def _doubts(case: Case, worked: Worked, line: BenefitLine) -> Iterator[str]:
    terms, loss, code = case.terms, case.loss, case.benefit.code
    yield from worked.doubts
    if terms.assessor:
        yield f"assessor:{code}:{terms.assessor}"
    yield from (f"assessor:{code}:{one}" for one in terms.look_if if loss.has(one))
    refusing = [step.code for step in line.steps if step.code in set(_NOT_COVERED.values())]
    yield from refusing
    if terms.cause is not None and loss.cause is None:
        yield "cause_unknown"
    if loss.age is None and (terms.ages is not None or terms.age_share is not None or terms.adults):
        yield "age_unknown"
    if terms.adults and loss.age is not None and loss.age < ADULT:
        yield f"assessor:{code}:under_18"
    if _pays_death(case) and loss.age is not None and loss.age < ADULT:
        yield "minor_death_elsewhere"
    if _special(terms) and _limited(line.steps) and _bill_could_go_on(case, worked):
        yield "limit_reached_other_benefit"


def _limited(steps: Sequence[CalculationStep]) -> bool:
    return any(step.code in (CODE.BENEFIT_LIMIT, CODE.REMAINING_SUM) for step in steps)


def _bill_could_go_on(case: Case, worked: Worked) -> bool:
    """A special benefit is used up and the policy has another one for the same bills: a person may use that."""
    if not any(source.startswith("bill:") for source in worked.sources):
        return False
    others = [one for one, terms in answering(case.cover, case.loss) if terms.kind is Kind.REIMBURSEMENT]
    return any(one.code != case.benefit.code for one in others)


def left_over(loss: Loss, lines: Sequence[BenefitLine], sources: Collection[str]) -> Iterator[str]:
    """What was claimed and falls under no benefit: for a person, never silently nothing."""
    if not lines:
        yield "no_benefit"
        return
    for word, count in (("bill", len(loss.bills)), ("cost", len(loss.costs)), ("damage", len(loss.damages))):
        if any(f"{word}:{n}" not in sources for n in range(count)):
            yield f"{word}_without_benefit"


def used_by(adjudication: Adjudication, loss: Loss) -> tuple[BenefitUsed, ...]:
    """What is to be kept of a paid adjudication, for the limits of later losses."""
    return tuple(
        BenefitUsed(
            policy=line.policy,
            person=loss.person,
            benefit=line.benefit,
            day=loss.happened,
            amount=line.payable,
            deductible_used=line.deductible_used,
            days=line.days,
            counted=line.counted,
        )
        for line in adjudication.lines
    )
