"""Dates as documents write them, in both languages; a date that doesn't exist isn't one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from adapters.documents.found import DIGIT, Value, digits

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FOR_EVER = "9999-12-31"  # 长期: valid without end
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_D = DIGIT
_CHINESE = dict(zip("〇零○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SHAPES = [
    rf"(?P<y>[12]{_D}{{3}})\s*年\s*(?P<m>{_D}{{1,2}})\s*月\s*(?P<d>{_D}{{1,2}})\s*[日号]?",
    rf"(?<!\d)(?P<y>[12]{_D}{{3}})\s?[-./]\s?(?P<m>{_D}{{1,2}})\s?[-./]\s?(?P<d>{_D}{{1,2}})(?!\d{{3}})",
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?P<m>0[1-9]|1[0-2])\s?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s{1,4}(?P<m>\d{1,2})\s{1,4}(?P<d>\d{1,2})(?!\d)",
    rf"(?i)(?<!\d)(?P<d>{_D}{{1,2}})(?:st|nd|rd|th)?[\s\-./,]*(?P<w>{_MONTH})[\s\-./,]*(?P<y>(?:19|20)\d\d|\d\d(?!\s?:|\d))",
    rf"(?i)(?P<w>{_MONTH})\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y>(?:19|20)\d\d)",
    r"(?<!\d)(?P<a>\d{1,2})\s?[/.\-]\s?(?P<b>\d{1,2})\s?[/.\-]\s?(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?P<cy>[〇零○一二三四五六七八九]{4})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日?",
]
_DATE = [re.compile(shape) for shape in _SHAPES]
_DAY_ONLY = re.compile(
    rf"(?i)(?<![a-z0-9])(?P<d>\d{{1,2}})\s?(?P<w>{_MONTH})(?![a-z])|(?P<m>\d{{1,2}})月(?P<e>\d{{1,2}})日"
)
_END = re.compile(r"长\s*期|permanent|long[\s-]?term", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)(0[1-9]|1[0-2])\s?[/\-]\s?(?:20)?(\d\d)(?!\d)")


def all_dates(text: str) -> list[Value]:
    """In their order, none over another."""
    found: list[Value] = []
    for shape in _DATE:
        for match in shape.finditer(text):
            value = _value(match)
            if value and not any(value.start < other.end and other.start < value.end for other in found):
                found.append(value)
    return sorted(found, key=lambda value: value.start)


def read_date(text: str) -> Value | None:
    """The first date; where a year is missing, the last such day before today."""
    known = all_dates(text)
    if known:
        return known[0]
    match = _DAY_ONLY.search(text)
    return _without_year(match) if match else None


def read_period_start(text: str) -> Value | None:
    """The first of two dates; none where it wasn't read and only the second is left."""
    known = all_dates(text)
    return known[0] if known and not re.search(r"至|到|[-~—]\s*$", text[: known[0].start]) else None


def read_period_end(text: str) -> Value | None:
    """The second of two dates."""
    known = all_dates(text)
    return known[1] if len(known) > 1 else None


def read_until(text: str) -> Value | None:
    """The end of a period of validity."""
    if match := _END.search(text):
        return Value(FOR_EVER, match.start(), match.end())
    known = all_dates(text)
    if not known:
        return None
    return known[1] if len(known) > 1 else known[0]


def read_month(text: str) -> Value | None:
    """12/28 on a card: 2028-12; of two, the later."""
    found = [(f"20{m[2]}-{m[1]}", m) for m in _CARD.finditer(text)]
    if not found:
        return None
    value, match = max(found, key=lambda each: each[0])
    return Value(value, match.start(), match.end())


def _value(match: re.Match[str]) -> Value | None:
    part = match.groupdict()
    sure = 0.97
    try:
        if part.get("cy"):
            year = int("".join(str(_CHINESE[c]) for c in part["cy"]))
            day = date(year, _tens(part["cm"]), _tens(part["cd"]))
        elif part.get("a"):
            first, second = int(part["a"]), int(part["b"])
            day = date(int(part["y"]), first, second) if second > 12 else date(int(part["y"]), second, first)
            sure = 0.97 if first > 12 or second > 12 or first == second else 0.5  # whose custom nobody knows
        else:
            month = MONTHS.index(part["w"][:3].lower()) + 1 if part.get("w") else int(digits(part["m"]))
            year = int(digits(part["y"]))
            day = date(year + 2000 if year < 100 else year, month, int(digits(part["d"])))
    except ValueError:
        return None
    return Value(day.isoformat(), match.start(), match.end(), sure) if 1900 < day.year < 2100 else None


def _without_year(match: re.Match[str]) -> Value | None:
    part = match.groupdict()
    month = MONTHS.index(part["w"][:3].lower()) + 1 if part["w"] else int(part["m"])
    latest = date.today() + timedelta(days=3)  # noqa: DTZ011 - a guess of the year only
    for year in range(latest.year, latest.year - 5, -1):  # one of them has 29 February
        try:
            day = date(year, month, int(part["d"] or part["e"]))
        except ValueError:
            continue
        if day <= latest:
            return Value(day.isoformat(), match.start(), match.end(), 0.7)
    return None


def _tens(text: str) -> int:
    before, ten, after = text.partition("十")
    if not ten:
        return _CHINESE[text]
    return (_CHINESE[before] if before else 1) * 10 + (_CHINESE[after] if after else 0)
