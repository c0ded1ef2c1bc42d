"""What runs in the limited process: pages are read here, and what they say is made out here."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import cv2

from adapters.documents.pages import Page, as_fields, from_fields
from adapters.documents.pdfs import open_pdf, picture_of, typed_page
from adapters.documents.photographs import read_picture
from adapters.documents.pictures import open_picture
from adapters.documents.recognising import THREADS, Recogniser
from adapters.documents.understanding import understand

PDF = "application/pdf"
cv2.setNumThreads(THREADS)


@functools.cache
def _recogniser() -> Recogniser:
    return Recogniser()


def handle(fields: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """One of: count the pages of a file, read one page, make out what the pages say."""
    match fields["do"]:
        case "count":
            return {"pages": len(open_pdf(content)) if fields["media_type"] == PDF else 1}, b""
        case "page":
            return as_fields(_page(content, fields["media_type"], fields["page"])), b""
        case _:
            return understand([from_fields(page) for page in fields["pages"]]), b""


def _page(content: bytes, media_type: str, number: int) -> Page:
    if media_type != PDF:
        return read_picture(_recogniser(), open_picture(content))
    page = open_pdf(content)[number]
    return typed_page(page) or read_picture(_recogniser(), picture_of(page))
