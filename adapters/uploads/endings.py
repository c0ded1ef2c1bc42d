"""Where a file of each kind ends by its own format, and what stands after that."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

JPEG_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
JPEG_START, JPEG_END = b"\xff\xd8\xff", 0xD9
JPEG_BARE = {0x01, 0xD8}  # markers without a length, besides the restarts
PICTURE_BOXES = {b"ftyp", b"meta", b"mdat"}
PDF_END = b"%%EOF"
PDF_CUT = re.compile(rb"(?:%[^\r\n]*+[\r\n]*+)*+(?:\d|x$|xr)")  # a revision that has only begun
PDF_GOES_ON = re.compile(rb"[\x00\t\n\x0c\r ]*($|%|\d+ \d+ obj|xref|startxref|trailer|endstream)")


def after(content: bytes, kind: str) -> bytes | None:
    """What stands after the end; None when the end isn't there: the file was cut off."""
    end = {
        "image/jpeg": _jpegs, "image/png": _png, "image/webp": _webp, "image/heic": _boxes, "image/heif": _boxes,
        "application/pdf": _pdf,
    }[kind](content)  # fmt: skip
    return None if end is None else content[end:]


def has_strangers(content: bytes) -> bool:
    """Whether something stands between the revisions of a PDF that no PDF has there."""
    ends = [found.end() for found in re.finditer(PDF_END, content)]
    return any(PDF_GOES_ON.match(content, end) is None for end in ends)


def _jpegs(content: bytes) -> int | None:
    """After the last of the pictures one after another: phones keep a second exposure behind the first."""
    end = _jpeg(content, 0)
    while end is not None and content.startswith(JPEG_START, end):
        following = _jpeg(content, end)
        if following is None:
            return end
        end = following
    return end


def _jpeg(content: bytes, place: int) -> int | None:
    place += 2
    while (marker := JPEG_MARKER.search(content, place)) is not None:
        code, place = marker[1][0], marker.end()
        if code == JPEG_END:
            return place
        if code not in JPEG_BARE:
            place += int.from_bytes(content[place : place + 2], "big")
    return None


def _png(content: bytes) -> int | None:
    place = 8
    while place + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        place += 12 + length
        if name == b"IEND":
            return place if place <= len(content) else None
    return None


def _webp(content: bytes) -> int | None:
    end = 8 + int.from_bytes(content[4:8], "little")
    return end if end <= len(content) else None


def _boxes(content: bytes) -> int | None:
    """ISO base media: after the last whole box. None when one that makes the picture is cut off or isn't there."""
    end, whole = 0, set()
    for place, size, name in _walk_boxes(content):
        if place + size > len(content):
            break
        end = place + size
        whole.add(name)
    return end if whole >= PICTURE_BOXES else None


def _walk_boxes(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, place)
        if size == 1 and place + 16 <= len(content):
            size = int.from_bytes(content[place + 8 : place + 16], "big")
        size = size or len(content) - place
        if size < 8 or not name.isalnum():
            return
        yield place, size, name
        place += size


def _pdf(content: bytes) -> int | None:
    """After the last end mark; what begins another revision after it was cut off."""
    end = content.rfind(PDF_END)
    if end < 0:
        return None
    end += len(PDF_END)
    rest = content[end:].strip(b"\x00\t\n\x0c\r ")
    return None if PDF_CUT.match(rest) else end
