"""What the limited process for uploads does: look into a file, or draw a page of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.uploads.inspecting import inspect, kind_of
from adapters.uploads.pdfs import draw_page
from adapters.uploads.pictures import draw_picture
from adapters.uploads.refusing import Refuse

PDF = "application/pdf"


def handle(fields: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """`check` with the limits pages, pixels: media_type, pages. `show` with page, side, pixels: a JPEG, or no page.

    What isn't taken comes as `refused` with the reason and its values.
    """
    try:
        if fields["do"] == "check":
            media_type, pages = inspect(content, fields["pages"], fields["pixels"])
            return {"media_type": media_type, "pages": pages}, b""
        drawn = _draw(content, fields["page"], fields["side"], fields["pixels"])
    except Refuse as refused:
        return {"refused": refused.reason, "values": refused.values}, b""
    return {"drawn": drawn is not None}, drawn or b""


def _draw(content: bytes, page: int, side: int, pixels: int) -> bytes | None:
    kind = kind_of(content)
    if kind == PDF:
        return draw_page(content, page, side, pixels)
    return draw_picture(content, kind, side, pixels) if page == 1 else None
