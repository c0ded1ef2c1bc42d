"""Sums that don't ask what was spent: fixed, by grade, by a table, by the hours of a delay."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from insurance.adjudication.explaining import Calculation, StepCode
from insurance.adjudication.history import policy_year
from insurance.adjudication.loss import Injury
from insurance.adjudication.terms import DelayTerms, SumFor, TableTerms, Then
from insurance.adjudication.working import Case, Worked
from insurance.money import Money

CODE = StepCode
NONE = Decimal(0)


def fixed_sum(case: Case) -> Worked | None:
    """The sum, once for one loss; None where what it is paid for didn't happen."""
    terms, loss = case.terms.sum, case.loss
    happened = {
        SumFor.DEATH: loss.died,
        SumFor.TOTAL_DISABILITY: loss.has("total_disability") or loss.disability_grade == 1,
        SumFor.ILLNESS: loss.illness is not None and (not terms.severity or loss.illness in terms.severity),
        SumFor.CIRCUMSTANCE: True,  # `needs` has been looked at
    }
    if not happened[terms.of]:
        return None
    worked = Worked(Calculation(case.most))
    if terms.falls_to is not None:
        worked.doubts += _falling(case, worked.calculation, terms.falls_to)
    if loss.illness is not None and terms.severity:
        share = terms.severity[loss.illness]
        worked.calculation.keep(CODE.SEVERITY, share, severity=loss.illness, share=str(share))
    if terms.of is SumFor.DEATH and _died_late(case):
        worked.doubts.append("died_late")
    return worked


def _falling(case: Case, calculation: Calculation, last: Decimal) -> list[str]:
    """The sum falls in equal yearly steps to a share in the last year, rounded to whole yuan."""
    cover = case.cover
    if cover.expiry is None:
        return ["term_unknown"]
    years = round((cover.expiry - cover.effective).days / 365.25)
    year = policy_year(cover.effective, case.loss.happened)
    if years < 2 or not 0 <= year < years:
        return ["term_unknown"]
    share = 1 - (1 - Fraction(last)) * year / (years - 1)
    exact = share * Fraction(cover.sum_insured.amount)
    yuan = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), rounding="ROUND_HALF_UP")
    calculation.cap(CODE.YEAR_SUM, Money(yuan), year=str(year + 1), years=str(years))
    return []


def _died_late(case: Case) -> bool:
    within, died_on = case.terms.within, case.loss.died_on
    return within is not None and died_on is not None and (died_on - case.loss.happened).days > within


def graded(case: Case) -> Worked | None:
    """By grade of disability; the whole for death where the benefit is for both."""
    grades, loss = case.terms.grades, case.loss
    if grades is None:
        return None
    if loss.died and grades.death:
        worked = Worked(Calculation(case.most))
        worked.doubts += ["died_late"] if _died_late(case) else []
        return worked
    if loss.disability_grade is None:
        return None
    share = grades.shares[loss.disability_grade - 1]
    worked = Worked(Calculation(case.most))
    worked.calculation.keep(CODE.GRADE, share, grade=str(loss.disability_grade), share=str(share))
    return worked


def by_table(case: Case) -> Worked | None:
    """By what was broken or burnt; what the table doesn't name falls under its `other`, or to a person."""
    table = case.terms.table
    if table is None or not case.loss.injuries:
        return None
    shares = [(one, _table_share(table, one)) for one in case.loss.injuries]
    known = [(one, share) for one, share in shares if share is not None]
    if not known:
        return None
    counted = max(share for _, share in known) if table.highest_only else sum((share for _, share in known), NONE)
    worked = Worked(Calculation(case.most))
    codes = " ".join(one.code for one, _ in known)
    worked.calculation.keep(CODE.TABLE, min(counted, Decimal(1)), rows=codes, share=str(min(counted, Decimal(1))))
    if len(known) < len(shares):
        worked.doubts.append("injury_not_in_table")
    return worked


def _table_share(table: TableTerms, injury: Injury) -> Decimal | None:
    share = table.shares.get(injury.code, table.shares.get("other"))
    if share is None:
        return None
    if injury.incomplete and table.incomplete is not None:
        share *= table.incomplete
    if injury.fixation and table.fixation is not None:
        share += table.fixation
    return share


def delay(case: Case) -> Worked | None:
    """By full stretches of hours; under the first nothing is due."""
    terms, minutes = case.terms.delay, case.loss.delay_minutes
    if terms is None or minutes is None:
        return None
    share = delay_share(terms, minutes)
    if not share:
        return None
    worked = Worked(Calculation(case.most))
    worked.calculation.keep(
        CODE.DELAY, share, minutes=str(minutes), hours=str(terms.hours), share=f"{share.numerator}/{share.denominator}"
    )
    return worked


def delay_share(terms: DelayTerms, minutes: int) -> Fraction:
    """The share of the sum that a delay brings, at most the whole."""
    stretches = minutes // (terms.hours * 60)
    if stretches < 1:
        return Fraction(0)
    match terms.then:
        case Then.EACH:
            return min(terms.share * stretches, Fraction(1))
        case Then.DOUBLE:
            return Fraction(1) if stretches >= 2 else terms.share
        case _:
            return terms.share
