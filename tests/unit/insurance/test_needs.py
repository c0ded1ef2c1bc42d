"""What is asked for each line, in order, and nothing that isn't needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from insurance.asked import ASKED, next_question
from insurance.facts import Age
from insurance.lines import Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.needs import Budget, Home, ImpossibleAge, InsuredPerson, Needs, Vehicle, check_age

ADULT = InsuredPerson(Relation.SELF, Sex.MALE, Age(36), occupation_class=1, smoker=False, conditions_known=True)
EVERYTHING = Needs(
    insured=(ADULT,), budget=Budget(Money.of(1000)), destinations=(Destination.ASIA,), trip_start=date(2026, 7, 1),
    trip_days=7, sum_insured=Money.of(500000), term_years=20, pay_years=10, social_insurance=True,
    vehicle=Vehicle(5, Money.of(100000), 2, 1, "private"), home=Home(Money.of(1000000), "concrete"), headcount=1,
)  # fmt: skip


def asked_of(needs: Needs) -> list[str]:
    """Every field asked when each answer is `EVERYTHING`'s."""
    fields: list[str] = []
    answers = {
        "line": {}, "insured_relation": "relation", "insured_age": "age", "insured_sex": "sex",
        "insured_occupation": "occupation_class", "group_occupation": "occupation_class", "smoker": "smoker",
        "conditions": "conditions_known", "group_age": "age",
    }  # fmt: skip
    groups = {"budget": "budget", "social_insurance": "social_insurance", "sum_insured": "sum_insured",
              "yearly_amount": "sum_insured", "term": "term_years", "pay_years": "pay_years",
              "destination": "destinations", "trip": "trip_start", "trip_days": "trip_days", "headcount": "headcount",
              "travellers": "insured"}  # fmt: skip
    things = {"seats": "seats", "vehicle_value": "value", "vehicle_age": "age_years",
              "no_claim_years": "no_claim_years"}  # fmt: skip
    while (question := next_question(needs)) is not None:
        assert question.field not in fields, f"{question.field} asked twice"
        fields.append(question.field)
        if question.field in answers:
            name = answers[question.field]
            person = replace(needs.person(), **{name: getattr(ADULT, name)})
            needs = needs.with_person(0, person)
        elif question.field in groups:
            name = groups[question.field]
            needs = replace(needs, **{name: getattr(EVERYTHING, name)})
        elif question.field in things:
            name = things[question.field]
            needs = replace(needs, vehicle=replace(needs.vehicle, **{name: getattr(EVERYTHING.vehicle, name)}))
        elif question.field == "car_cover":
            needs = replace(needs, segment="damage")
        else:
            part = {"home_value": "value", "building": "building"}[question.field]
            needs = replace(needs, home=replace(needs.home, **{part: getattr(EVERYTHING.home, part)}))
    return fields


@pytest.mark.parametrize(("line", "expected"), [
    (Line.ACCIDENT, "insured_relation insured_age insured_occupation budget"),
    (Line.TRAVEL, "destination trip trip_days travellers"),
    (Line.MEDICAL, "insured_relation insured_age social_insurance insured_occupation conditions budget"),
    (Line.CANCER, "insured_relation insured_age insured_sex social_insurance conditions budget"),
    (Line.CRITICAL_ILLNESS,
     "insured_relation insured_age insured_sex insured_occupation conditions sum_insured budget"),
    (Line.TERM_LIFE, "insured_relation insured_age insured_sex smoker insured_occupation sum_insured term budget"),
    (Line.WHOLE_LIFE, "insured_relation insured_age insured_sex insured_occupation sum_insured pay_years"),
    (Line.ANNUITY, "insured_relation insured_age insured_sex yearly_amount pay_years"),
    (Line.CAR, "car_cover seats vehicle_value vehicle_age no_claim_years"),
    (Line.HOME, "home_value building"),
])  # fmt: skip
def test_that_a_line_asks_these_in_this_order(line: Line, expected: str):
    assert asked_of(Needs(line=line)) == expected.split()


def test_that_the_line_is_asked_first():
    assert next_question(Needs()).field == "line"


@pytest.mark.parametrize("line", [one for one in Line if one is not Line.CAR])
def test_that_nothing_is_asked_once_everything_is_known(line: Line):
    assert next_question(replace(EVERYTHING, line=line)) is None


@pytest.mark.parametrize(("years", "asked"), [(30, False), (45, False), (46, True), (70, True)])
def test_that_medical_cover_asks_older_people_for_their_sex(years: int, asked: bool):
    person = InsuredPerson(Relation.SPOUSE, age=Age(years))
    assert ("insured_sex" in asked_of(Needs(line=Line.MEDICAL, insured=(person,)))) is asked


def test_that_every_line_has_its_questions():
    assert set(ASKED) == set(Line)


@pytest.mark.parametrize("age", [0, 9, 17, 65, 80])
def test_that_nobody_asks_a_child_or_a_pensioner_for_an_occupation(age: int):
    person = InsuredPerson(Relation.CHILD, Sex.MALE, Age(age))
    assert "insured_occupation" not in asked_of(Needs(line=Line.ACCIDENT, insured=(person,)))


def test_that_third_party_cover_asks_for_no_value_of_the_car():
    needs = Needs(line=Line.CAR, segment="third_party")
    assert asked_of(needs) == ["seats", "no_claim_years"]


def test_that_an_open_budget_is_an_answer():
    assert next_question(replace(EVERYTHING, line=Line.ACCIDENT, budget=None, budget_open=True)) is None


def test_that_each_traveller_is_asked_for_an_age():
    party = (ADULT, InsuredPerson(Relation.SPOUSE))
    question = next_question(replace(EVERYTHING, line=Line.TRAVEL, insured=party))
    assert (question.field, question.person) == ("insured_age", 1)


def test_that_a_party_smaller_than_its_headcount_is_asked_for():
    assert next_question(replace(EVERYTHING, line=Line.TRAVEL, headcount=3)).field == "travellers"


@pytest.mark.parametrize("years", [-1, 121, 200])
def test_that_an_age_nobody_has_is_refused(years: int):
    with pytest.raises(ImpossibleAge):
        check_age(Age(years))


@pytest.mark.parametrize("years", [0, 120])
def test_that_the_ends_of_life_are_ages(years: int):
    assert check_age(Age(years)).years == years


def test_that_a_monthly_budget_counts_twelve_times():
    from insurance.facts import Period

    assert Budget(Money.of(300), period=Period.MONTH).a_year() == Money.of(3600)
    assert Budget(Money.of(300), period=Period.ONCE).a_year() == Money.of(300)
