"""Illnesses and conditions with grade, since when, and whether they are denied; health as a whole; habits."""

from __future__ import annotations

import re
from functools import cache

from insurance.facts import ConditionFact, HealthyFact
from language.amounts.number_words import digits_for_words
from language.cover.lines import worried_about
from language.health.condition_degrees import find_degree
from language.health.condition_findings import find_findings
from language.health.condition_slips import right_names
from language.health.habits import take_habits
from language.people.person_pregnancy import find_pregnancies
from language.vocabulary import rows, words
from language.words.lexicon import Hit, Lexicon, apart
from language.words.normal import normalise
from language.words.sentence import Sentence, without_negated

_READING = "reading"  # told by a reading, not by name
_HAN_DIGIT = {char: str(value) for value, char in enumerate("一二三四五六", 1)}
_GRADE = re.compile(
    r"[\s,]?\s?[(]?(?:第|ti-?rads|bi-?rads|stage|grade|level|"
    r"类型)?\s?(?P<g>[1-6一二三四五六](?:[abc](?![a-z]))?)\s?(?:级|类|期|度|型)|\s?(?P<j>[1-6][abc](?![a-z]))|"
    r"[\s,]?\s?(?:ti-?rads|bi-?rads|stage|grade|type)\s?(?P<h>[1-6][abc]?)"
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
    r"doesn't have|never had|neither|"
    r"without|free of|\bnor\b|not)\s?(?:any )?$"
)
_JOINED = re.compile(r"\s?(?:和|、|跟|以及|或者?|及|,\s?(?:也没有?|没有?)?|/|or|nor|and)\s?(?:any )?")
_HEALTHY = re.compile(
    r"身体(?:很|非常|挺|都|一直|蛮|还)*(?:健康|好|不错|(?:倍儿?)?棒|硬朗|结实|没毛病|没问题|没病)|(?:没有?(?:任何|什么|"
    r"啥)?(?:毛病|疾病|病史|既往症|大毛病|健康问题|慢性病)|无病史|"
    r"无既往症|都健康|很健康|健健康康|没生过病|没病没灾|没啥病|没什么病|健康得很)"
    r"|(?:no|(?:don't|doesn't) have any|without any) "
    r"(?:known |other )?(?:health|medical|pre-?existing) (?:problems?|issues?|conditions?)|(?:perfectly |very |"
    r"quite )healthy|in good health|i'm healthy|is healthy|am healthy|"
    r"nothing wrong with|no medical history|clean bill of health|"
    r"体检(?:一切|都|全|各项(?:指标)?)*正常"
)
# 高血压没有, 三高都没有: the denial behind
_DENIED_AFTER = re.compile(
    r"(?:这些|那些|之类的?|什么的|啥的|[,\s])?(?:我?都|也|从来|倒是|一概|统统|是|肯定)*(?:没有|没得过|没查出|没得|没)(?=[,。;!\s的]|$)"
)
_CONTRAST = re.compile(r"but|有|就是|只是|但|不过|倒|only|just|though|however|除了")
_GRADE_WITHIN = re.compile(
    r"(?P<g>[1-6一二三四五六][abc]?)\s?(?:级|类)|"
    r"(?:grade|level|ti-?rads|bi-?rads) (?P<h>\d[abc]?)|(?P<j>[1-6][abc])(?![a-z])"
)


@cache
def _lexicon() -> Lexicon[tuple[str, str]]:
    return Lexicon((word, (code, name)) for code, name, cell in rows("conditions") for word in words(cell))


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name, _ in rows("conditions")}


