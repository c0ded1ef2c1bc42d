"""What a sentence told, taken into the needs."""

from __future__ import annotations

from datetime import date

import pytest

from insurance import facts as f
from insurance.changes import LEFT, changes_between
from insurance.facts import Age
from insurance.lines import Activity, Concern, Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.needs import Budget, ImpossibleAge, InsuredPerson, Needs
from insurance.noting import (
    BudgetTooSmall,
    DateInPast,
    ImpossibleCount,
    TripTooLong,
    note_facts,
)
from insurance.noting_lines import implied_line

TODAY = date(2026, 6, 10)


def noted(*facts: f.Fact, needs: Needs | None = None, person: int = 0) -> Needs:
    return note_facts(needs or Needs(), facts, TODAY, person)


def parent(age: int | None = None, **more: object) -> f.PersonFact:
    return f.PersonFact(Relation.PARENT, f.Age(age) if age is not None else None, **more)


def test_that_every_fact_of_one_sentence_is_taken():
    needs = noted(parent(65), f.ConcernFact(Concern.FALL), f.BudgetFact(Money.of(500), period=f.Period.YEAR))
    assert needs.line is Line.ACCIDENT
    assert (needs.person().relation, needs.person().age) == (Relation.PARENT, f.Age(65))
    assert needs.budget == Budget(Money.of(500))
    assert needs.concerns == (Concern.FALL,)


def test_that_another_line_keeps_the_people_and_drops_what_was_priced():
    before = noted(f.LineFact(Line.TERM_LIFE), parent(65), f.SumInsuredFact(Money.of(500000)),
                   f.TermFact(years=20, pay_years=10), f.BudgetFact(Money.of(500)))  # fmt: skip
    after = noted(f.LineFact(Line.MEDICAL), needs=before)
    assert after.insured == before.insured
    assert (after.sum_insured, after.term_years, after.pay_years, after.budget) == (None, None, None, None)


def test_that_the_same_line_again_changes_nothing():
    before = noted(f.LineFact(Line.MEDICAL, "million"), parent(40))
    assert noted(f.LineFact(Line.MEDICAL), needs=before) == before


def test_that_leaving_a_trip_keeps_one_person():
    trip = noted(f.LineFact(Line.TRAVEL), f.PersonFact(Relation.SELF, f.Age(30)), f.PersonFact(Relation.SPOUSE))
    assert [one.relation for one in noted(f.LineFact(Line.ACCIDENT), needs=trip).insured] == [Relation.SELF]


def test_that_another_relation_is_another_person():
    before = noted(parent(65, sex=Sex.MALE), f.SmokerFact(True))
    after = noted(f.PersonFact(Relation.CHILD, f.Age(6)), needs=before)
    assert after.person().age == f.Age(6)
    assert (after.person().sex, after.person().smoker) == (None, None)


def test_that_the_same_relation_again_corrects_the_person():
    before = noted(parent(65, sex=Sex.MALE))
    after = noted(parent(68), needs=before)
    assert (after.person().age, after.person().sex) == (f.Age(68), Sex.MALE)


def test_that_an_age_alone_goes_to_the_person_talked_about():
    before = noted(parent())
    assert noted(f.PersonFact(age=f.Age(65)), needs=before).person().age == f.Age(65)


def test_that_the_speaker_who_buys_for_another_is_not_the_insured():
    needs = noted(f.LineFact(Line.ACCIDENT), f.PersonFact(Relation.SELF, f.Age(30)), parent(65))
    assert [one.relation for one in needs.insured] == [Relation.PARENT]


def test_that_an_approximate_age_is_not_an_age():
    assert noted(f.PersonFact(Relation.PARENT, f.Age(60), approximate=True)).person().age is None


def test_that_a_corrected_age_drops_the_birth_date_it_came_from():
    before = noted(f.PersonFact(Relation.SELF, f.Age(36), birth=date(1990, 3, 4)))
    after = noted(f.PersonFact(age=f.Age(34)), needs=before)
    assert (after.person().age, after.person().birth) == (f.Age(34), None)


def test_that_a_pregnancy_tells_sex_and_condition():
    person = noted(f.PersonFact(Relation.SPOUSE, f.Age(32), pregnant_weeks=28)).person()
    assert (person.sex, person.pregnant_weeks) == (Sex.FEMALE, 28)
    assert [one.code for one in person.conditions] == ["pregnancy"]


def test_that_everyone_of_a_travelling_party_is_insured():
    needs = noted(f.LineFact(Line.TRAVEL), f.PersonFact(Relation.SELF, f.Age(35)),
                  f.PersonFact(Relation.SPOUSE, f.Age(33)), f.PersonFact(Relation.CHILD, f.Age(6)))  # fmt: skip
    assert [one.relation for one in needs.insured] == [Relation.SELF, Relation.SPOUSE, Relation.CHILD]


