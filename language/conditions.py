"""Illnesses and conditions with grade, since when, and whether they are denied; health as a whole; habits."""

from __future__ import annotations

import re
from functools import cache

from insurance.facts import ConditionFact, HealthyFact, SmokerFact, SocialInsuranceFact
from language.lexicon import Hit, Lexicon
from language.lines import worried_about
from language.normal import normalise
from language.number_words import digits_for_words
from language.person_pregnancy import find_pregnancies
from language.sentence import Sentence, without_negated
from language.vocabulary import rows, words

_HAN_DIGIT = {char: str(value) for value, char in enumerate("一二三四五六", 1)}
_GRADE = re.compile(
    r"\s?[(]?(?:第|ti-?rads|bi-?rads|stage|grade|level|"
    r"类型)?\s?(?P<g>[1-6一二三四五六](?:[abc](?![a-z]))?)\s?(?:级|类|期|度|型)|\s?(?P<j>[1-6][abc](?![a-z]))|"
    r"\s?(?:ti-?rads|bi-?rads|stage|grade|type)\s?(?P<h>[1-6][abc]?)"
)
_GRADE_BEFORE = re.compile(
    r"(?:(?P<g>[1-6一二三四五六])\s?(?:级|期|度|型)|(?:stage|grade|type) (?P<h>[1-6]))(?:的)?\s?$"
)
_SINCE = re.compile(
    r"(?P<s>去年|前年|今年(?!\s?(?:\d|[二三四五六七八九]?十))|上个?月|大前年|(?:19|20)\d\d年?|"
    r"[\d一二三四五六七八九十]{1,3}年(?:前|了)|"
    r"last year|since (?:19|"
    r"20)\d\d|\d+ years? ago|for \d+ years?)"
)
_FOR_YEARS = re.compile(r"\s?(?P<s>(?:\d{1,2}|[一二三四五六七八九十]{1,3})年(?:了|多)?)")  # 糖尿病8年
_NEGATED = re.compile(
    r"(?:没有?(?:得过|患过|过|任何|什么|"
    r"确诊|查出|发现|检查出|诊断出)?|未患|不是|无|从未|否认|不患|\bno\b|\bnot? have\b|don't have|"
    r"doesn't have|never had|"
    r"without|free of|\bnor\b|not)\s?(?:any )?$"
)
_JOINED = re.compile(r"\s?(?:和|、|跟|以及|或者?|及|,\s?(?:也没有?|没有?)?|/|or|nor|and)\s?(?:any )?")
_HEALTHY = re.compile(
    r"身体(?:很|非常|挺|都|一直|蛮|还)*(?:健康|好|不错|(?:倍儿?)?棒|硬朗|结实|没毛病|没问题|没病)|(?:没有?(?:任何|什么|"
    r"啥)?(?:毛病|疾病|病史|既往症|大毛病|健康问题|慢性病)|无病史|"
    r"无既往症|都健康|很健康|健健康康|没生过病|没病没灾|没啥病|没什么病|健康得很)"
    r"|(?:no|(?:don't|doesn't) have any|without any) "
    r"(?:known |other )?(?:health|medical|pre-?existing) (?:problems?|issues?|conditions?)|(?:perfectly |very |"
    r"quite )healthy|in good health|i'm healthy|is healthy|am healthy|nothing wrong with"
)
_SOCIAL_NO = re.compile(
    r"(?:没有?(?:交|买|上|参加)?|无|不交|没参加|without|no )\s?(?:社保|医保|职工医保|居民医保|"
    r"social insurance|social security)"
)
_SOCIAL_YES = re.compile(
    r"(?:有|交了?|参加了?|上了?)?(?:社保|职工医保|居民医保|大病医保|城乡居民医保|新农合|新型农村合作医疗|医保)|"
    r"social insurance|social security|"
    r"\bnrcms\b"
)
_SMOKES_NO = re.compile(
    r"不(?:抽|吸)烟|从不(?:抽|吸)烟|没(?:抽|吸)过烟|戒烟了|non[- ]?smok(?:er|ing)|(?:don't|doesn't|do not|does not|"
    r"never) smoked?|not a smoker|no smoking|quit smoking"
)
_SMOKES = re.compile(r"(?:抽|吸)烟|烟民|\bsmok(?:e|es|er|ing)\b")


