"""A page as it was read: lines of text with their places, upright and straight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """One run of text.

    Attributes:
        left, top, right, bottom: in pixels of the upright page; skew is taken out.
        sure: mean certainty of its characters, 0 to 1.
        stamp: it is printed in red: the words of a stamp, mostly.
        weak: certainty of each character, where known.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float = 1.0
    weak: tuple[float, ...] = ()
    stamp: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def em(self) -> float:
        """The width of a full-width character."""
        return max(1.0, (self.right - self.left) / max(1, units(self.text)))


@dataclass(frozen=True)
class Page:
    """`flaws` of the picture only; `typed`: the text is the PDF's own; `edges`: sides through which text runs."""

    lines: tuple[Line, ...]
    width: float
    height: float
    flaws: tuple[str, ...] = ()
    turned: int = 0
    typed: bool = False
    edges: int = 0


def units(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(1.0 if ord(c) > 0x2E7F else 0.55 for c in text)


def as_fields(page: Page) -> dict[str, Any]:
    """For JSON."""
    return asdict(page)


def from_fields(found: Mapping[str, Any]) -> Page:
    lines = tuple(Line(**(line | {"weak": tuple(line["weak"])})) for line in found["lines"])
    return Page(**(dict(found) | {"lines": lines, "flaws": tuple(found["flaws"])}))
