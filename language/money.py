"""Amounts, budgets and sums insured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from insurance.facts import BudgetFact, Fact, MoneyFact, NoBudgetFact, Period, SumInsuredFact
from insurance.money import Money
from language.normal import is_question
from language.numbers import AMOUNT, read_number
from language.sentence import Sentence, plain

_SIGNS = {
    "¥": "CNY", "rmb": "CNY", "cny": "CNY", "人民币": "CNY", "$": "USD", "us$": "USD", "usd": "USD",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "hkd": "HKD", "hk$": "HKD",
}  # fmt: skip
_UNITS = {
    "块钱": "CNY", "块": "CNY", "元钱": "CNY", "元": "CNY", "圆": "CNY", "rmb": "CNY", "cny": "CNY",
    "yuan": "CNY", "人民币": "CNY", "美元": "USD", "美金": "USD", "刀": "USD", "dollars": "USD", "dollar": "USD",
    "bucks": "USD", "usd": "USD", "欧元": "EUR", "euros": "EUR", "euro": "EUR", "eur": "EUR", "英镑": "GBP",
    "pounds": "GBP", "gbp": "GBP", "港币": "HKD", "港元": "HKD", "hkd": "HKD", "日元": "JPY", "yen": "JPY",
}  # fmt: skip


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SPAN = re.compile(
    rf"(?<![\d.,a-z负-])(?<!第)(?:(?P<sign>{_any(_SIGNS)})\s?)?"
    rf"(?P<low>{AMOUNT})(?:\s?(?:-|~|到|至|to|and)\s?(?P<high>{AMOUNT}))?"
    rf"(?P<more>多|来|几)?(?P<scale>万)?\s?(?P<unit>{_any(_UNITS)})?(?:钱)?(?P<tail>[\d一二三四五六七八九](?:毛|"
    rf"角)?(?![\d岁天个年]))?(?:整)?"
)
# 两三千, 三五百: two digits side by side before a unit are a range
_PAIR = re.compile(
    r"(?P<a>[一二两三四五六七八])(?P<b>[二三四五六七八九])(?P<scale>十万|百万|千万|[十百千万])(?:块钱|块|元)?"
)
_NOT_MONEY = re.compile(
    r"\s?(?:岁|周岁|天|个|号|日|月|年(?!交|缴|付)|周|座|平|%|级|人|口|位|份|小时|分钟|点|次|晚|大|小|起|期|楼|度|公里|"
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


def find_amounts(text: str) -> Iterator[Span]:
    position = 0
    while position < len(text):
        pair = _PAIR.search(text, position)
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
    low, high = (read_number(found[name] + found["scale"]) or Decimal(0) for name in "ab")
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
        or re.search(r"[\d百千]\s?[万wk亿]|[百千万亿]", found["low"] + (found["scale"] or ""))
    )
    more = found["more"] == "多"
    if not named and len(found["low"]) == 1 and not found["low"].isdigit():
        return Span(found.start(), found.end(), Money(low, currency), None, named=False)
    return Span(
        found.start(), found.end(), Money(low, currency), None if high is None else Money(high, currency), named, more
    )


def _scaled_like(low_text: str, high_text: str, low: Decimal) -> Decimal:
    unit = re.search(r"[亿万千百wk]", high_text)
    if unit and not re.search(r"[亿万千百wk]", low_text):
        return low * (read_number("1" + unit.group()) or 1)
    return low


_FILLER = re.compile(
    r"大概|大约|差不多|左右|上下|之间|预算|保额|也就|就|吧|呢|的话|我|想|要|花|是|在|改成|改为|换成|"
    r"调到|提到|提高到|降到|控制|以内|之内|以下|不超过|别超过|"
    r"最多|不高于|封顶|内|一共|总共|价格|可以|每年|一年|年|/|每月|一个月|每个月|月|一次性|一次|交|缴|"
    r"付|给|做|买|个|下|那|嗯|"
    r"\b(?:about|around|maybe|roughly|under|below|up to|at most|maximum|max|no more than|not more than|"
    r"less than|within|between|from|budget|of|is|my|a|per|"
    r"each|every|year(?:ly)?|annual(?:ly)?|month(?:ly)?|it|i|can|pay|spend|want|would|like|or|less|"
    r"total|please|the|sum|insured|cover(?:age)?|"
    r"make|change|to|coverage|one-off|once)\b|整|额|人民币|块|元|[\s,。.!~、:;'\"]"
)


def _only(text: str, allowed: re.Pattern[str] = _FILLER) -> list[Span]:
    """The amounts, if the sentence says nothing else."""
    if len(text) > 80 or is_question(text):
        return []
    spans = list(find_amounts(text))
    rest = "".join(char for place, char in enumerate(text) if not any(s.start <= place < s.end for s in spans))
    return spans if not allowed.sub("", rest) else []


def read_money(text: str, *, bare_unit: int = 1) -> Money | None:
    """One amount. `bare_unit` multiplies a number below 10,000 said without a unit (10_000 where 50 means 50万)."""
    spans = _only(plain(text))
    if len(spans) != 1 or spans[0].high:
        return None
    amount = spans[0].low
    return amount if spans[0].named or amount.amount >= 10_000 else amount.times(bare_unit)


_NO_LIMIT = re.compile(
    r"(?:预算|价格|价钱|钱|费用)?(?:上)?(?:不限|没限制|无限制|没有(?:预算)?(?:上限|限制|要求)|无上限|"
    r"没上限|无所谓|不是问题|都(?:行|可以|好)|不在乎|不重要)|"
    r"没有预算限制|预算随意|不差钱|多少钱(?:都|也)(?:行|可以)|多少都行|no (?:budget )?limit|unlimited|"
    r"any budget|money is no object|"
    r"(?:price|budget|cost) (?:doesn't|does not) matter|whatever it costs|"
    r"don't care about (?:the )?(?:price|cost)|no (?:fixed )?budget"
)
_YEAR = re.compile(
    r"一年|每年|年交|年缴|年付|/年|/y|per year|a year|each year|every year|yearly|annual|per annum|p\.?a\.?\b"
)
_MONTH = re.compile(r"一个月|每月|每个月|月交|月缴|月付|/月|a month|per month|monthly|each month|every month")
_ONCE = re.compile(r"一次性|一次交|趸交|one-off|single premium|lump sum|once")
_LIMIT = re.compile(
    r"预算|以内|之内|以下|不超过|别超过|不要超过|最多|不高于|封顶|控制在|左右|上下|(?<=[块元万千百\d])内|保费|"
    r"under|below|up to|at most|\bmax|no more than|not more than|less than|within|budget|spend|premium|"
    r"between|or less"
)


def read_budget(text: str) -> BudgetFact | NoBudgetFact | None:
    """What may be spent; a bare number counts. Also `不限`."""
    text = plain(text)
    if _NO_LIMIT.search(text) and len(text) <= 40 and not is_question(text.replace("多少钱", "")):
        return NoBudgetFact(text)
    spans = _only(text)
    if len(spans) == 2 and not any(span.high for span in spans):
        first, second = spans
        spans = [Span(first.start, second.end, first.low, second.low, named=True)]
    return _budget(spans[0], text, text) if len(spans) == 1 else None


def _budget(span: Span, around: str, text: str) -> BudgetFact | None:
    low, high = span.low, span.high
    if high is None and span.more:  # 五百多 is above five hundred and below the next hundred
        step = Decimal(10) ** (len(str(int(low.amount))) - 1)
        high = Money(low.amount + step, low.currency)
    if high is not None and high.amount < low.amount:
        return None
    return BudgetFact(high or low, low if high else None, _period(around), text)


def _period(around: str) -> Period:
    for pattern, period in ((_MONTH, Period.MONTH), (_YEAR, Period.YEAR), (_ONCE, Period.ONCE)):
        if pattern.search(around):
            return period
    return Period.UNKNOWN


_SUM_WORD = r"(?:保额|保障额度|额度|sum insured|coverage|cover|face amount)"
_HIGHER = re.compile(
    rf"{_SUM_WORD}\S{{0,3}}(?:高|多|大|提高|加)(?!少)|(?:提高|加|增加|高点|高一点的?)保额|(?:more|higher|bigger|"
    rf"increase (?:the )?) ?{_SUM_WORD}"
)
_LOWER = re.compile(
    rf"{_SUM_WORD}\S{{0,3}}(?:低|少|小|降)|(?:降低|减少|减)保额|(?:less|lower|smaller|"
    rf"reduce (?:the )?) ?{_SUM_WORD}"
)
_SUM_BEFORE = re.compile(
    rf"(?:{_SUM_WORD}(?: of)?|insured for|换成|改成|提到|提高到|加到|降到|"
    rf"调到)[^\d零一二两三四五六七八九十百千万,。;]{{0,6}}$"
)
_SUM_AFTER = re.compile(rf"\s?(?:的|of)?\s?{_SUM_WORD}")


def read_sum_insured(text: str, *, bare_unit: int = 1) -> SumInsuredFact | None:
    """A sum insured or a direction; a bare amount counts (`bare_unit` as in read_money)."""
    text = plain(text)
    amount = read_money(text, bare_unit=bare_unit)
    if amount:
        return SumInsuredFact(amount, 0, text)
    if is_question(text) or len(text) > 40:
        return None
    direction = 1 if _HIGHER.search(text) else -1 if _LOWER.search(text) else 0
    return SumInsuredFact(None, direction, text) if direction else None


_OTHER_AMOUNT = re.compile(
    r"(?:免赔额?|房贷|贷款|负债|mortgage|loan|报销|理赔|赔付?|月薪|年薪|工资|收入|存款|deductible|salary|income|"
    r"earn)[^,。;\d]{0,6}$"
)


def take_money(sentence: Sentence) -> None:
    """Add sums insured, budgets and other amounts of the sentence, each number once."""
    unlimited = _NO_LIMIT.search(sentence.rest)
    if unlimited and re.search(r"预算|价|钱|费用|budget|price|cost|money", unlimited.group()):
        sentence.add(*unlimited.span(), NoBudgetFact(unlimited.group()))
    if re.search(r"[\d零一二两三四五六七八九十百千万]", sentence.rest):
        for span in list(find_amounts(sentence.rest)):
            fact = _meaning(sentence, span)
            if fact:
                sentence.add(span.start, span.end, fact)
    if not any(isinstance(fact, SumInsuredFact) for _, fact in sentence.found):
        for pattern, direction in ((_HIGHER, 1), (_LOWER, -1)):
            found = pattern.search(sentence.rest)
            if found:
                sentence.add(*found.span(), SumInsuredFact(None, direction, found.group()))
                return


def _meaning(sentence: Sentence, span: Span) -> Fact | None:
    text = sentence.text
    before = re.split(r"[,。;!]", text[max(0, span.start - 16) : span.start])[-1]
    after = re.split(r"[,。;!]", text[span.end : span.end + 16])[0]
    words = text[span.start : span.end]
    if _OTHER_AMOUNT.search(before):
        return None
    large = (span.high or span.low).amount >= 10_000
    if "预算" not in before and large and (_SUM_BEFORE.search(before) or _SUM_AFTER.match(after) or _is_cover(after)):
        return SumInsuredFact(span.high or span.low, 0, words)
    context = before + " " + after
    if span.named or _bare_is_amount(span, context):
        limited = any(pattern.search(context) for pattern in (_LIMIT, _YEAR, _MONTH, _ONCE))
        if limited or span.high:
            return _budget(span, context, words)
        if span.named:
            return MoneyFact(span.low, words)
    return None


def _bare_is_amount(span: Span, context: str) -> bool:
    """`under 800 a year`, `预算500`: words of a budget make money of a bare number, but not of a 5."""
    return span.low.amount >= 10 and bool(_LIMIT.search(context) or _YEAR.search(context) or _MONTH.search(context))


def _is_cover(after: str) -> bool:
    """50万的重疾: a large amount right before a line of business is its sum insured."""
    from language.lines import lexicon

    return bool(lexicon().find(after.lstrip("的 ")[:8])) if after[:1] not in ("", " ") else False
