"""What is told about people, piece by piece: a relation, an age, a sex, a birth, a pregnancy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from insurance.facts import Age, OccupationFact
from insurance.lines import Relation
from language.ages import find_ages
from language.kinship import find_kin
from language.numbers import whole_number
from language.person_births import births
from language.person_event import Event, taken
from language.person_hedges import hedged
from language.person_loose import alone, loose_age
from language.person_mentions import beside_the_insured, only_mentioned
from language.person_patterns import (
    ADDRESSED,
    AFTER_SEX,
    AGE_AFTER,
    AGE_LIST,
    AGES_BEFORE,
    BEFORE_CHILD,
    COUNT,
    COUPLE,
    LATER,
    MILESTONE_AFTER,
    MILESTONE_DAY,
    NOT_FOR,
    NOT_HIS_AGE,
    NOT_WANTED,
    OTHERS_WORD,
    OUR_CHILD,
    PLURAL,
    RIGHT_NOW,
    SEX,
    SHORT_SEX,
    STAY_AFTER,
    TURNING,
    WITH_SEX,
)
from language.person_pregnancy import find_pregnancies
from language.person_self import self_places, selves
from language.self_patterns import (
    SELF_SEX,
)
from language.sentence import TAKEN, Sentence


def events(sentence: Sentence, today: date) -> Iterator[Event]:
    """What is told about people, not in order; an age beside a hedge is approximate."""
    for event in _events(sentence, today):
        yield hedged(sentence.text, event)


def _events(sentence: Sentence, today: date) -> Iterator[Event]:
    pregnancies = [Event(start, end, weeks=weeks) for start, end, weeks in find_pregnancies(sentence.rest)]
    for event in pregnancies:
        yield taken(sentence, event)
    relations = [*_couple(sentence), *_relations(sentence)]
    yield from relations
    others = [(event.start, event.end) for event in relations]
    speaker = [Event(start, end, Relation.SELF) for start, end in selves(sentence, others)]
    yield from speaker
    infants = any(event.relation in (Relation.CHILD, Relation.GRANDCHILD) for event in relations)
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
    for event in [*relations, *speaker]:
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
    yield from loose_age(sentence, named=bool(relations or speaker or working))


def _relations(sentence: Sentence) -> Iterator[Event]:
    for found in OUR_CHILD.finditer(sentence.rest):  # our 3 year old
        yield Event(found.start(), found.end(), Relation.CHILD)
    hits = find_kin(sentence.rest)
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
        start, count = _counted(sentence.rest, hit.start, hit.end)
        yield taken(sentence, Event(start, hit.end, kin.relation, kin.sex or None, max(count, kin.count)))


def _is_no_person(text: str, start: int, end: int) -> bool:
    """A part of another word (`员工福利`), an address (`大哥,我想问`), or one for whom nothing is wanted."""
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
    count = whole_number(next(filter(None, before.groups())).replace("俩", "两").replace("仨", "三"))
    return (before.start(), count) if count else (start, 1)


def _couple(sentence: Sentence) -> Iterator[Event]:
    """`我们两口子`: the speaker and the spouse."""
    for found in COUPLE.finditer(sentence.rest):
        if found.group().startswith(("我", "咱")) or found.start() == 0 or sentence.rest[found.start() - 1] != "老":
            yield Event(found.start(), found.end(), Relation.SELF)
            yield taken(sentence, Event(found.start(), found.end(), Relation.SPOUSE))
            return


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
