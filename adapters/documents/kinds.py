"""Tells the kind of a document by the weight of its words, as adapters/documents/kinds.yaml has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from adapters.documents.text import Sheet, normal
from insurance.claim_papers import UNKNOWN_KIND

FILE = Path(__file__).parent / "kinds.yaml"
ALMOST = 74.0  # of 100: a title with one of four characters misread
SHORT = 4  # characters under which a title must be found as it is
AT_TOP = 0.35  # share of the rows among which a title counts more
TITLE_AT_TOP = 1.25
PLENTY = 14.0  # points that leave no doubt when no other kind comes near


@dataclass(frozen=True)
class _Kind:
    name: str
    titles: Mapping[str, float]
    words: Mapping[str, float]
    against: Mapping[str, float]
    patterns: Sequence[tuple[re.Pattern[str], float]]


class Kinds:
    def __init__(self, found: Mapping[str, Any]) -> None:
        self._least = float(found["least"])
        self._kinds = [_kind(name, told) for name, told in found["kinds"].items()]

    def tell(self, sheet: Sheet) -> tuple[str, float]:
        """The kind and how sure it is, 0 to 1."""
        packed = sheet.packed
        rows = [re.sub(r"\s", "", "".join(cell.text for cell in row)).lower() for row in sheet.rows]
        top = rows[: max(4, round(AT_TOP * len(rows)))]
        told = [(_points(kind, packed, top, sheet.flow.text), kind.name) for kind in self._kinds]
        points = sorted(told, reverse=True)
        (best, name), (second, _) = points[0], points[1]
        if best < self._least:
            return UNKNOWN_KIND, 0.0
        return name, round(min(1.0, best / PLENTY) * (1 - 0.5 * max(0.0, second) / best), 3)


def _points(kind: _Kind, packed: str, top: Sequence[str], text: str) -> float:
    total = _best_title(kind.titles, packed, top)
    total += sum(weight for phrase, weight in kind.words.items() if _in(phrase, packed, text))
    total -= sum(weight for phrase, weight in kind.against.items() if _in(phrase, packed, text))
    return total + sum(weight for pattern, weight in kind.patterns if pattern.search(packed))


def load_kinds(file: Path = FILE) -> Kinds:
    return Kinds(yaml.safe_load(file.read_text(encoding="utf-8")))


def _kind(name: str, told: Mapping[str, Any]) -> _Kind:
    return _Kind(
        name,
        {_packed(phrase): float(weight) for phrase, weight in told.get("title", {}).items()},
        {
            _plain(phrase): float(weight)
            for group in ("words", "english")
            for phrase, weight in told.get(group, {}).items()
        },
        {_plain(phrase): float(weight) for phrase, weight in told.get("not", {}).items()},
        [(re.compile(pattern, re.IGNORECASE), float(weight)) for pattern, weight in told.get("pattern", {}).items()],
    )


def _packed(phrase: str) -> str:
    return re.sub(r"\s", "", normal(phrase)).lower()


def _plain(phrase: str) -> str:
    return normal(phrase).lower()


def _in(phrase: str, packed: str, text: str) -> bool:
    """English words need their borders: 'pir' isn't in 'expiry'."""
    if not phrase.isascii():
        return phrase in packed
    letters = r"\s*".join(re.escape(c) for c in re.sub(r"\s", "", phrase))
    return bool(re.search(rf"(?<![a-z]){letters}(?![a-z])", text, re.IGNORECASE)) or (
        len(phrase) > 11 and re.sub(r"\s", "", phrase) in packed
    )


def _best_title(titles: Mapping[str, float], packed: str, top: Sequence[str]) -> float:
    """Titles are often parts of each other: the best counts, a second adds a little."""
    found = sorted((_title(title, weight, packed, top) for title, weight in titles.items()), reverse=True)
    return found[0] + 0.25 * sum(found[1:3])


def _title(title: str, weight: float, packed: str, top: Sequence[str]) -> float:
    if any(title in row for row in top):
        return weight * TITLE_AT_TOP
    if title in packed:
        return weight
    if len(title) >= SHORT:
        likeness = max((fuzz.partial_ratio(title, row) for row in top if len(row) >= len(title) - 1), default=0.0)
        if likeness >= ALMOST:
            return weight * (likeness / 100) ** 2
    return 0.0
