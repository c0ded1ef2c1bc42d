"""Dates as people say them, resolved against a day that is passed in (Asia/Shanghai)."""

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
    ENGLISH_DAY,
    ENGLISH_DAYS,
    FESTIVAL_DAYS,
    FESTIVALS,
    HOLIDAY_DAYS,
    MONTH,
    UNIT_DAYS,
    WEEKDAYS,
    YEARS,
    longest_first,
)
from language.normal import is_question
from language.numbers import SMALL, whole_number
from language.sentence import plain


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


@dataclass(frozen=True)
class _Asked:
    today: date
    future: bool


Reader = Callable[[re.Match[str], _Asked], "date | tuple[date, dict[str, object]] | None"]


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | None:
    year = int("".join(str("零一二三四五六七八九".index(c)) if c in "零一二三四五六七八九" else c for c in found["y"]))
    if len(found["y"]) == 2:
        year += 1900 if year > asked.today.year % 100 + 5 else 2000
    month, day = whole_number(found["m"]), whole_number(found["d"])
    resolved = _safe(year, month or 0, day or 0)
    return (resolved, {"fixed": True}) if resolved else None


def _year_last(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | None:
    """05/12/2026: month first, unless only the other reading is a day on the asked side of today."""
    year, first, second = int(found["y"]), int(found["a"]), int(found["b"])
    readings = [day for day in (_safe(year, first, second), _safe(year, second, first)) if day]
    fitting = [day for day in readings if (day >= asked.today) == asked.future]
    return ((fitting or readings)[0], {"fixed": True}) if readings else None


def _month_day(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | date | None:
    month, day = 1 if found["m"] == "元" else whole_number(found["m"]) or 0, whole_number(found["d"]) or 0
    groups = found.groupdict()
    if groups.get("y"):
        resolved = _safe(asked.today.year + YEARS[groups["y"]], month, day)
        return (resolved, {"fixed": True}) if resolved else None
    if month > 12 and "/" in found.group() and day <= 12:
        month, day = day, month
    return _rolled(month, day, asked)


def _rolled(month: int, day: int, asked: _Asked) -> date | None:
    """The nearest such day that isn't past (or, looking back, isn't to come)."""
    years = (
        range(asked.today.year, asked.today.year + 5)
        if asked.future
        else range(asked.today.year, asked.today.year - 5, -1)
    )
    for year in years:
        resolved = _safe(year, month, day)
        if resolved and (resolved >= asked.today if asked.future else resolved <= asked.today):
            return resolved
    return None


def _add_months(day: date, months: int) -> date:
    first = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _day_only(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | None:
    day = whole_number(found["d"]) or 0
    if not 1 <= day <= 31:
        return None
    month = found["mo"]
    if month:
        base = _add_months(asked.today.replace(day=1), month.count("下") - month.count("上"))
        resolved = _safe(base.year, base.month, day)
        return (resolved, {"fixed": True}) if resolved else None
    step = 1 if asked.future else -1
    for ahead in range(4):
        base = _add_months(asked.today.replace(day=1), ahead * step)
        resolved = _safe(base.year, base.month, day)
        if resolved and (resolved - asked.today).days * step >= 0:
            return resolved, {"day_only": True}
    return None


def _day_word(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]]:
    return asked.today + timedelta(days=DAY_WORDS[found.group()]), {"fixed": True}


def _weekday(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | date:
    monday = asked.today - timedelta(days=asked.today.weekday())
    resolved = monday + timedelta(days=WEEKDAYS[found["wd"]])
    extra: dict[str, object] = {"days": 2, "vague": True} if found["wd"] == "末" else {}
    weeks = found["pre"].count("下") - found["pre"].count("上")
    if weeks:
        return resolved + timedelta(weeks=weeks), {**extra, "fixed": True}
    return _roll_week(resolved, asked), extra


def _roll_week(resolved: date, asked: _Asked) -> date:
    if asked.future and resolved < asked.today:
        return resolved + timedelta(weeks=1)
    if not asked.future and resolved > asked.today:
        return resolved - timedelta(weeks=1)
    return resolved


def _english_weekday(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | date:
    monday = asked.today - timedelta(days=asked.today.weekday())
    resolved = monday + timedelta(days=ENGLISH_DAYS.index(found["wday"][:3]))
    if found["wprefix"] == "next":  # next week's; but many mean the coming one while it is still ahead
        return resolved + timedelta(weeks=1), {"vague": resolved > asked.today}
    if found["wprefix"] == "last":
        return resolved - timedelta(weeks=1 if resolved >= asked.today else 0), {"fixed": True}
    return _roll_week(resolved, asked)


def _relative(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | None:
    """3天后, 半个月后, in 2 weeks, 2 days ago."""
    number = found["n"]
    count = 1 if number in ("a", "an") else 0 if number == "半" else whole_number(number)
    if count is None or count > 2000:
        return None
    sign = -1 if found["way"] and found["way"][-1:] in "前o" else 1
    unit = found["u"].rstrip("s")
    if unit in ("月", "month"):
        resolved = asked.today + timedelta(days=15 * sign) if number == "半" else _add_months(asked.today, sign * count)
    elif unit in ("年", "year"):
        resolved = _add_months(asked.today, sign * (6 if number == "半" else 12 * count))
    else:
        resolved = asked.today + timedelta(days=sign * count * UNIT_DAYS[unit])
    return resolved, {"fixed": True}


def _festival(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | None:
    name = found["f"]
    shift = YEARS.get(found.groupdict().get("y") or "")
    days = next((length for word, length in HOLIDAY_DAYS.items() if name.startswith(word)), None)
    extra: dict[str, object] = {"days": days, "vague": bool(days) and name.startswith(("五一", "劳动"))}
    if name in FESTIVAL_DAYS and shift is None:
        resolved = _rolled(*FESTIVAL_DAYS[name], asked)
        return (resolved, extra) if resolved else None
    years = (
        [asked.today.year + shift]
        if shift is not None
        else [asked.today.year, asked.today.year + (1 if asked.future else -1)]
    )
    for year in years:
        resolved = _lunar(name.replace("过年", "春节"), year)
        if resolved and (shift is not None or (resolved >= asked.today if asked.future else resolved <= asked.today)):
            return resolved, {**extra, "fixed": shift is not None}
    return None


@cache
def _lunar(name: str, year: int) -> date | None:
    """A Chinese festival of a year, by jionlp."""
    try:
        parsed = _jionlp().parse_time(f"{year}年{name}", time_base={"year": year, "month": 1, "day": 1})
    except ValueError:
        return None
    return datetime.fromisoformat(parsed["time"][0]).date()


@cache
def _jionlp():
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import jionlp
    return jionlp


def _english(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]] | date | None:
    import dateparser

    words = re.sub(r"\b(?:of|the)\b|(?<=\d)(?:st|nd|rd|th)", " ", found.group())
    has_year = bool(re.search(r"\d{4}", words))
    base = datetime(asked.today.year, asked.today.month, asked.today.day)  # noqa: DTZ001 - a calendar day
    parsed = dateparser.parse(
        words if has_year else f"{words} 2000", languages=["en"], settings={"RELATIVE_BASE": base}
    )
    if parsed is None:
        return None
    return (parsed.date(), {"fixed": True}) if has_year else _rolled(parsed.month, parsed.day, asked)


def _week(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]]:
    weeks = max(1, found.group().count("下"))
    monday = asked.today - timedelta(days=asked.today.weekday())
    return monday + timedelta(weeks=weeks), {"vague": True}


def _month(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]]:
    return _add_months(asked.today.replace(day=1), max(1, found.group().count("下"))), {"vague": True}


def _end_of(found: re.Match[str], asked: _Asked) -> tuple[date, dict[str, object]]:
    if "年" in found.group():
        return date(asked.today.year, 12, 31), {"vague": True}
    ahead = 2 if "下" in found.group() else 1
    return _add_months(asked.today.replace(day=1), ahead) - timedelta(days=1), {"vague": True}


_YEAR4 = r"(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2}"
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"(?<![\d.])(?P<y>{_YEAR4})\s?(?P<sep>[-/.年])\s?(?P<m>{SMALL})\s?[-/.月]\s?(?P<d>{SMALL})(?:[日号]|"
            rf"(?![\d\w.]))", _full),
        (r"(?<![\da-z])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)", _full),
        (rf"(?<!\d)(?P<y>\d\d|[零一二三四五六七八九]{{2}})年(?P<m>{SMALL})月(?P<d>{SMALL})[日号]?", _full),
        (
            rf"(?P<y>{'|'.join(YEARS)})?(?<![\d.])(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}|"
            rf"元)月份?(?P<d>\d{{1,2}}|"
            rf"[一二三四五六七八九十]{{1,3}})(?:[日号]|(?![\d个天万块元十]))", _month_day),
        (r"(?<![\d/.])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])", _month_day),
        (
            r"(?<![\d.第月])(?P<mo>这个月|本月|下+个?月|上+个?月)?的?(?P<d>\d{1,2}|"
            r"[一二三四五六七八九十]{1,3})[号日](?!线|楼|公|院|元|选)", _day_only),
        (longest_first(DAY_WORDS, english=False), _day_word),
        (r"\b(?:" + longest_first(DAY_WORDS, english=True) + r")\b", _day_word),
        (
            r"(?P<pre>(?:[下上]{1,3}个?|这个?|本)?)(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末]|[1-7](?!\d|天|"
            r"岁))", _weekday),
        (r"(?P<pre>)(?<=周)(?P<wd>末)", _weekday),
        (rf"(?<![\d第])(?P<n>{SMALL}|半)个?(?P<u>天|日|周|星期|礼拜|月|年)(?:之|以)?(?P<way>后|前)", _relative),
        (r"\b(?:in|after) (?P<n>\d{1,3}|an?) (?P<u>days?|weeks?|months?)(?P<way>)\b", _relative),
        (r"\b(?P<n>\d{1,3}|an?) (?P<u>days?|weeks?|months?|years?) (?P<way>ago)\b", _relative),
        (r"\b(?P<n>\d{1,3}|an?) (?P<u>days?|weeks?|months?) (?:from (?:now|today)|later)(?P<way>)", _relative),
        (rf"(?P<y>{'|'.join(YEARS)})?(?P<f>{FESTIVALS}|十一(?=假|黄金周|长假|期间|去|出)|黄金周)", _festival),
        (r"\b(?P<f>" + longest_first(FESTIVAL_DAYS, english=True) + r")(?:'s)?(?: day)?\b", _festival),
        (rf"\b{MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? ?(?:19|20)\d\d)?\b", _english),
        (rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?:,? ?(?:19|20)\d\d)?", _english),
        (rf"\b{ENGLISH_DAY}", _english_weekday),
        (r"(?<![\d/])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)", _year_last),
        (r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|one|option|plan|floor|person|time))(?P<mo>)", _day_only),
        (r"下{1,2}个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|\bnext week\b", _week),
        (r"下{1,2}个月(?![\d一二三四五六七八九十初底])|\bnext month\b", _month),
        (r"(?:这个?|本|下个?)?月底|年底", _end_of),
    )
)  # fmt: skip
_MAYBE = re.compile(
    r"\d(?:st|nd|rd|th)\b|[月号日天周期拜后前节旦庆夕年夜秋午明五十底]|\d[/.-]\d|\d{8}|day|jan|feb|mar|"
    r"apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec|week|month|ago|mon|tue|wed|thu|fri|sat|sun|tomorrow|tonight|tmr|christmas|xmas|"
    r"new year"
)


