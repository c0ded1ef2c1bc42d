"""Documents of claims about the people of a test: drawn by the same templates the reader is measured with.

Whatever belongs to one treatment agrees: person, hospital, day, diagnosis and sum.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from unittest.mock import patch

from PIL import Image, ImageDraw, ImageFilter

from tests.documents import bills, cards, invoices, others, records, travel
from tests.documents.paper import Paper
from tests.documents.people import CONTENTS, Person, card_number, hospital
from tests.documents.people import person as any_person
from tests.documents.typeset import pictures

MODULES = (bills, cards, invoices, records, travel)
File = tuple[str, bytes, str]  # name, content, media type

SPRAIN, BROKEN_WRIST, BRONCHITIS = "右踝关节扭伤", "左侧桡骨远端骨折", "急性支气管炎"
AIRLINE, FLIGHT = "MU", "MU5137"
_numbers = itertools.count(1001)


class Steady(Random):
    """Chance, except for how long a stay or a delay is and whether a flight was cancelled."""

    def __init__(self, seed: int, *, days: int = 0, minutes: int = 0) -> None:
        super().__init__(seed)
        self._fixed = {(3, 12): days, (3, 15): days, (3, 19): days, (125, 540): minutes}

    def randint(self, a: int, b: int) -> int:
        return self._fixed.get((a, b)) or super().randint(a, b)

    def random(self) -> float:
        return 0.5 + super().random() / 2


@contextmanager
def about(who: Person, day: date, total: Decimal = Decimal(0), illness: str = SPRAIN) -> Iterator[None]:
    """Whatever is drawn is of this person, this day, this sum; the public insurance paid nothing of it."""
    contents = {
        **CONTENTS,
        "illnesses": [one for one in CONTENTS["illnesses"] if one["zh"] == illness],
        "banks": [one for one in CONTENTS["banks"] if one["en"] == "ICBC"],
    }
    fixed: dict[str, object] = {
        "person": lambda rng, *_, **__: who,
        "recent": lambda rng, *_: day,
        "sum_between": lambda rng, *_: total,
        "hospital": lambda rng, *_: hospital_of(who),
        "shares": lambda rng, total: own_money(total),
        "_items": lambda rng, *_: lines_of(total),
        "_line": lambda rng, *_: next(one for one in CONTENTS["airlines"] if one["code"] == AIRLINE),
        "_flight": lambda rng, *_: FLIGHT,
        "_serious": lambda rng: contents["illnesses"][0],
        "CONTENTS": contents,
    }
    with ExitStack() as stack:
        for module in MODULES:
            for name, value in fixed.items():
                if hasattr(module, name):
                    stack.enter_context(patch.object(module, name, value))
        yield


def hospital_of(who: Person) -> str:
    """Each goes to another one: many claims of one hospital in a week are a risk signal."""
    chance = Random(who.id_number)
    return hospital(chance, chance.choice(CONTENTS["cities"]))


def own_money(total: Decimal) -> dict[str, Decimal]:
    none = Decimal("0.00")
    return {
        "医保统筹基金支付": none, "其他支付": none, "个人账户支付": none, "个人现金支付": total, "个人自付": total,
        "个人自费": none,
    }  # fmt: skip


def lines_of(total: Decimal) -> tuple[list[tuple[str, ...]], Decimal]:
    """A few items of a bill that come to this sum."""
    known = [one for one in CONTENTS["items"] if one[3] in CONTENTS["fees"]["outpatient"]][:5]
    parts = invoices.split(Random(5), total, len(known))
    lines = [
        (fee, name, size, unit, f"{part:.2f}", "1", f"{part:.2f}")
        for (name, size, unit, fee), part in zip(known, parts, strict=True)
    ]
    return lines, total


def somebody(name: str, id_number: str) -> Person:
    """A person of a test as the identity number tells; the rest is made up."""
    digits = id_number[6:14]
    birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    sex = "男" if int(id_number[16]) % 2 else "女"
    return replace(any_person(Random(1)), name=name, id_number=id_number, birth=birth, sex=sex)


def picture(paper: Paper, name: str) -> File:
    """Photographed by its owner: each lies somewhere else on the table."""
    drawn, chance = pictures(paper)[0], Random(next(_numbers))
    wide, high = drawn.size
    room = tuple(int(side * chance.uniform(1.02, 1.3)) for side in (wide, high))
    corner = tuple(int(chance.uniform(0, more - side)) for more, side in zip(room, (wide, high), strict=True))
    shot = Image.new("RGBA", room, chance.choice(("#8b6f52", "#b9b4ab", "#54606b", "#c8b79a")))
    shot.alpha_composite(drawn.convert("RGBA"), corner)
    return f"{name}.jpg", jpeg(shot), "image/jpeg"


def jpeg(shot: Image.Image) -> bytes:
    file = io.BytesIO()
    shot.convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


# One document each


def identity_card(who: Person) -> File:
    with about(who, date(2020, 1, 1)):
        return picture(cards.identity_card(Random(7), "front"), "id")


def bank_card(who: Person) -> File:
    """Everybody has one of their own."""
    return picture(_card(who), "card")


def card_number_of(who: Person) -> str:
    return str(_card(who).fields["card_number"])


def _card(who: Person) -> Paper:
    with about(who, date(2020, 1, 1)):
        return cards.bank_card(Random(who.id_number), "plain")


def invoice(
    who: Person, day: date, total: str, number: int | None = None, layout: str = "paper", days: int = 0
) -> File:
    """`layout` "paper" is of an outpatient treatment, "receipt" of a stay in hospital. Every `number` is another
    invoice; without one it is a new one."""
    number = next(_numbers) if number is None else number
    with about(who, day, Decimal(total)):
        return picture(invoices.medical_invoice(Steady(number, days=days), layout), f"invoice{number}")


def outpatient_record(who: Person, day: date, illness: str = SPRAIN) -> File:
    with about(who, day, illness=illness):
        return picture(records.outpatient_record(Random(7), "sheet"), "record")


def itemised_bill(who: Person, day: date, total: str, layout: str = "slip", days: int = 0) -> File:
    with about(who, day, Decimal(total)):
        return picture(bills.itemised_bill(Steady(7, days=days), layout), "list")


def discharge_summary(who: Person, left: date, days: int, illness: str = BROKEN_WRIST) -> File:
    with about(who, left, illness=illness):
        return picture(records.discharge_summary(Steady(7, days=days), "summary"), "summary")


# What belongs together


def of_treatment(who: Person, day: date, total: str, illness: str = SPRAIN) -> list[File]:
    """What an outpatient treatment is proven by: five pictures."""
    return [
        identity_card(who),
        invoice(who, day, total),
        outpatient_record(who, day, illness),
        itemised_bill(who, day, total),
        bank_card(who),
    ]


def of_stay(who: Person, left: date, days: int, total: str, illness: str = BROKEN_WRIST) -> list[File]:
    """What a stay in hospital is proven by, the invoice first; discharged on `left`."""
    return [
        invoice(who, left, total, layout="receipt", days=days),
        discharge_summary(who, left, days, illness),
        itemised_bill(who, left, total, "summary", days),
        identity_card(who),
        bank_card(who),
    ]


def of_flight(who: Person, day: date, minutes: int) -> list[File]:
    """A flight that left so much later: FLIGHT."""
    with about(who, day):
        return [
            picture(travel.delay_certificate(Steady(7, minutes=minutes), "letter"), "delay"),
            picture(travel.boarding_pass(Steady(7), "printed"), "boarding"),
            identity_card(who),
            bank_card(who),
        ]


def of_death(who: Person, day: date) -> File:
    with about(who, day):
        return picture(records.death_certificate(Random(7), "form"), "certificate")


# What people send by mistake


def selfie() -> File:
    return scan(others.unknown(Random(3), "face"), "me")


def blank_page() -> File:
    """The back of a sheet, scanned along with the front."""
    return scan(others.unknown(Random(3), "blank"), "page")


def scan(paper: Paper, name: str) -> File:
    """Nothing but the paper itself."""
    drawn = pictures(paper)[0].convert("RGBA")
    return f"{name}.jpg", jpeg(Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn)), "image/jpeg"


def sticker() -> File:
    """A smile as messengers send it."""
    drawn = Image.new("RGBA", (256, 256), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((16, 16, 240, 240), fill="#ffcc33")
    pen.ellipse((80, 90, 105, 120), fill="#442200")
    pen.ellipse((150, 90, 175, 120), fill="#442200")
    pen.arc((75, 100, 180, 195), 20, 160, fill="#442200", width=9)
    file = io.BytesIO()
    drawn.save(file, "WEBP")
    return "sticker.webp", file.getvalue(), "image/webp"


def shaken(file: File) -> File:
    """The same picture, so blurred that nobody can read it."""
    name, content, kind = file
    shot = Image.open(io.BytesIO(content)).filter(ImageFilter.GaussianBlur(9))
    return f"shaken-{name}", jpeg(shot), kind


def other_card() -> str:
    """The number of a card whose bank knows nothing against it, of China Construction Bank."""
    return card_number(Random(11), "621700", 19)


__all__ = [
    "BROKEN_WRIST",
    "BRONCHITIS",
    "FLIGHT",
    "SPRAIN",
    "File",
    "about",
    "bank_card",
    "blank_page",
    "card_number_of",
    "discharge_summary",
    "identity_card",
    "invoice",
    "itemised_bill",
    "jpeg",
    "of_death",
    "of_flight",
    "of_stay",
    "of_treatment",
    "other_card",
    "outpatient_record",
    "picture",
    "selfie",
    "shaken",
    "somebody",
    "sticker",
]  # fmt: skip
