"""Full dates of birth, told with a word of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from insurance.facts import Age
from language.dates.date_spans import Span
from language.dates.dates import find_dates
from language.people.person_event import Event, taken
from language.people.person_patterns import BORN_BEFORE, BORN_NEAR
from language.words.sentence import Sentence


def births(sentence: Sentence, today: date) -> Iterator[Event]:
    """`1990年3月5日出生`: the date and the age it makes today."""
    if not re.search(r"(?:19|20)\d\d|[一二][零九]|\d\d[年.]|生|born|birth|dob", sentence.text):
        return
    for span in find_dates(sentence.rest, today, future=False):
        near = BORN_NEAR.match(sentence.text, span.end) or BORN_BEFORE.search(sentence.text[: span.start])
        if (near or _is_full_birth(sentence, span)) and span.day <= today and not span.guess:
            yield taken(sentence, Event(span.start, span.end, age=_age_on(span.day, today), birth=span.day))


_YEAR = re.compile(r"(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2}|(?:\d\d|[零一二三四五六七八九]{2})年")
# 身份证上是1962年9月9日
_ON_PAPER = re.compile(
    r"(?:身份证|户口本?|证件|护照|户籍)(?:号)?(?:上|里)?(?:面)?(?:的|是|写|登记|显示|日期|出生|年月日?|:|\s)*$|(?:[阴阳农公]历|生辰|生日)[^,。;\d]{0,3}$|"
    r"\b(?:id|passport)(?: card)? (?:says|shows|has)[^,.;\d]{0,10}$"
)
_PERSON_AHEAD = re.compile(r"(?:\ue000|我|本人)(?:是|的|生日|今年|自己|[,:(\s]|'s|is|was)*$")
_ENDS = re.compile(r"(?:的|的人|生人|年生)?(?:[,。;!)\s]|$)(?!\s*(?:去|出发|走|飞|到|生效|买|住院|做))")


def _is_full_birth(sentence: Sentence, span: Span) -> bool:
    """A day with its year right behind a person or a paper of identity, and nothing told of it."""
    if not _YEAR.search(sentence.text, span.start, span.end):
        return False
    before = sentence.rest[: span.start]
    return bool(_ON_PAPER.search(before) or (_PERSON_AHEAD.search(before) and _ENDS.match(sentence.text, span.end)))


def _age_on(born: date, today: date) -> Age:
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months == 0:
        return Age(0, 0, (today - born).days)
    return Age(months // 12, months % 12 if months < 36 else 0)
