"""Budgets, sums insured and what else an amount in a sentence means."""

from __future__ import annotations

import re
from decimal import Decimal

from insurance.facts import BudgetFact, Fact, MoneyFact, NoBudgetFact, Period, SumInsuredFact
from insurance.money import Money
from language.amounts.directions import find_direction
from language.amounts.money import Span, find_amounts, only
from language.amounts.other_money import is_other_money
from language.amounts.periods import MONTH, ONCE, YEAR, period_of
from language.amounts.sums import covers_a_sum, is_sum
from language.vocabulary import alternatives
from language.words.normal import is_question
from language.words.sentence import TAKEN, Sentence, plain

# price doesn't matter, money's no object, cost is not a concern
_NO_MATTER = (
    r"\b(?:price|cost|money|budget|expense)s?(?:'s| is| are| does| really| was)*(?:n't| not| no)(?: really|"
    r" that| too)? (?:an? |the |my )?"
    r"(?:matter|problem|issue|concern|object|important|question|factor|bother|limit|worry)"
)
_NO_LIMIT = re.compile(
    rf"{alternatives('limitless', 'what')}?(?:这块|方面|上头|上面|上|嘛|的话|呢|[,?:\s]){{0,3}}(?:真的|完全|也|都|"
    rf"就|我们?|其实){{0,3}}"
    rf"{alternatives('limitless', 'without')}|{alternatives('limitless', 'alone')}|{_NO_MATTER}"
)
_ANY_BUDGET = re.compile(
    r"(?:it )?(?:doesn't|does not|don't) (?:really )?matter(?: really| much| to me)?|whatever|"
    r"(?:我|都)*(?:无所谓|随便|随意)(?:的|吧|啦|了|你)*|(?:我?还)?没想好,?(?:先看看)?吧?|先看看吧?"
)
_LIMIT = re.compile(
    rf"{alternatives('amounts', 'limit')}|(?<=[块元万千百\d])内|(?:就|只|打算|准备|愿意|最多|能|可以|"
    rf"能够)(?:再)?[花出付掏拿]|"
    r"(?:不|别|莫|没法|不能|不想)(?:要|能|可|许|会|想)?超|超过?[^,。;]{0,14}就(?:不|算了|免|别|没法|太)|"
    r"(?:n't|\bnot|\bnever|\bwithout|\bcannot|\bno way)[^,.;]{0,24}\b(?:over|above|beyond|exceed(?:ing)?|past|"
    r"more than)\b"
)


def read_budget(text: str) -> BudgetFact | NoBudgetFact | None:
    """What may be spent; a bare number counts. Also `不限`."""
    text = plain(text)
    spans = only(text)
    if not spans and _ANY_BUDGET.fullmatch(text):
        return NoBudgetFact(text)
    if not spans and len(text) <= 40 and _NO_LIMIT.search(text) and not is_question(text.replace("多少钱", "")):
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
    return BudgetFact(high or low, low if high else None, period_of(around), text)


def take_money(sentence: Sentence) -> None:
    """Add sums insured, budgets and other amounts of the sentence, each number once."""
    said = (found for found in _NO_LIMIT.finditer(sentence.rest) if _SAYS_MONEY.search(found.group()))
    unlimited = next(said, None)
    if unlimited:
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


_SAYS_MONEY = re.compile(
    rf"{alternatives('limitless', 'what')}|{alternatives('limitless', 'alone')}|预算|价|钱|费用|budget|price|cost|money"
)
_BUDGET_WRONG = re.compile(
    r"预算(?:我|刚才|刚刚|之前)*(?:说|写|填|打|报)?(?:错|不对|有误|改|调|变|换)|budget (?:is|was) wrong|wrong budget"
)


_NEXT_CLAUSE = re.compile(
    rf"[,，]\s?((?:{alternatives('amounts', 'year', 'month', 'once')}))(?:吧|的|就行)?(?=$|[,。;.!])"
)


def _meaning(sentence: Sentence, span: Span) -> Fact | None:
    text = sentence.text
    typed = re.split(r"[,。;!]", text[max(0, span.start - 40) : span.start])[-1]
    kept = sentence.kept[max(0, span.start - 48) : span.start].replace(TAKEN, "")[-40:]
    before = re.split(r"[,。;!]", kept)[-1]
    after = re.split(r"[,。;!]", text[span.end : span.end + 32])[0]
    words = text[span.start : span.end]
    if is_sum(span, text, kept, after):
        return SumInsuredFact(span.high or span.low, 0, words)
    if is_other_money(before, after):
        return None
    following = _NEXT_CLAUSE.match(text, span.end + len(after))
    context = f"{typed} {before} {after} {following[1] if following else ''}"
    context += " 预算" if _BUDGET_WRONG.search(text) else ""
    if span.named or _bare_is_amount(span, context):
        limited = any(pattern.search(context) for pattern in (_LIMIT, YEAR, MONTH, ONCE))
        if limited or span.high:
            return _budget(
                span, context if period_of(context) is not Period.UNKNOWN else f"{context} {_journey(text)}", words
            )
        if span.named and covers_a_sum(sentence, span):
            return SumInsuredFact(span.low, 0, words)
        if span.named:
            return MoneyFact(span.low, words)
    return None


def _journey(text: str) -> str:
    """The words of the sentence that say the payment is for one journey."""
    found = ONCE.search(text)
    return found.group() if found else ""


def _bare_is_amount(span: Span, context: str) -> bool:
    """`under 800 a year`, `预算500`: words of a budget make money of a bare number, but not of a 5."""
    return span.low.amount >= 10 and bool(_LIMIT.search(context) or YEAR.search(context) or MONTH.search(context))
