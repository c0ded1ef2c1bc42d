"""Festivals, Chinese and English, to days: fixed ones, those of the lunar calendar, and those that move."""

from __future__ import annotations

import contextlib
import io
import re
from datetime import date, datetime, timedelta
from functools import cache

from language.dates.date_resolvers import Asked, rolled
from language.dates.date_words import FESTIVAL_DAYS, HOLIDAY_DAYS, LUNAR, YEARS


def festival(found: re.Match[str], asked: Asked) -> tuple[date, dict[str, object]] | None:
    """The next such day (or the last one, looking back); 五一 and 国庆 with their days off."""
    name = found["f"].replace("过年", "春节")
    name = "除夕" if "年三十" in name or name in ("大年夜", "除夕夜") else name
    name = f"腊月二十{name[-1]}" if re.fullmatch(r"大?年(?:二十|廿).", name) else name
    name = f"大年{name}" if name.startswith("初") else name
    shift = _shift(found.groupdict().get("y"), asked)
    days = next((length for word, length in HOLIDAY_DAYS.items() if name.startswith(word)), None)
    extra: dict[str, object] = {"days": days, "vague": bool(days) and name.startswith(("五一", "劳动"))}
    if name in FESTIVAL_DAYS:
        month, day = FESTIVAL_DAYS[name]
        resolved = rolled(month, day, asked) if shift is None else date(asked.today.year + shift, month, day)
        return (resolved, {**extra, "fixed": shift is not None}) if resolved else None
    years = ([-1, 0, 1] if asked.future else [0, -1]) if shift is None else [shift]
    for year in years:
        resolved = moving(LUNAR.get(name, name), asked.today.year + year)
        fits = resolved and (resolved >= asked.today if asked.future else resolved <= asked.today)
        if resolved and (fits or shift is not None):
            return resolved, {**extra, "fixed": shift is not None}
    return None


def _shift(said: str | None, asked: Asked) -> int | None:
    """今年, 明年 or a full year before the name of the festival."""
    if not said:
        return None
    return YEARS[said] if said in YEARS else int(said.rstrip("年的")) - asked.today.year


@cache
def moving(name: str, year: int) -> date | None:
    if name in ("easter", "good friday", "复活节"):
        from dateutil.easter import easter

        return easter(year) - timedelta(days=2 if name == "good friday" else 0)
    if name in ("thanksgiving", "感恩节"):  # the fourth Thursday of November
        return date(year, 11, 22) + timedelta(days=(3 - date(year, 11, 22).weekday()) % 7)
    return _by_jionlp(name, year)


def _by_jionlp(name: str, year: int) -> date | None:
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
