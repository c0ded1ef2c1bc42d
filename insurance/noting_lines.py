"""Which line of business the needs are about: named, implied by the facts, left or taken up again."""

from __future__ import annotations

from dataclasses import replace

from insurance import facts as f
from insurance.lines import Concern, Destination, Line, Relation
from insurance.needs import SENIOR, Home, Needs

SEVERAL_INSURED = (Line.TRAVEL,)  # lines where one policy covers several named persons from the start
OF_A_LINE = ("segment", "budget", "budget_open", "sum_insured", "term_years", "to_age", "pay_years")
# The line a worry points at, where the customer names none. Worries that several lines answer stay open.
IMPLIED = {
    Concern.FALL: Line.ACCIDENT, Concern.TRAFFIC: Line.ACCIDENT, Concern.SPORTS_INJURY: Line.ACCIDENT,
    Concern.SUDDEN_DEATH: Line.ACCIDENT, Concern.HOSPITAL_BILL: Line.MEDICAL,
    Concern.CRITICAL_ILLNESS: Line.CRITICAL_ILLNESS, Concern.MORTGAGE: Line.TERM_LIFE, Concern.DEATH: Line.TERM_LIFE,
    Concern.RETIREMENT: Line.ANNUITY, Concern.EDUCATION: Line.ANNUITY, Concern.FLIGHT_DELAY: Line.TRAVEL,
    Concern.BAGGAGE: Line.TRAVEL, Concern.VISA: Line.TRAVEL, Concern.WATER_DAMAGE: Line.HOME,
    Concern.THEFT: Line.HOME, Concern.FIRE: Line.HOME, Concern.OUTPATIENT: Line.OUTPATIENT,
}  # fmt: skip


def note_line(needs: Needs, fact: f.LineFact) -> Needs:
    """The needs after a line was named; travel cover for a region (申根险) names where the trip goes as well."""
    needs = _of_line(needs, fact)
    if fact.line is not Line.TRAVEL or needs.destinations or fact.segment not in list(Destination):
        return needs
    return replace(needs, destinations=(Destination(fact.segment),))


def _of_line(needs: Needs, fact: f.LineFact) -> Needs:
    """For another line, what was told only for the first goes."""
    if fact.line is needs.line:
        return replace(needs, segment=fact.segment or needs.segment)
    if needs.line is None:
        return replace(needs, line=fact.line, segment=fact.segment)
    kept = needs.insured if fact.line in SEVERAL_INSURED else needs.insured[:1]
    gone = {name: getattr(Needs(), name) for name in OF_A_LINE}
    return replace(needs, insured=kept, **{**gone, "line": fact.line, "segment": fact.segment})


def taken_up_again(needs: Needs, before: Needs) -> Needs:
    """Back to a line looked at before: what was told for it then still holds, where nothing newer was told."""
    told = {name: getattr(before, name) for name in OF_A_LINE if getattr(needs, name) in (None, False)}
    return replace(needs, **told)


def implied_line(needs: Needs) -> Line | None:
    """The line the facts point at, None when they leave it open."""
    if needs.trip_start is not None or needs.destinations:
        return Line.TRAVEL
    if any(person.relation is Relation.EMPLOYEE for person in needs.insured):
        return Line.GROUP
    if needs.home != Home():
        return Line.HOME
    for concern in needs.concerns:
        if concern in IMPLIED:
            return IMPLIED[concern]
        age = needs.person().age
        if concern is Concern.CANCER and age is not None:
            return Line.CANCER if age.years >= SENIOR else Line.CRITICAL_ILLNESS
    return None
