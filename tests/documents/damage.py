"""What happens to a paper between the printer and the upload. Each takes a picture and a source of chance."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.documents.paper import Paper
from tests.documents.typeset import pictures

Damage = Callable[[Image.Image, Random], Image.Image]
_TABLES = ("#8b6f52", "#b9b4ab", "#54606b", "#c8b79a", "#3f3a36")


def on_table(picture: Image.Image, rng: Random) -> Image.Image:
    """A card lying on something, as it is photographed."""
    wide, high = picture.size
    table = Image.new("RGB", (int(wide * 1.3), int(high * 1.35)), rng.choice(_TABLES))
    table = ImageChops.multiply(table, _light(table.size, rng, 0.75))
    corner = (int(wide * rng.uniform(0.08, 0.2)), int(high * rng.uniform(0.1, 0.22)))
    table.paste(picture, corner, picture if picture.mode == "RGBA" else None)
    return table


def photocopied(picture: Image.Image, rng: Random) -> Image.Image:
    gray = picture.convert("L").point(lambda v: min(255, max(0, int((v - 128) * 1.35 + 140))))
    return gray.filter(ImageFilter.GaussianBlur(0.5)).convert("RGB")


def skewed(picture: Image.Image, rng: Random) -> Image.Image:
    angle = rng.choice((-1, 1)) * rng.uniform(2.5, 8)
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=rng.choice(_TABLES))


def turned(picture: Image.Image, rng: Random) -> Image.Image:
    way = rng.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270))
    return picture.transpose(way)


def blurred(picture: Image.Image, rng: Random) -> Image.Image:
    """Soft, but still readable to a person."""
    return picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.9, 1.5)))


def jpeg_q40(picture: Image.Image, rng: Random) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=40)
    return Image.open(stream).convert("RGB")


def phone(picture: Image.Image, rng: Random) -> Image.Image:
    """Taken from above by hand: a table around it, lines that meet, light from one side."""
    wide, high = picture.size
    edge = int(wide * 0.06)
    size = (wide + 2 * edge, high + 2 * edge)
    table = Image.new("RGB", size, rng.choice(_TABLES))
    table.paste(picture, (edge, edge))

    def near(x: int, y: int) -> tuple[float, float]:
        return x + rng.uniform(-0.9, 0.9) * edge, y + rng.uniform(-0.9, 0.9) * edge

    corners = [near(0, 0), near(size[0], 0), near(*size), near(0, size[1])]
    seen = table.transform(
        size, Image.Transform.PERSPECTIVE, _perspective(size, corners), Image.Resampling.BICUBIC, fillcolor="#4a443e"
    )
    return ImageChops.multiply(seen, _light(size, rng, 0.55))


def stamped(picture: Image.Image, rng: Random) -> Image.Image:
    """A red stamp over whatever is written there."""
    stamp = _stamp().resize((int(picture.width * 0.2),) * 2).rotate(rng.uniform(-40, 40), Image.Resampling.BICUBIC)
    layer = Image.new("RGB", picture.size, "white")
    written = picture.convert("L").point(lambda v: 255 * (v < 150)).getbbox() or (0, 0, *picture.size)
    left, top = (int(rng.uniform(a, b - side)) for a, b, side in zip(written[:2], written[2:], stamp.size, strict=True))
    layer.paste(stamp, (left, max(0, top)), stamp)
    return ImageChops.multiply(picture, layer)


def faded(picture: Image.Image, rng: Random) -> Image.Image:
    """Low contrast, like an old thermal print or a weak copy."""
    keep, floor = rng.uniform(0.3, 0.45), rng.randint(115, 135)
    return picture.point(lambda v: int(v * keep + floor))


def creased(picture: Image.Image, rng: Random) -> Image.Image:
    """Folded and unfolded, with the grain of a bad scan."""
    layer = Image.new("L", picture.size, 255)
    draw = ImageDraw.Draw(layer)
    for _ in range(rng.randint(2, 4)):
        x, y = rng.uniform(0.1, 0.9) * picture.width, rng.uniform(0.1, 0.9) * picture.height
        ends = (
            [(0, y), (picture.width, y + rng.uniform(-60, 60))]
            if rng.random() < 0.6
            else [(x, 0), (x + rng.uniform(-60, 60), picture.height)]
        )
        draw.line(ends, fill=rng.randint(120, 175), width=rng.randint(3, 7))
    shade = layer.filter(ImageFilter.GaussianBlur(2.5))
    grain = np.random.default_rng(rng.getrandbits(32)).integers(-16, 17, (picture.height, picture.width, 1), np.int16)
    folded = ImageChops.multiply(picture, Image.merge("RGB", (shade,) * 3))
    return Image.fromarray(np.clip(np.asarray(folded, np.int16) + grain, 0, 255).astype(np.uint8))


def smeared(picture: Image.Image, rng: Random) -> Image.Image:
    """Out of focus until nothing can be read."""
    return picture.filter(ImageFilter.GaussianBlur(picture.width / 90))


def tiny(picture: Image.Image, rng: Random) -> Image.Image:
    return picture.resize((170, max(1, picture.height * 170 // picture.width)), Image.Resampling.BILINEAR)


def dark(picture: Image.Image, rng: Random) -> Image.Image:
    """Taken without any light: grain and little else."""
    grain = np.random.default_rng(rng.getrandbits(32)).normal(14, 9, (picture.height, picture.width, 3))
    return Image.fromarray(np.clip(np.asarray(picture, np.float32) * 0.012 + grain, 0, 255).astype(np.uint8))


DAMAGES: Mapping[str, Damage] = {
    one.__name__: one for one in (skewed, turned, blurred, jpeg_q40, phone, stamped, faded, creased, photocopied)
}
RUIN: Mapping[str, Damage] = {one.__name__: one for one in (smeared, tiny, dark)}


def _light(size: tuple[int, int], rng: Random, darkest: float) -> Image.Image:
    """Brightness falling off towards one side."""
    x, y = np.meshgrid(np.linspace(-1, 1, 48), np.linspace(-1, 1, 48))
    turn = rng.uniform(0, 2 * np.pi)
    slope = (np.cos(turn) * x + np.sin(turn) * y) / 1.42
    values = 1 - (1 - darkest) * (slope + 1) / 2 - 0.06 * (x**2 + y**2) / 2
    small = Image.fromarray(np.clip(values * 255, 0, 255).astype(np.uint8))
    return Image.merge("RGB", (small.resize(size, Image.Resampling.BICUBIC),) * 3)


def _perspective(size: tuple[int, int], seen: list[tuple[float, float]]) -> list[float]:
    """The eight figures that bring the corners of the new picture to places of the old one."""
    wide, high = size
    rows, ends = [], []
    for (x, y), (u, v) in zip(((0, 0), (wide, 0), (wide, high), (0, high)), seen, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    return [float(one) for one in np.linalg.solve(np.array(rows, float), np.array(ends, float))]


@cache
def _stamp() -> Image.Image:
    [picture] = pictures(Paper("stamp", "round", {"name": "客户服务中心业务受理", "below": "已收讫"}, ppi=220))
    return picture
