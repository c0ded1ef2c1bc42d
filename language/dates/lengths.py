"""Lengths of a stay in days."""

from __future__ import annotations

import re
from datetime import date

from language.amounts.numbers import SMALL, range_start, whole_number
from language.dates.date_words import COUNT_WORDS, UNIT_DAYS
from language.dates.dates import find_dates
from language.words.normal import is_question
from language.words.sentence import plain

_UNITS = UNIT_DAYS | {"月": 30, "month": 30}
_LENGTH = re.compile(
    rf"(?<![\d第.负-])(?:(?P<n>{SMALL}|俩|半)\s?个?(?P<half>半(?=月))?\s?(?P<u>天|日游|周|星期|礼拜|"
    rf"(?<=个)月|(?<=个半)月|(?<=俩)月)(?:[零一二两三四五六七八九十\d]{{1,2}}[晚夜])?|"
    r"(?<![a-z\d])(?P<en>\d{1,3}|a couple of|an?)[ -](?P<eu>days?|weeks?|fortnights?|months?))(?!之?[后前内]|龄|岁|"
    r"大|以内)"
)
LONGEST = 366 * 2


_ONE_DAY = re.compile(
    r"当[天日](?:来回|往返|去当天回|(?:就|晚上|晚)?[回返](?:来|程|家)?(?![复访]))|(?<!\d[ -])\bday[- ]trip"
)
_FROM = re.compile(r"\d ?(?:到|至|-|~|to) ?$")  # 7到10天 settles nothing
_MORE_BY = re.compile(
    r"(?:多|再|加|少|晚|早|提前|提早|推迟|推后|延|延后|顺延|往后推|往后|前|最后|头)(?:玩|待|呆|住|去|加)?$|(?:once|"
    r"twice|times|"
    r"\d[\dk]*|yuan|dollars?|bucks|euros?|pounds|quid|per|every|each) $"
)


def find_length(text: str) -> tuple[int, int, int] | None:
    """(start, end, days) of the first length of stay."""
    one_day = _ONE_DAY.search(text)
    if one_day:
        return one_day.start(), one_day.end(), 1
    for found in _LENGTH.finditer(text):
        number, unit = (found["n"], found["u"]) if found["n"] else (found["en"], found["eu"].rstrip("s"))
        per = _UNITS[unit.removesuffix("游")]
        if (
            range_start(number) or _MORE_BY.search(text[: found.start()]) or _FROM.search(text[: found.start()])
        ):  # 三五天, 多玩两天 settle nothing
            continue
        count = COUNT_WORDS.get(number, whole_number(number)) if number != "半" else None
        days = per // 2 if number == "半" and per > 7 else None if count is None else count * per
        days = days + per // 2 if days and found["half"] else days
        if days and days <= LONGEST:
            return found.start(), found.end(), days
    return None


def read_days(text: str) -> int | None:
    """A length in days; a bare number counts as days, a month as 30, half a month as 15."""
    text = plain(text)
    bare = re.fullmatch(rf"({SMALL})日?", text)
    if bare:
        return whole_number(bare[1])
    length = find_length(text)
    if not length or is_question(text) or len(text) > 20 or find_dates(text, date(2000, 1, 1)):
        return None
    return length[2]
