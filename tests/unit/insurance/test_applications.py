"""What an application asks, and ages."""

from __future__ import annotations

from datetime import date

import pytest

from insurance.applications import ApplicationDraft, age_on, exact_age, key_of, questions_for
from insurance.facts import Age
from insurance.lines import Line, Relation
from insurance.needs import InsuredPerson, Needs

SELF, CHILD = InsuredPerson(Relation.SELF), InsuredPerson(Relation.CHILD)
ME = "applicant_name applicant_id applicant_phone"
ONE = "insured_name.0 insured_id.0"


def keys(line: Line, *people: InsuredPerson) -> str:
    return " ".join(key_of(question) for question in questions_for(Needs(line=line, insured=people)))


@pytest.mark.parametrize(("line", "expected"), [
    (Line.ACCIDENT, f"{ME} {ONE} effective_date beneficiary"), (Line.TRAVEL, f"{ME} {ONE} beneficiary"),
    (Line.MEDICAL, f"{ME} {ONE} effective_date"), (Line.OUTPATIENT, f"{ME} {ONE} effective_date"),
    (Line.CANCER, f"{ME} {ONE} effective_date"), (Line.CRITICAL_ILLNESS, f"{ME} {ONE} effective_date beneficiary"),
    (Line.TERM_LIFE, f"{ME} {ONE} effective_date beneficiary"),
    (Line.WHOLE_LIFE, f"{ME} {ONE} effective_date beneficiary"),
    (Line.ANNUITY, f"{ME} {ONE} effective_date beneficiary"), (Line.CAR, f"{ME} plate vin effective_date"),
    (Line.HOME, f"{ME} home_address effective_date"),
    (Line.GROUP, "company_name company_number applicant_name applicant_phone roster effective_date"),
])  # fmt: skip
def test_that_an_application_for_a_child_asks(line: Line, expected: str):
    assert keys(line, CHILD) == expected


def test_that_who_insures_themselves_is_asked_once():
    assert keys(Line.MEDICAL, SELF) == f"{ME} effective_date"


def test_that_each_traveller_is_asked_for_by_number():
    asked = keys(Line.TRAVEL, SELF, CHILD, CHILD)
    people = "insured_name.1 insured_id.1 insured_name.2 insured_id.2"
    assert asked == f"{ME} {people} beneficiary"


def test_that_an_answer_taken_out_is_asked_again():
    needs = Needs(line=Line.MEDICAL, insured=(SELF,))
    draft = ApplicationDraft()
    while (question := draft.next_question(needs)) is not None:
        draft = draft.answered(question, "x")
    assert key_of(draft.without("applicant_phone").next_question(needs)) == "applicant_phone"


@pytest.mark.parametrize(("birth", "day", "age"), [
    (date(1990, 6, 10), date(2026, 6, 9), 35), (date(1990, 6, 10), date(2026, 6, 10), 36),
    (date(2004, 2, 29), date(2025, 2, 28), 20), (date(2004, 2, 29), date(2025, 3, 1), 21),
    (date(2004, 2, 29), date(2024, 2, 29), 20), (date(2026, 6, 10), date(2026, 6, 10), 0),
])  # fmt: skip
def test_that_an_age_is_completed_on_the_birthday(birth: date, day: date, age: int):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(("birth", "day", "age"), [
    (date(2026, 5, 13), date(2026, 6, 10), Age(0, 0, 28)), (date(2026, 6, 10), date(2026, 6, 10), Age(0)),
    (date(2025, 12, 10), date(2026, 6, 10), Age(0, 6)), (date(2025, 6, 11), date(2026, 6, 10), Age(0, 11, 30)),
    (date(2025, 6, 10), date(2026, 6, 10), Age(1)), (date(1960, 12, 1), date(2026, 6, 10), Age(65)),
])  # fmt: skip
def test_that_an_infant_is_so_many_months_and_days(birth: date, day: date, age: Age):
    assert exact_age(birth, day) == age
