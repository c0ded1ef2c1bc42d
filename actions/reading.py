"""Reading an answer to a consult question: strictly what that kind of question takes, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

import language
from actions.choosing import class_fact, count_fact, facts_for_choice
from insurance import facts as f
from insurance.lines import Line, Relation
from insurance.questions import AnswerKind, Question
from language.words.normal import normalise

T = TypeVar("T")
PIECES = re.compile(r"[,，.。;；!！]|\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+")
SMOKES = re.compile(r"抽|吸")  # 不抽 · 抽: the question has named what
SMOKES_NOT = re.compile(r"不|没|从未")
SHORT = 12  # characters of an answer that names a line and nothing else
SHORT_LINES = {
    r"门诊|看门诊|outpatient": Line.OUTPATIENT,
    r"住院|医疗|看病|报销|medical|hospital": Line.MEDICAL,
    r"意外|摔|磕碰|accident": Line.ACCIDENT,
    r"大病|重病|重疾|critical": Line.CRITICAL_ILLNESS,
    r"癌|cancer": Line.CANCER,
    r"旅[游行]|出国|travel|trip": Line.TRAVEL,
    r"身故|寿险|\blife\b": Line.TERM_LIFE,
    r"养老|教育金|退休(?:金|以?后|用|计划)|^退休(?:的|用的)?$|pension|retirement|\b(?:to|i) retire\b": Line.ANNUITY,
    r"^(?:我的?)?(?:汽?车|轿车)(?:子|的)?$|\bcar\b": Line.CAR,
    r"房子|家里|财产|\b(?:home|house)\b": Line.HOME,
    r"公司|员工|团体|雇主|staff|employees": Line.GROUP,
}


def read_consult_answer(question: Question, text: str, today: date) -> Sequence[f.Fact]:
    """Facts of a typed answer to a consult question; empty when it isn't one.

    A sentence that says more than the answer is left to `language.read_facts`.
    """
    match question.kind:
        case AnswerKind.AGE:
            average = language.read_average_age(text, today) if question.field == "group_age" else None
            age = average or _in_one_piece(_beside_conditions(text), partial(language.read_age, today=today))
            return [f.PersonFact(age=age)] if age is not None else []
        case AnswerKind.PERSON:
            told = [one for one in language.read_facts(text, today) if isinstance(one, f.PersonFact) and one.relation]
            if told:  # with age and sex, where they were said as well
                return told
            person = language.read_person(text)
            return [person] if person is not None and person.relation is not None else []
        case AnswerKind.YES_NO:
            yes = language.read_yes_no(text)
            if yes is None and question.field == "smoker" and SMOKES.search(text):
                yes = not SMOKES_NOT.search(text)
            return facts_for_choice(question, "yes" if yes else "no") if yes is not None else []
        case AnswerKind.BUDGET:
            return _budget(text)
        case AnswerKind.MONEY:
            return _money(question, text)
        case AnswerKind.TRIP:
            return _trip(question, text, today)
        case AnswerKind.DESTINATION:
            place = language.read_destinations(text)
            return [place] if place is not None else []
        case AnswerKind.OCCUPATION:
            return _occupation(text)
        case AnswerKind.CONDITIONS:
            return _conditions(text)
        case AnswerKind.TERM:
            return _term_answer(question, text)
        case AnswerKind.PERSONS:
            return _only_me(text, today)
        case AnswerKind.COUNT:
            number = language.read_claim_free_years(text) if question.field == "no_claim_years" else None
            number = _in_one_piece(text, language.read_count) if number is None else number
            if number is None and question.field == "no_claim_years" and language.read_yes_no(text) is False:
                number = 0
            return [count_fact(question.field, number)] if number is not None else []
        case AnswerKind.CHOICE if question.field == "line":
            found = language.read_facts(text, today)
            return [one for one in found if isinstance(one, f.LineFact | f.ConcernFact)] or _line(text)
        case AnswerKind.CHOICE if question.field == "building":
            building = language.read_building(text)
            return [f.HomeFact(building=building)] if building is not None else []
        case AnswerKind.CHOICE if question.field == "insured_sex":
            sex = language.read_sex(text)
            return [f.PersonFact(sex=sex)] if sex is not None else []
    return []


def _in_one_piece(text: str, read: Callable[[str], T | None]) -> T | None:
    """What the whole says, else the one piece of it that says something: 去年刚出过险，0年."""
    whole = read(text)
    if whole is not None:
        return whole
    pieces = [found for piece in PIECES.split(text) if piece and (found := read(piece)) is not None]
    return pieces[0] if pieces and all(one == pieces[0] for one in pieces) else None


def _beside_conditions(text: str) -> str:
    """69 and diabetes: the age is what stands beside the condition."""
    words = normalise(text)
    named = [fact.text for fact in language.read_conditions(text) if fact.text in words]
    for name in named:
        words = re.sub(rf"(?:\b(?:and|with|has|have|plus) )*{re.escape(name)}", ",", words)
    return words if named else text


def _budget(text: str) -> Sequence[f.Fact]:
    """不限, and 没有 to the question whether there is one."""
    if language.is_indifferent(text) or language.read_yes_no(text) is False:
        return [f.NoBudgetFact()]
    budget = language.read_budget(text)
    return [budget] if budget is not None else []


def _money(question: Question, text: str) -> Sequence[f.Fact]:
    amount = language.read_money(text)
    if amount is None or amount.amount <= 0 or _is_budget(text):
        return []
    match question.field:
        case "vehicle_value":
            return [f.VehicleFact(value=amount)]
        case "home_value":
            return [f.HomeFact(value=amount)]
    return [f.SumInsuredFact(amount)]


def _line(text: str) -> Sequence[f.Fact]:
    """A line of business by the word people use for it when asked which."""
    found = [
        line for words, line in SHORT_LINES.items() if len(text) <= SHORT and re.search(words, text, re.IGNORECASE)
    ]
    return [f.LineFact(found[0])] if len(found) == 1 else []


def _term_answer(question: Question, text: str) -> Sequence[f.Fact]:
    """A bare number of years is the payment term where that is asked, else how long the cover lasts."""
    term = language.read_term(text)
    number = language.read_count(text) if term is None and question.field == "pay_years" else None
    if number is not None:
        return [f.TermFact(pay_years=number)]
    if term is None:
        return []
    if question.field == "pay_years" and term.years and not term.pay_years:
        return [f.TermFact(pay_years=term.years)]
    return [term]


def _only_me(text: str, today: date) -> Sequence[f.Fact]:
    """A bare age is the customer's own; whole parties are left to `language.read_facts`."""
    age = language.read_age(text, today)
    return [f.PersonFact(relation=Relation.SELF, age=age)] if age is not None else []


def _is_budget(text: str) -> bool:
    """一年五百以内 says what may be spent, not how much shall be insured."""
    budget = language.read_budget(text)
    return isinstance(budget, f.BudgetFact) and budget.period is not f.Period.UNKNOWN


def _trip(question: Question, text: str, today: date) -> Sequence[f.Fact]:
    trip = language.read_trip(text, today)
    if trip is not None:
        return [trip]
    day = language.read_date(text, today)
    if day is not None:
        return [f.TripFact(start=day)]
    number = language.read_count(text) if question.field == "trip_days" else None
    return [f.TripFact(days=number)] if number is not None else []


def _conditions(text: str) -> Sequence[f.Fact]:
    found = language.read_conditions(text)
    if found:
        return list(found)
    well = language.read_yes_no(text) is False or language.says_nothing_wrong(text)
    return [f.HealthyFact()] if well else []


def _occupation(text: str) -> Sequence[f.Fact]:
    """The occupation, else its class where that is all that was told: 坐办公室的, 3类."""
    occupation = language.read_occupation(text)
    if occupation is not None and occupation.occupation_class:
        return [occupation]
    number = language.read_occupation_class(text)
    return [class_fact(number)] if number is not None else []
