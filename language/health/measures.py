"""Numbers said about a condition: millimetres, degrees, weeks, blood pressure, and how long ago."""

from __future__ import annotations

import re
from datetime import date, timedelta

from language.amounts.numbers import whole_number

_HAN = "零一二三四五六七八九两俩"
_NUMERAL = re.compile(
    r"[一二三四五六七八九]?十[一二三四五六七八九]?(?![几来多])|"
    r"[零一二三四五六七八九两](?=[毫厘公周年级类次个期型度])"
)
_NUMBER = r"\d+(?:\.\d+)?"
_SIZE = re.compile(rf"({_NUMBER})\s*(?:[x×*乘]\s*({_NUMBER})\s*)*(毫米|厘米|公分|mm|cm)", re.IGNORECASE)
_BARE_SIZE = re.compile(rf"({_NUMBER})(?:\s*[x×*乘]\s*({_NUMBER}))*")
_DIOPTRES = re.compile(r"-?(\d{1,2}(?:\.\d{1,2})?)\s*(?:d\b|diopt)|-(\d{1,2}\.\d{1,2})", re.IGNORECASE)
_DEGREES = re.compile(r"(\d{2,4})\s*度?")
_WEEKS = re.compile(r"(\d{1,2})(?:\s*\+\s*\d)?\s*(?:周|星期|weeks?|wks?)", re.IGNORECASE)
_MONTHS = re.compile(r"(\d{1,2})\s*(?:个多?月|months?)", re.IGNORECASE)
_WEEKS_A_MONTH = 4.345
_PRESSURE = re.compile(r"(\d{2,3})\s*[/比,，、到\s]\s*(\d{2,3})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?!\d))")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?!前|了|多|半)")
_YEARS = re.compile(r"(\d{1,2})(?:来|几)?\s*(?:年(?:多|半)?|years?)(?:以?前|了|之?前|\s*ago)?", re.IGNORECASE)
_TEENS = re.compile(r"十(?:几|来|多)年")
_DAYS = {"昨天": 1, "上周": 7, "前几天": 7, "上个月": 30, "上月": 30, "半年": 182, "yesterday": 1, "last week": 7,
         "last month": 30, "half a year": 182, "six months": 182, "刚": 0, "最近": 0, "今年": 0, "this year": 0,
         "just": 0, "recently": 0}  # fmt: skip
_YEARS_BACK = {"大前年": 3, "前年": 2, "去年": 1, "last year": 1, "the year before last": 2}
_LONG_AGO = re.compile(r"小时候|(?:很|好)多年(?:以?前)?|多年(?:以?前)|as a child|many years ago", re.IGNORECASE)
LONG_AGO = 10  # years, at least


def digits(text: str, *, bare: bool) -> str:
    """三毫米, 十二周, 二十年 as figures, as far as a unit follows; a numeral alone where it answers a question."""
    alone = text.strip("。,， 吧了")
    if bare and len(alone) == 1 and alone in _HAN:
        return str(whole_number(alone))
    return _NUMERAL.sub(lambda found: str(whole_number(found[0])), text)


def read_size(text: str, *, asked: bool) -> str | None:
    """The largest diameter in millimetres."""
    found = [(match, 10 if match[3] in ("厘米", "公分", "cm", "CM") else 1) for match in _SIZE.finditer(text)]
    if found:
        sizes = [float(one) * unit for match, unit in found for one in re.findall(_NUMBER, match[0])]
        return _plain(max(sizes))
    bare = _BARE_SIZE.fullmatch(re.sub(r"[\s。,，]|左右|大?约|大概|about|around", "", text)) if asked else None
    return _plain(max(float(one) for one in re.findall(_NUMBER, bare[0]))) if bare else None


def read_degree(text: str, *, asked: bool) -> str | None:
    """Short sight in degrees, of the worse eye; dioptres count a hundred each."""
    dioptres = [float(first or second) * 100 for first, second in _DIOPTRES.findall(text)]
    if dioptres:
        return _plain(max(dioptres))
    found = [int(one) for one in (_DEGREES if asked else re.compile(r"(\d{2,4})\s*度")).findall(text)]
    return str(max(found)) if found else None


def read_weeks(text: str, *, asked: bool) -> str | None:
    found = _WEEKS.search(text)
    if found:
        return found[1]
    months = _MONTHS.search(text)
    if months and asked:
        return str(round(int(months[1]) * _WEEKS_A_MONTH))
    bare = re.fullmatch(r"\D{0,4}(\d{1,2})\D{0,3}", text.strip()) if asked else None
    return bare[1] if bare and 1 <= int(bare[1]) <= 42 else None


def read_pressure(text: str) -> tuple[int, int] | None:
    """Upper and lower blood pressure in mmHg."""
    for upper, lower in _PRESSURE.findall(text):
        if 80 <= int(upper) <= 260 and 40 <= int(lower) <= 160 and int(upper) > int(lower):
            return int(upper), int(lower)
    return None


_UPPER = re.compile(r"(?<![\d./])(\d{3})(?![\d./]|\s?(?:斤|元|块|万|mg|毫克))")


def read_upper_pressure(text: str) -> int | None:
    """Upper blood pressure in mmHg where only one number is told: 大概150多."""
    found = _UPPER.search(text)
    return int(found[1]) if found and 100 <= int(found[1]) <= 260 else None


def read_since(text: str, today: date, *, asked: bool) -> str | None:
    """When it was: an ISO date, or just the year. A number of years alone counts only where that is asked."""
    year = _YEAR.search(text)
    if year and int(year[1]) <= today.year:
        return year[1]
    for word, back in _YEARS_BACK.items():
        if word in text:
            return str(today.year - back)
    if _TEENS.search(text) or _LONG_AGO.search(text):
        return _back(today, LONG_AGO)
    years = _YEARS.search(text)
    if years and (asked or re.search(r"前|了|ago", years[0])):
        return _back(today, int(years[1]))
    short = _SHORT_YEAR.search(text)
    if short and asked and int(short[1]) <= today.year % 100:
        return str(2000 + int(short[1]))
    months = re.search(r"(\d{1,2})\s*(?:个?多?月|months?)(?:以?前|了|\s*ago)?", text, re.IGNORECASE)
    if months and (asked or re.search(r"前|ago", months[0])):
        return (today - timedelta(days=30 * int(months[1]))).isoformat()
    for word, back in _DAYS.items():
        if word in text:
            return (today - timedelta(days=back)).isoformat()
    bare = re.fullmatch(r"\D{0,2}(\d{1,2})\D{0,2}", text.strip()) if asked else None
    return _back(today, int(bare[1])) if bare else None


def _back(today: date, years: int) -> str:
    return date(today.year - years, today.month, min(today.day, 28)).isoformat()


def _plain(number: float) -> str:
    return f"{number:g}"
