"""Pictures: measured by their header first, then decoded; copies upright and bare."""

from __future__ import annotations

import io
import warnings

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from adapters.uploads.refusing import Refuse

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF", "image/heif": "HEIF"}
QUALITY = 85
FAST = 8  # a JPEG is read whole at an eighth of its size as well

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # we measure ourselves, before anything is decoded
warnings.simplefilter("ignore")


def check_picture(content: bytes, kind: str, pixels: int) -> None:
    """Decoded to its last line; a HEIC only opened, as decoding one of 5 MB takes longer than its sender should wait.

    That a HEIC was cut off is seen by its boxes; what else is wrong with it is seen when a copy is drawn.

    Raises Refuse.
    """
    picture = open_picture(content, kind, pixels)
    if picture.format == "HEIF":
        return
    picture.draft(None, (max(1, picture.width // FAST), max(1, picture.height // FAST)))
    _load(picture)


def open_picture(content: bytes, kind: str, pixels: int) -> Image.Image:
    """Opened by the one reader of its kind, not decoded yet. Raises Refuse."""
    if kind == "image/webp":  # its reader takes memory for the whole picture at once
        _measure(*_webp_size(content), pixels)
    try:
        picture = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
    except MemoryError:
        raise
    except Exception:
        raise Refuse("damaged") from None
    _measure(*picture.size, pixels)
    if picture.format in ("PNG", "WEBP") and getattr(picture, "n_frames", 1) > 1:
        raise Refuse("moving")
    return picture


def draw_picture(content: bytes, kind: str, side: int, pixels: int) -> bytes:
    """A JPEG, its longer side `side` pixels at most, upright, without metadata. Raises Refuse."""
    picture = open_picture(content, kind, pixels)
    picture.draft("RGB", (side, side))
    _load(picture)
    return as_jpeg(ImageOps.exif_transpose(picture), side)


def as_jpeg(picture: Image.Image, side: int) -> bytes:
    """On white, in the colours of a screen."""
    profile = picture.info.get("icc_profile")
    if picture.mode not in ("RGB", "RGBA", "LA", "PA", "P", "L", "CMYK"):
        picture = picture.convert("L" if picture.mode[0] in "I1F" else "RGB")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture = _screen_colours(picture, profile)
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)  # the pixels only: whatever else the picture carried stays behind
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _screen_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that can't be used: the plain colours are close enough
    return picture.convert("RGB")


def _measure(width: int, height: int, pixels: int) -> None:
    if width * height > pixels or not width * height:
        raise Refuse("pixels", limit=pixels // 1_000_000) if width * height else Refuse("damaged")


def _load(picture: Image.Image) -> None:
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception:
        raise Refuse("damaged") from None


def _webp_size(content: bytes) -> tuple[int, int]:
    """As its first chunk says: RFC 9649, sections 2.5 to 2.7."""
    kind, body = content[12:16], content[20:30]
    if len(body) < 10:
        raise Refuse("damaged")
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
