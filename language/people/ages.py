"""Ages: completed years, months and days for infants, years of birth, approximate ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from insurance.facts import Age
from language.amounts.numbers import range_start, whole_number
from language.people.age_span import Span
from language.people.age_words import AGE, INFANT_IS, INFANT_WORD, LENGTHS, NUMBER, YEAR_TO_COME, YEARS_WORD
from language.people.birth_years import find_birth_years
from language.words.normal import is_question
from language.words.sentence import plain

_YEARS = ("about_decade", "about_decade2", "y", "ey", "aged", "spent", "birthday")
_MONTHS = 12
_HUNDRED = 100  # 百天, a feast for an infant
_FEASTS = {"半百": 50, "而立": 30, "不惑": 40, "知天命": 50, "花甲": 60, "古稀": 70, "耄耋": 80}


def find_ages(text: str, today: date | None, *, infants: bool = False) -> Iterator[Span]:
    """Ages said with a word for age (岁, years old, born in). `infants`: 8个月 and 28天 count as well."""
    for found in AGE.finditer(text):
        is_length = any(found[name] for name in LENGTHS) and not (
            INFANT_WORD.search(found.group()) or INFANT_IS.search(text[: found.start()])
        )
        plain_years = found["ey"] and not YEARS_WORD.search(found.group())
        if (is_length or plain_years) and not infants:
            continue
        if any(found[name] for name in LENGTHS) and _STAYED.search(text[: found.start()]):
            continue
        if found["y"] in ("一", "1") and "个月" in text and YEAR_TO_COME.search(text[: found.start()]):
            continue
        age = _age(found)
        if age and not _is_limit(text, found):
            yield Span(found.start(), found.end(), age, _is_approximate(text, found))
    if today:
        yield from find_birth_years(text, today)


def _is_approximate(text: str, found: re.Match[str]) -> bool:
    hedged = any(said for name, said in found.groupdict().items() if name.startswith("about"))
    beyond = text.startswith(("以上", "以下", "以后"), found.end())
    return hedged or beyond or range_start(found["y"] or "") is not None


_STAYED = re.compile(r"(?:[待呆住玩留耍歇干做熬]|再过|还有|还差|再有|等)$")  # 待满二十天, 再过两个月满10岁
# 爸爸大她两岁: a difference, no age
_RANGE = (re.compile(r"\d(?:周?岁)?(?:到|至|-|~)$"), re.compile(r"\s?(?:到|至|-|~)\s?\d{1,3}\s?周?岁"))
_COMPARED = re.compile(
    r"(?:(?<=[\ue000他她])[大小]|[大小长][我他她你了](?:\ue000+|爸|妈|姐|哥|弟|妹)?|(?<=\ue000)[大小]\ue000+|比\S{1,4}[大小])$"
)
# my house is 20 years old
_OF_A_THING = re.compile(
    r"\b(?:house|flat|apartment|building|dog|cat|pet|phone|laptop|company|firm|bike|scooter|policy)(?:'s| is| was)?"
    r"(?: (?:about|over|nearly|only|now))? $|(?:房子|房龄|楼|狗狗?|猫猫?|公司|小区|手机)(?:已经|都|有|快|也|才|\s)*$"
)


def _is_limit(text: str, found: re.Match[str]) -> bool:
    """A difference between two people (大她两岁) or a range of ages (20岁到60岁) is nobody's age."""
    before = text[: found.start()]
    if _OF_A_THING.search(before):
        return True
    return bool(_COMPARED.search(before) or _RANGE[0].search(before) or _RANGE[1].match(text, found.end()))


def _age(found: re.Match[str]) -> Age | None:
    feast = found["about_feast"] or found["about_feast2"]
    if feast:
        return Age(_FEASTS[feast])
    if found["full_month"] or found["full_year"] or found["one_year"]:
        return Age(0, 1) if found["full_month"] else Age(1)
    if any(said for name, said in found.groupdict().items() if name.startswith("half_year")):
        return Age(0, 6)
    if found["lack"]:
        lacking = whole_number(found["lack"]) or 0
        return Age(0, 12 - lacking) if 0 < lacking < _MONTHS else None
    if found["year_half"]:
        return Age(1, 6)
    years = next((found[name] for name in _YEARS if found[name]), None)
    if years:
        value = range_start(years) or whole_number(years)
        half = 6 if found["half"] or found["ehalf"] else whole_number(found["m"] or found["em2"] or "") or 0
        return None if value is None else Age(value, half)
    if found["about_tens"]:
        return Age(10 * (whole_number(found["about_tens"]) or 0))
    weeks = whole_number(found["weeks"] or found["ew"] or "")
    if weeks is not None:
        return Age(0, 0, 7 * weeks)
    months = whole_number(found["months"] or found["em"] or "")
    if months is not None:
        return Age(months // 12, months % 12)
    days = _HUNDRED if found["days"] == "百" else whole_number(found["days"] or found["ed"] or "")
    return None if days is None else Age(0, 0, days)


_BARE = re.compile(
    rf"(?:我|他|她|它|本人|我?(?:爸|妈|老婆|老公|爷爷|奶奶|儿子|女儿|孩子|娃|宝宝)+(?:妈|爸)?|(?:he|she|"
    rf"it|i|my \w+)(?:'s|'m|'ll be| is| will be|"
    rf" am)?|年龄|岁数|age)?"
    rf"(?:是|为|:|is)?(?:今年|已经|都|快|刚好|刚满|刚过|刚|才|满|虚岁|实岁|周岁|大概|大约|差不多|应该|现在|"
    rf"改成|就|是)*\s*"
    rf"(?:is |about |around |just |now |turning |turned |nearly |"
    rf"almost )*(?P<n>{NUMBER})(?P<half> and a half)?\s?(?:了|啦|吧|左右|"
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
