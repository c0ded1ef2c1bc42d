"""Opens a picture: decoded within limits, upright as its EXIF says, of a size that can be read."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

Picture = np.ndarray[Any, Any]
MOST_PIXELS = 120_000_000
LONGEST = 2400  # pixels of the longer side that are read; more costs time and adds nothing

register_heif_opener()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses twice as many


class PictureUnreadable(ValueError):
    """It can't be decoded or is too large. The text says nothing of its content."""


def open_picture(content: bytes) -> Picture:
    """Blue, green, red as OpenCV has it.

    Raises:
        PictureUnreadable
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded at a smaller size at once
            return _as_array(ImageOps.exif_transpose(image))
    except Exception as error:  # whatever a decoder raises
        raise PictureUnreadable from error


def _as_array(image: Image.Image) -> Picture:
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if clear else "RGB")
    if max(image.size) > LONGEST:
        image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if clear:  # what can be seen through is paper
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