def find_conditions(text: str) -> list[tuple[int, int, ConditionFact]]:
    """All conditions of a normalised text; a denial reaches over `没有高血压和糖尿病`."""
    text = right_names(text)
    hits = [hit for hit in _hits(text) if not worried_about(text, hit.start)]
    denied = _denials(text, hits)
    facts: list[tuple[int, int, ConditionFact]] = []
    for place, hit in enumerate(hits):
        following = hits[place + 1].start if place + 1 < len(hits) else len(text)
        for code in hit.value[0].split("+"):  # 三高 is three conditions
            one = Hit(hit.start, hit.end, hit.word, (code, _names()[code]))
            facts.append(_fact(text, one, following, negated=denied[place]))
    told = {fact.code for _, _, fact in facts if not fact.negated}
    denied_once = {fact.code: start for start, _, fact in reversed(facts) if fact.negated}
    return [
        found
        for found in facts
        if not (found[2].negated and (found[2].code in told or denied_once[found[2].code] != found[0]))
    ]


def _hits(text: str) -> list[Hit[tuple[str, str]]]:
    """By name or by finding."""
    found = [
        Hit(start, end, text[start:end], (code, _READING if reading else _names()[code]))
        for start, end, code, reading in find_findings(text)
    ]
    return apart([*found, *_lexicon().find(text)])


def _denials(text: str, hits: list[Hit[tuple[str, str]]]) -> list[bool]:
    """For each hit whether it is denied, before it, behind it, or with another it is joined to."""
    denied: list[bool] = []
    for place, hit in enumerate(hits):
        previous = hits[place - 1] if place else None
        between = text[previous.end : hit.start] if previous else ""
        joined = previous is not None and (not between or _JOINED.fullmatch(between) is not None)
        joined = joined and not _CONTRAST.search(between.replace("没有", ""))
        joined = joined and not ("," in between and hit.value[1] == _READING)
        denied.append(bool(_NEGATED.search(text[: hit.start])) or (joined and denied[-1]))
        if _DENIED_AFTER.match(text, hit.end):
            denied[-1] = True
            back = place
            while back and not text[hits[back - 1].end : hits[back].start].strip("和、跟,及 "):
                back -= 1
                denied[back] = True
    return denied


def _fact(text: str, hit: Hit[tuple[str, str]], following: int, *, negated: bool) -> tuple[int, int, ConditionFact]:
    code, start, end = hit.value[0], hit.start, hit.end
    degree = find_degree(text, code, start, end)
    if degree:
        start, end, grade = degree
    else:
        start, end, grade = _graded(text, start, end)
    since = (
        _FOR_YEARS.match(text, end)
        or _SINCE.search(text, end, min(following, end + 28))
        or _SINCE.search(text, _clause_start(text, start), start)
    )
    name = _names()[code]
    if code == "hypertension":
        code = f"hypertension_{grade if grade in ('1', '2', '3') else '1'}"
    return start, end, ConditionFact(code, name, grade, since["s"] if since else None, negated, text[start:end])


def _graded(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """Where the condition begins and ends with its grade, and the grade."""
    after = _GRADE.match(text, end)
    before = None if after else _GRADE_BEFORE.search(text[:start])
    found = after or before or _GRADE_WITHIN.search(text, start, end)
    said = next(filter(None, found.groups()), None) if found else None
    grade = _HAN_DIGIT.get(said, said) if said else None
    return (before.start() if before else start), (after.end() if after else end), grade


def _clause_start(text: str, start: int) -> int:
    return max(0, start - 10, *(text.rfind(sign, 0, start) for sign in ",。;"))


def read_conditions(text: str) -> list[ConditionFact]:
    """The conditions named, in order; empty when none is."""
    source = without_negated(digits_for_words(normalise(text)))
    return [fact for _, _, fact in find_conditions(source)]


def take_health(sentence: Sentence) -> None:
    """Add social insurance, smoking, conditions and health as a whole."""
    take_habits(sentence)
    healthy = _HEALTHY.search(sentence.rest)
    for start, end, condition in find_conditions(sentence.rest):
        if condition.code == "pregnancy" and next(find_pregnancies(sentence.rest), None):
            continue  # 怀孕28周 is told about a person
        sentence.add(start, end, condition)
    if healthy:
        sentence.add(*healthy.span(), HealthyFact(healthy.group()))


def is_condition(text: str) -> bool:
    return _lexicon().whole(text) is not None
