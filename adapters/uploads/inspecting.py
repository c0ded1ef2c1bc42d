"""What a file is, by its content: kind, hidden second kinds, then the picture or the pages themselves."""

from __future__ import annotations

import filetype

from adapters.uploads.mixed import check_pure
from adapters.uploads.pdfs import check_pdf
from adapters.uploads.pictures import FORMATS, check_picture
from adapters.uploads.refusing import Refuse

PDF = "application/pdf"
SNIFFED = 8192  # bytes
PDF_HEADER_WITHIN = 1024  # bytes: where readers still look for it


def inspect(content: bytes, pages: int, pixels: int) -> tuple[str, int]:
    """Its media type and number of pages. Raises Refuse."""
    kind = kind_of(content)
    check_pure(content, kind)
    if kind == PDF:
        return kind, check_pdf(content, pages, pixels)
    check_picture(content, kind, pixels)
    return kind, 1


def kind_of(content: bytes) -> str:
    """Raises Refuse."""
    if not content:
        raise Refuse("empty")
    kind = filetype.guess_mime(content[:SNIFFED])
    if kind in FORMATS or (kind == PDF and content.startswith(b"%PDF-")):
        return str(kind)
    if kind == "image/apng":
        raise Refuse("moving")
    raise Refuse("mixed" if b"%PDF-" in content[:PDF_HEADER_WITHIN] else "type")
