"""Invented people, places and numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

CONTENTS: Mapping[str, Any] = json.loads((Path(__file__).parent / "contents.json").read_text("utf-8"))
LAST_DAY = date(2026, 11, 20)  # of anything that has happened in the papers
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


@dataclass(frozen=True)
class Person:
    """Somebody nobody is; the number's check digit is right."""

    name: str
    latin: str
    sex: str
    birth: date
    id_number: str
    place: Mapping[str, str]
    address: str

    @property
    def sex_code(self) -> str:
        """The sex as truth tells it."""
        return "male" if self.sex == "男" else "female"

    def age(self, on: date) -> int:
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))


def person(rng: Random, youngest: int = 19, oldest: int = 68) -> Person:
    sex = rng.choice("男女")
    surname, given = _pair(rng, CONTENTS["surnames"]), _pair(rng, CONTENTS["given"][sex])
    birth = LAST_DAY - timedelta(days=rng.randrange(youngest * 366, oldest * 365))
    place = rng.choice(CONTENTS["cities"])
    where = place["city"] if place["province"] == place["city"] else place["province"] + place["city"]
    home = f"{rng.randint(1, 398)}号{rng.randint(1, 28)}幢{rng.randint(1, 4)}单元{rng.randint(101, 2804)}室"
    number = f"{place['region']}{birth:%Y%m%d}{rng.randint(0, 49):02d}{rng.randrange(sex == '男', 10, 2)}"
    return Person(
        name=surname[0] + given[0],
        latin=f"{surname[1]}/{given[1]}",
        sex=sex,
        birth=birth,
        id_number=number + check_digit(number),
        place=place,
        address=f"{where}{place['district']}{place['street']}{home}",
    )


def _pair(rng: Random, text: str) -> tuple[str, str]:
    both = rng.choice(text.split())
    latin = both.lstrip("".join(c for c in both if not c.isascii()))
    return both[: -len(latin)], latin


def check_digit(first: str) -> str:
    """Of the 17 digits before it (ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def card_number(rng: Random, start: str, length: int) -> str:
    """With the right last digit (Luhn)."""
    first = start + digits(rng, length - len(start) - 1)
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(reversed(first))]
    return first + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


def digits(rng: Random, length: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(length))


def recent(rng: Random, days: int = 300) -> date:
    return LAST_DAY - timedelta(days=rng.randrange(days))


def hospital(rng: Random, place: Mapping[str, str]) -> str:
    bare = place["city"].removesuffix("市")
    return rng.choice(CONTENTS["hospitals"]).format(bare=bare, **place)


def sum_between(rng: Random, low: int, high: int) -> Decimal:
    """Some end in .00, as many real ones do."""
    fen = rng.randrange(low * 100, high * 100)
    return Decimal(fen - fen % 100 if rng.random() < 0.25 else fen) / 100
