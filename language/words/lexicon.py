"""Find the words of a list in a sentence: leftmost, then longest; English words only as whole words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Hit(Generic[T]):
    start: int
    end: int
    word: str
    value: T


class Lexicon(Generic[T]):
    """A word list. Cost grows with the length of the text, not with the length of the list."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[str, T]]] = {}
        for word, value in entries:
            self._by_first.setdefault(word[0], []).append((word, value))
        for same_first in self._by_first.values():
            same_first.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> list[Hit[T]]:
        """All hits in order, none overlapping. The text must be normalised."""
        hits: list[Hit[T]] = []
        position = 0
        while position < len(text):
            hit = self._at(text, position)
            if hit:
                hits.append(hit)
            position = hit.end if hit else position + 1
        return hits

    def whole(self, text: str) -> T | None:
        """The value when the whole text is one word of the list."""
        hit = self._at(text, 0) if text else None
        return hit.value if hit and hit.end == len(text) else None

    def _at(self, text: str, position: int) -> Hit[T] | None:
        for word, value in self._by_first.get(text[position], ()):
            if text.startswith(word, position):
                end = _end_of_word(text, position, position + len(word))
                if end:
                    return Hit(position, end, word, value)
        return None


def apart(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Of hits that overlap the longest, in order."""
    chosen: list[Hit[T]] = []
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)


def _end_of_word(text: str, start: int, end: int) -> int | None:
    """Where the word ends (with an English plural), or None when it is only a part of a longer English word."""
    if not _latin(text[start]):
        return end
    if start and _latin(text[start - 1]):
        return None
    for plural in ("", "s", "es"):
        stop = end + len(plural)
        if text.startswith(plural, end) and not (stop < len(text) and _latin(text[stop])):
            return stop
    return None


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
