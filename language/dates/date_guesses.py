"""Words for a week, a month or a part of one: the first day they may mean, marked as a guess."""

from __future__ import annotations

import re
from datetime import date, timedelta

from language.amounts.numbers import whole_number
from language.dates.date_resolvers import Asked, add_months, rolled
from language.dates.date_words import ENGLISH_MONTHS, ENGLISH_YEARS, YEARS


def week(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    weeks = max(1, found.group().count("下"))
    monday = asked.today - timedelta(days=asked.today.weekday())
    return monday + timedelta(weeks=weeks), {"vague": True, "guess": True}


def week_after_next(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    return asked.today + timedelta(days=14 - asked.today.weekday()), {"vague": True, "guess": True}


def month(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    return add_months(asked.today.replace(day=1), max(1, found.group().count("下"))), {"vague": True, "guess": True}


def month_only(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """明年2月, in January, March next year: the first of that month, or today when it has begun."""
    english = found.groupdict().get("en")
    number = ENGLISH_MONTHS.index(english[:3]) + 1 if english else whole_number(found["m"]) or 0
    if not 1 <= number <= 12:
        return None
    extra: dict[str, object] = {"vague": True, "guess": True}
    if found["y"]:
        year = int(found["y"]) if found["y"].isdigit() else asked.today.year + (YEARS | ENGLISH_YEARS)[found["y"]]
        return date(year, number, 1), extra
    if number == asked.today.month:
        return asked.today, extra
    first = rolled(number, 1, asked)
    return (first, extra) if first else None


_LAST = 31
# the day of the month at which a part of it begins; 底 is its last day
_PARTS = {
    "初": 1, "上旬": 1, "中旬": 11, "中": 15, "下旬": 21, "底": _LAST, "末": _LAST,
    "early": 1, "beginning": 1, "start": 1, "mid": 15, "middle": 15, "late": 21, "end": _LAST,
}  # fmt: skip


def month_part(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """月底, 12月初, 下个月中旬, early December, end of next month."""
    day = _PARTS[found["part"]]
    extra: dict[str, object] = {"vague": True}
    named, relative = found["m"], found["rel"] or ""
    if not named:
        ahead = relative.count("下") + ("next" in relative)
        resolved = _part(add_months(asked.today.replace(day=1), ahead), day)
        if resolved < asked.today and not relative and asked.future:
            resolved = _part(add_months(asked.today.replace(day=1), 1), day)
        return resolved, extra
    month = ENGLISH_MONTHS.index(named[:3]) + 1 if named.isascii() and named.isalpha() else whole_number(named) or 0
    if not 1 <= month <= 12:
        return None
    year = asked.today.year + YEARS[found["y"]] if found["y"] else asked.today.year
    resolved = _part(date(year, month, 1), day)
    if resolved < asked.today and asked.future and not found["y"]:
        resolved = _part(date(year + 1, month, 1), day)
    return resolved, extra


def _part(first: date, day: int) -> date:
    last = add_months(first, 1) - timedelta(days=1)
    return last if day == _LAST else first.replace(day=day)


def year_part(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    """年底, 明年初, end of the year."""
    ahead = YEARS.get(found["y"] or "", 0)
    end = found["part"] in ("底", "末", "end")
    if not end and not ahead and asked.future:
        ahead = 1  # the beginning of this year is over
    year = asked.today.year + ahead
    return date(year, 12, 31) if end else date(year, 1, 1), {"vague": True}


def weekend(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    """this weekend, next weekend: Saturday, two days."""
    saturday = asked.today + timedelta(days=5 - asked.today.weekday() + (7 if found["w"] == "next" else 0))
    return max(saturday, asked.today), {"days": 2, "vague": True, "either": True}
