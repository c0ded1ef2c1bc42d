"""Taking what a sentence told into the needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TypeVar

from insurance import facts as f
from insurance.lines import Concern, Line, Relation, Sex
from insurance.money import Money
from insurance.needs import (
    LONGEST_TRIP,
    Budget,
    Home,
    InsuredPerson,
    KnownCondition,
    Needs,
    Vehicle,
    check_age,
)

T = TypeVar("T")
LEAST_BUDGET = Money.of(10)  # the cheapest cover on sale costs more

THINGS = (Line.CAR, Line.HOME)  # who is mentioned, and where, plays no part in insuring a thing
SEVERAL_INSURED = (Line.TRAVEL,)  # lines where one policy covers several named persons from the start


class BudgetTooSmall(ValueError):
    """Less than any cover costs: more likely a slip than a wish."""


class DateInPast(ValueError):
    """A trip or start date that has gone by."""


class TripTooLong(ValueError):
    """A trip longer than any travel product covers."""


class AlreadyInsured(ValueError):
    """The customer named themselves a second time."""


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
    needs = reduce(_note_line, lines[:1], needs)
    if needs.line is None and any(_travels(fact) for fact in rest):
        needs = replace(needs, line=Line.TRAVEL)  # before the people: everyone mentioned travels
    if needs.line in THINGS:
        people, rest = [], [fact for fact in rest if not isinstance(fact, f.DestinationFact | f.OccupationFact)]
    needs = _note_people(needs, people, person)
    for fact in rest:
        needs = _note(needs, fact, today, person)
    return replace(needs, line=needs.line or implied_line(needs))


def _travels(fact: f.Fact) -> bool:
    return isinstance(fact, f.DestinationFact) or (isinstance(fact, f.TripFact) and fact.start is not None)


# The line a worry points at, where the customer names none. Worries that several lines answer stay open.
IMPLIED = {
    Concern.FALL: Line.ACCIDENT, Concern.TRAFFIC: Line.ACCIDENT, Concern.SPORTS_INJURY: Line.ACCIDENT,
    Concern.SUDDEN_DEATH: Line.ACCIDENT, Concern.HOSPITAL_BILL: Line.MEDICAL,
    Concern.CRITICAL_ILLNESS: Line.CRITICAL_ILLNESS, Concern.MORTGAGE: Line.TERM_LIFE, Concern.DEATH: Line.TERM_LIFE,
    Concern.RETIREMENT: Line.ANNUITY, Concern.EDUCATION: Line.ANNUITY, Concern.FLIGHT_DELAY: Line.TRAVEL,
    Concern.BAGGAGE: Line.TRAVEL, Concern.VISA: Line.TRAVEL, Concern.WATER_DAMAGE: Line.HOME,
    Concern.THEFT: Line.HOME, Concern.FIRE: Line.HOME, Concern.OUTPATIENT: Line.OUTPATIENT,
}  # fmt: skip
TWO_OF = (Relation.PARENT, Relation.PARENT_IN_LAW, Relation.GRANDPARENT)  # 我爸 and 我妈 are two people
NAMES_A_DAY = re.compile(r"[号日初]|元旦|[/.-]|\b(?:1st|first)\b", re.IGNORECASE)
OF_A_LINE = ("segment", "budget", "budget_open", "sum_insured", "term_years", "to_age", "pay_years")
SENIOR = 60  # years; from there on cancer cover, below critical illness cover


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


def _note_line(needs: Needs, fact: f.LineFact) -> Needs:
    if fact.line is needs.line:
        return replace(needs, segment=fact.segment or needs.segment)
    if needs.line is None:
        return replace(needs, line=fact.line, segment=fact.segment)
    # Another line of business: the people stay, what was priced for the other line goes.
    kept = needs.insured if fact.line in SEVERAL_INSURED else needs.insured[:1]
    gone = {name: getattr(Needs(), name) for name in OF_A_LINE}
    return replace(needs, insured=kept, **{**gone, "line": fact.line, "segment": fact.segment})


def taken_up_again(needs: Needs, before: Needs) -> Needs:
    """Back to a line looked at before: what was told for it then still holds, where nothing newer was told."""
    told = {name: getattr(before, name) for name in OF_A_LINE if getattr(needs, name) in (None, False)}
    return replace(needs, **told)


def _note_people(needs: Needs, people: Sequence[f.PersonFact], person: int) -> Needs:
    for fact in people:
        if fact.age is not None:
            check_age(fact.age)
    named = [fact for fact in people if fact.relation is not None]
    unnamed = [fact for fact in people if fact.relation is None]
    several = needs.line in SEVERAL_INSURED or (needs.line is None and len(named) > 2)
    if several:
        return _note_party(needs, people, person)
    if named:
        # 「我30,给我爸65买」: who is bought for is the one who isn't the speaker.
        others = [fact for fact in named if fact.relation is not Relation.SELF]
        chosen = (others or named)[0]
        needs = _note_insured(needs, 0, chosen)
    for fact in unnamed[:1]:
        needs = needs.with_person(person, _with_fact(needs.person(person), fact))
    return needs


def _note_insured(needs: Needs, index: int, fact: f.PersonFact) -> Needs:
    known = needs.person(index)
    other_sex = None not in (known.sex, fact.sex) and known.sex is not fact.sex
    if known.relation not in (None, fact.relation) or (known.relation in TWO_OF and other_sex):
        known = InsuredPerson()  # another person: nothing of the first holds for them
    return needs.with_person(index, _with_fact(known, fact))


def _note_party(needs: Needs, people: Sequence[f.PersonFact], person: int) -> Needs:
    """A travelling party: each person mentioned is one of it; the same relation and age again is the same person."""
    if _asked_who(needs, person) and [one.relation for one in people] == [Relation.SELF] and _has_self(needs):
        raise AlreadyInsured
    if len(people) == 1 and _names(needs, people[0], person):
        return needs.with_person(person, _with_fact(needs.person(person), people[0]))
    party = list(needs.insured)
    used: set[int] = set()
    for fact in people:
        for _ in range(max(1, min(fact.count, 50))):
            index = _same_person(party, fact, used)
            if index is None:
                party.append(_with_fact(InsuredPerson(), fact))
                index = len(party) - 1
            else:
                party[index] = _with_fact(party[index], fact)
            used.add(index)
    return replace(needs, insured=tuple(party))


def _names(needs: Needs, fact: f.PersonFact, person: int) -> bool:
    """Whether a relation alone says who the traveller just asked about is."""
    return _asked_who(needs, person) and fact.relation is not None and fact.age is None and fact.count == 1


def _asked_who(needs: Needs, person: int) -> bool:
    return person < len(needs.insured) and needs.insured[person].relation is None


def _has_self(needs: Needs) -> bool:
    return any(one.relation is Relation.SELF for one in needs.insured)


def _same_person(party: Sequence[InsuredPerson], fact: f.PersonFact, used: set[int]) -> int | None:
    for index, known in enumerate(party):
        if index in used:
            continue
        if fact.relation is None and known.age is None:
            return index
        if (
            fact.relation is not None
            and known.relation in (None, fact.relation)
            and (
                known.age is None or fact.age in (None, known.age) or known.relation in (Relation.SELF, Relation.SPOUSE)
            )
        ):
            return index
    return None


def _with_fact(person: InsuredPerson, fact: f.PersonFact) -> InsuredPerson:
    sex = fact.sex or person.sex
    conditions, known = person.conditions, person.conditions_known
    if fact.pregnant_weeks is not None:
        sex = Sex.FEMALE
        conditions = _with_condition(conditions, KnownCondition("pregnancy", "pregnancy", str(fact.pregnant_weeks)))
    age = person.age if fact.age is None or fact.approximate else fact.age
    birth = fact.birth or person.birth
    if fact.birth is None and person.age is not None and age is not None and age.years != person.age.years:
        birth = None  # the age was corrected: the birth date it came from was wrong too
    return replace(
        person, relation=fact.relation or person.relation, sex=sex, age=age, birth=birth,
        pregnant_weeks=fact.pregnant_weeks if fact.pregnant_weeks is not None else person.pregnant_weeks,
        conditions=conditions, conditions_known=known,
    )  # fmt: skip


def _with_condition(known: tuple[KnownCondition, ...], new: KnownCondition) -> tuple[KnownCondition, ...]:
    return (*(item for item in known if item.code != new.code), new)


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
        case f.HeadcountFact():
            return _note_headcount(needs, fact)
        case f.OccupationFact() | f.ConditionFact() | f.HealthyFact() | f.SmokerFact():
            return needs.with_person(person, _note_person_state(needs.person(person), fact))
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
    if _is_only_a_month(fact):
        fact = replace(fact, start=None)
    if fact.start is not None and fact.start < today:
        raise DateInPast(fact.start.isoformat())
    if fact.days is not None and not 1 <= fact.days <= LONGEST_TRIP:
        raise TripTooLong(str(fact.days))
    return replace(needs, trip_start=fact.start or needs.trip_start, trip_days=fact.days or needs.trip_days)


def _is_only_a_month(fact: f.TripFact) -> bool:
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
    return replace(needs, insured=_real(needs.insured, total)) if needs.line in SEVERAL_INSURED else needs


def _real(party: tuple[InsuredPerson, ...], total: int) -> tuple[InsuredPerson, ...]:
    """「就我一个人」: who was heard into the party by mistake and of whom nothing is known goes first."""
    least_known = sorted(range(len(party)), key=lambda index: (party[index].relation is None, party[index].age is None))
    kept = set(least_known[:total])
    return tuple(one for index, one in enumerate(party) if index in kept)


def _note_person_state(
    person: InsuredPerson, fact: f.OccupationFact | f.ConditionFact | f.HealthyFact | f.SmokerFact
) -> InsuredPerson:
    match fact:
        case f.OccupationFact():
            return replace(person, occupation=fact.text or fact.name, occupation_class=fact.occupation_class)
        case f.SmokerFact():
            return replace(person, smoker=fact.smokes)
        case f.HealthyFact():
            return replace(person, conditions=(), conditions_known=True)
        case f.ConditionFact(negated=True):
            left = tuple(item for item in person.conditions if item.code != fact.code)
            return replace(person, conditions=left)
        case f.ConditionFact():
            condition = KnownCondition(fact.code, fact.name, fact.grade, fact.since)
            return replace(person, conditions=_with_condition(person.conditions, condition), conditions_known=True)


def _union(known: tuple[T, ...], new: Iterable[T]) -> tuple[T, ...]:
    return known + tuple(item for item in new if item not in known)
