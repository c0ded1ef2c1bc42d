"""Pages of a PDF: the text it has of its own, else a picture of the page to be read."""

from __future__ import annotations

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
    lines = [line for n in range(text.count_rects()) if (line := _line(text, text.get_rect(n), high))]
    if sum(len(line.text) for line in lines) < ENOUGH or _garbled(lines):
        return None
    return Page(tuple(_joined(lines)), page.get_width(), high, typed=True)


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


def _line(text: pypdfium2.PdfTextPage, place: tuple[float, float, float, float], high: float) -> Line | None:
    left, bottom, right, top = place
    words = " ".join(text.get_text_bounded(left, bottom, right, top).split())
    return Line(words, left, high - top, right, high - bottom) if words else None


def _garbled(lines: list[Line]) -> bool:
    """A font without a table of its characters."""
    every = "".join(line.text for line in lines)
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or ord(c) < 32 for c in every)
    return strange > 0.05 * len(every)


def _joined(lines: list[Line]) -> list[Line]:
    """Runs that follow closely on a line belong together: a change of font starts a new run."""
    done: list[Line] = []
    for line in sorted(lines, key=lambda each: (round(each.middle / 4), each.left)):
        last = done[-1] if done else None
        if (
            last
            and abs(last.middle - line.middle) < line.height * 0.4
            and -1 < line.left - last.right < line.height * 0.35
        ):
            done[-1] = Line(
                last.text + line.text, last.left, min(last.top, line.top), line.right, max(last.bottom, line.bottom)
            )
        else:
            done.append(line)
    return done
