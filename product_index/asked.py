"""What a question asks about: its things, and what is left of it once the asking itself is taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from product_index.customer_words import Thing, things_said
from product_index.load import read_yaml

_FILE = Path(__file__).with_name("asking_words.yaml")
_RUNS = re.compile(r"[a-z][a-z'-]+|[\u3400-\u9fff]{2,}")
_NUMERALS = re.compile(r"[零一二两三四五六七八九十百千万亿几]+")
_STEM = 5


@dataclass(frozen=True)
class Asked:
    """`things` are known ones, in groups that stand for the same words; `words` are what else was said."""

    things: tuple[tuple[Thing, ...], ...]
    words: tuple[str, ...]


def asked(question: str, unsaid: Sequence[str] = ()) -> Asked:
    """Read a question. `unsaid` are names (of the product, of its plans) that only say which product is meant."""
    text = question.lower()
    for name in sorted(unsaid, key=len, reverse=True):
        text = text.replace(name.lower(), " ")
    found = things_said(text)
    spans = dict.fromkeys((one.start, one.end) for one in found)
    groups = tuple(tuple(one.thing for one in found if (one.start, one.end) == span) for span in spans)
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    chinese, english = _asking_words()
    runs = _RUNS.findall(chinese.sub(" ", "".join(rest)))
    words = (run for run in runs if run not in english and not _NUMERALS.fullmatch(run))
    return Asked(groups, tuple(dict.fromkeys(words)))


@cache
def _asking_words() -> tuple[re.Pattern[str], frozenset[str]]:
    """The Chinese ones as a pattern, longest first; the English ones."""
    words = read_yaml(_FILE)
    return re.compile("|".join(sorted(map(re.escape, words["zh"]), key=len, reverse=True))), frozenset(words["en"])


def stem(word: str) -> str:
    """Enough of an English word to find its other forms."""
    return word[:_STEM]


def pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
