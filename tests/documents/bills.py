"""Itemised bills (费用清单)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from tests.documents import codes
from tests.documents.invoices import IN, OUT, illness, shares
from tests.documents.paper import Paper
from tests.documents.people import CONTENTS, digits, hospital, person, recent, sum_between
from tests.documents.writing import day_way, in_words, money


def itemised_bill(rng: Random, layout: str) -> Paper:
    """`ward`: a stay, item by item; `long`: on two pages; `slip`: outpatient, on a roll; `summary`: by kind of fee."""
    who, issued, days = person(rng), recent(rng), rng.randint(3, 12)
    visit = OUT if layout == "slip" else IN
    entered, way, where = issued - timedelta(days=days), day_way(rng), hospital(rng, who.place)
    lines, total = _items(rng, {"ward": 24, "long": 64, "slip": 7, "summary": 14}[layout], days, visit)
    parts = shares(rng, total)
    fields = {"name": who.name, "hospital": where, "date": f"{issued}", "amount": f"{total:.2f}", "visit": visit}
    if visit == IN:
        fields |= {"admission_date": f"{entered}", "discharge_date": f"{issued}"}
    if layout != "slip":
        fields |= {
            "social_insurance_paid": f"{parts['医保统筹基金支付']:.2f}",
            "own_expense": f"{parts['个人自费']:.2f}",
        }
    contents = {
        **{"hospital": where, "name": who.name, "sex": who.sex, "age": f"{who.age(issued)}", "serial": digits(rng, 8)},
        **{
            "title": rng.choice(_BILLS[layout]),
            "department": illness(rng)["department"],
            "bed": f"{rng.randint(1, 60)}",
        },
        **{"date": way.format(issued), "entered": way.format(entered), "left": way.format(issued), "days": f"{days}"},
        **{"lines": lines, "groups": _groups(lines), "amount": money(rng, total), "words": in_words(total)},
        "shares": [(name, f"{parts[name]:.2f}") for name in ("医保统筹基金支付", "个人自付", "个人自费")],
        **{"clerk": person(rng).name, "bar": codes.bars(rng)},
    }
    return Paper("itemised_bill", layout, contents, fields, ppi=220 if layout == "slip" else 150)


_STAY = ("住院病人费用清单", "住院费用明细清单")
_BILLS = {
    **{"ward": _STAY, "long": _STAY},
    "slip": ("门诊费用清单", "门诊收费明细清单"),
    "summary": ("出院病人费用汇总清单", "住院费用汇总清单"),
}


def _items(rng: Random, count: int, days: int, visit: str) -> tuple[list[tuple[str, ...]], Decimal]:
    known = [one for one in CONTENTS["items"] if visit == IN or one[3] in CONTENTS["fees"][OUT]]
    prices = [sum_between(rng, *((120, 560) if one[3] == "检查费" else (2, 86))) for one in known]
    priced = list(zip(known, prices, strict=True))
    chosen = rng.sample(priced, min(count, len(known))) + rng.choices(priced, k=max(0, count - len(known)))
    lines: list[tuple[str, ...]] = []
    total = Decimal(0)
    for (name, size, unit, fee), price in sorted(chosen, key=lambda one: one[0][3]):
        quantity = days if unit == "日" else rng.randint(1, 5 if count < 30 else 2)
        total += quantity * price
        lines.append((fee, name, size, unit, f"{price:.2f}", f"{quantity}", f"{quantity * price:.2f}"))
    return lines, total


def _groups(lines: list[tuple[str, ...]]) -> list[tuple[str, str]]:
    kinds = dict.fromkeys(line[0] for line in lines)
    return [(kind, f"{sum(Decimal(line[6]) for line in lines if line[0] == kind):.2f}") for kind in kinds]
