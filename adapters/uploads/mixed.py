"""Files that are two things at once: a picture or a PDF to one program, an archive, a page or a program to another.

Pictures of phones do carry more than the picture (a second exposure, the short film of a motion photo, a maker's
notes), so what stands after a JPEG or HEIC is refused only when it is known for something else; after a PNG, a WebP or
a PDF nothing may stand.
"""

from __future__ import annotations

import io
import re
import zipfile

from adapters.uploads import endings
from adapters.uploads.refusing import Refuse

HEAD = 4096  # bytes in which browsers and readers look for what a file is
PDF = "application/pdf"
MARKUP = re.compile(rb"<(html|script|!doctype|svg|\?php|iframe|body|hta:)", re.IGNORECASE)
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\x00", b"MSCF\x00\x00\x00\x00")  # too long for chance
STARTS = (
    b"PK\x03\x04", b"PK\x05\x06", b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\x1f\x8b", b"BZh",
    b"GIF8", b"#!",
)  # fmt: skip
TAR = slice(257, 262)
MAKERS_TEXT = re.compile(rb'(vivo)?\{"')  # camera settings some phones write behind: an object runs nowhere


def check_pure(content: bytes, kind: str) -> None:
    """Raises Refuse: mixed, or damaged where the end is missing."""
    if kind != PDF and b"%PDF-" in content[:HEAD]:
        raise Refuse("mixed")
    if MARKUP.search(content[:HEAD]) or _is_zip(content):
        raise Refuse("mixed")
    rest = endings.after(content, kind)
    if rest is None:
        raise Refuse("damaged")
    if kind in ("image/jpeg", "image/heic", "image/heif"):
        if _is_known(rest):
            raise Refuse("mixed")
    elif rest.strip(b"\x00\t\n\x0c\r "):
        raise Refuse("mixed")
    if kind == PDF and endings.has_strangers(content):
        raise Refuse("mixed")


def _is_zip(content: bytes) -> bool:
    """Zip readers look from the end: whatever stands before, it opens."""
    try:
        return bool(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except MemoryError:
        raise
    except Exception:  # what can't be read as one isn't one
        return False


def _is_known(rest: bytes) -> bool:
    start = rest.lstrip(b"\x00\t\n\r ")
    if not start:
        return False
    return (
        start.startswith(STARTS)
        or start[TAR] == b"ustar"
        or rest[TAR] == b"ustar"
        or any(sign in rest for sign in ARCHIVES)
        or b"%PDF-" in rest
        or MARKUP.search(rest) is not None
        or (_is_text(start[:256]) and MAKERS_TEXT.match(start) is None)  # a script has no other sign
    )


def _is_text(some: bytes) -> bool:
    return all(c in b"\t\n\r" or 32 <= c < 127 for c in some.rstrip(b"\x00"))
