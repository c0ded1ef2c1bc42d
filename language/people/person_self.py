"""Where a sentence speaks of the speaker."""

from __future__ import annotations

from collections.abc import Iterator

from language.people.person_patterns import (
    PRONOUN,
)
from language.people.self_patterns import (
    ME_AFTER,
    ME_BEFORE,
    ONLY_ME,
    SELF_AGED,
    SELF_BORN,
    SELF_NAMED,
    SELF_SEX,
)
from language.words.sentence import TAKEN, Sentence


def selves(sentence: Sentence, others: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The one place where the speaker is told about, if any: by words of its own, or beside one of the others."""
    for pattern in (SELF_SEX, SELF_AGED, SELF_BORN, ONLY_ME, SELF_NAMED):
        for found in pattern.finditer(sentence.text):
            inside = any(start <= found.start() < end for start, end in others)
            if sentence.rest[found.start()] != TAKEN and not inside:
                yield found.span()
                return
    for start, end in others:
        before, after = ME_BEFORE.search(sentence.text[:start]), ME_AFTER.match(sentence.text, end)
        if before or after:
            place = before.start() if before else after.end() - 1  # type: ignore[union-attr]
            yield place, place + 1
            return


def self_places(sentence: Sentence) -> list[int]:
    """Where an age may follow: after `我`, `I am`, or a pronoun."""
    return [found.end() for pattern in (SELF_AGED, ONLY_ME, PRONOUN) for found in pattern.finditer(sentence.rest)]
