"""A change of one answer of the application, said in words: 姓名错了，应该是李四."""

from __future__ import annotations

import re
from datetime import date

import language
from actions.application_answers import references
from insurance.applications import key_of, questions_for
from insurance.journeys import Journey
from insurance.questions import AnswerKind, Question

WANTS_CHANGE = re.compile(
    r"改|换|更正|修正|错|不对|填反|写反|\b(?:change|correct|edit|update|amend|fix|wrong|mistake|typo|misspelt)",
    re.IGNORECASE,
)
NAMED = {
    "effective_date": r"生效|起保|开始日|保障日期|起始|(?:effective|start)(?:ing)? (?:date|day)|cover starts?",
    "applicant_phone": r"手机|电话|phone|mobile",
    "beneficiary": r"受益人|beneficiar",
    "company_name": r"公司(?:名|的名)|company(?:'s)? name",
    "company_number": r"信用代码|税号|credit code",
    "roster": r"名单|花名册|roster|list of employees",
    "plate": r"车牌|plate",
    "vin": r"车架|\bvin\b",
    "home_address": r"地址|address",
}
IDENTITY, NAME = r"身份证|证件|identity|\bid\b", r"名字|姓名|叫|\bname\b"
INSURED = r"被保|爸|妈|父|母|孩子|儿子|女儿|老婆|老公|爱人|insured|father|mother|son|daughter|child|wife|husband"
NEW = re.compile(
    r"(?:改成|改为|换成|更正为|应该是|其实是|是叫|叫|，是|,\s*是|\bto\b|should be|(?<=,) ?it'?s)[:：\s]*(?P<value>.+)$",
    re.IGNORECASE,
)


def read_change(text: str, journey: Journey, today: date) -> tuple[Question, str | None] | None:
    """The question whose answer shall change and the new answer where it was said; None when that isn't meant.

    Only answers already given can be meant, or one that is told with its new value.
    """
    if journey.purchase is None or not WANTS_CHANGE.search(text):
        return None
    given = journey.purchase.application.answers
    named = [one for one in questions_for(journey.needs) if _is_named(one, text)]
    meant = [one for one in named if key_of(one) in given or _new_value(one, text, today)]
    if not meant:
        return None
    about_insured = re.search(INSURED, text, re.IGNORECASE)
    meant.sort(key=lambda one: (one.person is None) == bool(about_insured))
    return meant[0], _new_value(meant[0], text, today)


def _is_named(question: Question, text: str) -> bool:
    match question.kind:
        case AnswerKind.NAME:
            pattern = NAME
        case AnswerKind.ID_NUMBER:
            pattern = IDENTITY
        case _:
            pattern = NAMED.get(question.field, r"(?!)")
    return bool(re.search(pattern, text, re.IGNORECASE))


def _new_value(question: Question, text: str, today: date) -> str | None:
    match question.kind:
        case AnswerKind.ID_NUMBER:
            return next(iter(references(text, "id_number", "passport")), None)
        case AnswerKind.PHONE:
            return next(iter(references(text, "phone")), None)
        case AnswerKind.DATE:
            day = language.read_date(text, today)
            return day.isoformat() if day else None
        case AnswerKind.NAME:
            said = NEW.search(text)
            return language.read_person_name(said["value"].strip(" 。.!！吧")) if said else None
    return None
