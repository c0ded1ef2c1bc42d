"""Which papers a set has, and what is done to each: chosen by the seed, even over kinds and damages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from tests.documents import bills, cards, invoices, others, police, records, travel
from tests.documents.damage import RUIN
from tests.documents.paper import CARD, SCREEN, SHEET, Paper
from tests.documents.truth import CUT_OFF, READABLE, UNKNOWN, UNREADABLE

Maker = Callable[[Random, str], Paper]

MAKERS: Mapping[str, tuple[Maker, Sequence[str], int]] = {
    "medical_invoice": (invoices.medical_invoice, ("electronic", "paper", "receipt", "english"), 5),
    "itemised_bill": (bills.itemised_bill, ("ward", "slip", "summary", "long"), 4),
    "outpatient_record": (records.outpatient_record, ("sheet", "booklet", "table"), 4),
    "discharge_summary": (records.discharge_summary, ("summary", "record", "boxes", "english"), 3),
    "diagnosis_certificate": (records.diagnosis_certificate, ("plain", "numbered", "leave"), 4),
    "delay_certificate": (travel.delay_certificate, ("letter", "form", "phone", "english"), 3),
    "boarding_pass": (travel.boarding_pass, ("stub", "phone", "printed", "foreign"), 3),
    "property_irregularity_report": (travel.property_irregularity_report, ("bilingual", "english"), 3),
    "police_report": (police.police_report, ("receipt", "accident", "finding"), 2),
    "identity_card": (cards.identity_card, ("front", "back", "copy"), 3),
    "driving_licence": (cards.driving_licence, ("card", "phone"), 3),
    "bank_card": (cards.bank_card, ("chip", "plain"), 4),
    "death_certificate": (records.death_certificate, ("form", "hospital"), 3),
    UNKNOWN: (others.unknown, others.LAYOUTS, 1),
}
"""kind → what makes it, its layouts, and how many of each layout."""

ENDURES: Mapping[str, Sequence[str]] = {
    SHEET: ("", "skewed", "turned", "blurred", "jpeg_q40", "phone", "stamped", "faded", "creased"),
    CARD: ("", "skewed", "turned", "blurred", "jpeg_q40", "phone", "faded"),
    SCREEN: ("", "jpeg_q40", "blurred"),
}
"""What may be done to each shape; the empty one leaves it clean."""

_SECOND = {
    "stamped": ("jpeg_q40", "skewed", "phone"),
    "creased": ("jpeg_q40", "turned", "skewed"),
    "skewed": ("jpeg_q40", "blurred"),
    "turned": ("jpeg_q40", "phone"),
    "phone": ("jpeg_q40", "blurred"),
}
_CUTS = (
    ("medical_invoice", "electronic"),
    ("medical_invoice", "receipt"),
    ("itemised_bill", "ward"),
    ("itemised_bill", "slip"),
)
_RUINED = (
    *(("medical_invoice", "paper"), ("medical_invoice", "electronic"), ("itemised_bill", "summary")),
    *(("identity_card", "front"), ("diagnosis_certificate", "plain"), ("discharge_summary", "summary")),
    *(("boarding_pass", "stub"), ("delay_certificate", "form")),
)


@dataclass(frozen=True)
class Order:
    """One document to make.

    Attributes:
        damage: names of damage.DAMAGES, or one of damage.RUIN; empty if clean.
        form: as in truth.Document.
    """

    kind: str
    layout: str
    copy: int
    damage: tuple[str, ...]
    form: str
    quality: str = READABLE


def orders(seed: str) -> Iterator[Order]:
    """All documents of a set, the unreadable ones last."""
    for kind, (maker, layouts, copies) in MAKERS.items():
        rng = Random(f"{seed}:{kind}")
        papers = [(layout, copy) for copy in range(copies) for layout in layouts]
        forms = _forms(rng)
        harms = {shape: cycle(rng.sample(known, len(known))) for shape, known in ENDURES.items()}
        for layout, copy in papers:
            shape = maker(Random(0), layout).shape
            yield _order(rng, kind, layout, copy, shape, next(harms[shape]), next(forms))
    yield from _spoilt(seed)


def _forms(rng: Random) -> Iterator[str]:
    return cycle(rng.sample(("text", "scan", "jpg", "jpg", "jpg", "png", "jpg"), 7))


def _order(rng: Random, kind: str, layout: str, copy: int, shape: str, harm: str, form: str) -> Order:
    if layout == "long" and form not in ("text", "scan"):  # several pages
        form = rng.choice(("text", "scan"))
    if form == "text" and shape == SHEET and kind != UNKNOWN and layout != "copy":
        return Order(kind, layout, copy, (), "pdf_text")
    damage: tuple[str, ...] = (harm,) if harm else ()
    if harm in _SECOND and rng.random() < 0.4:
        damage += (rng.choice(_SECOND[harm]),)
    damage = ("photocopied", *damage) if layout == "copy" else damage
    if shape == SCREEN:
        return Order(kind, layout, copy, damage, "jpg" if damage else "png")
    if form in ("text", "scan"):
        return Order(kind, layout, copy, damage, "pdf_scan" if shape == SHEET else "jpg")
    return Order(kind, layout, copy, damage, "png" if form == "png" and not damage else "jpg")


def _spoilt(seed: str) -> Iterator[Order]:
    rng = Random(f"{seed}:spoilt")
    for kind, layout in _CUTS:
        yield Order(kind, layout, 90, ("cut",), "jpg", quality=CUT_OFF)
    for (kind, layout), ruin in zip(rng.sample(_RUINED, len(_RUINED)), cycle(RUIN)):
        yield Order(kind, layout, 91, (ruin,), "jpg", quality=UNREADABLE)
