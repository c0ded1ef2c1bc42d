"""Which of the names handed in (products, insurers, their nicknames) a text mentions, also with slips."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from language.cover.naming_chinese import ChineseNames
from language.cover.naming_english import EnglishNames
from language.words.normal import normalise

_LONGEST = 300  # characters; nobody names a product beyond
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Named:
    """A name found. `start` and `end` count in the normalised text; `exact` is False when a slip was forgiven."""

    id: str
    name: str
    start: int
    end: int
    exact: bool


def read_names(text: str, names: Mapping[str, str]) -> tuple[Named, ...]:
    """The names a text mentions, in order; of two that overlap the exact, then the longer one.

    Forgiven are homophones (tones ignored), one wrong, missing or extra character in a name of four or more,
    Traditional characters, spaces, case, and one or two wrong letters in a longer English name. Names that are
    ordinary words of insurance (`意外险`) never count. Two names of the same words give both ids.

    Args:
        text: as typed.
        names: each name or nickname with the id it stands for. The index over them is built once per content.
    """
    if not names or not text.strip():
        return ()
    plain = normalise(text[:_LONGEST])
    chinese, english = _indexes(tuple(names.items()))
    found = [Named(*each) for each in (*chinese.find(plain), *english.find(plain))]
    return _without_overlaps(found)


@lru_cache(maxsize=4)
def _indexes(names: tuple[tuple[str, str], ...]) -> tuple[ChineseNames, EnglishNames]:
    chinese = [(name, id_) for name, id_ in names if _HAN.search(name)]
    english = [(name, id_) for name, id_ in names if not _HAN.search(name)]
    return ChineseNames(chinese), EnglishNames(english)


def _without_overlaps(found: list[Named]) -> tuple[Named, ...]:
    kept: list[Named] = []
    for each in sorted(found, key=lambda named: (not named.exact, named.start - named.end, named.start)):
        clash = [other for other in kept if each.start < other.end and other.start < each.end]
        twin = all((other.start, other.end, other.exact) == (each.start, each.end, each.exact) for other in clash)
        if twin and each.id not in {other.id for other in clash}:
            kept.append(each)
    return tuple(sorted(kept, key=lambda named: named.start))
