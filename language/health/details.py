"""What a sentence says of a condition besides its name: grade, size, last check, control, treatment, how long ago.

`asked` is the aspect an open question is about: a bare answer (3, 没有, 正常) belongs to that one. Everything else is
taken only where the words leave no doubt, and what isn't plain is left out: it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from insurance.facts import ConditionFact, Fact
from insurance.health import UNKNOWN, Aspect, years_since
from language.amounts.number_words import digits_for_words
from language.answers.asking import asks_something
from language.answers.why import asks_what_is_meant
from language.health.measures import (
    digits,
    read_degree,
    read_pressure,
    read_since,
    read_size,
    read_upper_pressure,
    read_weeks,
)
from language.health.state_words import ASKED_WORDS, GRADE_WORDS, KINDS, TOLD_WORDS, first_of
from language.words.normal import normalise

_UNKNOWN = re.compile(
    r"不(?:太|是很|大)?(?:清楚|知道|记得|晓得|确定|了解)|忘(?:了|记)|记不(?:清|得|住|起来)|没(?:注意|留意|"
    r"印象)|说不(?:清|准|好)|"
    r"不(?:好|敢)说|搞不清|唔知|i don'?t (?:know|remember|recall)|not sure|no idea|can'?t (?:remember|recall|"
    r"say)|unsure|forgot",
    re.IGNORECASE,
)
_HOW_TO_TELL = re.compile(
    r"意思|(?:怎么|咋|哪里?|哪儿|在哪).{0,3}[看查找分]|[看听]不懂|不懂|没[看听]?懂|"
    r"\bmeans?\b|how (?:do|can|would) i (?:know|tell|find)|where (?:do|can) i|don'?t understand",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?:ti-?rads|bi-?rads|第|分级|grade|stage|级别)\s*[:是为]?\s*([1-6][abc]?)(?!\d)|"
    r"(?<![\d.])([1-6][abc]?)\s*(?:级|类|期|度(?!数))|"
    r"(?<![\d.])([4][abc])(?![a-z])",
    re.IGNORECASE,
)
_BARE_GRADE = re.compile(r"\D{0,3}([1-6][abc]?)\D{0,3}", re.IGNORECASE)
_GRADE_OF = ((180, 110, "3"), (160, 100, "2"), (140, 90, "1"))  # mmHg from which, 中国高血压防治指南
_CONTROLLED_BELOW = (140, 90)
_MEASURED_NOW = re.compile(r"^(?!.*(?:[不没未](?:吃|服)药|最高|without)).*(?:现在|平时|目前|控制|[吃服]药|now|control)")
_TIMES = re.compile(r"(\d{1,2})\s*(?:到|-|~|、)?\s*(\d{1,2})?\s*(?:次|回|times?)", re.IGNORECASE)
_HBA1C = re.compile(r"(?:糖化|hba1c)\D{0,8}(\d{1,2}(?:\.\d)?)|空腹\D{0,6}(\d{1,2}(?:\.\d)?)", re.IGNORECASE)
_HAEMOGLOBIN = re.compile(r"(?:血红蛋白|血色素|haemoglobin|hemoglobin|hb)\D{0,6}(\d{2,3})", re.IGNORECASE)
_MANY = 3  # attacks a year
_SUGAR_BELOW = 7.0  # % of HbA1c, or mmol/L fasting


def read_health_details(text: str, code: str, today: date, asked: Aspect | None = None) -> Mapping[Aspect, str]:
    """Each aspect the text is plain about, coded as `insurance.health` stores it.

    Args:
        code: of the condition it is about: a pressure is a grade only of hypertension.
        asked: the aspect of the open question, for which `不清楚` is an answer too.
    """
    plain = digits(digits_for_words(normalise(text)), bare=asked is not None)
    if asks_what_is_meant(text) or asks_how_to_tell(plain) or (asks_something(plain) and not _UNKNOWN.search(plain)):
        return {}
    found: dict[Aspect, str] = {}
    for aspect in Aspect:
        said = _read(aspect, plain, code, today, asked is aspect)
        if said is not None:
            found[aspect] = said
    if asked is Aspect.CHECKED and asked not in found:
        found |= _by_date_of_check(plain, today)
    if asked is not None and asked not in found and _UNKNOWN.search(plain):
        found[asked] = UNKNOWN
    return found


def _read(aspect: Aspect, text: str, code: str, today: date, asked: bool) -> str | None:
    match aspect:
        case Aspect.GRADE:
            return _grade(text, code, asked)
        case Aspect.SIZE:
            return read_size(text, asked=asked)
        case Aspect.DEGREE:
            return read_degree(text, asked=asked) if code == "myopia" else None
        case Aspect.PREGNANT_WEEKS | Aspect.BIRTH_WEEKS:
            right = code == ("pregnancy" if aspect is Aspect.PREGNANT_WEEKS else "premature_birth")
            return read_weeks(text, asked=asked) if right else None
        case Aspect.SINCE:
            stopped = code == "depression" and re.search(r"停|stopped", text) is not None  # 前年停的药 tells both
            return read_since(text, today, asked=asked) if asked or stopped else None
        case Aspect.KIND:
            return first_of(KINDS.get(code, ()), text)
        case Aspect.CONTROLLED if (measured := _controlled(text, code, asked)) is not None:
            return measured
        case Aspect.ATTACKS if asked and (times := _TIMES.search(text)):
            most = int(times[2] or times[1])
            return "many" if most >= _MANY else "few" if most else "none"
        case Aspect.CHECKED:
            return _checked(text, today, asked)
    said = first_of(TOLD_WORDS.get((aspect, _family(code, aspect)), ()), text)
    return said or (first_of(ASKED_WORDS.get((aspect, _family(code, aspect)), ()), text) if asked else None)


def add_health_details(found: Sequence[Fact], text: str, today: date) -> list[Fact]:
    """The facts of a sentence, its condition with what else it says of it; nothing is added where it names several."""
    told = [fact for fact in found if isinstance(fact, ConditionFact) and not fact.negated]
    if len(told) != 1:
        return list(found)
    detailed = replace(told[0], details={**told[0].details, **read_health_details(text, told[0].code, today)})
    return [detailed if fact is told[0] else fact for fact in found]


def _family(code: str, aspect: Aspect) -> str:
    """Treatment is told in other words of an illness of the mind than of what can be removed."""
    return "mind" if aspect is Aspect.TREATED and code in ("depression", "anxiety") else ""


def _grade(text: str, code: str, asked: bool) -> str | None:
    if code.startswith("hypertension"):
        pressure = read_pressure(text)
        if pressure and asked:
            return next((grade for high, low, grade in _GRADE_OF if pressure[0] >= high or pressure[1] >= low), None)
        upper = read_upper_pressure(text) if asked else None
        if upper is not None:
            return next((grade for high, _, grade in _GRADE_OF if upper >= high), None)
    if code in GRADE_WORDS:
        haemoglobin = _HAEMOGLOBIN.search(text) if code == "anemia" else None
        if haemoglobin:
            value = int(haemoglobin[1])
            return "mild" if value >= 90 else "moderate" if value >= 60 else "severe"
        return first_of(GRADE_WORDS[code], text)
    found = _GRADE.search(text)
    if found:
        return next(filter(None, found.groups())).lower()
    bare = _BARE_GRADE.fullmatch(text.strip()) if asked else None
    return bare[1].lower() if bare else None


def _controlled(text: str, code: str, asked: bool) -> str | None:
    if code.startswith("hypertension"):
        pressure = read_pressure(text)
        if pressure and (asked or _MEASURED_NOW.search(text)):
            below = pressure[0] < _CONTROLLED_BELOW[0] and pressure[1] < _CONTROLLED_BELOW[1]
            return "good" if below else "poor"
    sugar = _HBA1C.search(text) if code == "diabetes" else None
    if sugar:
        return "good" if float(sugar[1] or sugar[2]) < _SUGAR_BELOW else "poor"
    return None


def _checked(text: str, today: date, asked: bool) -> str | None:
    """The result of the last check, if it isn't over a year old."""
    said = first_of(TOLD_WORDS[Aspect.CHECKED, ""], text)
    if said is None and asked:
        said = first_of(ASKED_WORDS[Aspect.CHECKED, ""], text)
    when = read_since(text, today, asked=False)
    if said == "stable" and when is not None and years_since(when, today) >= 1:
        return "none"
    return said


def _by_date_of_check(text: str, today: date) -> Mapping[Aspect, str]:
    """半年前查的 alone: a finding within the year counts as checked; one that may be older is asked for."""
    when = read_since(text, today, asked=True)
    if when is None:
        return {}
    if "-" in when:
        return {Aspect.CHECKED: "none" if years_since(when, today) >= 1 else "stable"}
    return {Aspect.CHECKED: "none"} if int(when) < today.year - 1 else {}


def asks_how_to_tell(text: str) -> bool:
    """不知道这是什么意思, 报告上哪里看: the question is to be explained, which isn't the same as not knowing."""
    return bool(_HOW_TO_TELL.search(normalise(text)))


def says_unknown(text: str) -> bool:
    """不清楚, I don't remember."""
    return bool(_UNKNOWN.search(normalise(text))) and not asks_what_is_meant(text)