def test_that_two_who_travel_are_both_insured_without_naming_the_line():
    needs = noted(f.PersonFact(Relation.SELF), f.PersonFact(Relation.SPOUSE), f.DestinationFact((Destination.ASIA,)))
    assert len(needs.insured) == 2


def test_that_two_children_told_by_number_are_two_people():
    assert len(noted(f.LineFact(Line.TRAVEL), f.PersonFact(Relation.CHILD, count=2)).insured) == 2


def test_that_a_traveller_mentioned_again_is_the_same_person():
    party = noted(f.LineFact(Line.TRAVEL), f.PersonFact(Relation.SELF), f.PersonFact(Relation.SPOUSE))
    again = noted(f.PersonFact(Relation.SPOUSE, f.Age(33)), needs=party)
    assert [one.age for one in again.insured] == [None, f.Age(33)]


def test_that_ages_alone_go_round_the_party():
    party = noted(f.LineFact(Line.TRAVEL), f.PersonFact(Relation.SELF), f.PersonFact(Relation.SPOUSE))
    again = noted(f.PersonFact(age=f.Age(35)), f.PersonFact(age=f.Age(33)), needs=party)
    assert [one.age for one in again.insured] == [f.Age(35), f.Age(33)]


@pytest.mark.parametrize(("concern", "line"), [
    (Concern.FALL, Line.ACCIDENT), (Concern.HOSPITAL_BILL, Line.MEDICAL), (Concern.MORTGAGE, Line.TERM_LIFE),
    (Concern.RETIREMENT, Line.ANNUITY), (Concern.WATER_DAMAGE, Line.HOME), (Concern.FLIGHT_DELAY, Line.TRAVEL),
    (Concern.DISABILITY, None), (Concern.CANCER, None),
])  # fmt: skip
def test_that_a_worry_points_at_a_line(concern: Concern, line: Line | None):
    assert implied_line(Needs(concerns=(concern,))) is line


@pytest.mark.parametrize(("age", "line"), [(59, Line.CRITICAL_ILLNESS), (60, Line.CANCER)])
def test_that_a_fear_of_cancer_means_another_line_for_the_old(age: int, line: Line):
    assert noted(parent(age), f.ConcernFact(Concern.CANCER)).line is line


def test_that_a_line_named_outweighs_a_worry():
    assert noted(f.LineFact(Line.MEDICAL), f.ConcernFact(Concern.FALL)).line is Line.MEDICAL


@pytest.mark.parametrize("age", [200, 121, -1])
def test_that_an_impossible_age_takes_nothing_of_the_sentence(age: int):
    with pytest.raises(ImpossibleAge):
        noted(f.LineFact(Line.ACCIDENT), f.PersonFact(Relation.SELF, f.Age(age)))


def test_that_a_trip_can_not_have_begun():
    with pytest.raises(DateInPast):
        noted(f.TripFact(start=date(2026, 6, 9)))
    assert noted(f.TripFact(start=TODAY)).trip_start == TODAY


@pytest.mark.parametrize("days", [366, 0, -3])
def test_that_a_trip_has_a_length_products_know(days: int):
    with pytest.raises(TripTooLong):
        noted(f.TripFact(start=TODAY, days=days))


def test_that_a_group_of_nobody_is_no_group():
    with pytest.raises(ImpossibleCount):
        noted(f.HeadcountFact(total=0))


@pytest.mark.parametrize(("line", "period"), [(Line.TRAVEL, f.Period.ONCE), (Line.ACCIDENT, f.Period.YEAR)])
def test_that_a_bare_budget_means_what_the_line_charges(line: Line, period: f.Period):
    assert noted(f.LineFact(line), f.BudgetFact(Money.of(500))).budget == Budget(Money.of(500), period=period)


def test_that_a_budget_by_month_stays_by_month():
    budget = noted(f.BudgetFact(Money.of(300), period=f.Period.MONTH)).budget
    assert budget.a_year() == Money.of(3600)


def test_that_a_budget_closes_an_open_one_and_the_other_way_round():
    opened = noted(f.NoBudgetFact(), needs=noted(f.BudgetFact(Money.of(500))))
    assert (opened.budget, opened.budget_open) == (None, True)
    assert not noted(f.BudgetFact(Money.of(500)), needs=opened).budget_open


