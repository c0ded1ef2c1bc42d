"""Turn one matched span of words into a day. Every resolver takes the match and what it is asked for."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from language.date_words import (
    DAY_WORDS,
    ENGLISH_DAYS,
    ENGLISH_MONTHS,
    FESTIVAL_DAYS,
    HOLIDAY_DAYS,
    UNIT_DAYS,
    WEEKDAYS,
    YEARS,
)
from language.numbers import whole_number


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
    year = int("".join(str("零一二三四五六七八九".index(c)) if c in "零一二三四五六七八九" else c for c in found["y"]))
    if len(found["y"]) == 2:
        year += 1900 if year > asked.today.year % 100 + 5 else 2000
    month, day = whole_number(found["m"]), whole_number(found["d"])
    resolved = safe(year, month or 0, day or 0)
    return (resolved, {"fixed": True}) if resolved else None


def year_last(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """05/12/2026: month first, unless only the other reading is a day on the asked side of today."""
    year, first, second = int(found["y"]), int(found["a"]), int(found["b"])
    readings = [day for day in (safe(year, first, second), safe(year, second, first)) if day]
    fitting = [day for day in readings if (day >= asked.today) == asked.future]
    return ((fitting or readings)[0], {"fixed": True}) if readings else None


def month_day(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | date | None:
    month, day = 1 if found["m"] == "元" else whole_number(found["m"]) or 0, whole_number(found["d"]) or 0
    groups = found.groupdict()
    if groups.get("y"):
        resolved = safe(asked.today.year + YEARS[groups["y"]], month, day)
        return (resolved, {"fixed": True}) if resolved else None
    if month > 12 and "/" in found.group() and day <= 12:
        month, day = day, month
    return rolled(month, day, asked)


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
        base = add_months(asked.today.replace(day=1), month.count("下") - month.count("上"))
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
    return asked.today + timedelta(days=DAY_WORDS[found.group()]), {"fixed": True}


def weekday(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | date:
    monday = asked.today - timedelta(days=asked.today.weekday())
    resolved = monday + timedelta(days=WEEKDAYS[found["wd"]])
    extra: dict[str, object] = {"days": 2, "vague": True} if found["wd"] == "末" else {}
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


def relative(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """3天后, 半个月后, in 2 weeks, 2 days ago."""
    number = found["n"]
    count = 1 if number in ("a", "an") else 0 if number == "半" else whole_number(number)
    if count is None or count > 2000:
        return None
    sign = -1 if found["way"] and found["way"][-1:] in "前o" else 1
    unit = found["u"].rstrip("s")
    if unit in ("月", "month"):
        resolved = asked.today + timedelta(days=15 * sign) if number == "半" else add_months(asked.today, sign * count)
    elif unit in ("年", "year"):
        resolved = add_months(asked.today, sign * (6 if number == "半" else 12 * count))
    else:
        resolved = asked.today + timedelta(days=sign * count * UNIT_DAYS[unit])
    return resolved, {"fixed": True}


def festival(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    name = found["f"]
    shift = YEARS.get(found.groupdict().get("y") or "")
    days = next((length for word, length in HOLIDAY_DAYS.items() if name.startswith(word)), None)
    extra: dict[str, object] = {"days": days, "vague": bool(days) and name.startswith(("五一", "劳动"))}
    if name in FESTIVAL_DAYS and shift is None:
        resolved = rolled(*FESTIVAL_DAYS[name], asked)
        return (resolved, extra) if resolved else None
    years = (
        [asked.today.year + shift]
        if shift is not None
        else [asked.today.year, asked.today.year + (1 if asked.future else -1)]
    )
    for year in years:
        resolved = lunar(name.replace("过年", "春节"), year)
        if resolved and (shift is not None or (resolved >= asked.today if asked.future else resolved <= asked.today)):
            return resolved, {**extra, "fixed": shift is not None}
    return None


@cache
def lunar(name: str, year: int) -> date | None:
    """A Chinese festival of a year, by jionlp."""
    try:
        parsed = jionlp().parse_time(f"{year}年{name}", time_base={"year": year, "month": 1, "day": 1})
    except ValueError:
        return None
    return datetime.fromisoformat(parsed["time"][0]).date()


@cache
def jionlp():
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import jionlp
    return jionlp


def english(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | date | None:
    import dateparser

    words = re.sub(r"\b(?:of|the)\b|(?<=\d)(?:st|nd|rd|th)", " ", found.group())
    has_year = bool(re.search(r"\d{4}", words))
    base = datetime(asked.today.year, asked.today.month, asked.today.day)  # noqa: DTZ001 - a calendar day
    parsed = dateparser.parse(
        words if has_year else f"{words} 2000", languages=["en"], settings={"RELATIVE_BASE": base}
    )
    if parsed is None:
        return None
    return (parsed.date(), {"fixed": True}) if has_year else rolled(parsed.month, parsed.day, asked)


def week(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    weeks = max(1, found.group().count("下"))
    monday = asked.today - timedelta(days=asked.today.weekday())
    return monday + timedelta(weeks=weeks), {"vague": True, "guess": True}


def month(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    return add_months(asked.today.replace(day=1), max(1, found.group().count("下"))), {"vague": True, "guess": True}


def month_only(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """明年2月, in January: the first of that month, or today when it has begun."""
    english = found.groupdict().get("en")
    number = ENGLISH_MONTHS.index(english[:3]) + 1 if english else whole_number(found["m"]) or 0
    if not 1 <= number <= 12:
        return None
    extra: dict[str, object] = {"vague": True, "guess": True}
    if found["y"]:
        return date(asked.today.year + YEARS[found["y"]], number, 1), extra
    if number == asked.today.month:
        return asked.today, extra
    first = rolled(number, 1, asked)
    return (first, extra) if first else None


def end_of(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]]:
    if "年" in found.group():
        return date(asked.today.year, 12, 31), {"vague": True}
    ahead = 2 if "下" in found.group() else 1
    return add_months(asked.today.replace(day=1), ahead) - timedelta(days=1), {"vague": True}
