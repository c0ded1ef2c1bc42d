"""A date found in a text, and what its neighbours make of it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Span:
    """A date in the text. `days` for a holiday with a fixed length; `vague` when the day is a guess (下周)."""

    start: int
    end: int
    day: date
    days: int | None = None
    vague: bool = False
    fixed: bool = False  # the year was said, or the words are about the past
    day_only: bool = False
    guess: bool = False  # only a week or a month was said
    either: bool = False  # open whatever else is said: 5/12 in English, a weekend


_WEEKDAY = re.compile(r"(?:[这本下]个?)?(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*")


def without_weekdays(spans: list[Span], text: str) -> list[Span]:
    """`12月5号周六`, `Mon 7 Dec`: a weekday beside a date only repeats it."""
    kept: list[Span] = []
    for span in spans:
        previous = kept[-1] if kept else None
        if previous and text[previous.end : span.start].strip(" ,()") == "":
            ours, theirs = (bool(_WEEKDAY.fullmatch(text[each.start : each.end])) for each in (span, previous))
            if ours != theirs:
                date_said = previous if ours else span
                kept[-1] = replace(date_said, start=previous.start, end=span.end)
                continue
        kept.append(span)
    return kept


_MONTH_BEHIND = re.compile(r"(?:出发|动身|走|去|回)?[,\s]*是?")


_OF_MONTH = re.compile(r"\bof (?:next|this) month$")  # the 23rd to the 30th of next month
_JOINT = 2  # characters


def with_months_behind(spans: list[Span], text: str) -> list[Span]:
    """`18号出发,12月`: a month named behind a day alone is the month of that day."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        if before and span.day_only and before.vague and before.end == span.start:
            kept[-1] = replace(span, start=before.start, day_only=False)  # 月底30号
            continue
        if (
            before
            and before.day_only
            and before.day.day < span.day.day
            and _OF_MONTH.search(text[span.start : span.end])
        ):
            kept[-1] = replace(before, day=span.day.replace(day=before.day.day), fixed=True, day_only=False)
        if before and before.day_only and span.guess and _MONTH_BEHIND.fullmatch(text, before.end, span.start):
            year = span.day.year
            with contextlib.suppress(ValueError):  # the 31st of a shorter month
                month = span.day.month
                if len(kept) > 1 and kept[-2].day_only and len(text[kept[-2].end : before.start].strip()) <= _JOINT:
                    kept[-2] = replace(
                        kept[-2], day=kept[-2].day.replace(year=year, month=month), fixed=True
                    )  # 20号到28号,下个月
                kept[-1] = replace(
                    before, day=before.day.replace(year=year, month=month), end=span.end, fixed=True, day_only=False
                )
                continue
        kept.append(span)
    return kept
