"""What is told about people, piece by piece: a relation, an age, a sex, a birth, a pregnancy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from insurance.facts import Age, OccupationFact
from insurance.lines import Relation
from language.amounts.numbers import whole_number
from language.people.ages import find_ages
from language.people.person_births import births
from language.people.person_event import Event, taken
from language.people.person_hedges import hedged
from language.people.person_loose import alone, loose_age
from language.people.person_patterns import (
    AFTER_SEX,
    AGE_AFTER,
    AGE_LIST,
    AGES_BEFORE,
    BEFORE_CHILD,
    LATER,
    MILESTONE_AFTER,
    MILESTONE_DAY,
    NOT_HIS_AGE,
    RIGHT_NOW,
    SEX,
    SHORT_SEX,
    STAY_AFTER,
    TURNING,
    WITH_SEX,
)
from language.people.person_pregnancy import find_pregnancies
from language.people.person_relations import relations
from language.people.person_self import self_places, selves
from language.people.self_patterns import (
    SELF_SEX,
)
from language.words.sentence import TAKEN, Sentence


def events(sentence: Sentence, today: date) -> Iterator[Event]:
    """What is told about people, not in order; an age beside a hedge is approximate."""
    for event in _events(sentence, today):
        yield hedged(sentence.text, event)


def _events(sentence: Sentence, today: date) -> Iterator[Event]:
    pregnancies = [Event(start, end, weeks=weeks) for start, end, weeks in find_pregnancies(sentence.rest)]
    for event in pregnancies:
        yield taken(sentence, event)
    named = relations(sentence)
    yield from named
    others = [(event.start, event.end) for event in named]
    speaker = [Event(start, end, Relation.SELF) for start, end in selves(sentence, others)]
    yield from speaker
    infants = any(event.relation in (Relation.CHILD, Relation.GRANDCHILD) for event in named)
    yield from births(sentence, today)
    for span in list(find_ages(sentence.rest, today)):
        if LATER.match(sentence.rest, span.end):
            continue
        yield from _listed_before(sentence, span.start)
        start, end = _with_its_day(sentence.rest, span.start, span.end)
        sentence.take(start, end)
        yield Event(span.start, span.end, age=span.age, approximate=span.approximate)
        if sentence.text.startswith("age", span.start):  # aged 4, 6 and 9
            yield from _listed(sentence, span.end)
    for found in SELF_SEX.finditer(sentence.text):
        name = next(name for name, said in found.groupdict().items() if said)
        if sentence.rest[found.start(name)] != TAKEN:
            yield taken(sentence, Event(*found.span(name), sex="male" if name.startswith("m") else "female"))
    for found in SHORT_SEX.finditer(sentence.rest):
        said = {name[0]: words for name, words in found.groupdict().items() if words}
        sex = "male" if said["s"] == "m" else "female"
        yield taken(sentence, Event(found.start(), found.end(), age=Age(int(said["m"])), sex=sex))
    for event in [*named, *speaker]:
        yield from _ages_after(sentence, event, infants=infants, today=today)
    for place in self_places(sentence):
        yield from _ages_after(sentence, Event(place, place), infants=False, today=today)
    for found in [*WITH_SEX.finditer(sentence.rest), *AFTER_SEX.finditer(sentence.rest)]:
        yield taken(sentence, Event(found.start("m"), found.end("m"), age=Age(whole_number(found["m"]) or 0)))
    for found in SEX.finditer(sentence.rest):
        said = next(filter(None, found.groups()))
        sex = "male" if said in ("男", "男性", "男士", "male", "man", "m") else "female"
        yield taken(sentence, Event(found.start(), found.end(), sex=sex))
    yield from alone(sentence)
    working = any(isinstance(fact, OccupationFact) for _, fact in sentence.found)
    yield from loose_age(sentence, named=bool(named or speaker or working))


def _ages_after(sentence: Sentence, person: Event, *, infants: bool, today: date) -> Iterator[Event]:
    """A bare number right after a person is an age: `我爸65了`, `two kids 6 and 9`."""
    found = AGE_AFTER.match(sentence.rest, person.end)
    value = 1 if found and found["n"] == "one" else whole_number(found["n"]) if found else None
    if found and value is not None and value <= 120:
        yield taken(
            sentence,
            Event(
                found.start("n"),
                found.end(),
                age=Age(value, 6 if found["half"] else 0),
                approximate=bool(found["more"]),
            ),
        )
        yield from _listed(sentence, found.end())
    elif infants and person.relation in (Relation.CHILD, Relation.GRANDCHILD):
        near = sentence.rest[: person.end + 18]
        for span in find_ages(near, today, infants=True):
            between = near[person.end : span.start]
            near_by = len(between) <= 8 or RIGHT_NOW.search(between)
            just_after = (
                span.start >= person.end
                and near_by
                and not (NOT_HIS_AGE.search(between) or STAY_AFTER.match(sentence.rest, span.end))
            )
            just_before = span.end <= person.start and BEFORE_CHILD.fullmatch(near, span.end, person.start)
            if just_after or just_before:
                sentence.take(*_with_its_day(sentence.rest, span.start, span.end))
                yield Event(span.start, span.end, age=span.age, approximate=span.approximate)


def _listed_before(sentence: Sentence, place: int) -> Iterator[Event]:
    """The bare numbers of a list whose last alone has the word for age: `38、36、8岁`."""
    found = AGES_BEFORE.search(sentence.rest[:place])
    for number in re.finditer(r"\d{1,2}", found.group()) if found else ():
        start = found.start() + number.start()  # type: ignore[union-attr]
        yield taken(sentence, Event(start, start + len(number.group()), age=Age(int(number.group()))))


def _with_its_day(text: str, start: int, end: int) -> tuple[int, int]:
    """15号满八个月: where the age begins and ends with the day on which it is reached, so that nobody travels then."""
    within = text[start : start + 1] in ("满", "过")
    reached = within or text[max(0, start - 1) : start] in ("满", "过")
    day = MILESTONE_DAY.search(text[: start if within else start - 1]) if reached else None
    after = MILESTONE_AFTER.match(text, end) if TURNING.search(text[:start]) else None
    return day.start() if day else start, after.end() if after else end


def _listed(sentence: Sentence, place: int) -> Iterator[Event]:
    """The ages that follow the first one: `6 and 9`, `4, 7 and 10`."""
    found = AGE_LIST.match(sentence.rest, place)
    while found:
        value = whole_number(found["n"]) or 0
        yield taken(sentence, Event(found.start("n"), found.end("n"), age=Age(value), listed=True))
        found = AGE_LIST.match(sentence.rest, found.end())
