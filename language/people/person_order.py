"""Ages told in the order of the people: `我和老公分别36和38`, `my wife and dad are 41 and 72`."""

from __future__ import annotations

import re
from dataclasses import replace

from insurance.lines import Sex
from language.people.kinship import BOTH
from language.people.person_event import Event

_AND = re.compile(r"\s?(?:和|跟|与|及|,|、|and|&|\+|\s)*\s?(?:我们?家?的?|my |the |our |她|他|his |her )?")
_BETWEEN_AGES = re.compile(r"(?:\s|,|、|和|跟|and|&|一个|另一个|岁|is|are|'s)*")


_MOTHER_FIRST = re.compile(r"(?:m[auo]m|ma\b|mother|gran(?:ny|d?ma)|[妈母娘]|姥姥|外婆|奶奶|岳母|婆婆)")


def both_sexes(word: str) -> list[Sex | None]:
    """The two sexes in the order of the words: `mum and dad` names her first."""
    return [Sex.FEMALE, Sex.MALE] if _MOTHER_FIRST.match(word) else [Sex.MALE, Sex.FEMALE]


def in_pairs(told: list[Event], text: str) -> list[Event]:
    """The events with each age behind its person, wherever as many ages follow a list of people."""
    ordered: list[Event] = []
    place = 0
    while place < len(told):
        run = _run(told, place, text, _AND, named=True)
        people = [person for event in run for person in _each(event, text)] if len(run) > 1 else run
        ages = _run(told, place + len(run), text, _BETWEEN_AGES, named=False)
        if len(people) > 1 and len(people) == len(ages):
            pairs = zip(people, ages, strict=True)
            ordered += [event for person, age in pairs for event in (person, replace(age, listed=False))]
            place += len(run) + len(ages)
        else:
            ordered += told[place : place + max(1, len(run))]
            place += max(1, len(run))
    return ordered


def _each(event: Event, text: str) -> list[Event]:
    """爸妈 as two people."""
    if event.sex != BOTH:
        return [event]
    return [replace(event, sex=sex) for sex in both_sexes(text[event.start : event.end])]


def _run(told: list[Event], place: int, text: str, joint: re.Pattern[str], *, named: bool) -> list[Event]:
    """The events from this place on that are all people, or all ages, with nothing but joints between them."""
    run: list[Event] = []
    for event in told[place:]:
        wanted = event.relation is not None and event.count == 1 if named else _only_age(event)
        if not wanted or (run and not joint.fullmatch(text[run[-1].end : event.start])):
            break
        run.append(event)
    return run


def _only_age(event: Event) -> bool:
    return event.relation is None and event.age is not None
