"""English names in a text: as written, joined or parted, and with a letter or two wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from language.cover.naming_chinese import Found

_WORD = re.compile(r"[a-z0-9]+(?:'s)?")
# Words of every other product: alone they name nothing
_GENERIC = frozenset([
    "insurance", "cover", "policy", "plan", "accident", "medical", "travel", "life", "term", "whole", "critical",
    "illness", "annuity", "pension", "home", "car", "compulsory", "third", "party", "damage", "group", "family",
    "senior", "child", "global", "domestic", "employer", "liability", "the", "a", "an", "and", "of", "to", "for",
    "with", "cancer", "outpatient", "schengen", "asia", "elder", "elderly", "yearly", "million", "visa",
])  # fmt: skip
_LEAST, _ONE_SLIP, _TWO_SLIPS = 4, 7, 12  # letters a name needs to be read at all, with one, with two wrong
_POINTED_AT = re.compile(r"\s?(?:plan|policy|insurance|cover|product|one\b|保险|险|那|这|的|计划)")


class EnglishNames:
    """An index by first letter and length."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
        self._widest = 1
        for name, id_ in names:
            words = _WORD.findall(name.lower())
            joined = "".join(words)
            if len(joined) >= _LEAST and not set(words) <= _GENERIC:
                self._by_first[joined[0]].append((joined, name, id_, len(words)))
                self._widest = max(self._widest, len(words))

    def find(self, text: str) -> Iterator[Found]:
        words = list(_WORD.finditer(text))
        for first in range(len(words)):
            joined = ""
            for last in range(first, min(len(words), first + self._widest + 1)):
                joined += words[last].group()
                yield from self._same(joined, text, words[first].start(), words[last].end())

    def _same(self, typed: str, text: str, start: int, end: int) -> Iterator[Found]:
        for joined, name, id_, size in self._by_first.get(typed[0], ()):
            if typed == joined:
                if size > 1 or len(text.strip()) == end - start or _POINTED_AT.match(text, end):
                    yield id_, name, start, end, True
            elif _slipped(typed, joined):
                yield id_, name, start, end, False


def _slipped(typed: str, joined: str) -> bool:
    slips = 2 if len(joined) >= _TWO_SLIPS else 1 if len(joined) >= _ONE_SLIP else 0
    if not slips or abs(len(typed) - len(joined)) > slips:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(typed, joined, score_cutoff=slips) <= slips
