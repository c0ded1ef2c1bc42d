"""The relations a sentence names, with how many they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from insurance.lines import Relation
from language.amounts.numbers import whole_number
from language.people.child_sex import sexes_of_children
from language.people.kinship import find_kin, is_strangers
from language.people.person_event import Event, taken
from language.people.person_mentions import beside_the_insured, only_mentioned
from language.people.person_patterns import (
    ADDRESSED,
    COUNT,
    COUPLE,
    NOT_FOR,
    NOT_WANTED,
    OTHERS_WORD,
    OUR_CHILD,
    PLURAL,
)
from language.words.sentence import Sentence


def relations(sentence: Sentence) -> list[Event]:
    """Everyone told of by a relation, couples first; who is only mentioned is left out."""
    return [*_couple(sentence), *_relations(sentence)]


def _relations(sentence: Sentence) -> Iterator[Event]:
    for found in OUR_CHILD.finditer(sentence.rest):  # our 3 year old
        yield Event(found.start(), found.end(), Relation.CHILD)
    hits = find_kin(sentence.rest)
    sexes = sexes_of_children(sentence.rest, hits)
    for event in sexes:
        yield taken(sentence, event)
    hits = [hit for hit in hits if all(hit.start != event.start for event in sexes)]
    apart = beside_the_insured(sentence.rest, hits)
    for hit in hits:
        kin = hit.value
        if (
            kin.relation is Relation.SELF
            or hit in apart
            or _is_no_person(sentence.rest, hit.start, hit.end)
            or only_mentioned(sentence.rest, hit.start, hit.end)
        ):
            continue
        if is_strangers(sentence.text, hit.start):
            kin = replace(kin, relation=Relation.OTHER)
        start, count = _counted(sentence.rest, hit.start, hit.end)
        yield taken(sentence, Event(start, hit.end, kin.relation, kin.sex or None, max(count, kin.count)))


_OWN_COUPLE = re.compile(r"老伴|我(?:今年)?\d\d")  # 老两口去旅游,我70,老伴68


def _is_no_person(text: str, start: int, end: int) -> bool:
    """A part of another word (`员工福利`), an address (`大哥,我想问`), or one for whom nothing is wanted."""
    if text[start:end] == "老两口" and _OWN_COUPLE.search(text):
        return True
    if text[max(0, start - 1) : end] in ("小姐姐", "小哥哥", "老太太", "老先生"):
        return True
    addressed = ADDRESSED.match(text, end) and not text[:start].strip(" ,!你您好")
    return bool(
        OTHERS_WORD.match(text, end)
        or NOT_FOR.search(text[:start])
        or NOT_WANTED.match(text, end)
        or (addressed and text[start] not in "我爸妈")
    )


def _counted(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the person begins with its count, and the count: `两个孩子`, `3 kids`, but not `59 dad`."""
    before = COUNT.search(text[:start])
    if not before or text[max(0, before.start() - 1)] == "第":
        return start, 1
    if before["k"] and not PLURAL.search(text[start:end]):
        return start, 1
    count = whole_number(next(filter(None, before.groups())))
    return (before.start(), count) if count else (start, 1)


def _couple(sentence: Sentence) -> Iterator[Event]:
    """`我们两口子`: the speaker and the spouse."""
    for found in COUPLE.finditer(sentence.rest):
        if found.group().startswith(("我", "咱")) or found.start() == 0 or sentence.rest[found.start() - 1] != "老":
            yield Event(found.start(), found.end(), Relation.SELF)
            yield taken(sentence, Event(found.start(), found.end(), Relation.SPOUSE))
            return
