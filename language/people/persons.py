"""People mentioned, each with what the sentence tells about them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from insurance.facts import PersonFact
from insurance.lines import Relation, Sex
from language.people.kinship import BOTH
from language.people.person_event import Event
from language.people.person_events import events
from language.people.person_order import both_sexes, in_pairs
from language.words.sentence import Sentence


def take_persons(sentence: Sentence, today: date) -> None:
    """Add each person once, in order; ages, sexes and pregnancies go to the person they stand by."""
    told = sorted(events(sentence, today), key=lambda event: event.start)
    for start, person in _assemble(in_pairs(told, sentence.text), sentence.text):
        sentence.found.append((start, person))


def _assemble(told: list[Event], text: str) -> list[tuple[int, PersonFact]]:
    people: list[tuple[Event, PersonFact]] = []
    for event, following in zip_longest(told, told[1:]):
        if event.relation:
            _add_person(people, event, text, own=_has_own_age(event, following, text))
        elif (
            event.age
            and following
            and following.relation
            and _is_of_next(event, text[event.end : following.start], text)
        ):
            people.append((event, _told(PersonFact(), event)))
        elif people and _fits(people[-1], event, text):
            _tell(people, event, text)
        else:
            people.append((event, _told(PersonFact(), event)))
    return [(event.start, replace(person, text=text[event.start : event.end])) for event, person in people]


_ATTACHED = re.compile(r"\s?(?:的)?\s?(?:老|我)?[,(]?\s?")


_IS_OF_NEXT = re.compile(r"大?的小?")  # 和3岁的女儿


def _is_of_next(event: Event, gap: str, text: str) -> bool:
    """3岁的女儿, 72-year-old dad."""
    return bool(_IS_OF_NEXT.fullmatch(gap)) or (gap == " " and text[: event.end].endswith("-old"))


YOUNGER = (Relation.CHILD, Relation.GRANDCHILD)  # whose age no parent shares


def _has_own_age(event: Event, following: Event | None, text: str) -> bool:
    """老师,38,爱人40: the age behind the person leaves the one before to somebody else."""
    return bool(
        following
        and following.age
        and following.relation is None
        and not following.listed
        and len(text[event.end : following.start].strip()) <= _NEAR
    )


_NEAR = 3  # characters


def _add_person(people: list[tuple[Event, PersonFact]], event: Event, text: str, *, own: bool = False) -> None:
    sexes = (
        both_sexes(text[event.start : event.end]) if event.sex == BOTH else [Sex(event.sex)] if event.sex else [None]
    )
    if people and people[-1][1].relation is None and len(sexes) == 1:
        first, person = people[-1]
        between = text[first.end : event.start]
        if _ATTACHED.fullmatch(between) and not (own and "," in between):  # 65岁的老爸
            people[-1] = (
                replace(first, end=event.end),
                replace(person, relation=event.relation, sex=person.sex or sexes[0], count=event.count),
            )
            return
    known = [_named_before(people, event, sex) for sex in sexes]
    if all(place is not None for place in known):
        again = [people[place] for place in known if place is not None]
        people[:] = [each for each in people if each not in again]
        people.extend((replace(first, end=event.end, sex=event.sex), person) for first, person in again)
        return
    people.extend((event, PersonFact(event.relation, sex=sex, count=event.count)) for sex in sexes)


def _named_before(people: list[tuple[Event, PersonFact]], event: Event, sex: Sex | None) -> int | None:
    """Where the same person was named before, of whom no age is told yet: `给爸妈买,爸68妈65`."""
    if event.count > 1 or event.relation in (Relation.OTHER, Relation.EMPLOYEE):
        same_as_last = people and (people[-1][1].relation, people[-1][1].sex) == (event.relation, sex)
        return len(people) - 1 if same_as_last and people[-1][1].age is None and event.count == 1 else None
    for place in reversed(range(len(people))):
        person = people[place][1]
        if person.count > 1 and person.age is None and person.relation is event.relation and person.sex in (None, sex):
            people[place] = (people[place][0], replace(person, count=1, sex=sex))  # 三个娃,老大10岁
            return place
        same = person.sex == sex or (person.relation is Relation.SPOUSE and sex is None)
        if person.relation is event.relation and same and person.age is None and person.count == 1:
            return place
    return None


def _fits(last: tuple[Event, PersonFact], event: Event, text: str) -> bool:
    gap = text[last[0].end : event.start]
    return len(gap) <= 40 and not re.search(r"[。;!?]", gap)


def _tell(people: list[tuple[Event, PersonFact]], event: Event, text: str) -> None:
    first, person = people[-1]
    if event.age is None:
        known = person.sex if event.sex else person.pregnant_weeks
        if known is None:
            people[-1] = (first, _told(person, event))
        return
    if person.age is not None and person.count == 1 and _same_age_said_better(event, text):
        people[-1] = (first, replace(person, age=event.age, approximate=event.approximate))
        return
    if person.age is not None and _DECADE.search(text[: event.end]) and event.approximate:
        return  # 22岁,00后
    if person.age is not None and first.sex == BOTH and len(people) > 1 and people[-2][1].age == person.age:
        people[-1] = (first, _told(person, event))
        return
    earlier = [place for place, (_, other) in enumerate(people) if other.relation and other.age is None]
    if person.age is not None and earlier and text[max(0, event.start - 1)] in "他她":
        people[earlier[-1]] = (people[earlier[-1]][0], _told(people[earlier[-1]][1], event))
        return
    pair = len(people) > 1 and people[-2][1].age is None and person.count == 1 and _paired(people, text)
    if event.listed and pair:
        people[-2] = (people[-2][0], replace(people[-2][1], age=person.age, approximate=person.approximate))
        people[-1] = (first, _told(replace(person, age=None, approximate=False), event))
        return
    if person.age is not None:
        siblings = person.relation in (Relation.CHILD, Relation.GRANDCHILD, Relation.PARENT, None) or person.count > 1
        same_word = person.count > 1 or (event.listed and person.relation in YOUNGER)
        copy = PersonFact(person.relation if siblings else None, sex=person.sex if same_word else None)
        people[-1] = (first, replace(person, count=1))
        people.append((event, _told(copy, event)))
        return
    between = text[first.end : event.end]
    alike = re.search(r"都|both|均|\bare\b", between)  # 我和老婆都35
    target = len(people) - 1
    while target > 0 and people[target - 1][1].age is None and (alike or first.sex == BOTH):
        if people[target - 1][1].relation is not person.relation and (not alike or person.relation in YOUNGER):
            break
        target -= 1
    if first.sex == BOTH and event.listed is False and not alike:
        _tell_pair(people, event)
        return
    for place in range(target, len(people)):
        people[place] = (people[place][0], _told(people[place][1], event))


_DECADE = re.compile(r"[\d零一二三四五六七八九]{2}后$")
_AFTER_DECADE = re.compile(
    r"[\d零一二三四五六七八九]{2}后(?:[\u4e00-\u9fff]{2,5},)?[的,了吧\s]*(?:我|他|她)?(?:今年|现在|刚刚?好?|实际|其实|周岁|虚岁|满|是|也|就|才|已经)*\s?$"
)


def _same_age_said_better(event: Event, text: str) -> bool:
    """我00后,今年22: the decade of birth and then the age itself."""
    return not event.listed and bool(_AFTER_DECADE.search(text[: event.start]))


_AND = re.compile(r"\s?(?:和|跟|与|及|,|、|and|&)\s?(?:我的?|my )?")


def _paired(people: list[tuple[Event, PersonFact]], text: str) -> bool:
    """`我和老公36、38`: the last two are named together, so of two ages the first is the first one's."""
    between = text[people[-2][0].end : people[-1][0].start]
    return bool(_AND.fullmatch(between))


def _tell_pair(people: list[tuple[Event, PersonFact]], event: Event) -> None:
    """`父母65和63`: the first age is the father's and, unless a second follows, the mother's too."""
    for place in (-2, -1):
        people[place] = (people[place][0], _told(people[place][1], event))


def _told(person: PersonFact, event: Event) -> PersonFact:
    return replace(
        person,
        age=event.age or person.age,
        approximate=event.approximate or person.approximate,
        birth=event.birth or person.birth,
        sex=person.sex or (Sex(event.sex) if event.sex and event.sex != BOTH else None),
        pregnant_weeks=event.weeks or person.pregnant_weeks,
    )
