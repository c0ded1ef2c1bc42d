"""Answers to the open question: taken strictly, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.application_answers import date_for_choice, read_application_answer
from actions.choosing import facts_for_choice
from actions.reading import read_consult_answer
from insurance import facts as f
from insurance.asked import _ASK, next_question
from insurance.lines import Line, Relation, Sex
from insurance.money import Money
from insurance.needs import InsuredPerson, Needs
from insurance.noting import note_facts
from insurance.questions import AnswerKind, Flow, Question

TODAY = date(2026, 6, 10)
ID, PHONE_REF = "⟦id_number:0123456789ab⟧", "⟦phone:ba9876543210⟧"


def ask(kind: AnswerKind, field: str = "x", flow: Flow = Flow.APPLY) -> Question:
    return Question(flow, field, kind, ("legal",) if field == "beneficiary" else ())


def heard(kind: AnswerKind, text: str, field: str = "x") -> list[f.Fact]:
    return [replace(one, text="") for one in read_consult_answer(ask(kind, field, Flow.CONSULT), text, TODAY)]


@pytest.mark.parametrize(("kind", "field", "text", "fact"), [
    (AnswerKind.AGE, "insured_age", "65", f.PersonFact(age=f.Age(65))),
    (AnswerKind.AGE, "insured_age", "六十五岁", f.PersonFact(age=f.Age(65))),
    (AnswerKind.YES_NO, "smoker", "不抽", f.SmokerFact(False)),
    (AnswerKind.YES_NO, "smoker", "抽的", f.SmokerFact(True)),
    (AnswerKind.YES_NO, "smoker", "不是", f.SmokerFact(False)),
    (AnswerKind.YES_NO, "social_insurance", "有", f.SocialInsuranceFact(True)),
    (AnswerKind.MONEY, "sum_insured", "50万", f.SumInsuredFact(Money.of(500000))),
    (AnswerKind.MONEY, "vehicle_value", "十五万", f.VehicleFact(value=Money.of(150000))),
    (AnswerKind.MONEY, "home_value", "2 million", f.HomeFact(value=Money.of(2000000))),
    (AnswerKind.COUNT, "seats", "5", f.VehicleFact(seats=5)),
    (AnswerKind.COUNT, "headcount", "30", f.HeadcountFact(total=30)),
    (AnswerKind.CONDITIONS, "conditions", "没有", f.HealthyFact()),
    (AnswerKind.CHOICE, "insured_sex", "女", f.PersonFact(sex=Sex.FEMALE)),
])  # fmt: skip
def test_that_an_answer_in_words_is_taken(kind: AnswerKind, field: str, text: str, fact: f.Fact):
    assert heard(kind, text, field) == [fact]


@pytest.mark.parametrize(("kind", "field", "text"), [
    (AnswerKind.AGE, "insured_age", "为什么要问"), (AnswerKind.MONEY, "sum_insured", "-500"),
    (AnswerKind.MONEY, "sum_insured", "0"), (AnswerKind.MONEY, "home_value", "很多"),
    (AnswerKind.COUNT, "seats", "几座都行"), (AnswerKind.CHOICE, "insured_sex", "不知道"),
    (AnswerKind.CHOICE, "line", "嗯"), (AnswerKind.PERSON, "insured_relation", "等一下"),
    (AnswerKind.BUDGET, "budget", "-500"),
])  # fmt: skip
def test_that_what_is_no_answer_is_not_taken(kind: AnswerKind, field: str, text: str):
    assert heard(kind, text, field) == []


def choices() -> list[tuple[Question, str]]:
    asked: dict[str, Question] = {"line": next_question(Needs())}
    party = (InsuredPerson(Relation.SELF, age=f.Age(30)),)
    states = (Needs(), Needs(segment="damage"), Needs(trip_start=TODAY), Needs(insured=party))
    for question in (make(needs) for make in _ASK.values() for needs in states):
        if question is not None:
            asked[question.field] = question
    return [(one, choice) for one in asked.values() for choice in one.choices if choice != "other_lines"]


@pytest.mark.parametrize(("question", "choice"), choices(), ids=lambda one: getattr(one, "field", one))
def test_that_every_button_of_a_need_says_a_fact(question: Question, choice: str):
    assert facts_for_choice(question, choice)


@pytest.mark.parametrize("line", [one.value for one in Line])
def test_that_a_line_chosen_is_that_line(line: str):
    (fact,) = facts_for_choice(next_question(Needs()), line)
    assert fact.line == line


@pytest.mark.parametrize(("kind", "field", "text", "value"), [
    (AnswerKind.NAME, "applicant_name", "我叫王小明", "王小明"),
    (AnswerKind.NAME, "applicant_name", "王小明", "王小明"),
    (AnswerKind.ID_NUMBER, "applicant_id", f"我的身份证是{ID}", ID),
    (AnswerKind.PHONE, "applicant_phone", PHONE_REF, PHONE_REF),
    (AnswerKind.PLATE, "plate", "京a·12345", "京A12345"),
    (AnswerKind.VIN, "vin", "lsvau2180n2183294", "LSVAU2180N2183294"),
    (AnswerKind.DATE, "effective_date", "明天", "2026-06-11"), (AnswerKind.TEXT, "beneficiary", "法定就行", "legal"),
    (AnswerKind.ROSTER, "roster", f"王一,{ID}\n李二 {ID}", f"王一 {ID}\n李二 {ID}"),
])  # fmt: skip
def test_that_an_answer_of_the_application_is_taken(kind: AnswerKind, field: str, text: str, value: str):
    assert read_application_answer(ask(kind, field), text, TODAY) == value


@pytest.mark.parametrize(("kind", "text"), [
    (AnswerKind.ID_NUMBER, PHONE_REF), (AnswerKind.PHONE, ID), (AnswerKind.ID_NUMBER, "110101199003040017"),
    (AnswerKind.PLATE, "12345"), (AnswerKind.VIN, "IOQ"), (AnswerKind.ROSTER, "王一"), (AnswerKind.TEXT, "a"),
    (AnswerKind.DATE, "随便"),
])  # fmt: skip
def test_that_what_the_application_did_not_ask_for_is_not_taken(kind: AnswerKind, text: str):
    assert read_application_answer(ask(kind), text, TODAY) is None


@pytest.mark.parametrize(("choice", "today", "day"), [
    ("tomorrow", date(2026, 12, 31), "2027-01-01"), ("in_7_days", TODAY, "2026-06-17"),
    ("first_of_month", TODAY, "2026-07-01"), ("first_of_month", date(2026, 12, 31), "2027-01-01"),
    ("first_of_month", date(2028, 1, 31), "2028-02-01"),
])  # fmt: skip
def test_that_a_start_button_is_a_date(choice: str, today: date, day: str):
    assert date_for_choice(choice, today) == day


@pytest.mark.parametrize(("text", "line"), [
    ("门诊的", Line.OUTPATIENT), ("看病住院那种", Line.MEDICAL), ("大病", Line.CRITICAL_ILLNESS), ("车", Line.CAR),
    ("养老的", Line.ANNUITY), ("my car", Line.CAR), ("随便", None), ("意外和住院都要", None),
])  # fmt: skip
def test_that_a_line_is_understood_by_the_word_people_use_for_it(text: str, line: Line | None):
    asked = next_question(Needs())
    facts = read_consult_answer(asked, text, TODAY)
    assert note_facts(Needs(), facts, TODAY).line is line
