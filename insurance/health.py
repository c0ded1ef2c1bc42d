"""Health conditions and what is asked about each: the value types of product_index/conditions.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from insurance.bilingual import Bilingual

UNKNOWN = "unknown"  # 不清楚: an answer of its own, which no table takes for a good one
WHICH = "condition_which"  # the question which of several conditions a yes was about
FOLLOW_UP = "condition_"  # what the fields of questions about a condition begin with
OTHER = "other"


class Aspect(StrEnum):
    """What can be asked about a condition: also the column of the decision tables and the end of the field's name."""

    GRADE = "grade"
    KIND = "kind"
    SIZE = "size"  # millimetres, the largest
    DEGREE = "degree"  # of short sight, 100 to a dioptre
    PREGNANT_WEEKS = "pregnant_weeks"
    BIRTH_WEEKS = "birth_weeks"
    CHECKED = "checked"
    CONTROLLED = "controlled"
    TREATED = "treated"
    FUNCTION = "function"
    ATTACKS = "attacks"
    COMPLICATIONS = "complications"
    PATHOLOGY = "pathology"
    HARDWARE = "hardware"
    SINCE = "since"  # a date, or a year


MEASURED = frozenset({Aspect.SIZE, Aspect.DEGREE, Aspect.PREGNANT_WEEKS, Aspect.BIRTH_WEEKS})  # answers are numbers

_GRADE_WORDS = {"轻": "mild", "中": "moderate", "重": "severe", "高度": "high"}


@dataclass(frozen=True)
class FollowUp:
    """A question about one aspect of one condition, in words.

    Attributes:
        choices: answer codes offered as buttons, with their titles; the last is `unknown`. For a measured aspect a code
            is a number (the worst of the range its title names), for `since` a number of years.
    """

    aspect: Aspect
    ask: Bilingual
    explain: Bilingual
    example: Bilingual
    choices: Mapping[str, Bilingual]


@dataclass(frozen=True)
class HealthCondition:
    code: str
    name: Bilingual
    explain: Bilingual
    example: Bilingual
    asks: Mapping[Aspect, FollowUp] = field(default_factory=dict)


Conditions = Mapping[str, HealthCondition]


def choice_value(aspect: Aspect, choice: str, today: date) -> str:
    """What a tapped answer is stored as: a number of years as the day so many years ago."""
    return years_ago(int(choice), today) if aspect is Aspect.SINCE and choice != UNKNOWN else choice


def years_ago(years: int, today: date) -> str:
    day = min(today.day, 28) if today.month == 2 else today.day
    return date(today.year - years, today.month, day).isoformat()


def health_facts(details: Mapping[Aspect, str], today: date | None) -> dict[str, str | float | bool | None]:
    """What is known of a condition as the decision tables compare it, null where it isn't.

    What is measured is a number, `since` are completed years; a number the customer doesn't know stays null, and
    `measure_unknown` tells it from one that wasn't asked yet.
    """
    found: dict[str, str | float | bool | None] = {aspect.value: details.get(aspect) for aspect in Aspect}
    for aspect in MEASURED | {Aspect.SINCE}:
        said = details.get(aspect)
        found[aspect.value] = None if said in (None, UNKNOWN) else _number(aspect, said, today)
    found["measure_unknown"] = any(details.get(aspect) == UNKNOWN for aspect in MEASURED | {Aspect.SINCE})
    return found


def _number(aspect: Aspect, said: str, today: date | None) -> float | None:
    if aspect is Aspect.SINCE:
        return None if today is None else years_since(said, today)
    return float(said)


def years_since(said: str, today: date) -> int:
    """Completed years since an ISO date; since the last day of a year where only that was said."""
    then = date.fromisoformat(said) if "-" in said else date(int(said), 12, 31)
    return max(0, today.year - then.year - ((today.month, today.day) < (then.month, then.day)))


def plain_grade(said: str | None) -> str | None:
    """`3级`, `TI-RADS 3`, `4a类` → `3`, `4a`; 重度 → `severe`."""
    if said is None:
        return None
    number = re.search(r"[1-6][abc]?", said.lower())
    if number:
        return number[0]
    return next((grade for word, grade in _GRADE_WORDS.items() if word in said), said.lower())
