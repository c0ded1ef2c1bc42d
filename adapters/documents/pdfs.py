"""Pages of a PDF: the text it has of its own, else a picture of the page to be read."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from adapters.documents.pages import Line, Page

Picture = np.ndarray[Any, Any]
MOST_PAGES = 20
DOTS = 170  # per inch
LONGEST = 2400  # pixels
ENOUGH = 12  # characters of text that are worth trusting
SCANNED = 0.5  # share of the page under pictures: the text with it is a scanner's guess
MOST_LETTERS = 30_000
LEVEL, SPACED, APART = 0.3, 0.18, 0.8  # of a letter's height: on one line; a space between; another run
TILTED = 0.1  # sine of the angle to the line
RED = 70  # by how much red exceeds the other lights, of 255
INVISIBLE = 3  # text render mode


class TooManyPages(ValueError):
    """More than MOST_PAGES."""


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """Raises pypdfium2.PdfiumError where it is none or encrypted; TooManyPages."""
    document = pypdfium2.PdfDocument(content)
    if len(document) > MOST_PAGES:
        raise TooManyPages
    return document


def typed_page(page: pypdfium2.PdfPage) -> Page | None:
    """The page's own text; None where it has none, or one that isn't to be trusted."""
    if not _own_text(page):
        return None
    text = page.get_textpage()
    high = page.get_height()
    lines = _lines(text, high)
    if sum(len(line.text) for line in lines) < ENOUGH or _garbled(lines):
        return None
    return Page(tuple(lines), page.get_width(), high, typed=True)


def picture_of(page: pypdfium2.PdfPage) -> Picture:
    """Blue, green, red."""
    scale = min(DOTS / 72, LONGEST / max(1.0, *page.get_size()))
    return np.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3])


def _own_text(page: pypdfium2.PdfPage) -> bool:
    """Whether what is seen is text: no scan below it, none of it invisible."""
    size = page.get_width() * page.get_height()
    for item in page.get_objects(max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            if (right - left) * (top - bottom) > SCANNED * size:
                return False
        elif item.type == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE:
            return False
    return True


def _lines(text: pypdfium2.PdfTextPage, high: float) -> list[Line]:
    """Characters that follow each other on a line, in one colour; those set at an angle (a seal's) are left out."""
    runs: list[list[_Letter]] = []
    for number in range(min(text.count_chars(), MOST_LETTERS)):
        letter = _letter(text, number, high)
        if letter is None:
            continue
        if runs and runs[-1][-1].goes_on(letter):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return [_line(run) for run in runs]


@dataclass(frozen=True)
class _Letter:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    red: bool

    def goes_on(self, other: _Letter) -> bool:
        gap = other.left - self.right
        level = abs(other.top + other.bottom - self.top - self.bottom) / 2 < LEVEL * self.size
        return level and self.red == other.red and -0.6 * self.size < gap < APART * self.size


def _letter(text: pypdfium2.PdfTextPage, number: int, high: float) -> _Letter | None:
    letter = chr(raw.FPDFText_GetUnicode(text, number))
    if letter.isspace() or letter == "\0" or abs(math.sin(raw.FPDFText_GetCharAngle(text, number))) > TILTED:
        return None
    left, bottom, right, top = text.get_charbox(number, loose=True)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, number, *map(ctypes.byref, colour))
    red, green, blue = (part.value for part in colour[:3])
    size = max(1.0, top - bottom)
    return _Letter(letter, left, high - top, right, high - bottom, size, red - max(green, blue) > RED)


def _line(run: Sequence[_Letter]) -> Line:
    words = run[0].text
    for before, letter in pairwise(run):
        words += (" " if letter.left - before.right > SPACED * letter.size else "") + letter.text
    top, bottom = min(each.top for each in run), max(each.bottom for each in run)
    return Line(words, run[0].left, top, run[-1].right, bottom, stamp=run[0].red)


def _garbled(lines: list[Line]) -> bool:
    """A font without a table of its characters."""
    every = "".join(line.text for line in lines)
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or ord(c) < 32 for c in every)
    return strange > 0.05 * len(every)
