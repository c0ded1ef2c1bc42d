"""Cards people carry: identity cards, driving licences, bank cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from tests.documents.paper import CARD, SCREEN, Paper
from tests.documents.people import CONTENTS, card_number, digits, person, recent


def identity_card(rng: Random, layout: str) -> Paper:
    """`front`, `back`, and `copy`: both on a photocopy."""
    who = person(rng)
    since = date(rng.randint(2015, 2025), rng.randint(1, 12), rng.randint(1, 28))
    until = since.replace(year=since.year + (20 if who.age(since) >= 26 else 10))
    contents = {
        **{
            "name": who.name,
            "sex": who.sex,
            "address": who.address,
            "id_number": who.id_number,
            "people": _people(rng),
        },
        **{"year": f"{who.birth.year}", "month": f"{who.birth.month}", "day": f"{who.birth.day}"},
        "issuer": f"{who.place['city']}公安局{_branch(who.place)}",
        "valid": f"{since:%Y.%m.%d}-{until:%Y.%m.%d}",
    }
    front = {"name": who.name, "sex": who.sex_code, "birth": f"{who.birth}", "id_number": who.id_number}
    back = {"valid_until": f"{until}"}
    fields = {"front": front, "back": back, "copy": front | back}[layout]
    return Paper("identity_card", layout, contents, fields, **_as_card(layout != "copy"))


def driving_licence(rng: Random, layout: str) -> Paper:
    """`card`: the paper one in its cover; `phone`: the electronic one on a screen."""
    who = person(rng, youngest=27)
    first = date(who.birth.year + rng.randint(19, 24), rng.randint(1, 12), rng.randint(1, 28))
    since = first.replace(year=first.year + 6 * ((recent(rng).year - first.year) // 6))
    until, licence = since.replace(year=since.year + 6), rng.choice(("C1", "C1", "C2", "B2", "A2", "C1D"))
    contents = {
        **{"name": who.name, "sex": who.sex, "address": who.address, "id_number": who.id_number, "licence": licence},
        **{"birth": f"{who.birth}", "first": f"{first}", "since": f"{since}", "until": f"{until}"},
        **{"city": who.place["city"], "file": digits(rng, 12), "clock": f"{rng.randint(7, 22)}:{rng.randint(10, 59)}"},
    }
    fields = {
        **{"name": who.name, "sex": who.sex_code, "birth": f"{who.birth}", "id_number": who.id_number},
        **{"licence_class": licence, "valid_until": f"{until}"},
    }
    shape = _as_card(True) if layout == "card" else {"shape": SCREEN}
    return Paper("driving_licence", layout, contents, fields, **shape)


def bank_card(rng: Random, layout: str) -> Paper:
    """`chip`: coloured, number across; `plain`: white, number below."""
    bank = rng.choice(CONTENTS["banks"])
    number = card_number(rng, bank["bin"], bank["length"])
    contents = {
        **{"bank": bank, "number": _grouped(number), "until": f"{rng.randint(1, 12):02d}/{rng.randint(28, 34)}"},
        **{"latin": person(rng).latin.replace("/", " "), "kind": rng.choice(("借记卡", "储蓄卡", "一类账户"))},
        "end": number[-4:],
    }
    return Paper("bank_card", layout, contents, {"card_number": number, "bank": bank["zh"]}, **_as_card(True))


def _branch(place: Mapping[str, str]) -> str:
    return "" if place["city"] == place["province"] else place["district"] + "分局"


def _as_card(is_one: bool) -> dict[str, Any]:
    return {"shape": CARD, "ppi": 260} if is_one else {}


def _people(rng: Random) -> str:
    return rng.choice(("汉", "汉", "汉", "回", "满", "壮"))


def _grouped(number: str) -> str:
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))
