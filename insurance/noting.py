"""Taking what a sentence told into the needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TypeVar

from insurance import facts as f
from insurance.lines import Line
from insurance.money import Money
from insurance.needs import LONGEST_TRIP, Budget, Home, Needs, Vehicle
from insurance.noting_lines import SEVERAL_INSURED, implied_line, note_line
from insurance.noting_people import note_leaving, note_people, note_state, real_party

T = TypeVar("T")
LEAST_BUDGET = Money.of(10)  # the cheapest cover on sale costs more
THINGS = (Line.CAR, Line.HOME)  # who is mentioned, and where, plays no part in insuring a thing
_OF_THINGS = {f.VehicleFact: Line.CAR, f.HomeFact: Line.HOME}  # 开网约车 tells a trade where no car is insured
NAMES_A_DAY = re.compile(r"[号日初]|元旦|[/.-]|\b(?:1st|first)\b", re.IGNORECASE)


class BudgetTooSmall(ValueError):
    """Less than any cover costs: more likely a slip than a wish."""


class DateInPast(ValueError):
    """A trip or start date that has gone by."""


class TripTooLong(ValueError):
    """A trip longer than any travel product covers."""


class ImpossibleCount(ValueError):
    """A number of persons, seats or years that can't be."""


def note_facts(needs: Needs, found: Sequence[f.Fact], today: date, person: int = 0) -> Needs:
    """The needs with all facts of one sentence taken in.

    Args:
        person: index of the insured the conversation is about; an age or sex without a relation goes to them.

    Raises:
        ImpossibleAge, DateInPast, TripTooLong, ImpossibleCount, AlreadyInsured, BudgetTooSmall: nothing of it is taken.
    """
    lines = [fact for fact in found if isinstance(fact, f.LineFact)]
    people = [fact for fact in found if isinstance(fact, f.PersonFact)]
    rest = [fact for fact in found if not isinstance(fact, f.LineFact | f.PersonFact)]
    needs = reduce(note_line, lines[:1], needs)
    if needs.line is None and any(_travels(fact) for fact in rest):
        needs = replace(needs, line=Line.TRAVEL)  # before the people: everyone mentioned travels
    if needs.line in THINGS:
        people, rest = [], [fact for fact in rest if not isinstance(fact, f.DestinationFact | f.OccupationFact)]
    rest = [fact for fact in rest if _fits(fact, needs.line)]
    needs = note_people(needs, people, person)
    for fact in rest:
        needs = _note(needs, fact, today, person)
    return replace(needs, line=needs.line or implied_line(needs))


def _fits(fact: f.Fact, line: Line | None) -> bool:
    """Whether what a thing is like matters for this line of business."""
    thing = _OF_THINGS.get(type(fact))
    return thing is None or line in (None, thing)


def _travels(fact: f.Fact) -> bool:
    return isinstance(fact, f.DestinationFact) or (isinstance(fact, f.TripFact) and fact.start is not None)


def _note(needs: Needs, fact: f.Fact, today: date, person: int) -> Needs:
    match fact:
        case f.BudgetFact():
            return replace(needs, budget=_budget(needs, fact), budget_open=False)
        case f.NoBudgetFact():
            return replace(needs, budget=None, budget_open=True)
        case f.ConcernFact():
            return replace(needs, concerns=_union(needs.concerns, (fact.concern,)))
        case f.ActivityFact():
            return replace(needs, activities=_union(needs.activities, (fact.activity,)))
        case f.DestinationFact():
            return replace(needs, destinations=fact.destinations, places=fact.places)
        case f.TripFact():
            return _note_trip(needs, fact, today)
        case f.SumInsuredFact(amount=amount) if amount is not None:
            return replace(needs, sum_insured=amount)
        case f.TermFact():
            return replace(
                needs,
                term_years=fact.years if fact.years or fact.to_age else needs.term_years,
                to_age=fact.to_age if fact.years or fact.to_age else needs.to_age,
                pay_years=fact.pay_years or needs.pay_years,
            )
        case f.SocialInsuranceFact():
            return replace(needs, social_insurance=fact.has)
        case f.VehicleFact():
            return replace(needs, vehicle=_note_vehicle(needs.vehicle, fact))
        case f.HomeFact():
            home = needs.home
            return replace(
                needs,
                home=Home(
                    fact.value or home.value, fact.building or home.building,
                    fact.area_square_metres or home.area_square_metres,
                ),
            )  # fmt: skip
        case f.LeavingFact():
            return note_leaving(needs, fact)
        case f.HeadcountFact():
            return _note_headcount(needs, fact)
        case f.OccupationFact() | f.ConditionFact() | f.HealthyFact() | f.SmokerFact():
            return needs.with_person(person, note_state(needs.person(person), fact))
        case _:
            return needs


def _budget(needs: Needs, fact: f.BudgetFact) -> Budget:
    if fact.at_most < LEAST_BUDGET:
        raise BudgetTooSmall(str(fact.at_most))
    period = fact.period
    if period is f.Period.UNKNOWN:
        period = f.Period.ONCE if needs.line is Line.TRAVEL else f.Period.YEAR
    return Budget(fact.at_most, fact.at_least, period)


def _note_trip(needs: Needs, fact: f.TripFact, today: date) -> Needs:
    if is_only_a_month(fact):
        fact = replace(fact, start=None)
    if fact.start is not None and fact.start < today:
        raise DateInPast(fact.start.isoformat())
    if fact.days is not None and not 1 <= fact.days <= LONGEST_TRIP:
        raise TripTooLong(str(fact.days))
    return replace(needs, trip_start=fact.start or needs.trip_start, trip_days=fact.days or needs.trip_days)


def is_only_a_month(fact: f.TripFact) -> bool:
    """下个月去5天 names no day to insure from: the day is asked."""
    return fact.ambiguous and fact.start is not None and fact.start.day == 1 and not NAMES_A_DAY.search(fact.text)


def _note_vehicle(vehicle: Vehicle, fact: f.VehicleFact) -> Vehicle:
    return Vehicle(
        seats=fact.seats if fact.seats is not None else vehicle.seats,
        value=fact.value or vehicle.value,
        age_years=fact.age_years if fact.age_years is not None else vehicle.age_years,
        no_claim_years=fact.no_claim_years if fact.no_claim_years is not None else vehicle.no_claim_years,
        use=fact.use or vehicle.use,
        plate=fact.plate or vehicle.plate,
    )


def _note_headcount(needs: Needs, fact: f.HeadcountFact) -> Needs:
    parts = [count for count in (fact.adults, fact.children) if count is not None]
    total = fact.total if fact.total is not None else sum(parts)
    if total < 1:
        raise ImpossibleCount(str(total))
    needs = replace(needs, headcount=total, adults=fact.adults, children=fact.children)
    return replace(needs, insured=real_party(needs.insured, total)) if needs.line in SEVERAL_INSURED else needs


def _union(known: tuple[T, ...], new: Iterable[T]) -> tuple[T, ...]:
    return known + tuple(item for item in new if item not in known)
