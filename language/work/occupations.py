"""Occupations with their class, 1 (office) to 6 (dangerous)."""

from __future__ import annotations

import re
from functools import cache

from insurance.facts import HeadcountFact, OccupationFact
from language.vocabulary import rows, words
from language.words.lexicon import Hit, Lexicon, apart
from language.words.normal import is_question
from language.words.sentence import TAKEN, Sentence, plain
from language.work.work_told import find_work

# 是养蜂师, 做调酒师的: an occupation by its ending, not in the list
_BY_ENDING = re.compile(
    r"(?:(?:我|他|她|爸|妈|公|婆)?(?:是|做|当|干|"
    r"从事)(?:一?[名个位])?)?(?P<name>[\u4e00-\u9fff]{1,5}(?:师|员|匠|工|手))(?:的|"
    r"了)?"
)
_NOT_OCCUPATIONS = re.compile(
    r"[我你他她的了不没吗呢什么怎几多少]|老员|动手|对手|人员$|成员|会员|官员|员工|职工|分手|二手|一手|"
    r"随手|施工|手工|加工|罢工"
)


@cache
def _lexicon() -> Lexicon[tuple[str, int]]:
    return Lexicon((word, (name, int(level))) for name, level, cell in rows("occupations") for word in words(cell))


def read_occupation(text: str) -> OccupationFact | None:
    """An occupation of the list, else one told by its ending with class None, else None."""
    text = plain(text)
    if is_question(text) or len(text) > 60:
        return None
    hits = _best([*_lexicon().find(text), *_activities(text)])
    if hits:
        return _told(hits[0], text)
    found = _BY_ENDING.fullmatch(text)
    if found and not _NOT_OCCUPATIONS.search(found["name"]):
        return OccupationFact(found["name"], None, text)
    return None


def _activities(text: str) -> list[Hit[tuple[str, int]]]:
    return [Hit(start, end, text[start:end], (name, _levels()[name])) for start, end, name in find_work(text)]


@cache
def _levels() -> dict[str, int]:
    return {name: int(level) for name, level, _ in rows("occupations")}


_WORK = re.compile(r"(?:drives?|works?|doing|delivers?|mends?|runs?|owns?) |.* site$")


def _told(hit: Hit[tuple[str, int]], text: str) -> OccupationFact:
    """With the name in the language of the sentence: in English the customer's own noun."""
    name, level = hit.value
    if hit.word.isascii() and not re.search(r"[\u4e00-\u9fff]", text):
        listed = _lexicon().whole(hit.word) is not None and not _WORK.match(hit.word)
        name = hit.word if listed else _english()[name]
    return OccupationFact(name, level, hit.word)


@cache
def _english() -> dict[str, str]:
    """The first English noun of each occupation."""
    return {
        name: next(word for word in words(cell) if word.isascii() and not _WORK.match(word))
        for name, _, cell in rows("occupations")
    }


def _best(hits: list[Hit[tuple[str, int]]]) -> list[Hit[tuple[str, int]]]:
    """The word that tells most first: the longest."""
    return sorted(hits, key=lambda hit: -len(hit.word))


@cache
def _loose() -> frozenset[str]:
    return frozenset(word for (cell,) in rows("loose_occupations") for word in words(cell))


_IS = re.compile(
    r"(?:是|做|当|干|跑|送|的|职业|在|从事|岗位|工种|\b(?:is|am|'m|'s|as|an?|in|occupation:?|job:?|profession:?))[一]?[个名位]?\s?$"
)


# me, 41, male, engineer: an item of its own beside an age or a sex
_LISTED_BEFORE = re.compile(r"(?:\d{2}岁?|[男女]|\b(?:fe)?male|\b[mf])\s?[,/ ]\s?$")
_LISTED_AFTER = re.compile(r"\s?(?:[,.;。!/]|$)")
_NEAR = 4  # characters
_OTHERWISE = (
    (("快递", "外卖"), re.compile(r"单|柜|费|到|公司|什么")),
    (("老师", "医生", "大夫"), re.compile(r"[,!]?\s?(?:你好|您好|好(?![的吧])|在吗|请问|早上好|说|让|推荐|建议)")),
    (("老板", "经理", "领导", "老总"), re.compile(r"介绍|推荐|发的|让|给我|[,!]?\s?(?:你好|您好|在吗|请问)")),
    (("的哥",), re.compile(r"哥|儿")),
    (("退休",), re.compile(r"以?后|领|拿|金|年龄|以?前|生活|养老|工资")),
)


def take_occupations(sentence: Sentence) -> None:
    """Add the occupations, each once; a loose word (`医生`, `外卖`) only after 是, 做 or `is a`."""
    counted = any(isinstance(fact, HeadcountFact) for _, fact in sentence.found)
    hits = [hit for hit in _lexicon().find(sentence.rest) if not _is_other(sentence, hit, counted=counted)]
    told_more = [hit.start for hit in hits]  # 做装修的,高空作业: the list knows better
    activities = [
        hit for hit in _activities(sentence.rest) if not any(0 <= start - hit.end <= _NEAR for start in told_more)
    ]
    for hit in apart([*hits, *activities]):
        told = _told(hit, sentence.text)
        if any(isinstance(fact, OccupationFact) and fact.name == told.name for _, fact in sentence.found):
            sentence.take(hit.start, hit.end)
        else:
            sentence.add(hit.start, hit.end, told)


def _is_other(sentence: Sentence, hit: Hit[tuple[str, int]], *, counted: bool) -> bool:
    """A word of the list that tells nobody's work here: a parcel, a form of address, a source, an age to come."""
    staff = counted and sentence.rest[hit.start - 1 : hit.start] == TAKEN  # 40个工人
    stands = _IS.search(sentence.text[: hit.start]) or hit.word == sentence.text.strip()
    stands = stands or (
        _LISTED_BEFORE.search(sentence.text[: hit.start]) and _LISTED_AFTER.match(sentence.text, hit.end)
    )
    if sentence.text[: hit.start].endswith("retired "):  # a retired teacher is retired
        return True
    if hit.word in _loose() and not staff and not stands:
        return True
    return any(hit.word in names and after.match(sentence.text, hit.end) for names, after in _OTHERWISE)


def is_occupation(text: str) -> bool:
    return _lexicon().whole(text) is not None
