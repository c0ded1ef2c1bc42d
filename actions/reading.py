"""Reading an answer to the open question: strictly what that kind of question takes, never a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import language
from insurance import facts as f
from insurance.lines import Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.questions import AnswerKind, Question

REFERENCE = re.compile(r"⟦(\w+):[0-9a-f]+⟧")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}"
)  # GA 36-2018
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")  # ISO 3779
SMOKES = re.compile(r"抽|吸")  # 不抽 · 抽: the question has named what
SMOKES_NOT = re.compile(r"不|没|从未")
LEGAL_HEIRS = re.compile(r"法定|legal|statutory|没有特别|随便|默认", re.IGNORECASE)
COMPANY_NUMBER = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")  # GB 32100
LINE_CHOICES = {line.value: line for line in Line}
SEGMENTS = ("compulsory", "third_party", "damage")
OCCUPATIONS = {"office": ("office", 1), "service": ("service", 2), "driver": ("driver", 4), "worker": ("worker", 4)}


def references(text: str, *kinds: str) -> list[str]:
    """Vault references of these kinds in a text, in order."""
    return [match[0] for match in REFERENCE.finditer(text) if not kinds or match[1] in kinds]


def facts_for_choice(question: Question, choice: str) -> Sequence[f.Fact]:
    """What a tapped button of a consult question says."""
    match question.field:
        case "line":
            return [f.LineFact(LINE_CHOICES[choice])] if choice in LINE_CHOICES else []
        case "car_cover":
            return [f.LineFact(Line.CAR, choice)] if choice in SEGMENTS else []
        case "insured_relation":
            return [f.PersonFact(relation=Relation(choice))]
        case "insured_sex":
            return [f.PersonFact(sex=Sex(choice))]
        case "insured_occupation" | "group_occupation":
            name, number = OCCUPATIONS[choice]
            return [f.OccupationFact(name, number)]
        case "smoker":
            return [f.SmokerFact(choice == "yes")]
        case "social_insurance":
            return [f.SocialInsuranceFact(choice == "yes")]
        case "conditions":
            return [f.HealthyFact()]
        case "budget":
            return [f.NoBudgetFact()]
        case "sum_insured" | "yearly_amount":
            return [f.SumInsuredFact(Money.of(choice))]
        case "term":
            return [_term(choice)]
        case "pay_years":
            return [f.TermFact(pay_years=int(choice.removeprefix("pay_")))]
        case "destination":
            return [f.DestinationFact((Destination(choice),))]
        case "trip_days":
            return [f.TripFact(days=int(choice.removeprefix("days_")))]
        case "travellers":
            return [f.PersonFact(relation=Relation.SELF)]
        case "seats" | "vehicle_age" | "no_claim_years" | "headcount":
            return [_count(question.field, int(choice))]
        case "home_value":
            return [f.HomeFact(value=Money.of(choice))]
        case "building":
            return [f.HomeFact(building=choice)]
    return []


def _term(choice: str) -> f.TermFact:
    kind, _, number = choice.rpartition("_")
    return f.TermFact(years=int(number)) if kind == "years" else f.TermFact(to_age=int(number))


def _count(field: str, number: int) -> f.Fact:
    match field:
        case "seats":
            return f.VehicleFact(seats=number)
        case "vehicle_age":
            return f.VehicleFact(age_years=number)
        case "no_claim_years":
            return f.VehicleFact(no_claim_years=number)
    return f.HeadcountFact(total=number)


def read_consult_answer(question: Question, text: str, today: date) -> Sequence[f.Fact]:
    """Facts of a typed answer to a consult question; empty when it isn't one.

    A sentence that says more than the answer is left to `language.read_facts`.
    """
    match question.kind:
        case AnswerKind.AGE:
            age = language.read_age(text, today)
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
            budget = language.read_budget(text)
            return [budget] if budget is not None else []
        case AnswerKind.MONEY:
            return _money(question, text)
        case AnswerKind.TRIP:
            return _trip(question, text, today)
        case AnswerKind.DESTINATION:
            place = language.read_destinations(text)
            return [place] if place is not None else []
        case AnswerKind.OCCUPATION:
            occupation = language.read_occupation(text)
            return [occupation] if occupation is not None and occupation.occupation_class else []
        case AnswerKind.CONDITIONS:
            return _conditions(text)
        case AnswerKind.TERM:
            return _term_answer(question, text)
        case AnswerKind.PERSONS:
            return _only_me(text, today)
        case AnswerKind.COUNT:
            number = language.read_count(text)
            return [_count(question.field, number)] if number is not None else []
        case AnswerKind.CHOICE if question.field == "line":
            return [one for one in language.read_facts(text, today) if isinstance(one, f.LineFact | f.ConcernFact)]
        case AnswerKind.CHOICE if question.field == "building":
            building = language.read_building(text)
            return [f.HomeFact(building=building)] if building is not None else []
        case AnswerKind.CHOICE if question.field == "insured_sex":
            sex = language.read_sex(text)
            return [f.PersonFact(sex=sex)] if sex is not None else []
    return []


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


def _term_answer(question: Question, text: str) -> Sequence[f.Fact]:
    """A bare number of years is the payment term where that is asked, else how long the cover lasts."""
    term = language.read_term(text)
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
    return [f.HealthyFact()] if language.read_yes_no(text) is False else []


def read_application_answer(question: Question, text: str, today: date) -> str | None:
    """The value of a typed answer to a question of the application, None when it isn't one.

    Sensitive answers are vault references already; dates come back in ISO 8601.
    """
    match question.kind:
        case AnswerKind.NAME:
            return language.read_person_name(text)
        case AnswerKind.ID_NUMBER:
            return next(iter(references(text, "id_number", "passport")), None)
        case AnswerKind.PHONE:
            return next(iter(references(text, "phone")), None)
        case AnswerKind.COMPANY_NUMBER:
            match_ = COMPANY_NUMBER.search(REFERENCE.sub("", text).upper().replace(" ", ""))
            return match_[0] if match_ else next(iter(references(text)), None)
        case AnswerKind.DATE:
            day = language.read_date(text, today)
            return day.isoformat() if day else None
        case AnswerKind.PLATE:
            plate = PLATE.search(text.upper())
            return re.sub(r"[·\s]", "", plate[0]) if plate else None
        case AnswerKind.VIN:
            vin = VIN.search(text.upper().replace(" ", ""))
            return vin[0] if vin else None
        case AnswerKind.ROSTER:
            return _roster(text)
        case AnswerKind.PERSON:
            relation = language.read_relation(text)
            return relation.value if relation else None
        case AnswerKind.TEXT if question.field == "beneficiary" and LEGAL_HEIRS.search(text):
            return question.choices[0]
        case AnswerKind.COMPANY | AnswerKind.TEXT:
            return text if len(text) >= 2 else None
    return None


def _roster(text: str) -> str | None:
    """Lines of `name reference`, whatever stands between them; None when no line looks so."""
    lines = []
    for line in re.split(r"[\n;；]", text):
        found = references(line, "id_number")
        name = REFERENCE.sub("", line).strip(" \t,，、:：")
        if found and name:
            lines.append(f"{name} {found[0]}")
    return "\n".join(lines) or None


def date_for_choice(choice: str, today: date) -> str:
    """The effective date a button stands for."""
    match choice:
        case "tomorrow":
            return (today + timedelta(days=1)).isoformat()
        case "in_7_days":
            return (today + timedelta(days=7)).isoformat()
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.isoformat()
