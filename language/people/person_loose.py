"""Ages that stand away from their person, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insurance.facts import Age
from language.amounts.numbers import whole_number
from language.people.person_event import Event, taken
from language.people.person_patterns import (
    AGE_LIST,
    AGED_FIRST,
    ALL_AGED,
    ALONE,
    EACH_AGED,
    INSTEAD,
    LAST_AGED,
    TAKEN_BACK,
    TENS_ALONE,
)
from language.words.sentence import Sentence

_STATUS = re.compile(
    r"老人|俩|打工人|上班族|单身|已婚|未婚|宝妈|宝爸|北漂|沪漂|社畜|个体户|\b(?:single|married|divorced|retired)\b"
)

_NEARING = re.compile(
    r"(?:just |now |about to )?(?:pushing|turning|turned|turn|nearly|almost|approaching|going on) "
    r"(?P<n>[2-9]\d)(?=\s*(?:$|[,.;]|and\b))"
)


def loose_age(sentence: Sentence, *, named: bool) -> Iterator[Event]:
    """`爸妈身体好,都六十多了`, `我自己买,28`: an age away from its person, said with 都 or as the last word."""
    for vague in TENS_ALONE.finditer(sentence.rest):
        value = whole_number(vague["n"]) or 0
        yield taken(sentence, Event(vague.start("n"), vague.end(), age=Age(value), approximate=True))
    first = AGED_FIRST.match(sentence.rest)
    if first:
        yield taken(sentence, Event(first.start("n"), first.end(), age=Age(int(first["n"]))))
    nearing = _NEARING.match(sentence.rest)
    if nearing and not named:
        yield taken(sentence, Event(nearing.start("n"), nearing.end(), age=Age(int(nearing["n"]))))
    named = named or bool(_STATUS.search(sentence.text))
    each = EACH_AGED.search(sentence.rest) if named else None
    for place, name in enumerate("nm" if each else ""):
        age = Age(whole_number(each[name]) or 0)  # type: ignore[index]
        yield taken(sentence, Event(each.start(name), each.end(name), age=age, listed=place > 0))  # type: ignore[union-attr]
    found = ALL_AGED.search(sentence.rest) or (LAST_AGED.search(sentence.rest) if named else None)
    value = whole_number(found["n"]) if found else None
    if found and value:
        yield taken(sentence, Event(found.start("n"), found.end(), age=Age(value), approximate=bool(found["more"])))
        following = AGE_LIST.match(sentence.rest, found.end())
        if following:
            second = whole_number(following["n"]) or 0
            yield taken(sentence, Event(following.start("n"), following.end("n"), age=Age(second), listed=True))


def alone(sentence: Sentence) -> Iterator[Event]:
    """`年龄是53`, `not 35, 53`: a corrected bare number of two digits reads as an age."""
    found = ALONE.search(sentence.rest)
    if TAKEN_BACK.search(sentence.text) or "\ue000改" in sentence.rest:
        found = found or INSTEAD.search(sentence.rest)
    if (found and "\ue000" in sentence.rest) or (found and (found.groupdict().get("n") or found.groupdict().get("k"))):
        name = next(name for name, said in found.groupdict().items() if said)
        yield taken(sentence, Event(found.start(name), found.end(name), age=Age(int(found[name]))))
