"""What people send by mistake: none of the papers a claim asks for."""

from __future__ import annotations

from random import Random

from tests.documents import codes
from tests.documents.paper import CARD, SCREEN, SHEET, Paper
from tests.documents.people import digits, person, recent, sum_between
from tests.documents.truth import UNKNOWN
from tests.documents.writing import day_way

_SHAPES = {"face": SCREEN, "landscape": SCREEN, "chat": SCREEN, "train": CARD, "courier": SHEET}
_NARROW = ("taxi", "restaurant")
LAYOUTS = (
    *("restaurant", "courier", "face", "blank", "landscape", "chat", "train", "menu", "contract", "taxi"),
    *("homework", "timetable"),
)
_DISHES = ("宫保鸡丁", "水煮牛肉", "清炒时蔬", "米饭", "酸辣汤", "红烧茄子", "可乐", "小笼包", "扬州炒饭", "糖醋排骨")


def unknown(rng: Random, layout: str) -> Paper:
    """A paper or picture of no kind; whatever stands in it isn't to be read."""
    who, other = person(rng), person(rng)
    dishes = [(dish, f"{rng.randint(1, 3)}", f"{sum_between(rng, 4, 78):.2f}") for dish in rng.sample(_DISHES, 5)]
    contents = {
        **{"name": who.name, "other": other.name, "address": who.address, "to": other.address, "lines": dishes},
        **{"city": who.place["city"].rstrip("市"), "end": other.place["city"].rstrip("市"), "id_number": who.id_number},
        **{
            "amount": f"{sum_between(rng, 30, 420):.2f}",
            "date": day_way(rng).format(recent(rng)),
            "number": digits(rng, 14),
        },
        **{
            "bar": codes.bars(rng, 60),
            "qr": codes.square(rng),
            "train": f"G{rng.randint(10, 1999)}",
            "seed": rng.randint(0, 99),
        },
        **{"clock": f"{rng.randint(7, 22)}:{rng.randint(10, 59)}", "phone": f"136****{digits(rng, 4)}"},
    }
    shape = _SHAPES.get(layout, SHEET)
    return Paper(UNKNOWN, layout, contents, {}, shape=shape, ppi=220 if shape == CARD or layout in _NARROW else 150)
