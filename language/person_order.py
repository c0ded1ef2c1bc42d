"""Ages told in the order of the people: `我和老公分别36和38`, `my wife and dad are 41 and 72`."""

from __future__ import annotations

import re
from dataclasses import replace

from language.kinship import BOTH
from language.person_event import Event

_AND = re.compile(r"\s?(?:和|跟|与|及|,|、|and|&|\+|\s)*\s?(?:我们?家?的?|my |the |our |她|他|his |her )?")
_BETWEEN_AGES = re.compile(r"(?:\s|,|、|和|跟|and|&|一个|另一个|岁|is|are|'s)*")


def in_pairs(told: list[Event], text: str) -> list[Event]:
    """The events with each age behind its person, wherever as many ages follow a list of people."""
    ordered: list[Event] = []
    place = 0
    while place < len(told):
        people = _run(told, place, text, _AND, named=True)
        ages = _run(told, place + len(people), text, _BETWEEN_AGES, named=False)
        if len(people) > 1 and len(people) == len(ages):
            pairs = zip(people, ages, strict=True)
            ordered += [event for person, age in pairs for event in (person, replace(age, listed=False))]
            place += 2 * len(people)
        else:
            ordered += told[place : place + max(1, len(people))]
            place += max(1, len(people))
    return ordered


def _run(told: list[Event], place: int, text: str, joint: re.Pattern[str], *, named: bool) -> list[Event]:
    """The events from this place on that are all people, or all ages, with nothing but joints between them."""
    run: list[Event] = []
    for event in told[place:]:
        wanted = event.relation is not None and event.count == 1 and event.sex != BOTH if named else _only_age(event)
        if not wanted or (run and not joint.fullmatch(text[run[-1].end : event.start])):
            break
        run.append(event)
    return run


def _only_age(event: Event) -> bool:
    return event.relation is None and event.age is not None
