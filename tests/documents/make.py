"""Writes a set of documents and its truth into a folder."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from PIL import Image

from tests.documents.damage import DAMAGES, RUIN, on_table
from tests.documents.paper import CARD, Paper
from tests.documents.plan import MAKERS, Order, orders
from tests.documents.truth import CUT_OFF, READABLE, Document, save
from tests.documents.typeset import height_before, pdf, pictures

SEED, HELD_OUT = "lingbao-claims", "lingbao-claims-held-out"
_LEFT_ABOVE: Mapping[str, tuple[str, ...]] = {  # what still stands where the picture is cut before the amount
    "electronic": ("name", "invoice_number", "date", "visit"),
    "receipt": ("name", "invoice_number", "date", "visit", "admission_date", "discharge_date"),
    "ward": ("name", "hospital", "visit", "admission_date", "discharge_date"),
    "slip": ("name", "hospital", "date", "visit"),
}


def make_set(folder: Path, seed: str = SEED) -> tuple[Document, ...]:
    """Make all documents of the seed and truth.json; the same bytes each time on one machine."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = get_context("spawn")  # a fork of a process that has typeset something waits for ever for threads it hasn't
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), fresh) as pool:
        made = tuple(pool.map(partial(make_one, folder, seed), orders(seed), chunksize=4))
    save(folder, made)
    return made


def make_one(folder: Path, seed: str, order: Order) -> Document:
    rng = Random(f"{seed}:{order.kind}:{order.layout}:{order.copy}")
    paper = MAKERS[order.kind][0](rng, order.layout)
    file = f"{order.kind}-{order.layout}-{order.copy:02d}.{order.form[:3]}"
    if order.form == "pdf_text":
        pages = len(pictures(paper))
        (folder / file).write_bytes(pdf(paper))
    else:
        shots = [_damage(picture, paper, order, rng) for picture in pictures(paper)]
        pages = len(shots)
        (folder / file).write_bytes(_encoded(shots, order))
    return Document(
        file, order.kind, order.layout, order.form, order.damage, order.quality, _visible(paper, order), pages
    )


def _damage(picture: Image.Image, paper: Paper, order: Order, rng: Random) -> Image.Image:
    if order.quality == CUT_OFF:
        end = (
            height_before(paper, "amount") or picture.height
        ) - paper.ppi // 6  # a line higher: marks stand on theirs
        picture = picture.crop((0, 0, picture.width, end))
    picture = on_table(picture, rng) if paper.shape == CARD else picture.convert("RGB")
    for name in order.damage:
        if name != "cut":
            picture = {**DAMAGES, **RUIN}[name](picture, rng)
    return picture


def _visible(paper: Paper, order: Order) -> dict[str, str]:
    if order.quality == READABLE:
        return dict(paper.fields)
    if order.quality == CUT_OFF:
        return {code: paper.fields[code] for code in _LEFT_ABOVE[paper.layout]}
    return {}


def _encoded(shots: list[Image.Image], order: Order) -> bytes:
    stream = io.BytesIO()
    if order.form == "pdf_scan":
        then = time.gmtime(0)
        more = {"append_images": shots[1:], "save_all": True, "creationDate": then, "modDate": then}
        shots[0].save(stream, "PDF", resolution=150, quality=88, **more)
    elif order.form == "jpg":
        shots[0].save(stream, "JPEG", quality=40 if "jpeg_q40" in order.damage else 90)
    else:
        shots[0].save(stream, "PNG", compress_level=3)
    return stream.getvalue()
