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
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class PictureUnreadable(ValueError):
    """It can't be decoded or is too large. The text says nothing of its content."""


def open_picture(content: bytes) -> tuple[Picture, float]:
    """Blue, green, red as OpenCV has it; and by how much it was made smaller (1: not at all).

    Raises:
        PictureUnreadable
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureUnreadable
            image.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded at a smaller size at once
            longer = max(image.size)
            upright = ImageOps.exif_transpose(image)
            return _as_array(upright), min(1.0, LONGEST / longer)
    except PictureUnreadable:
        raise
    except Exception as error:  # whatever a decoder raises
        raise PictureUnreadable from error


def _as_array(image: Image.Image) -> Picture:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layers = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers)
    image = image.convert("RGB")
    if max(image.size) > LONGEST:
        image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
