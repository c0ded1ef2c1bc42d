"""Ages: completed years, months and days for infants, years of birth, approximate ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from insurance.facts import Age
from language.normal import is_question
from language.numbers import range_start, whole_number
from language.sentence import plain

_N = r"(?:\d{1,3}|[一二三四五六七八九十百零两]{1,5})"
# 65随, 58碎了: slips for 岁 at the end of a clause
_YEARS = r"(?:周岁|虚岁|岁|[随碎穗](?=了?(?:[,。!\s]|$)))"
_FULL = re.compile(
    rf"(?<![\d.-])(?P<y>{_N})\s?(?P<about>多|来|几|出头|左右|好几)?\s?{_YEARS}(?:(?P<half>半)|"
    rf"零?(?P<m>{_N})个月)?(?P<about2>多|左右|出头|上下)?"
    rf"|(?P<xun>[五六七八九])旬"
    rf"|(?<![\d.-])(?P<weeks>{_N})(?:周|个?星期|个?礼拜)大|(?<![\d.-])(?P<ew>\d{{1,2}})[ -]weeks?[ -]old\b"
    rf"|(?<![\d.-])(?P<months>{_N})(?:个半?月|个?月龄)(?:[零又]?\d{{1,2}}天)?大?|(?:出生|刚出生|才|"
    rf"满)?(?<![\d.-])(?P<days>{_N})天(?:大)?"
    r"|(?<![\d.-])(?P<ey>\d{1,3})(?P<ehalf>\.5| and a half)?[ -]?(?:years?[ -]olds?|y/?o|yrs? old|"
    r"years?(?! ago| cover| term| plan)|yrs?)\b|(?<![\d.-])(?P<em>\d{1,2})[ -]months?(?:[ -]olds?)?\b|"
    r"(?<![\d.-])(?P<ed>\d{1,3})[ -]days?[ -]old\b|\b(?:aged?|age is|age:) ?(?P<aged>\d{1,3})(?![\d.])|"
    r"\b(?:early|mid|late)[ -](?P<decade2>[2-9]0)s\b|\bin (?:their|his|her|my|our|the) (?:early |mid |"
    r"late )?(?P<decade>[2-9]0)s\b|"
    r"(?<![\d一二三两四五六七八九十岁])(?P<half_year>半岁)|"
    r"(?<=个)(?P<half_year2>半岁)|"
    r"(?P<full_month>满月|满周岁)"
)  # fmt: skip
_MARKED_INFANT = re.compile(r"月大|天大|出生|满月|old|才|满")
_BORN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2}|\d\d|"
    r"[零一二三四五六七八九]{2})(?:年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?P<how2>的|生|出生)|"
    r"年?(?P<how>的|生人|生的|出生|生|后)|年(?=[男女]))|(?<!\d)(?P<y2>[6-9]\d)年(?=[,。\s]|$)|"
    r"\bborn (?:in )?(?P<ey>(?:19|20)\d\d)(?![-/.]?\d)|\b(?P<ey2>(?:19|20)\d\d) born"
)
_HAN = "零一二三四五六七八九"
_FIRST_YEAR = 1900


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    age: Age
    approximate: bool = False


def find_ages(text: str, today: date | None, *, infants: bool = False) -> Iterator[Span]:
    """Ages said with a word for age (岁, years old, born in). `infants`: 8个月 and 28天 count as well."""
    for found in _FULL.finditer(text):
        is_length = (found["months"] or found["days"] or found["em"]) and not _MARKED_INFANT.search(found.group())
        plain_years = found["ey"] and not re.search(r"old|y/?o", found.group())
        if (is_length and not infants) or (plain_years and not infants):
            continue
        age = _age(found)
        if age and not _is_limit(text, found):
            yield Span(
                found.start(),
                found.end(),
                age,
                bool(
                    range_start(found["y"] or "")
                    or found["xun"]
                    or found["decade"]
                    or found["decade2"]
                    or found["about"]
                    or found["about2"]
                    or text.startswith(("以上", "以下", "以后"), found.end())
                ),
            )
    if today:
        yield from _born(text, today)


def _born(text: str, today: date) -> Iterator[Span]:
    """A year of birth gives an approximate age; with the month it is exact, except within that month."""
    for found in _BORN.finditer(text):
        year = _year(next(filter(None, (found["y"], found["y2"], found["ey"], found["ey2"]))), today)
        short_and_bare = found["y"] is not None and len(found["y"]) != 4 and found["how"] == "生"
        if not _FIRST_YEAR <= year <= today.year or short_and_bare:
            continue
        month = whole_number(found["month"] or "")
        months = (today.year - year) * 12 + today.month - (month or today.month)
        if months < 0:
            continue
        infant_months = months % 12 if month and months < 36 else 0
        yield Span(
            found.start(), found.end(), Age(months // 12, infant_months), approximate=month in (None, today.month)
        )


# 爸爸大她两岁: a difference, no age
_RANGE = (re.compile(r"\d(?:周?岁)?(?:到|至|-|~)$"), re.compile(r"\s?(?:到|至|-|~)\s?\d{1,3}\s?周?岁"))
_COMPARED = re.compile(r"(?:[大小长][我他她你了]|比\S{1,4}[大小])$")


def _is_limit(text: str, found: re.Match[str]) -> bool:
    """A difference between two people (大她两岁) or a range of ages (20岁到60岁) is nobody's age."""
    before = text[: found.start()]
    return bool(_COMPARED.search(before) or _RANGE[0].search(before) or _RANGE[1].match(text, found.end()))


