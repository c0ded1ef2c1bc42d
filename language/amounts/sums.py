"""Whether an amount is a sum insured."""

from __future__ import annotations

import re
from decimal import Decimal

from insurance.facts import LineFact
from insurance.lines import Line
from language.amounts.directions import SUM_WORD
from language.amounts.money import Span
from language.amounts.periods import MONTH, YEAR
from language.words.sentence import Sentence

_IS = (
    r"(?: ?(?:of|is|to|at|for|about|around|up to|at least|be|should be|would be|limit|amount|"
    r"level|maybe|perhaps|say|[:=?-]))*\s?"
)
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
    rf"给付)$|(?<=[了后也都就会得要该])赔(?:付|我|个|到)?\s?$|"
    rf"(?:身故|伤残|全残|猝死|意外医疗|住院医疗|轻症|中症)(?:保|额|是|要|就|有|能|得|也)*\s?$|(?<![担承社])保(?:个|到|它|他|她)?\s?$"
)
_SUM_AFTER = re.compile(
    rf"\s?(?:左右|上下|以上|'s)?(?:的|of|in|worth of)?(?:那种|这种|那档|那款)?\s?(?:life |death |critical illness |"
    rf"total )?(?:{SUM_WORD}|(?:policy|plan|of insurance|in insurance)\b)|"
    r"\s?(?:if (?:i|he|she|we) (?:die|pass|get)|(?:up)?on (?:death|diagnosis)|on (?:my|his|her) life)"
)
_SUM_WRONG = re.compile(
    rf"{SUM_WORD}(?:我|刚才|刚刚|之前|那里| (?:was|is))*(?:(?:说|写|填|打|报|输)(?:错|少|多|高|低|反)|错|不对|有误|"
    rf" wrong| a (?:typo|slip|"
    rf"mistake))"
)


def is_sum(span: Span, text: str, kept: str, after: str) -> bool:
    """An amount of ten thousand or more beside words for the sum insured, unless a budget or a price is named."""
    before = re.split(r"[,。;!]", kept)[-1]
    if _BUDGET_LAST.search(before) or (span.high or span.low).amount < _LEAST_NAMED or _is_price(span, after):
        return False
    if _PAID_IN.search(before) and not _STRONG.search(before + after):
        return False
    weak = not _STRONG.search(before) and (YEAR.search(after) or MONTH.search(after))
    named = (
        _SUM_BEFORE.search(before)
        or _SUM_AFTER.match(after)
        or _is_cover(after, span.low.amount)
        or _SUM_WRONG.search(text)
    )
    return bool(named and not weak and not _CLAIMED.search(before))


_LEAST_NAMED = 10_000  # yuan
_BUDGET_LAST = re.compile(r"预算(?!.*(?:保额|额度))")
_STRONG = re.compile(r"保额|额度|保险金|sum (?:insured|assured)|amount")
# 一次性投20万买年金, put 200k into an annuity
_PAID_IN = re.compile(
    r"(?:投入?|存入?|拿出?来?|放|掏|出资|缴入?|交|(?<![给赔])付|趸|闲钱|手里有|手头有?|有|理财|花)(?:个|了|进去|出)?$|"
    r"\b(?:invest|invested|investing|put|deposit|pay in|paying in|park|parking|have|got|saved)"
    r"(?: up to| about| around| in)? ?$"
)
_CLAIMED = re.compile(r"理赔|赔付?了|赔付?过|已经?赔")


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


def covers_a_sum(sentence: Sentence, span: Span) -> bool:
    """`term life, 35, 1 million`: beside a line that pays a fixed sum so large an amount is that sum."""
    named = any(isinstance(fact, LineFact) and fact.line in _SUM_LINES for _, fact in sentence.found)
    return named and span.low.amount >= _LEAST_SUM


_FOR_LINE = re.compile(r"\s?(?:for|of|in|on) (?=[a-z])")


def _is_cover(after: str, amount: Decimal) -> bool:
    """50万的重疾: a large amount right before a line of business is its sum insured."""
    from language.cover.lines import lexicon

    english = _FOR_LINE.match(after)
    if english and amount >= _LEAST_SUM:
        return any(hit.start == 0 for hit in lexicon().find(after[english.end() :])[:1])
    hits = lexicon().find(after.lstrip("的 ")[:8]) if after[:1] not in ("", " ") else []
    return any(hit.value[0] is not Line.ANNUITY for hit in hits)  # 20万的年金: paid in
