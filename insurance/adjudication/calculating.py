"""What one policy pays for one loss: each benefit that answers it is worked out, then limited, and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, permutations

from insurance.adjudication import allowances, doubting, fixed_sums, reimbursing, things
from insurance.adjudication.cover import CoverInForce, Findings
from insurance.adjudication.explaining import Calculation
from insurance.adjudication.history import BenefitUsed, Used
from insurance.adjudication.limiting import is_minor, limit, pays_death
from insurance.adjudication.loss import Loss
from insurance.adjudication.outcome import Adjudication, BenefitLine
from insurance.adjudication.terms import Kind, Terms
from insurance.adjudication.working import DEATH_OF_MINOR, Case, PaidElsewhere, Taken, Worked
from insurance.catalogue import Benefit
from insurance.money import ZERO, Money

Answering = tuple[Benefit, Terms]

KINDS: Mapping[Kind, Callable[[Case], Worked | None]] = {
    Kind.REIMBURSEMENT: reimbursing.reimburse,
    Kind.FIXED_SUM: fixed_sums.fixed_sum,
    Kind.GRADED: fixed_sums.graded,
    Kind.DAILY: allowances.daily,
    Kind.DELAY_STEPS: fixed_sums.delay,
    Kind.TABLE: fixed_sums.by_table,
    Kind.ITEMS: things.items,
    Kind.REPAIR: things.repair,
    Kind.LIABILITY: things.liability,
    Kind.ASSESSED: lambda _: Worked(Calculation(ZERO)),
}
REPAYING = (Kind.REIMBURSEMENT, Kind.ITEMS, Kind.REPAIR, Kind.LIABILITY)  # under the compensation principle
NOTHING_FOUND = Findings()
_TRIES = 24  # orders of benefits for the same bills: all of four


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
    lines, doubts = paid.adjudication.lines, paid.adjudication.doubts
    more = (*doubting.of_loss(loss), *doubting.left_over(loss, lines, paid.sources))
    return Adjudication(lines, tuple(dict.fromkeys((*doubts, *more))))


def work_out(
    cover: CoverInForce, loss: Loss, used: Sequence[BenefitUsed], findings: Findings, elsewhere: PaidElsewhere
) -> Paid:
    """The same without what concerns all policies, and what was paid for what: another policy pays the rest.

    A bill is paid under one benefit of a policy; where several could, it is so that the customer gets most.
    """
    if doubting.is_foreign(loss):
        return Paid(Adjudication(), {}, frozenset())
    before = Used.of(used, cover.policy, cover.effective, loss.person, loss.happened)
    tries = [
        _work_out(cover, loss, before, findings, elsewhere.copy(), order) for order in _orders(answering(cover, loss))
    ]
    return max(tries, key=lambda one: one.adjudication.total)


def _work_out(
    cover: CoverInForce,
    loss: Loss,
    before: Used,
    findings: Findings,
    elsewhere: PaidElsewhere,
    order: Sequence[Answering],
) -> Paid:
    taken, lines, by_source = Taken(), [], dict[str, Money]()
    before_this = elsewhere.copy()  # what is drawn from it below is gone
    doubts = list(doubting.of_findings(findings))
    for benefit, terms in order:
        case = Case(cover, benefit, terms, loss, before, taken, elsewhere)
        worked = KINDS[terms.kind](case)
        if worked is None:
            continue
        line = _line(case, worked, findings)
        lines.append(line)
        others = [one for _, one in order if _repays_bills(one) and one is not terms]
        doubts += doubting.of_line(case, worked, line, others)
        if terms.kind in REPAYING:
            by_source.update(worked.paid_by_source(before_this))
        _note(case, worked, line)
    if taken.for_minor > ZERO:
        by_source[DEATH_OF_MINOR] = taken.for_minor
    return Paid(Adjudication(tuple(lines), tuple(dict.fromkeys(doubts))), by_source, frozenset(taken.sources))


def answering(cover: CoverInForce, loss: Loss) -> list[Answering]:
    """Benefits that may answer, special ones first; parts of a home in the order of what they cost, so that a
    deductible of the event is borne by the dearest."""
    found = [
        (benefit, benefit.pays)
        for benefit in cover.plan.benefits
        if benefit.pays is not None and _answers(benefit.pays, loss)
    ]
    costs = {damage.part: damage.cost for damage in loss.damages}
    return sorted(found, key=lambda one: (not one[1].needs, -costs.get(one[1].repair.part, ZERO).amount))


def _answers(terms: Terms, loss: Loss) -> bool:
    return (
        terms.kind is not Kind.INSTALMENT
        and loss.type in terms.answers
        and (terms.cause is None or loss.cause in (None, terms.cause))
        and (not terms.needs or any(loss.has(one) for one in terms.needs))
        and not any(loss.has(one) for one in terms.unless)
        and (terms.ages is None or loss.age is None or terms.ages[0] <= loss.age <= terms.ages[1])
    )


def _repays_bills(terms: Terms) -> bool:
    return terms.kind is Kind.REIMBURSEMENT and not terms.cost


def _orders(answered: Sequence[Answering]) -> Iterator[list[Answering]]:
    """The benefits with those that repay bills in every order; the first is the plan's own."""
    places = [n for n, (_, terms) in enumerate(answered) if _repays_bills(terms)]
    for order in islice(permutations(places), _TRIES):
        moved = list(answered)
        for place, one in zip(places, order, strict=True):
            moved[place] = answered[one]
        yield moved


def _line(case: Case, worked: Worked, findings: Findings) -> BenefitLine:
    calculation = worked.calculation
    refused_by = limit(case, calculation, findings)
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


def _note(case: Case, worked: Worked, line: BenefitLine) -> None:
    taken, code = case.taken, case.benefit.code
    taken.sources |= set(worked.sources)
    taken.amounts[code] = taken.amounts.get(code, ZERO) + line.payable
    taken.deductibles[code] = taken.deductibles.get(code, ZERO) + worked.deductible_used
    taken.event_deductible += worked.event_deductible
    if is_minor(case) and pays_death(case):
        taken.for_minor += line.payable


def used_by(adjudication: Adjudication, person: str, day: date) -> tuple[BenefitUsed, ...]:
    """What is to be kept of a paid adjudication of a person's loss on that day, for the limits of later losses: lines
    that use something up."""
    return tuple(
        BenefitUsed(
            policy=line.policy,
            person=person,
            benefit=line.benefit,
            day=day,
            amount=line.payable,
            deductible_used=line.deductible_used,
            days=line.days,
            counted=line.counted,
        )
        for line in adjudication.lines
        if line.payable > ZERO or line.deductible_used > ZERO or line.days
    )
