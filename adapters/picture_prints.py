"""Perceptual hashes of documents: a picture that is scaled or compressed anew has nearly the same one.

Forms are printed by the thousand, so what counts is what was filled in: the hash looks at frequencies above those of
the form's lines and blocks and below those of a camera's noise. Measured on forms of the same layout with other
contents, pairs differ in 24 bits and more; the same picture scaled to a third and compressed hard in 14 at most.
"""

from __future__ import annotations

import io
import warnings

import numpy as np
import pypdfium2
from PIL import Image, ImageStat, UnidentifiedImageError
from scipy.fft import dctn

SIDE = 256  # pixels a picture is brought to
LOWEST, HIGHEST = 16, 64  # frequencies, half waves a side, of which
EACH = 9  # every ninth gives a bit: 256
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
    return _hash(picture)


def _hash(picture: Image.Image) -> str:
    small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    waves = dctn(np.asarray(small, dtype=np.float64))[LOWEST:HIGHEST, LOWEST:HIGHEST].flatten()[::EACH]
    bits = np.packbits(waves > np.median(waves))
    return bits.tobytes().hex()


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
