"""Perceptual hashes of documents: a photo taken again, scaled or compressed anew has nearly the same one."""

from __future__ import annotations

import io
import warnings

import imagehash
import pypdfium2
from PIL import Image, ImageStat, UnidentifiedImageError

SIDE = 16  # 16 × 16 bits
MOST_PIXELS = 50_000_000  # a larger picture is refused: it may be made to exhaust the memory
BLANK = 6.0  # standard deviation of the brightness, 0 to 255, below which there is nothing to compare


def print_of(content: bytes) -> str | None:
    """256 bits as 64 hex digits; None for what is no picture, or has nothing on it to compare."""
    try:
        picture = _first_page(content) if content.startswith(b"%PDF") else _picture(content)
    except (UnidentifiedImageError, OSError, ValueError, pypdfium2.PdfiumError, Image.DecompressionBombError):
        return None
    if picture is None or ImageStat.Stat(picture.convert("L")).stddev[0] < BLANK:
        return None
    return str(imagehash.phash(picture, hash_size=SIDE))


def _picture(content: bytes) -> Image.Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(content))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        picture.load()
    return picture


def _first_page(content: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].render(scale=1.0).to_pil()
    finally:
        document.close()
