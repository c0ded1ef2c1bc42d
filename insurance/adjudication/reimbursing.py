"""Reimbursement of medical bills and of other costs.

The order is the one the clauses give: what others paid, what isn't reimbursable, the deductible, the ratio, the limits
(「先扣他方、再扣免赔、后乘比例」).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from insurance.adjudication.deductibles import BegunBill, Deductible, too_late
from insurance.adjudication.explaining import Calculation, StepCode, at_least_zero, less_of, share_of
from insurance.adjudication.loss import Bill, Visit
from insurance.adjudication.terms import Per, Unsettled
from insurance.adjudication.working import Case, Worked
from insurance.money import ZERO, Money

CODE = StepCode
ONE = Decimal(1)


def reimburse(case: Case) -> Worked | None:
    return reimburse_cost(case) if case.terms.cost else reimburse_bills(case)


def reimburse_bills(case: Case) -> Worked | None:
    """None where no bill of the loss falls under the benefit."""
    bills = dict(_eligible(case))
    if not bills:
        return None
    worked = Worked(Calculation(ZERO))
    begun = {source: BegunBill.of(case, source, bill) for source, bill in bills.items()}
    worked.sources = {source: one.most for source, one in begun.items()}
    deductible = Deductible.of(case, begun.values())
    counted = case.used.counted((case.benefit.code,), Per.YEAR)
    visits = []
    for visit in _visits(bills, case.terms.bills.visit_days):
        one = _one_visit(case, [begun[source] for source in visit], deductible)
        reimbursable = one.rest
        _apply_ratio(case, one, counted + worked.counted, visit.values())
        worked.counted += reimbursable
        _cap_visit(case, one, visit.values())
        visits.append(one)
    worked.calculation = Calculation.together(visits)
    worked.deductible_used = deductible.used
    worked.doubts += _doubts(case, bills)
    return worked


def reimburse_cost(case: Case) -> Worked | None:
    """A cost of the benefit's kind, or the trip costs nobody gives back."""
    costs = _costs(case)
    if not costs:
        return None
    parts, worked, deductible = [], Worked(Calculation(ZERO)), Deductible.of(case)
    for source, (amount, other_paid) in costs.items():
        part = Calculation(amount)
        part.take(CODE.OTHER_PAID, other_paid)
        worked.sources[source] = part.rest
        part.take(CODE.OTHER_POLICY, case.elsewhere.draw(source, part.rest))
        deductible.take(part)
        part.keep(CODE.RATIO, _agreed(case), ratio=str(_agreed(case)))
        parts.append(part)
    worked.calculation = Calculation.together(parts)
    worked.deductible_used = deductible.used
    return worked


def _costs(case: Case) -> dict[str, tuple[Money, Money]]:
    if case.terms.cost == "prepaid":
        return {"prepaid": (case.loss.prepaid, ZERO)} if case.loss.prepaid > ZERO else {}
    return {
        f"cost:{n}": (cost.amount, cost.other_paid)
        for n, cost in enumerate(case.loss.costs)
        if cost.kind == case.terms.cost and f"cost:{n}" not in case.taken.sources
    }


def _eligible(case: Case) -> Iterator[tuple[str, Bill]]:
    for n, bill in enumerate(case.loss.bills):
        source = f"bill:{n}"
        if source not in case.taken.sources and bill.visit in case.terms.bills.visits and _near_a_stay(case, bill):
            yield source, bill


def _near_a_stay(case: Case, bill: Bill) -> bool:
    """Outpatient bills of a benefit for hospital count around a stay, or where the treatment itself counts as one."""
    terms = case.terms.bills
    if bill.visit is Visit.INPATIENT or terms.before_stay is None or terms.after_stay is None:
        return True
    if case.loss.has("special_outpatient") or case.loss.has("outpatient_surgery"):
        return True
    before, after = timedelta(days=terms.before_stay), timedelta(days=terms.after_stay)
    return any(stay.admission - before <= bill.day <= stay.discharge + after for stay in case.loss.stays)


def _visits(bills: Mapping[str, Bill], days: int) -> Iterator[dict[str, Bill]]:
    """Bills of one visit: an outpatient day, or so many days on end; each inpatient bill is one of its own."""
    visit: dict[str, Bill] = {}
    for source, bill in sorted(bills.items(), key=lambda one: (one[1].visit, one[1].day)):
        first = next(iter(visit.values()), None)
        if first and (Visit.INPATIENT in (bill.visit, first.visit) or (bill.day - first.day).days >= days):
            yield visit
            visit = {}
        visit[source] = bill
    if visit:
        yield visit


