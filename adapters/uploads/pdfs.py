"""PDFs: opened, counted, every page read, something found to look at; pages drawn as pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from adapters.uploads.pictures import as_jpeg
from adapters.uploads.refusing import Refuse

SMALL = 300  # pixels of the longer side: enough to see whether there is anything
ALMOST_WHITE = 250  # of 255
LARGEST_SCALE = 4.0  # 288 dots an inch: a small page isn't blown up
DEEPEST = 6  # groups within groups


def check_pdf(content: bytes, pages: int, pixels: int) -> int:
    """Its number of pages. Raises Refuse."""
    with _opened(content) as document:
        count = len(document)
        if count > pages:
            raise Refuse("pages", limit=pages)
        seen = False
        for index in range(count):
            with _page(document, index) as page:
                _check_pictures(page, pixels)
                seen = seen or _shows_something(page)
        if not seen:
            raise Refuse("blank")
        return count


def draw_page(content: bytes, number: int, side: int, pixels: int) -> bytes | None:
    """A page as JPEG, its longer side `side` pixels at most; None when there is no such page. Raises Refuse."""
    with _opened(content) as document:
        if not 1 <= number <= len(document):
            return None
        with _page(document, number - 1) as page:
            _check_pictures(page, pixels)
            return as_jpeg(_render(page, side), side)


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # pdfium may tell the error of a file before, so the file must say as well that it is encrypted
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in content
        raise Refuse("locked" if locked else "damaged") from None
    try:
        document.init_forms()  # what was filled in is to be seen
        yield document
    finally:
        document.close()


@contextmanager
def _page(document: pypdfium2.PdfDocument, index: int) -> Iterator[pypdfium2.PdfPage]:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        raise Refuse("damaged") from None
    try:
        yield page
    finally:
        page.close()


def _check_pictures(page: pypdfium2.PdfPage, pixels: int) -> None:
    """By what they say of themselves, before anything draws them."""
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST):
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(found, width, height) and width.value * height.value > pixels:
            raise Refuse("pixels", limit=pixels // 1_000_000)


def _shows_something(page: pypdfium2.PdfPage) -> bool:
    if not pdfium.FPDFPage_CountObjects(page) and not pdfium.FPDFPage_GetAnnotCount(page):
        return False
    return _render(page, SMALL).convert("L").getextrema()[0] < ALMOST_WHITE


def _render(page: pypdfium2.PdfPage, side: int):
    longest = max(page.get_size())
    if longest <= 0:
        raise Refuse("damaged")
    try:
        return page.render(scale=min(side / longest, LARGEST_SCALE)).to_pil()
    except pypdfium2.PdfiumError:
        raise Refuse("damaged") from None
