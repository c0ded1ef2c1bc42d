"""Text of the pages in one normal form, each character with its certainty: rows of cells, and one running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.documents.pages import Line, Page, units

GAP = "  "  # between cells of a row put together
SAME_ROW = 0.55  # of the lower cell's height: middles so close stand on one row
MOST_TEXT = 40_000  # characters of a document that are looked at
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "－": "-", "￥": "¥",
     "【": "[", "】": "]", "〈": "<", "〉": ">", "∶": ":", "﹕": ":", "•": "·", "・": "·"}
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """A stretch of text; `weak` holds the certainty of each character."""

    text: str
    weak: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.weak):
            raise ValueError("a certainty for each character")

    def cut(self, start: int, end: int | None = None) -> Span:
        return Span(self.text[start:end], self.weak[start:end])

    def __add__(self, other: Span) -> Span:
        return Span(self.text + other.text, self.weak + other.weak)

    def weakest(self, start: int, end: int) -> float:
        """Certainty of the least certain character that isn't blank."""
        told = [w for c, w in zip(self.text[start:end], self.weak[start:end], strict=True) if not c.isspace()]
        return min(told, default=1.0)

    def mean(self, start: int, end: int) -> float:
        told = [w for c, w in zip(self.text[start:end], self.weak[start:end], strict=True) if not c.isspace()]
        return sum(told) / len(told) if told else 1.0


@dataclass(frozen=True)
class Cell:
    span: Span
    left: float
    top: float
    right: float
    bottom: float

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)

    def across(self, start: int, end: int) -> tuple[float, float]:
        """Left and right of a part of the text."""
        whole = max(0.01, units(self.text))
        wide = self.right - self.left
        return self.left + wide * units(self.text[:start]) / whole, self.left + wide * units(self.text[:end]) / whole


Row = list[Cell]


@dataclass(frozen=True)
class Sheet:
    """All pages of a document: rows from the top down, one page after the other."""

    rows: Sequence[Row]
    flow: Span  # everything in reading order, blanks between Chinese characters taken out
    typed: bool
    stamps: str = ""  # what red stamps say

    @property
    def packed(self) -> str:
        """Everything without spaces, in small letters."""
        return re.sub(r"\s+", "", self.flow.text + self.stamps).lower()


def sheet(pages: Sequence[Page]) -> Sheet:
    rows = [row for page in pages for row in _rows([_cell(line) for line in page.lines if not _stamp(line)])]
    stamps = [_cell(line).span for page in pages for line in page.lines if _stamp(line)]
    text = Span("", ())
    for row in rows:
        for cell in row:
            text += cell.span + Span(" ", (1.0,))
            if len(text.text) > MOST_TEXT:
                break
    typed = bool(pages) and all(page.typed for page in pages)
    return Sheet(rows, _flowing(text), typed, " ".join(span.text for span in stamps))


def _stamp(line: Line) -> bool:
    """Red words lie over others; red numbers are the document's own."""
    return line.stamp and sum(c.isdigit() for c in line.text) < 5


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE)


def _cell(line: Line) -> Cell:
    letters, weak = [], []
    known = line.weak if len(line.weak) == len(line.text) else (line.sure,) * len(line.text)
    for character, chance in zip(line.text, known, strict=True):
        for one in normal(character):
            letters.append(one)
            weak.append(chance)
    return Cell(Span("".join(letters), tuple(weak)), line.left, line.top, line.right, line.bottom)


def _rows(cells: Sequence[Cell]) -> list[Row]:
    rows: list[Row] = []
    for cell in sorted(cells, key=lambda each: each.middle):
        row = next((row for row in reversed(rows[-6:]) if _on(row, cell)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def _on(row: Row, cell: Cell) -> bool:
    """Whether the cell stands on the row: level with the nearest of its cells and over none of them."""
    near = min(row, key=lambda each: max(each.left - cell.right, cell.left - each.right))
    level = abs(near.middle - cell.middle) < SAME_ROW * min(near.height, cell.height)
    over = any(min(each.right, cell.right) - max(each.left, cell.left) > 0.5 * cell.height for each in row)
    return level and not over


def _flowing(text: Span) -> Span:
    """Without the blanks next to a Chinese character: lines of a sentence come together."""
    kept = [
        n for n, c in enumerate(text.text)
        if not c.isspace() or not (_wide(text.text[n - 1 : n]) or _wide(text.text[n + 1 : n + 2]))
    ]  # fmt: skip
    return Span("".join(text.text[n] for n in kept), tuple(text.weak[n] for n in kept))


def _wide(character: str) -> bool:
    return bool(character) and ord(character) > 0x2E7F