@cache
def _lexicon() -> Lexicon[tuple[str, str]]:
    return Lexicon((word, (code, name)) for code, name, cell in rows("conditions") for word in words(cell))


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name, _ in rows("conditions")}


def find_conditions(text: str) -> list[tuple[int, int, ConditionFact]]:
    """All conditions of a normalised text; a denial reaches over `没有高血压和糖尿病`."""
    facts: list[tuple[int, int, ConditionFact]] = []
    previous: Hit[tuple[str, str]] | None = None
    negated = False
    hits = [hit for hit in _lexicon().find(text) if not worried_about(text, hit.start)]
    for place, hit in enumerate(hits):
        joined = previous is not None and _JOINED.fullmatch(text[previous.end : hit.start]) is not None
        joined = joined or (previous is not None and previous.end == hit.start)  # 没有高血压糖尿病
        contrast = previous is not None and re.search(r"but|有", text[previous.end : hit.start].replace("没有", ""))
        negated = bool(_NEGATED.search(text[: hit.start])) or (joined and negated and not contrast)
        following = hits[place + 1].start if place + 1 < len(hits) else len(text)
        for code in hit.value[0].split("+"):  # 三高 is three conditions
            one = Hit(hit.start, hit.end, hit.word, (code, _names()[code]))
            facts.append(_fact(text, one, following, negated=negated))
        previous = hit
    told = {fact.code for _, _, fact in facts if not fact.negated}
    return [found for found in facts if not (found[2].negated and found[2].code in told)]


def _fact(text: str, hit: Hit[tuple[str, str]], following: int, *, negated: bool) -> tuple[int, int, ConditionFact]:
    code, name = hit.value
    start, end = hit.start, hit.end
    found = _GRADE.match(text, end)
    before = None if found else _GRADE_BEFORE.search(text[:start])
    said = next(filter(None, (found or before).groups()), None) if found or before else None  # type: ignore[union-attr]
    grade = _HAN_DIGIT.get(said, said) if said else None
    end = found.end() if found else end
    start = before.start() if before else start
    since = (
        _FOR_YEARS.match(text, end)
        or _SINCE.search(text, end, min(following, end + 28))
        or _SINCE.search(text, _clause_start(text, start), start)
    )
    if code == "hypertension":
        code = f"hypertension_{grade if grade in ('1', '2', '3') else '1'}"
    return start, end, ConditionFact(code, name, grade, since["s"] if since else None, negated, text[start:end])


def _clause_start(text: str, start: int) -> int:
    return max(0, start - 10, *(text.rfind(sign, 0, start) for sign in ",。;"))


def read_conditions(text: str) -> list[ConditionFact]:
    """The conditions named, in order; empty when none is."""
    source = without_negated(digits_for_words(normalise(text)))
    return [fact for _, _, fact in find_conditions(source)]


def take_health(sentence: Sentence) -> None:
    """Add social insurance, smoking, conditions and health as a whole."""
    for patterns, fact in (((_SOCIAL_NO, _SOCIAL_YES), SocialInsuranceFact), ((_SMOKES_NO, _SMOKES), SmokerFact)):
        for pattern, value in zip(patterns, (False, True), strict=True):
            found = pattern.search(sentence.rest)
            if found:
                sentence.add(*found.span(), fact(value, found.group()))
                break
    healthy = _HEALTHY.search(sentence.rest)
    for start, end, condition in find_conditions(sentence.rest):
        if condition.code == "pregnancy" and next(find_pregnancies(sentence.rest), None):
            continue  # 怀孕28周 is told about a person
        sentence.add(start, end, condition)
    if healthy:
        sentence.add(*healthy.span(), HealthyFact(healthy.group()))


def is_condition(text: str) -> bool:
    return _lexicon().whole(text) is not None
