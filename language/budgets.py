"""Budgets, sums insured and what else an amount in a sentence means."""

from __future__ import annotations

import re
from decimal import Decimal

from insurance.facts import BudgetFact, Fact, LineFact, MoneyFact, NoBudgetFact, Period, SumInsuredFact
from insurance.lines import Line
from insurance.money import Money
from language.directions import SUM_WORD, find_direction
from language.money import Span, find_amounts, only
from language.normal import is_question
from language.sentence import TAKEN, Sentence, plain

_NO_LIMIT = re.compile(
    r"(?:预算|价格|价钱|钱|费用)?(?:上)?(?:不限|没限制|无限制|没有(?:预算)?(?:上限|限制|要求)|无上限|"
    r"没上限|无所谓|不是问题|都(?:行|可以|好)|不在乎|不重要)|"
    r"没有预算限制|预算随意|不差钱|多少钱(?:都|也)(?:行|可以)|多少都行|no (?:budget )?limit|unlimited|"
    r"any budget|money is no object|"
    r"(?:price|budget|cost) (?:doesn't|does not) matter|whatever it costs|"
    r"don't care about (?:the )?(?:price|cost)|no (?:fixed )?budget"
)
_ANY_BUDGET = re.compile(
    r"(?:it )?(?:doesn't|does not|don't) (?:really )?matter(?: really| much| to me)?|whatever|"
    r"(?:我|都)*(?:无所谓|随便|随意)(?:的|吧|啦|了|你)*|(?:我?还)?没想好,?(?:先看看)?吧?|先看看吧?"
)
_YEAR = re.compile(
    r"一年|每年|年(?=预算|保费|费)|年交|年缴|年付|/年|/y|per ye?a?r|a ye?a?r|each year|every year|yearly|annual|"
    r"per annum|p\.?a\.?\b"
)
_MONTH = re.compile(
    r"一个月|每月|(?<!\d)月(?=预算|保费)|/ ?mo(?:nth)?\b|per mo\b|每个月|月交|月缴|月付|/月|a month|per month|monthly|"
    r"each month|every month"
)
_ONCE = re.compile(r"一次性|一次交|一次投入|一次付|趸交|one-off|single premium|lump sum|once")
_LIMIT = re.compile(
    r"预算|价格|之间|以内|之内|以下|不到|不超过?|别超过?|顶天|顶多|撑死|上限|不要超过|最多|不高于|封顶|控制在|"
    r"左右|上下|(?<=[块元万千百\d])内|保费|"
    r"\blimit\b|\bnot over|\bafford|cheaper than|under|below|up to|at most|\bmax|no more than|not more than|"
    r"less than|within|"
    r"budget|spend|premium|"
    r"between|or less"
)


def read_budget(text: str) -> BudgetFact | NoBudgetFact | None:
    """What may be spent; a bare number counts. Also `不限`."""
    text = plain(text)
    spans = only(text)
    if not spans and _ANY_BUDGET.fullmatch(text):
        return NoBudgetFact(text)
    if not spans and _NO_LIMIT.search(text) and len(text) <= 40 and not is_question(text.replace("多少钱", "")):
        return NoBudgetFact(text)
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


_SUM_BEFORE = re.compile(
    rf"(?:{SUM_WORD}(?: of)?|"
    rf"三者险?|三责险?|第三者(?:责任)?险?|third[- ]party(?: liability)?|insured for|\b(?:raise|"
    rf"increase)d?(?: it| that| this)? to|换成|改成|提到|提高到|加到|降到|"
    rf"调到)[^\d零一二两三四五六七八九十百千万,。;]{{0,6}}$|(?<![担承社])保(?:个|到)?\s?$"
)
_SUM_AFTER = re.compile(rf"\s?(?:左右|上下|以上)?(?:的|of)?\s?(?:life |death |critical illness )?{SUM_WORD}")


_OTHER_AMOUNT = re.compile(
    r"(?:免赔额?|订单号?|单号|编号|邮编|保单号?|电话|花了|花掉|花费|押金|首付|定金|order|postcode|zip|领|房贷|"
    r"贷款|负债|mortgage|loan|报销|理赔|赔付?|月薪|年薪|工资|收入|存款|deductible|salary|income|"
    r"earn)[^,。;\d]{0,6}$"
)


_OTHER_AFTER = re.compile(r"的?(?:房贷|车贷|贷款|负债|年薪|月薪|收入|免赔|mortgage|loan|deductible)")


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
        found = find_direction(sentence.rest)
        if found:
            start, end, direction = found
            sentence.add(start, end, SumInsuredFact(None, direction, sentence.text[start:end]))


_BUDGET_WRONG = re.compile(r"预算(?:说|写|填)?(?:错了|不对|有误|改|调|变|换)|budget (?:is|was) wrong|wrong budget")


def _meaning(sentence: Sentence, span: Span) -> Fact | None:
    text = sentence.text
    typed = re.split(r"[,。;!]", text[max(0, span.start - 16) : span.start])[-1]
    kept = sentence.kept[max(0, span.start - 24) : span.start].replace(TAKEN, "")[-16:]
    before = re.split(r"[,。;!]", kept)[-1]
    after = re.split(r"[,。;!]", text[span.end : span.end + 16])[0]
    words = text[span.start : span.end]
    if _OTHER_AMOUNT.search(before) or _OTHER_AFTER.match(after):
        return None
    large = (span.high or span.low).amount >= 10_000
    if (
        "预算" not in before
        and large
        and not _is_price(span, after)
        and (_SUM_BEFORE.search(before) or _SUM_AFTER.match(after) or _is_cover(after))
    ):
        return SumInsuredFact(span.high or span.low, 0, words)
    context = f"{typed} {before} {after}" + (" 预算" if _BUDGET_WRONG.search(text) else "")
    if span.named or _bare_is_amount(span, context):
        limited = any(pattern.search(context) for pattern in (_LIMIT, _YEAR, _MONTH, _ONCE))
        if limited or span.high:
            return _budget(span, context, words)
        if span.named and _covers_a_sum(sentence, span):
            return SumInsuredFact(span.low, 0, words)
        if span.named:
            return MoneyFact(span.low, words)
    return None


_SUM_LINES = {Line.TERM_LIFE, Line.WHOLE_LIFE, Line.CRITICAL_ILLNESS, Line.ACCIDENT}
_LEAST_SUM = 100_000  # yuan


def _is_price(span: Span, after: str) -> bool:
    """`3万以内的年金`: a limit, and too little for a sum insured."""
    return (
        span.low.amount < _LEAST_SUM
        and bool(
            re.match(
                r"以内|以下|之内|"
                r"左右",
                after,
            )
        )
        and not re.search(SUM_WORD, after)
    )


def _covers_a_sum(sentence: Sentence, span: Span) -> bool:
    """`term life, 35, 1 million`: beside a line that pays a fixed sum so large an amount is that sum."""
    named = any(isinstance(fact, LineFact) and fact.line in _SUM_LINES for _, fact in sentence.found)
    return named and span.low.amount >= _LEAST_SUM


def _bare_is_amount(span: Span, context: str) -> bool:
    """`under 800 a year`, `预算500`: words of a budget make money of a bare number, but not of a 5."""
    return span.low.amount >= 10 and bool(_LIMIT.search(context) or _YEAR.search(context) or _MONTH.search(context))


def _is_cover(after: str) -> bool:
    """50万的重疾: a large amount right before a line of business is its sum insured."""
    from language.lines import lexicon

    return bool(lexicon().find(after.lstrip("的 ")[:8])) if after[:1] not in ("", " ") else False