def find_dates(text: str, today: date, *, future: bool = True) -> list[Span]:
    """All dates of a normalised text in order, none overlapping."""
    if not _MAYBE.search(text):
        return []
    asked = _Asked(today, future)
    taken: list[Span] = []
    for pattern, reader in _PATTERNS:
        for found in pattern.finditer(text):
            if not found.group() or any(found.start() < span.end and span.start < found.end() for span in taken):
                continue
            answer = reader(found, asked)
            if answer is not None:
                day, extra = answer if isinstance(answer, tuple) else (answer, {})
                taken.append(Span(found.start(), found.end(), day, **extra))  # type: ignore[arg-type]
    return sorted(taken, key=lambda span: span.start)


_BARE = re.compile(r"(?P<m>\d{1,2})[.-](?P<d>\d{1,2})")


def read_date(text: str, today: date, *, future: bool = True) -> date | None:
    """One date. Without a year it is the next such day, or with future=False the last one; a year said is kept."""
    text = plain(text)
    bare = _BARE.fullmatch(text)
    if bare:
        return _rolled(int(bare["m"]), int(bare["d"]), _Asked(today, future))
    if len(text) > 40 or is_question(text):
        return None
    spans = find_dates(text, today, future=future)
    return spans[0].day if len(spans) == 1 else None


_US_DATE = re.compile(r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)")


_SAID_YEAR = re.compile(r"(?:19|20)\d\d|^(?:\d\d|[零一二三四五六七八九]{2,4})年")


def read_birth_date(text: str, today: date) -> date | None:
    """A full date of birth, not after today. 05/01/1990 is read month first unless only day first is possible."""
    text = plain(text)
    american = _US_DATE.search(text)
    if american:
        year, month, day = int(american["y"]), int(american["m"]), int(american["d"])
        born = _safe(year, month, day) or _safe(year, day, month)
    else:
        text = (
            re.sub(r"^(\d\d|[零一二三四五六七八九]{2})[-./]", r"\1年", text)
            if re.match(r"\d\d[-./]\d{1,2}[-./]\d", text)
            else text
        )
        spans = [] if len(text) > 40 else find_dates(text, today, future=False)
        said_year = [span for span in spans if span.fixed and _SAID_YEAR.search(text[span.start : span.end])]
        born = said_year[0].day if len(said_year) == 1 else None
    return born if born and date(1900, 1, 1) <= born <= today else None
