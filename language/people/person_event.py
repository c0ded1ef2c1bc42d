"""One thing told about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from insurance.facts import Age
from insurance.lines import Relation
from language.words.sentence import Sentence


@dataclass(frozen=True)
class Event:
    start: int
    end: int
    relation: Relation | None = None
    sex: str | None = None
    count: int = 1
    age: Age | None = None
    approximate: bool = False
    birth: date | None = None
    weeks: int | None = None
    listed: bool = False


def taken(sentence: Sentence, event: Event) -> Event:
    sentence.take(event.start, event.end)
    return event