def test_that_a_condition_denied_is_taken_off():
    before = noted(f.ConditionFact("diabetes", "糖尿病"), f.ConditionFact("gout", "痛风"))
    after = noted(f.ConditionFact("gout", "痛风", negated=True), needs=before)
    assert [one.code for one in after.person().conditions] == ["diabetes"]


def test_that_a_condition_told_again_is_told_once():
    before = noted(f.ConditionFact("thyroid_nodule", "甲状腺结节"))
    after = noted(f.ConditionFact("thyroid_nodule", "甲状腺结节", "3级"), needs=before)
    assert [one.grade for one in after.person().conditions] == ["3级"]


def test_that_healthy_clears_what_was_told():
    before = noted(f.ConditionFact("gout", "痛风"))
    assert noted(f.HealthyFact(), needs=before).person().conditions == ()


def test_that_a_term_to_an_age_replaces_one_in_years():
    needs = noted(f.TermFact(to_age=60), needs=noted(f.TermFact(years=20, pay_years=10)))
    assert (needs.term_years, needs.to_age, needs.pay_years) == (None, 60, 10)


def test_that_activities_add_up_and_repeat_nothing():
    needs = noted(f.ActivityFact(Activity.DIVING), f.ActivityFact(Activity.DIVING), f.ActivityFact(Activity.CLIMBING))
    assert needs.activities == (Activity.DIVING, Activity.CLIMBING)


def test_that_car_facts_complete_each_other():
    needs = noted(f.VehicleFact(seats=5), needs=noted(f.VehicleFact(no_claim_years=2)))
    assert (needs.vehicle.seats, needs.vehicle.no_claim_years) == (5, 2)


def test_that_each_change_is_one_entry_with_its_before():
    before = noted(parent(65), f.VehicleFact(seats=5))
    after = noted(parent(68), f.VehicleFact(seats=7), needs=before)
    told = {change.field: (change.before, change.after, change.person) for change in changes_between(before, after)}
    assert told == {"age": (f.Age(65), f.Age(68), 0), "seats": (5, 7, None)}


def test_that_nothing_new_is_no_change():
    needs = noted(parent(65))
    assert changes_between(needs, noted(parent(65), needs=needs)) == ()


def test_that_a_budget_of_a_few_yuan_is_taken_for_a_slip():
    with pytest.raises(BudgetTooSmall):
        note_facts(Needs(), [f.BudgetFact(Money.of(2))], TODAY)


def test_that_employees_lead_to_group_cover():
    told = note_facts(Needs(), [f.HeadcountFact(total=30), f.PersonFact(Relation.EMPLOYEE)], TODAY)
    assert told.line is Line.GROUP


def family(*ages: int) -> Needs:
    children = tuple(InsuredPerson(Relation.CHILD, age=Age(age)) for age in ages)
    mother = InsuredPerson(Relation.PARENT, Sex.FEMALE, Age(63))
    return Needs(line=Line.TRAVEL, insured=(InsuredPerson(Relation.SELF, age=Age(38)), mother, *children), headcount=4)


def test_that_the_age_taken_back_says_which_child_is_meant() -> None:
    corrected = f.PersonFact(Relation.CHILD, Age(7), Sex.FEMALE, was=Age(6))
    needs = noted(corrected, needs=family(9, 6))
    assert [one.age for one in needs.insured] == [Age(38), Age(63), Age(9), Age(7)]


def test_that_who_leaves_the_party_is_no_longer_insured_and_the_others_stay() -> None:
    before = family(9, 6)
    after = noted(f.LeavingFact(Relation.PARENT, Sex.FEMALE), needs=before)
    assert [one.age for one in after.insured] == [Age(38), Age(9), Age(6)]
    assert after.headcount == 3
    (left,) = [one for one in changes_between(before, after) if one.field == LEFT]
    assert (left.before, left.person) == (before.insured[1], 1)
    assert not [one for one in changes_between(before, after) if one.person is not None and one.field != LEFT]


def test_that_the_last_one_and_the_insured_of_another_line_do_not_leave() -> None:
    alone = Needs(line=Line.TRAVEL, insured=(InsuredPerson(Relation.PARENT),))
    assert noted(f.LeavingFact(Relation.PARENT), needs=alone) == alone
    medical = Needs(line=Line.MEDICAL, insured=(InsuredPerson(Relation.PARENT),))
    assert noted(f.LeavingFact(Relation.PARENT), needs=medical) == medical


def test_that_a_car_is_noted_only_where_cars_are_insured() -> None:
    used = f.VehicleFact(use="business")
    assert noted(f.LineFact(Line.CRITICAL_ILLNESS), used).vehicle.use is None
    assert noted(f.LineFact(Line.CAR), used).vehicle.use == "business"
    assert noted(used).vehicle.use == "business"
