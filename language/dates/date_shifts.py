"""Days counted from another: 元旦前两天, 圣诞前夜, the day before New Year's, Thanksgiving eve."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from language.amounts.numbers import SMALL, whole_number
from language.dates.date_spans import Span
from language.dates.date_words import COUNT_WORDS

_BEHIND = re.compile(
    rf"的?(?:提?前(?P<n>{SMALL})天|(?P<eve>前夜|前夕|前[一1]?[天日晚]|头一天)|(?P<next>第二天|次日|后一天|隔天))|"
    r"(?P<evening>'?s? eve\b)"
)
_AHEAD = re.compile(
    r"(?:(?P<n>\d{1,2}|a couple of|the|a) )?(?:days?|nights?|evening) (?P<way>before|after) (?:the )?$|"
    r"(?:the )?eve of (?:the )?$"
)
# a week from Friday, Friday week
_WEEKS = re.compile(r"\b(?:a|1|one|2|two) weeks? from (?:this )?$")
_WEEK_BEHIND = re.compile(r" week\b")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*")


def shifted(span: Span, text: str) -> Span:
    """The day the words around a date of the text make of it."""
    behind = _BEHIND.match(text, span.end)
    if behind:
        days = -(whole_number(behind["n"]) or 0) if behind["n"] else 1 if behind["next"] else -1
        return _moved(span, days, span.start, behind.end())
    ahead = _AHEAD.search(text[: span.start])
    weeks = _WEEKS.search(text[: span.start]) or _WEEK_BEHIND.match(text, span.end)
    if weeks and _WEEKDAY.fullmatch(text, span.start, span.end):
        start, end = min(weeks.start(), span.start), max(weeks.end(), span.end)
        return _moved(span, 14 if "two" in weeks.group() or "2" in weeks.group() else 7, start, end)
    if not ahead:
        return span
    number = ahead["n"] or "the"
    count = COUNT_WORDS.get(number) or int(number)
    return _moved(span, count if ahead["way"] == "after" else -count, ahead.start(), span.end)


def _moved(span: Span, days: int, start: int, end: int) -> Span:
    return replace(span, start=start, end=end, day=span.day + timedelta(days=days), days=None, vague=False)
