"""Amounts of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from insurance.money import Money
from language.amounts.numbers import AMOUNT, read_number
from language.vocabulary import rows, words
from language.words.normal import is_question
from language.words.sentence import plain

_SIGNS = {word: code for code, place, cell in rows("currencies") if place != "unit" for word in words(cell)}
_UNITS = {word: code for code, place, cell in rows("currencies") if place != "sign" for word in words(cell)}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SPAN = re.compile(
    rf"(?<![\d.a-z负-])(?<!\d,)(?<!第)(?:(?P<sign>{_any(_SIGNS)})\s?)?"
    rf"(?P<low>{AMOUNT})(?:\s?(?:-|~|到|至|to|and)\s?(?:{_any(_SIGNS)})?(?P<high>{AMOUNT}))?"
    rf"(?P<more>多|来|几)?(?P<scale>万)?\s?(?P<unit>{_any(_UNITS)})?(?!洲)(?:钱)?(?P<tail>[\d一二三四五六七八九](?:毛|"
    rf"角)?(?![\d岁天个年]))?(?:整)?"
)
# 两三千, 三五百: two digits side by side before a unit are a range
_PAIR = re.compile(
    r"(?P<a>[一二两三四五六七八])(?P<b>[二两三四五六七八九])(?P<scale>十万|百万|千万|[十百千万])(?:块钱|块|"
    r"元)?(?![岁天个人年月平斤次周])"
)
_NOT_MONEY = re.compile(
    r"\s?(?:岁|周岁|天|个|号|日|月|年(?!交|缴|付)|周|座|平|%|级|人|口|位|份|小时|分钟|点(?<!多点)|次|晚|大|小|"
    r"(?<![万千百w])起(?!步)|"
    r"期|楼|度|公里|"
    r"days?\b|weeks?\b|months?\b|years?\b|yo\b|adults?\b|kids?\b|child|people|persons?\b|seats?\b|sqm|"
    r"square|m2|-|/\d|:|th\b|st\b|nd\b|rd\b)"
)


@dataclass(frozen=True)
class Span:
    """An amount or a range in the text; `named` when a currency or a unit of ten thousand says that it is money."""

    start: int
    end: int
    low: Money
    high: Money | None
    named: bool
    more: bool = False


# 两千四五: 2,400 to 2,500
_TAIL_PAIR = re.compile(
    r"(?<![\d一二两三四五六七八九十百千万])(?P<head>[一二两三四五六七八九][百千万])(?P<a>[一二三四五六七八])(?P<b>[二三四五六七八九])(?![十百千万年个])(?:块钱|块|元)?"
)


def find_amounts(text: str) -> Iterator[Span]:
    position = 0
    while position < len(text):
        pair = _TAIL_PAIR.search(text, position) or _PAIR.search(text, position)
        single = _SPAN.search(text, position)
        if pair and (not single or pair.start() <= single.start()):
            yield _pair_span(pair)
            position = pair.end()
        elif single:
            span = _single_span(text, single)
            if span:
                yield span
            position = max(single.end(), position + 1)
        else:
            return


def _pair_span(found: re.Match[str]) -> Span:
    head, scale = found.groupdict().get("head") or "", found.groupdict().get("scale") or ""
    low, high = (read_number(head + found[name] + scale) or Decimal(0) for name in "ab")
    return Span(found.start(), found.end(), Money(low), Money(high), named=True)


def _single_span(text: str, found: re.Match[str]) -> Span | None:
    if not found["unit"] and not found["sign"] and _NOT_MONEY.match(text, found.end()):
        return None
    low, high = read_number(found["low"]), read_number(found["high"] or "")
    if low is None or low >= 10**13:
        return None
    if found["scale"]:
        low *= 10_000
    if found["tail"]:
        if not found["unit"]:
            return None
        low += (read_number(found["tail"][0]) or Decimal(0)) / 10
    if high is not None and low < high:  # 3-5千, 1到2万: the unit of the second counts for the first
        low = _scaled_like(found["low"], found["high"], low)
    currency = _SIGNS.get(found["sign"] or "") or _UNITS.get(found["unit"] or "") or "CNY"
    named = bool(
        found["sign"]
        or found["unit"]
        or re.search(r"[\d百千]\s?[万wkm亿]|[百千万亿]", found["low"] + (found["scale"] or ""))
        or _is_round(low)
    )
    more = found["more"] == "多"
    if not named and len(found["low"]) == 1 and not found["low"].isdigit():
        return Span(found.start(), found.end(), Money(low, currency), None, named=False)
    return Span(
        found.start(), found.end(), Money(low, currency), None if high is None else Money(high, currency), named, more
    )


def _is_round(number: Decimal) -> bool:
    """100,000 or a million: so large and round a bare number can only be money."""
    return 10_000 <= number < 10**9 and number % 1_000 == 0


def _scaled_like(low_text: str, high_text: str, low: Decimal) -> Decimal:
    unit = re.search(r"[亿万千百wk]", high_text)
    round_sum = re.fullmatch(r"(\d)(00|000)", high_text)
    if round_sum and re.fullmatch(r"\d", low_text) and low_text < round_sum[1]:  # between two and three thousand
        return low * int("1" + round_sum[2])
    if unit and not re.search(r"[亿万千百wk]", low_text):
        scaled = low * (read_number("1" + unit.group()) or 1)
        return scaled if scaled < (read_number(high_text) or scaled) else low
    return low


_FILLER = re.compile(
    r"都行|都可以|也行|就行|大概|大约|差不多|左右|上下|之间|预算|保额|也就|就|吧|呢|的话|我|想|要|花|是|在|"
    r"改成|改为|换成|"
    r"调到|提到|提高到|降到|控制|以内|之内|以下|不要?超过|别超过?|"
    r"最多|不高于|封顶|内|一共|总共|价格|可以|顶天|上限|不到|每年|一年|年|/|每月|一个月|每个月|月|一次性|一次|交|缴|"
    r"付|给|做|买|个|的|下|那|嗯|"
    r"\b(?:about|around|maybe|roughly|under|below|up to|at most|maximum|max|no more than|not more than|"
    r"less than|within|between|from|budget|of|is|my|a|per|"
    r"each|every|yr|year(?:ly)?|annual(?:ly)?|month(?:ly)?|it|i|can|pay|spend|want|would|like|or|less|"
    r"total|please|so|mo|you|do|for|the|sum|insured|cover(?:age)?|"
    r"make|change|to|coverage|one-off|once)\b|整|额|人民币|块|元|[\s,。.!~、:;'\"]"
)


def only(text: str, allowed: re.Pattern[str] = _FILLER) -> list[Span]:
    """The amounts, if the sentence says nothing else."""
    if len(text) > 80 or is_question(text):
        return []
    spans = list(find_amounts(text))
    rest = "".join(char for place, char in enumerate(text) if not any(s.start <= place < s.end for s in spans))
    return spans if not allowed.sub("", rest) else []


def read_money(text: str, *, bare_unit: int = 1) -> Money | None:
    """One amount. `bare_unit` multiplies a number below 10,000 said without a unit (10_000 where 50 means 50万)."""
    spans = only(plain(text))
    if len(spans) != 1 or spans[0].high:
        return None
    amount = spans[0].low
    return amount if spans[0].named or amount.amount >= 10_000 else amount.times(bare_unit)
