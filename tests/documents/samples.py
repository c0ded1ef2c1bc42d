"""Pictures for the customer's checklist: what each paper looks like, with contents that can't be anybody's."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageChops

from ops.places import ROOT
from tests.documents.paper import CARD, Paper
from tests.documents.plan import MAKERS
from tests.documents.typeset import pictures

FOLDER = ROOT / "bot" / "web" / "images" / "claims"
WIDTH, LARGEST = 480, 40_000  # pixels, bytes

LAYOUTS: Mapping[str, str] = {
    "identity_card": "front",
    "medical_invoice": "electronic",
    "outpatient_record": "booklet",
    "discharge_summary": "boxes",
    "diagnosis_certificate": "plain",
    "itemised_bill": "summary",
    "delay_certificate": "form",
    "boarding_pass": "stub",
    "property_irregularity_report": "bilingual",
    "police_report": "receipt",
    "driving_licence": "card",
    "bank_card": "chip",
    "death_certificate": "form",
}

_NOBODY: Mapping[str, Any] = {
    **{"name": "张样例", "latin": "ZHANG/YANGLI", "phone": "13800000000"},
    **{"hospital": "样例市样例医院", "address": "样例省样例市样例区样例路1号", "doctor": "李样例", "clerk": "李样例"},
    **{"checker": "李样例", "cashier": "王样例", "officer": "李样例", "relative": "李样例", "agent": "李样例"},
    **{
        "treasury": "样例省财政厅",
        "code": "00000000",
        "check": "000000",
        "age": "36",
        "id_number": "000000199001010000",
    },
    **{"number": "0000000000", "serial": "00000000", "province": "样例省", "city": "样例市", "district": "样例区"},
    **{"street": "样例路", "badge": "000000", "flight": "XX0000", "tag": "XX 000000", "report": "XXXXX00000"},
    **{"ticket": "000-0000000000", "year": "1990", "month": "1", "day": "1", "birth": "1990-01-01"},
    "bank": {"zh": "样例银行", "en": "SAMPLE BANK", "colour": "#0a4ea2"},
    "line": {"zh": "样例航空有限公司", "short": "样例航空", "en": "SAMPLE AIRLINES", "colour": "#0b2f6b"},
}
_OWN: Mapping[str, Mapping[str, Any]] = {
    "bank_card": {"number": "6200 0000 0000 0000 000", "latin": "ZHANG YANGLI"},
    "delay_certificate": {"cancelled": False, "planned": "14:30", "left": "17:55", "delay": "3小时25分钟"},
    "driving_licence": {"first": "2015-01-01", "since": "2021-01-01", "until": "2031-01-01", "licence": "C1"},
    "medical_invoice": {"title": "样例省医疗门诊收费票据（电子）"},
}


def make_samples(folder: Path = FOLDER) -> list[Path]:
    """Write <kind>.webp for every kind; the same bytes each time on one machine.

    Raises:
        ValueError: one would be too large for a phone's checklist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for kind, layout in LAYOUTS.items():
        path = folder / f"{kind}.webp"
        path.write_bytes(_small(sample(kind, layout)))
        made.append(path)
    return made


def sample(kind: str, layout: str) -> Image.Image:
    """The paper with nobody's contents, and SAMPLE across it."""
    paper = MAKERS[kind][0](Random(f"sample 4 {kind}"), layout)
    known = {**_NOBODY, **_OWN.get(kind, {})}
    contents = {key: known.get(key, value) for key, value in paper.contents.items()}
    picture = pictures(replace(paper, contents=contents))[0].convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    if paper.shape != CARD:
        ground = _without_blank_end(ground)
    ground.alpha_composite(_watermark(ground.size))
    return ground.convert("RGB")


def _without_blank_end(picture: Image.Image) -> Image.Image:
    """An A4 sheet is often half empty; the small picture has no room for that."""
    white = Image.new("RGB", picture.size, picture.convert("RGB").getpixel((2, picture.height - 2)))
    used = ImageChops.difference(picture.convert("RGB"), white).getbbox()
    return picture.crop((0, 0, picture.width, min(picture.height, (used or (0, 0, 0, 0))[3] + 40)))


def _watermark(size: tuple[int, int]) -> Image.Image:
    [mark] = pictures(Paper("sample", "mark", {"wide": size[0], "high": size[1]}, ppi=72))
    return mark.convert("RGBA").resize(size)


def _small(picture: Image.Image) -> bytes:
    high = picture.height * WIDTH // picture.width
    small = picture.resize((WIDTH, high), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, "WEBP", quality=78, method=6)
    if stream.tell() >= LARGEST:
        raise ValueError(f"{stream.tell()} bytes are too many for a sample picture")
    return stream.getvalue()
