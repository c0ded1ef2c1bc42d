"""The contract's terms behind a customer's words; the list is `customer_words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from product_index.load import read_yaml

_FILE = Path(__file__).with_name("customer_words.yaml")
_WIDER, _CONDUCT = "~", "!"
_GAP = r".{0,6}?"
_BEGIN, _ENDING = r"(?<![a-z0-9])", r"(?:e?s|ed|ing)?(?![a-z0-9])"  # \b would see none beside a Chinese character


@dataclass(frozen=True)
class Thing:
    """Something customers ask about: the contract's terms for it, and what customers say."""

    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    wider: tuple[str, ...] = ()  # terms of which this is only one case
    conduct: bool = False  # an exclusion that names it decides

    @property
    def chinese(self) -> tuple[str, ...]:
        """What an article about it may say: the terms, and those phrases that stand in a text as they are."""
        plain = (one for one in self.phrases if not one.isascii() and "*" not in one)
        return tuple(dict.fromkeys((*self.terms, *plain)))


@dataclass(frozen=True)
class Said:
    """A thing found in a question, and where."""

    start: int
    end: int
    thing: Thing


def with_contract_terms(words: str) -> str:
    """The words, followed by the terms a contract has for what they say."""
    terms = [term for said in things_said(words) for term in said.thing.terms if term not in words]
    return " ".join([words, *dict.fromkeys(terms)])


def things_said(words: str) -> list[Said]:
    """The things a question names, longest phrase first where phrases overlap; one phrase may name several things."""
    said = words.lower()
    found = sorted(_matches(said), key=lambda one: (-one[0], one[1].start))
    kept: list[Said] = []
    for _, new in found:
        clashes = (one for one in kept if new.start < one.end and one.start < new.end)
        if all((one.start, one.end) == (new.start, new.end) for one in clashes):
            kept.append(new)
    return sorted(kept, key=lambda one: one.start)


def _matches(said: str) -> Iterator[tuple[int, Said]]:
    for pattern, length, thing in _patterns():
        for match in pattern.finditer(said):
            yield length, Said(*match.span(), thing)


@cache
def things() -> tuple[Thing, ...]:
    return tuple(_thing(terms, phrases) for terms, phrases in read_yaml(_FILE).items())


def _thing(key: str, phrases: list[str]) -> Thing:
    terms = key.removeprefix(_CONDUCT).split()
    own = tuple(term for term in terms if not term.startswith(_WIDER))
    wider = tuple(term.removeprefix(_WIDER) for term in terms if term.startswith(_WIDER))
    return Thing(own, tuple(phrases), wider, key.startswith(_CONDUCT))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, Thing], ...]:
    return tuple(
        (_pattern(phrase), len(phrase.replace("*", "")), thing)
        for thing in things()
        for phrase in dict.fromkeys((*thing.terms, *thing.phrases))
    )


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = _GAP.join(re.escape(part) for part in phrase.lower().split("*"))
    return re.compile(rf"{_BEGIN}{parts}{_ENDING}" if phrase.isascii() else parts)
