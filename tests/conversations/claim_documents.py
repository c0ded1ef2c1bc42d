"""Documents of claims about the people of a test: drawn by the same templates the reader is measured with."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from unittest.mock import patch

from PIL import Image

from tests.documents import bills, cards, invoices, records, travel
from tests.documents.damage import on_table
from tests.documents.paper import Paper
from tests.documents.people import Person
from tests.documents.people import person as any_person
from tests.documents.typeset import pictures

MODULES = (bills, cards, invoices, records, travel)
File = tuple[str, bytes, str]  # name, content, media type


@contextmanager
def about(who: Person, day: date, total: Decimal = Decimal(0)) -> Iterator[None]:
    """Whatever is drawn is of this person, this day and this sum; the public insurance paid nothing of it."""
    fixed: dict[str, Callable[..., object]] = {
        "person": lambda rng, *_: who,
        "recent": lambda rng, *_: day,
        "sum_between": lambda rng, *_: total,
    }
    with ExitStack() as stack:
        for module in MODULES:
            for name, value in fixed.items():
                if hasattr(module, name):
                    stack.enter_context(patch.object(module, name, value))
        stack.enter_context(patch.object(invoices, "shares", lambda rng, total: own_money(total)))
        yield


def own_money(total: Decimal) -> dict[str, Decimal]:
    none = Decimal("0.00")
    return {
        "医保统筹基金支付": none, "其他支付": none, "个人账户支付": none, "个人现金支付": total, "个人自付": total,
        "个人自费": none,
    }  # fmt: skip


def somebody(name: str, id_number: str) -> Person:
    """A person of a test, with the rest made up."""
    return replace(any_person(Random(1)), name=name, id_number=id_number)


def picture(paper: Paper, name: str) -> File:
    drawn = pictures(paper)[0]
    shot = on_table(drawn, Random(3)) if drawn.mode == "RGBA" else drawn
    return f"{name}.jpg", jpeg(shot), "image/jpeg"


def jpeg(shot: Image.Image) -> bytes:
    file = io.BytesIO()
    shot.convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


def of_treatment(who: Person, day: date, total: str, number: int = 7) -> list[File]:
    """What an outpatient treatment after an accident is proven by: five pictures."""
    with about(who, day, Decimal(total)):
        return [
            picture(cards.identity_card(Random(number), "front"), "id"),
            invoice(who, day, total, number),
            picture(records.outpatient_record(Random(number), "sheet"), "record"),
            picture(bills.itemised_bill(Random(number), "slip"), "list"),
            picture(cards.bank_card(Random(number), "plain"), "card"),
        ]


def invoice(who: Person, day: date, total: str, number: int = 7) -> File:
    with about(who, day, Decimal(total)):
        return picture(invoices.medical_invoice(Random(number), "paper"), f"invoice{number}")
