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
from language.vocabulary import alternatives

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
_YEAR = re.compile(rf"{alternatives('amounts', 'year')}|年(?=预算|保费|费)")
_MONTH = re.compile(rf"{alternatives('amounts', 'month')}|(?<!\d)月(?=预算|保费)|/ mo(?:nth)?\b")
_ONCE = re.compile(rf"{alternatives('amounts', 'once')}|这一?[次趟回](?:旅|出|行|去|玩|自驾|度假|回)")
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
    return BudgetFact(high or low, low if high else None, _period(around), text)


def _period(around: str) -> Period:
    for pattern, period in ((_MONTH, Period.MONTH), (_YEAR, Period.YEAR), (_ONCE, Period.ONCE)):
        if pattern.search(around):
            return period
    return Period.UNKNOWN


_IS = r"(?: ?(?:of|is|to|at|for|about|around|up to|at least|be|should be|would be|limit|amount|level|[:=-]))*\s?"
_SUM_BEFORE = re.compile(
    rf"(?:{SUM_WORD}(?:[^\d零一二两三四五六七八九十百千万,。;a-z]{{0,8}}|{_IS})|"
    rf"(?:三者险?|三责险?|第三者(?:责任)?险?|third[- ]party(?: liability)?|换成|改成|提到|提高到|加到|降到|"
    rf"调到)[^\d零一二两三四五六七八九十百千万,。;]{{0,6}}|"
    rf"\b(?:(?:as|in)sure[ds]?|cover(?:ed|s)?|protect(?:ed)?|pay(?:s|ing)? out)(?: (?:me|us|him|her|them|"
    rf"my \w+))?(?: (?:for|to|at|with))?{_IS}|(?:policy|plan|cover) worth |"
    rf"\b(?:rais|increas|lower|reduc|drop|bring|cut|bump|boost)\w*(?: (?:it|that|this|them|"
    rf"{SUM_WORD}))?(?: (?:up|down))? to |"
    rf"\b{SUM_WORD}[^,.;\d]{{0,16}} to |(?:能|可以|要|想|最高|最多|至少|出事|给)赔(?:付|我)?(?:到|个|够)?\s?|"
    rf"赔付?(?:到|个|够)\s?|"
    rf"(?:^|[,。;!\s])赔|保障(?:个|到|是|为)?|(?<!lump )\bsum of |\b(?:take|turn|get|put|knock|dial) (?:it|that|"
    rf"this) (?:up|down) to |"
    rf"(?:重疾|身故|意外|确诊|死亡|全残|伤残|去世|一次性)(?:就|能|可以|后|的话|要)*(?:赔付?|给付|给)(?:我|到|个)?|"
    rf"给付)$|(?<![担承社])保(?:个|到|它|他|她)?\s?$"
)
_SUM_AFTER = re.compile(
    rf"\s?(?:左右|上下|以上|'s)?(?:的|of|in|worth of)?(?:那种|这种|那档|那款)?\s?(?:life |death |critical illness |"
    rf"total )?(?:{SUM_WORD}|(?:policy|plan|of insurance|in insurance)\b)|"
    r"\s?(?:if (?:i|he|she|we) (?:die|pass|get)|(?:up)?on (?:death|diagnosis)|on (?:my|his|her) life)"
)


_OTHER_AMOUNT = re.compile(
    r"(?:免赔额?|订单号?|单号|编号|邮编|保单号?|电话|花了|花掉|花费|押金|首付|定金|order|postcode|zip|领|房贷|"
    r"贷款|负债|mortgage|loan|报销|理赔|赔付?|月薪|年薪|月入|年入|工资|收入|挣|赚|奖金?|存款|欠了?|deductible|"
    r"salary|income|"
    r"earn)[^,。;\d]{0,6}$"
)


_OTHER_AFTER = re.compile(r"的?(?:房贷|车贷|贷款|负债|年薪|月薪|收入|免赔|mortgage|loan|deductible)")


def take_money(sentence: Sentence) -> None:
    """Add sums insured, budgets and other amounts of the sentence, each number once."""
    unlimited = _NO_LIMIT.search(sentence.rest)
    if unlimited and _SAYS_MONEY.search(unlimited.group()):
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


_SUM_WRONG = re.compile(
    rf"{SUM_WORD}(?:我|刚才|刚刚|之前|那里| (?:was|is))*(?:(?:说|写|填|打|报|输)(?:错|少|多|高|低|反)|错|不对|有误|"
    rf" wrong| a (?:typo|slip|"
    rf"mistake))"
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
    if _is_sum(span, text, kept, after):
        return SumInsuredFact(span.high or span.low, 0, words)
    if _OTHER_AMOUNT.search(before) or _OTHER_AFTER.match(after):
        return None
    following = _NEXT_CLAUSE.match(text, span.end + len(after))
    context = f"{typed} {before} {after} {following[1] if following else ''}"
    context += " 预算" if _BUDGET_WRONG.search(text) else ""
    if span.named or _bare_is_amount(span, context):
        limited = any(pattern.search(context) for pattern in (_LIMIT, _YEAR, _MONTH, _ONCE))
        if limited or span.high:
            return _budget(
                span, context if _period(context) is not Period.UNKNOWN else f"{context} {_journey(text)}", words
            )
        if span.named and _covers_a_sum(sentence, span):
            return SumInsuredFact(span.low, 0, words)
        if span.named:
            return MoneyFact(span.low, words)
    return None


def _is_sum(span: Span, text: str, kept: str, after: str) -> bool:
    """An amount of ten thousand or more beside words for the sum insured, unless a budget or a price is named."""
    before = re.split(r"[,。;!]", kept)[-1]
    if _BUDGET_LAST.search(before) or (span.high or span.low).amount < _LEAST_NAMED or _is_price(span, after):
        return False
    weak = not _STRONG.search(before) and (_YEAR.search(after) or _MONTH.search(after))
    named = _SUM_BEFORE.search(before) or _SUM_AFTER.match(after) or _is_cover(after) or _SUM_WRONG.search(text)
    return bool(named and not weak and not _CLAIMED.search(before))


_LEAST_NAMED = 10_000  # yuan
_BUDGET_LAST = re.compile(r"预算(?!.*(?:保额|额度))")
_STRONG = re.compile(r"保额|额度|保险金|sum (?:insured|assured)|amount")
_CLAIMED = re.compile(r"理赔|赔付?了|赔付?过|已经?赔")


def _journey(text: str) -> str:
    """The words of the sentence that say the payment is for one journey."""
    found = _ONCE.search(text)
    return found.group() if found else ""


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
