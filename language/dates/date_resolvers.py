"""Turn one matched span of words into a day. Every resolver takes the match and what it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from language.amounts.numbers import range_start, whole_number
from language.dates.date_words import (
    COUNT_WORDS,
    DAY_WORDS,
    ENGLISH_DAYS,
    UNIT_DAYS,
    WEEKDAYS,
    YEARS,
)


@dataclass(frozen=True)
class Asked:
    today: date
    future: bool


Reader = Callable[[re.Match[str], Asked], "date | tuple[date, dict[str, object]] | None"]


def safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    year = whole_number(found["y"]) or 0
    if len(found["y"]) == 2:
        year += 1900 if year > asked.today.year % 100 + 5 else 2000
    month, day = whole_number(found["m"]), whole_number(found["d"])
    resolved = safe(year, month or 0, day or 0)
    return (resolved, {"fixed": True}) if resolved else None


_DAY_FIRST_YEAR = re.compile(r"(?<![\d/.])(?:1[3-9]|2\d|3[01])[/.]\d{1,2}[/.](?:19|20)\d\d")


def year_last(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """05/12/2026: month first, unless only the other reading is a day on the asked side of today."""
    year, first, second = int(found["y"]), int(found["a"]), int(found["b"])
    orders = [(first, second), (second, first)]
    if _DAY_FIRST_YEAR.search(found.string):  # 28/12/2026 to 02/01/2027
        orders.reverse()
    readings = [day for day in (safe(year, month, day) for month, day in orders) if day]
    fitting = [day for day in readings if (day >= asked.today) == asked.future]
    return ((fitting or readings)[0], {"fixed": True}) if readings else None


_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}(?![\d/])")  # 30/11 to 6/12: all of them day first


def month_day(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    month, day = 1 if found["m"] == "元" else whole_number(found["m"]) or 0, whole_number(found["d"]) or 0
    groups = found.groupdict()
    if groups.get("y"):
        resolved = safe(asked.today.year + YEARS[groups["y"]], month, day)
        return (resolved, {"fixed": True}) if resolved else None
    slashed = "/" in found.group()
    if slashed and day <= 12 and (month > 12 or _DAY_FIRST.search(found.string)):
        month, day = day, month
    resolved = rolled(month, day, asked)
    either = slashed and month != day and day <= 12 and not re.search(r"[\u4e00-\u9fff]", found.string)
    return (resolved, {"either": either}) if resolved else None


def rolled(month: int, day: int, asked: Asked) -> date | None:
    """The nearest such day that isn't past (or, looking back, isn't to come)."""
    years = (
        range(asked.today.year, asked.today.year + 5)
        if asked.future
        else range(asked.today.year, asked.today.year - 5, -1)
    )
    for year in years:
        resolved = safe(year, month, day)
        if resolved and (resolved >= asked.today if asked.future else resolved <= asked.today):
            return resolved
    return None


def add_months(day: date, months: int) -> date:
    first = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def day_only(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    day = whole_number(found["d"]) or 0
    if not 1 <= day <= 31:
        return None
    month = found["mo"]
    if month:
        base = add_months(asked.today.replace(day=1), month.count("下") + ("next" in month) - month.count("上"))
        resolved = safe(base.year, base.month, day)
        return (resolved, {"fixed": True}) if resolved else None
    step = 1 if asked.future else -1
    for ahead in range(4):
        base = add_months(asked.today.replace(day=1), ahead * step)
        resolved = safe(base.year, base.month, day)
        if resolved and (resolved - asked.today).days * step >= 0:
            return resolved, {"day_only": True}
    return None


def day_word(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    word = found.group()
    return asked.today + timedelta(days=DAY_WORDS[word]), {"fixed": True, "vague": word == "明后天"}


def weekday(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | date:
    monday = asked.today - timedelta(days=asked.today.weekday())
    resolved = monday + timedelta(days=WEEKDAYS[found["wd"]])
    extra: dict[str, object] = {"days": 2, "vague": True, "either": True} if found["wd"] == "末" else {}
    if len(found["wd"]) == 2:  # 周六日
        extra = {"days": 2}
    weeks = found["pre"].count("下") - found["pre"].count("上")
    if weeks:
        return resolved + timedelta(weeks=weeks), {**extra, "fixed": True}
    return roll_week(resolved, asked), extra


def roll_week(resolved: date, asked: Asked) -> date:
    if asked.future and resolved < asked.today:
        return resolved + timedelta(weeks=1)
    if not asked.future and resolved > asked.today:
        return resolved - timedelta(weeks=1)
    return resolved


def english_weekday(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | date:
    monday = asked.today - timedelta(days=asked.today.weekday())
    resolved = monday + timedelta(days=ENGLISH_DAYS.index(found["wday"][:3]))
    if found["wprefix"] == "next":  # next week's; but many mean the coming one while it is still ahead
        return resolved + timedelta(weeks=1), {"vague": resolved > asked.today}
    if found["wprefix"] == "last":
        return resolved - timedelta(weeks=1 if resolved >= asked.today else 0), {"fixed": True}
    return roll_week(resolved, asked)


def next_week_day(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    monday = asked.today - timedelta(days=asked.today.weekday())
    day = ENGLISH_DAYS.index(found["wday"] or found["wday2"])
    return monday + timedelta(days=7 + day), {"fixed": True}


def relative(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """3天后, 半个月后, in 2 weeks, 2 days ago."""
    number = found["n"]
    count = 0 if number == "半" else COUNT_WORDS.get(number, whole_number(number))
    if count is None or count > 2000 or range_start(number):
        return None
    sign = -1 if found["way"] and found["way"][-1:] in "前o" else 1
    unit = found["u"].rstrip("s")
    if unit in ("月", "month"):
        resolved = asked.today + timedelta(days=15 * sign) if number == "半" else add_months(asked.today, sign * count)
    elif unit in ("年", "year"):
        resolved = add_months(asked.today, sign * (6 if number == "半" else 12 * count))
    else:
        resolved = asked.today + timedelta(days=sign * count * UNIT_DAYS[unit])
    return resolved, {
        "fixed": True,
        "vague": found.group() == "过两天" or (unit in ("年", "year") and sign > 0),
    }  # in a day or three


def english(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | date | None:
    import dateparser

    said = found.group().replace("next year", str(asked.today.year + 1))
    words = re.sub(r"\b(?:of|the)\b|(?<=\d)(?:st|nd|rd|th)", " ", said)
    has_year = bool(re.search(r"\d{4}", words))
    base = datetime(asked.today.year, asked.today.month, asked.today.day)  # noqa: DTZ001 - a calendar day
    parsed = dateparser.parse(
        words if has_year else f"{words} 2000", languages=["en"], settings={"RELATIVE_BASE": base}
    )
    if parsed is None:
        return None
    return (parsed.date(), {"fixed": True}) if has_year else rolled(parsed.month, parsed.day, asked)
