"""Perceptual hashes of real pictures: the same document again is close, another one is far."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageDraw

from adapters.document_prints import ImagePrints
from tests.conversations.claim_documents import picture
from tests.documents.invoices import medical_invoice

SAME, NEAR = 14, 18  # bits; the rows of underwriting/risk_documents.json


def receipt(seed: int, size: tuple[int, int] = (800, 1100)) -> Image.Image:
    """Lines and blocks where a hospital's receipt has them."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for row in range(22):
        left, top = chance.randrange(40, 300), 40 + row * 48
        draw.rectangle((left, top, left + chance.randrange(80, 440), top + chance.randrange(8, 30)), fill="black")
    return picture


def content(picture: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


async def distance(one: bytes, other: bytes) -> int:
    prints = [await ImagePrints().of(each) for each in (one, other)]
    assert all(prints)
    return (int(str(prints[0]), 16) ^ int(str(prints[1]), 16)).bit_count()


@pytest.mark.parametrize("seed", range(5))
async def test_that_a_document_compressed_and_scaled_anew_is_the_same(seed: int):
    picture = receipt(seed)
    again = content(picture.resize((600, 825)), "JPEG", quality=55)
    assert await distance(content(picture), again) <= SAME


@pytest.mark.parametrize("seed", range(5))
async def test_that_a_document_with_one_figure_changed_is_nearly_the_same(seed: int):
    drawn = picture(medical_invoice(random.Random(seed), "paper"), "invoice")[1]
    changed = Image.open(io.BytesIO(drawn))
    middle, low = changed.width // 2, changed.height * 2 // 3
    ImageDraw.Draw(changed).rectangle((middle, low, middle + 22, low + 20), fill="white")
    assert await distance(drawn, content(changed, "JPEG", quality=85)) <= NEAR


async def test_that_other_documents_are_far():
    pictures = [content(receipt(seed)) for seed in range(8)]
    apart = [await distance(one, other) for place, one in enumerate(pictures) for other in pictures[:place]]
    assert min(apart) > NEAR * 2


async def test_that_forms_of_one_layout_filled_in_for_others_are_far():
    forms = [picture(medical_invoice(random.Random(seed), "paper"), "invoice")[1] for seed in range(5)]
    apart = [await distance(one, other) for place, one in enumerate(forms) for other in forms[:place]]
    assert min(apart) > NEAR


async def test_that_the_first_page_of_a_pdf_is_looked_at():
    picture = receipt(1)
    assert await distance(content(picture), content(picture, "PDF")) <= NEAR


BLANK = content(Image.new("RGB", (200, 200), "white"))


@pytest.mark.parametrize("broken", [b"", b"no picture", b"%PDF-1.7 broken", BLANK])
async def test_that_what_shows_nothing_has_no_print(broken: bytes):
    assert await ImagePrints().of(broken) is None
