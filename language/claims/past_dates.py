"""The answer to the question when it happened."""

from __future__ import annotations

import re
from datetime import date, timedelta

from language.claims.days import past_dates
from language.dates.date_resolvers import Asked, add_months, rolled
from language.words.sentence import plain

_BARE = re.compile(
    r"(?:就|是|在|大概|about|it was|around|on|the|\s)*(?P<m>\d{1,2})[.-](?P<d>\d{1,2})(?:号|吧|左右|\s)*"
)
_DAY_ALONE = re.compile(r"(?:就|是|在|大概|on|the|\s)*(?P<d>\d{1,2})(?:st|nd|rd|th|日)?\s*")
_LONGEST = 80
# parts of a month and of a week as a guess: the first day they may mean
_LAST_WEEK = re.compile(r"上个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|\blast week\b")
_LAST_MONTH = re.compile(
    r"上个?月(?P<part>初|中旬?|上旬|下旬|底|末)?(?![\d一二三四五六七八九十])|\b(?:(?P<en>early|mid|late|"
    r"end of) )?last month\b"
)
_THIS_MONTH = re.compile(
    r"(?<!上)(?<!上个)(?:这个|本)?月(?P<part>初|中旬?|上旬|下旬|底|末)|\b(?P<en>early|mid|beginning of|"
    r"start of) (?:this|the) month\b"
)
_ENDS = ("底", "末", "end of")
_PART_DAYS = {
    "初": 1, "上旬": 1, "中": 15, "中旬": 11, "下旬": 21, "early": 1, "mid": 15, "late": 21,
    "beginning of": 1, "start of": 1,
}  # fmt: skip


def read_past_date(text: str, today: date) -> date | None:
    """One day that isn't to come; of `大概月初` or `last week` the first day it may mean. None: none, or several.

    Args:
        text: the answer as typed.
        today: the calendar day in Asia/Shanghai.
    """
    text = plain(text)
    if not text or len(text) > _LONGEST:
        return None
    bare = _BARE.fullmatch(text)
    if bare:
        return rolled(int(bare["m"]), int(bare["d"]), Asked(today, future=False))
    usual, spans = past_dates(text, today)
    days = {span.day for span in spans}
    if len(days) == 1:
        return days.pop()
    if not spans and (alone := _DAY_ALONE.fullmatch(text)):
        return _day_of_month(int(alone["d"]), today)
    return None if spans else _guess(usual, today)


def _day_of_month(day: int, today: date) -> date | None:
    for back in range(3):
        first = add_months(today.replace(day=1), -back)
        try:
            found = first.replace(day=day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _guess(text: str, today: date) -> date | None:
    if _LAST_WEEK.search(text):
        return today - timedelta(days=today.weekday() + 7)
    last = _LAST_MONTH.search(text)
    found = last or _THIS_MONTH.search(text)
    if not found:
        return None
    part = found["part"] or found["en"]
    first = add_months(today.replace(day=1), -1 if last else 0)
    last_day = add_months(first, 1) - timedelta(days=1)
    day = last_day if part in _ENDS else first.replace(day=_PART_DAYS[part] if part else 1)
    return day if day <= today else None