def _one_visit(case: Case, bills: Sequence[BegunBill], deductible: Deductible) -> Calculation:
    terms, one = case.terms.bills, Calculation.together(bill.part for bill in bills)
    if terms.per_day_cost is not None and bills[0].visit is Visit.OUTPATIENT:
        one.cap(CODE.DAY_COST_LIMIT, terms.per_day_cost)
    deductible.begin_visit(bills)
    deductible.take(one)
    return one


def _cap_visit(case: Case, one: Calculation, bills: Collection[Bill]) -> None:
    most = case.terms.bills.per_visit
    outpatient = all(bill.visit is Visit.OUTPATIENT for bill in bills)
    if most is not None and outpatient and not case.loss.has("observation"):
        one.cap(CODE.VISIT_LIMIT, most)


def _apply_ratio(case: Case, one: Calculation, counted: Money, bills: Collection[Bill]) -> None:
    terms = case.terms.bills
    settled = any(bill.social_insurance > ZERO for bill in bills)
    ratio = _unsettled(case, _agreed(case), settled)
    if terms.tier_up_to is not None and terms.above_ratio is not None:
        low = less_of(one.rest, at_least_zero(terms.tier_up_to - counted))
        above = _unsettled(case, terms.above_ratio, settled)
        paid = share_of(low, ratio) + share_of(one.rest - low, above)
        one.take(
            CODE.TIER_RATIO, one.rest - paid, up_to=str(terms.tier_up_to), ratio=str(ratio), above_ratio=str(above)
        )
        return
    if terms.own_expense_ratio is not None:
        own = less_of(sum((bill.own_expense for bill in bills), ZERO), one.rest)
        paid = share_of(own, terms.own_expense_ratio) + share_of(one.rest - own, ratio)
        one.take(CODE.RATIO, one.rest - paid, ratio=str(ratio), own_expense_ratio=str(terms.own_expense_ratio))
        return
    one.keep(CODE.RATIO, ratio, ratio=str(ratio))


def _agreed(case: Case) -> Decimal:
    own = case.terms.bills.ratio if case.terms.bills.ratio is not None else case.benefit.ratio
    if own is None and case.terms.bills.plan_terms:
        own = case.cover.plan.ratio
    return ONE if own is None else own


def _unsettled(case: Case, agreed: Decimal, settled: bool) -> Decimal:
    """The ratio for a bill of which the public fund paid nothing, though it should have been asked."""
    terms = case.terms.bills
    owed = terms.unsettled_always or case.cover.social_insurance is True
    excused = case.loss.has("emergency_rescue") or case.loss.has("settlement_filed")
    if terms.unsettled is None or settled or not owed or excused:
        return agreed
    match terms.unsettled_as:
        case Unsettled.OF_RATIO:
            return agreed * terms.unsettled
        case Unsettled.POINTS:
            return max(agreed - terms.unsettled, Decimal(0))
        case _:
            return min(terms.unsettled, agreed)


def _doubts(case: Case, bills: Mapping[str, Bill]) -> Iterator[str]:
    terms, loss, cover = case.terms.bills, case.loss, case.cover
    first = min(bill.day for bill in bills.values())
    if terms.begun_within is not None and (first - loss.happened).days > terms.begun_within:
        yield "treatment_begun_late"
    if first < loss.happened:
        yield "bill_before_loss"
    for bill in bills.values():
        if bill.social_insurance + bill.other_paid > bill.amount or bill.own_expense > bill.amount:
            yield "bill_inconsistent"
        if terms.check_bill is not None and bill.amount > terms.check_bill:
            yield "bill_above_check"
        if terms.check_own_expense is not None and bill.own_expense > terms.check_own_expense:
            yield "own_expense_above_check"
        if too_late(case, bill):
            yield "after_treatment_period"
        if terms.others_count and bill.other_paid > ZERO:
            yield "other_paid_by_whom"
        if terms.treated_within is None and cover.expiry is not None and bill.day > cover.expiry:
            yield "bill_after_end"
        if terms.unsettled is not None and not terms.unsettled_always and _unknown_settlement(case, bill):
            yield "social_insurance_unknown"


def _unknown_settlement(case: Case, bill: Bill) -> bool:
    return case.cover.social_insurance is None and bill.social_insurance == ZERO
