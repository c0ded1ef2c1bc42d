"""Draws the layouts of tests/unit/documents as a phone or a scanner would bring them."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pylopdf_fonts_zh_cn as chinese_fonts
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.unit.documents.layouts import Layout

Effect = Callable[[Image.Image], Image.Image]
WIDE = 1240


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont:
    file = next(f for f in sorted(fonts().rglob("*")) if f.suffix in (".otf", ".ttf") and "Sans" in f.name)
    return ImageFont.truetype(str(file), size)


def fonts() -> Path:
    return Path(chinese_fonts.__file__).parent


def draw(layout: Layout, size: int = 22) -> Image.Image:
    step = size * 2.1
    picture = Image.new("RGB", (WIDE, int(160 + step * len(layout.rows))), "white")
    pen = ImageDraw.Draw(picture)
    for x, row, text in layout.cells():
        pen.text((WIDE * x / 100, 70 + row * step), text, font=font(size), fill=(25, 25, 30))
    return picture


def turned(degrees: int) -> Effect:
    """Counter-clockwise."""
    return lambda picture: picture.rotate(degrees, expand=True)


def skewed(degrees: float) -> Effect:
    return lambda picture: picture.rotate(
        degrees, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=(225, 222, 215)
    )


def blurred(radius: float) -> Effect:
    return lambda picture: picture.filter(ImageFilter.GaussianBlur(radius))


def compressed(quality: int) -> Effect:
    def effect(picture: Image.Image) -> Image.Image:
        kept = io.BytesIO()
        picture.save(kept, "JPEG", quality=quality)
        return Image.open(kept)

    return effect


def dimmed(share: float) -> Effect:
    return lambda picture: picture.point(lambda value: int(value * share))


def shaded(picture: Image.Image) -> Image.Image:
    """Lit from one side."""
    pixels = np.asarray(picture).astype(np.float32)
    light = np.linspace(1.0, 0.55, pixels.shape[1], dtype=np.float32)[None, :, None]
    return Image.fromarray((pixels * light).astype(np.uint8))


def shrunk(share: float) -> Effect:
    return lambda picture: picture.resize(
        (int(picture.width * share), int(picture.height * share)), Image.Resampling.BILINEAR
    )


def photographed(picture: Image.Image) -> Image.Image:
    """On a table, at an angle."""
    page = np.asarray(picture)
    high, wide = page.shape[:2]
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    places = np.array(
        [[wide * 0.16, high * 0.12], [wide * 1.08, high * 0.2], [wide * 1.16, high * 1.1], [wide * 0.1, high * 1.16]],
        np.float32,
    )
    whole = (int(wide * 1.25), int(high * 1.28))
    table = cv2.warpPerspective(page, cv2.getPerspectiveTransform(corners, places), whole, borderValue=(96, 78, 60))
    return Image.fromarray(table)


def stamped(place: tuple[float, float]) -> Effect:
    """A round red stamp, its middle at a share of width and height."""

    def effect(picture: Image.Image) -> Image.Image:
        layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(layer)
        x, y, r = picture.width * place[0], picture.height * place[1], 95
        pen.ellipse((x - r, y - r, x + r, y + r), outline=(215, 30, 35, 190), width=7)
        pen.text((x - 44, y - 22), "专用章", font=font(30), fill=(215, 30, 35, 190))
        pen.regular_polygon((x, y - 44, 20), 5, fill=(215, 30, 35, 190))
        return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")

    return effect


def cut(left: float = 0, top: float = 0, right: float = 1, bottom: float = 1) -> Effect:
    return lambda p: p.crop((int(p.width * left), int(p.height * top), int(p.width * right), int(p.height * bottom)))


def noisy(picture: Image.Image) -> Image.Image:
    pixels = np.asarray(picture).astype(np.int16)
    grains = np.random.default_rng(7).normal(0, 9, pixels.shape)
    return Image.fromarray(np.clip(pixels + grains, 0, 255).astype(np.uint8))


def as_bytes(picture: Image.Image, kind: str = "PNG") -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind)
    return kept.getvalue()
