"""Allowances by the day: in hospital, in intensive care, off work, off school, without the car, in care."""

from __future__ import annotations

from collections.abc import Sequence

from insurance.adjudication.explaining import Calculation, StepCode
from insurance.adjudication.loss import Stay
from insurance.adjudication.terms import DaysOf, Per
from insurance.adjudication.working import Case, Worked
from insurance.money import Money

CODE = StepCode


def daily(case: Case) -> Worked | None:
    """An allowance for each day, less the first days, at most so many a policy year."""
    terms, per_day = case.terms.days, case.benefit.per_day
    counted, stays = _days(case)
    if per_day is None or counted < 1:
        return None
    doubled = _icu_days(case) if terms.icu_double else 0
    rate = _rate(case, per_day)
    worked = Worked(Calculation(per_day.times(counted + doubled)))
    worked.calculation.take(CODE.WAGES, (per_day - rate).times(counted + doubled), wages=str(case.loss.wages_a_day))
    if counted < terms.min_days:
        worked.calculation.take(CODE.MIN_DAYS, worked.calculation.rest, days=str(terms.min_days))
        return worked
    first = min(_first_days(case, stays), counted)
    worked.calculation.take(CODE.DEDUCTIBLE_DAYS, rate.times(first), days=str(first))
    left = _days_left(case, counted - first)
    worked.calculation.take(
        CODE.DAY_LIMIT, rate.times(counted - first - left), days=str(left), most=str(case.benefit.max_days)
    )
    if not left:  # no day is paid, so none is paid twice
        worked.calculation.take(CODE.DAY_LIMIT, worked.calculation.rest)
    elif doubled > left:
        worked.calculation.cap(CODE.DAY_LIMIT, rate.times(left * 2), days=str(left))
    worked.days = left
    if case.terms.days.icu_most is not None and doubled and case.used.days((case.benefit.code,), Per.YEAR):
        worked.doubts.append("icu_days_before_unknown")
    return worked


def _rate(case: Case, per_day: Money) -> Money:
    """An employer's policy pays the wages that were paid, up to the daily sum."""
    wages = case.loss.wages_a_day
    return min(per_day, wages) if case.terms.days.wages and wages is not None else per_day


def _first_days(case: Case, stays: int) -> int:
    """The first days of each stay; of a stay that goes on after an earlier claim they were left out then."""
    own = case.terms.days.deductible_days
    each = own if own is not None else case.benefit.deductible_days or 0
    goes_on = case.terms.days.same_stay_days > 0 and case.used.days((case.benefit.code,), Per.EVENT) > 0
    return each * (stays - 1 if goes_on else stays)


def _days_left(case: Case, wanted: int) -> int:
    most = case.benefit.max_days
    if most is None:
        return wanted
    return min(wanted, max(most - case.used.days((case.benefit.code,), Per.YEAR), 0))


def _days(case: Case) -> tuple[int, int]:
    """Days that count, and in how many stays."""
    loss = case.loss
    match case.terms.days.of:
        case DaysOf.STAY:
            return sum(stay_days(one) for one in loss.stays), separate_stays(loss.stays, case.terms.days.same_stay_days)
        case DaysOf.ICU:
            return sum(stay.icu_days for stay in loss.stays), 1
        case DaysOf.DAYS_OFF_WORK:
            return loss.days_off_work, 1
        case DaysOf.SCHOOL:
            return loss.school_days_missed, 1
        case DaysOf.REPAIR:
            return loss.repair_days, 1
        case DaysOf.CARE:
            return loss.care_days, 1


def _icu_days(case: Case) -> int:
    days = sum(stay.icu_days for stay in case.loss.stays)
    most = case.terms.days.icu_most
    return days if most is None else min(days, most)


def stay_days(stay: Stay) -> int:
    """Days of a stay: the days of admission and discharge are one together, and it is one day at least."""
    return max((stay.discharge - stay.admission).days, 1)


def separate_stays(stays: Sequence[Stay], same_within: int) -> int:
    """How many stays there are where those no more than so many days apart are one."""
    count, last = 0, None
    for stay in sorted(stays, key=lambda one: one.admission):
        if last is None or (stay.admission - last).days > same_within:
            count += 1
        last = stay.discharge
    return count