def _age(found: re.Match[str]) -> Age | None:
    if found["full_month"]:
        return Age(1) if "岁" in found["full_month"] else Age(0, 1)
    if found["half_year"] or found["half_year2"]:
        return Age(0, 6)
    years = found["decade"] or found["decade2"] or found["y"] or found["ey"] or found["aged"]
    if years:
        value = range_start(years) or whole_number(years)
        half = 6 if found["half"] or found["ehalf"] else whole_number(found["m"] or "") or 0
        return None if value is None else Age(value, half)
    if found["xun"]:
        return Age(10 * _HAN.index(found["xun"]))
    weeks = whole_number(found["weeks"] or found["ew"] or "")
    if weeks is not None:
        return Age(0, 0, 7 * weeks)
    months = whole_number(found["months"] or found["em"] or "")
    if months is not None:
        return Age(months // 12, months % 12)
    days = whole_number(found["days"] or found["ed"] or "")
    return None if days is None else Age(0, 0, days)


def _year(said: str, today: date) -> int:
    digits = "".join(str(_HAN.index(char)) if char in _HAN else char for char in said)
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= today.year % 100 else 1900)


_BARE = re.compile(
    rf"(?:我|他|她|它|本人|我?(?:爸|妈|老婆|老公|爷爷|奶奶|儿子|女儿|孩子|娃|宝宝)+(?:妈|爸)?|(?:he|she|"
    rf"it|i|my \w+)(?:'s|'m|'ll be| is| will be|"
    rf" am)?|年龄|岁数|age)?"
    rf"(?:是|为|:|is)?(?:今年|已经|都|快|刚好|刚满|刚过|刚|才|满|虚岁|实岁|周岁|大概|大约|差不多|应该|现在|"
    rf"改成|就|是)*\s*"
    rf"(?:is |about |around |just |now |turning |turned |nearly |"
    rf"almost )*(?P<n>{_N})(?P<half> and a half)?\s?(?:了|啦|吧|左右|"
    rf"整)*(?: now| please)?"
)
_WRAP = re.compile(
    r"^(?:大概|大约|差不多|应该是?|(?:年龄|[说打写填输记搞])?错了,?|是(?=\d)|sorry,?|no,?|oh,?)+\s*|(?:吧|了|啦|左右)+$"
)


def read_age(text: str, today: date | None = None) -> Age | None:
    """The one age an answer tells, as said (200 too). A year of birth needs `today`."""
    text = plain(text)
    if not text or len(text) > 40 or re.search(r"-\s?\d|负", text) or is_question(text):
        return None
    text = _WRAP.sub("", text).strip(" ,.")
    if today and re.fullmatch(r"(?:19|20)?\d\d年|[零一二三四五六七八九]{2,4}年", text):
        text += "的"
    spans = list(find_ages(text, today, infants=True))
    if len(spans) > 1 or (spans and range_start(text[spans[0].start : spans[0].end].rstrip("周岁"))):
        return None
    if spans:
        rest = (text[: spans[0].start] + text[spans[0].end :]).strip()
        return spans[0].age if not re.search(r"\d|[二三四五六七八九十]", rest) else None
    found = _BARE.fullmatch(text)
    value = whole_number(found["n"]) if found else None
    return Age(value, 6 if found and found["half"] else 0) if value is not None else None
