"""Medical invoices (医疗收费票据)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.documents import codes
from tests.documents.paper import Paper
from tests.documents.people import CONTENTS, Person, digits, hospital, person, recent, sum_between
from tests.documents.writing import day_way, english, in_words, money

OUT, IN = "outpatient", "inpatient"
_ZH = {OUT: "门诊", IN: "住院"}


def medical_invoice(rng: Random, layout: str) -> Paper:
    return _english(rng) if layout == "english" else _chinese(rng, layout)


def _chinese(rng: Random, layout: str) -> Paper:
    who, issued = person(rng), recent(rng)
    visit = {"paper": OUT, "receipt": IN}.get(layout) or rng.choice((OUT, IN))
    total = sum_between(rng, *((60, 3200) if visit == OUT else (3500, 48000)))
    parts = shares(rng, total)
    where, number, way = hospital(rng, who.place), digits(rng, 10), day_way(rng)
    days = rng.randint(3, 15)
    stay = (issued - timedelta(days=days), issued) if visit == IN else None
    fields = {
        **{"name": who.name, "invoice_number": number, "hospital": where, "date": f"{issued}", "visit": visit},
        **{"amount": f"{total:.2f}", "social_insurance_paid": f"{parts['医保统筹基金支付']:.2f}"},
        "own_expense": f"{parts['个人自费']:.2f}",
    }
    if layout == "paper":  # its ruled lines have no room for the stay
        stay = None
    contents = {
        **{"name": who.name, "sex": who.sex, "number": number, "hospital": where, "date": way.format(issued)},
        **_form(rng, who, layout, visit),
        **{"words": in_words(total), "amount": money(rng, total), "lines": _fees(rng, total, visit)},
        "others": _others(rng, who, layout, visit, parts, stay),
        "stay": [f"住院日期：{way.format(stay[0])} 至 {way.format(stay[1])}", f"住院天数：{days}天", ""]
        if stay
        else [],
    }
    if stay:
        fields |= {"admission_date": f"{stay[0]}", "discharge_date": f"{stay[1]}"}
    return Paper("medical_invoice", layout, contents, fields, ppi=170)


def _form(rng: Random, who: Person, layout: str, visit: str) -> dict[str, Any]:
    """What is printed on the form itself, and the numbers nobody asks for."""
    province = who.place["province"]
    title = {
        "electronic": f"{province}医疗{_ZH[visit]}收费票据（电子）",
        "paper": f"{province}医疗{_ZH[visit]}收费票据",
        "receipt": f"{province}医疗{_ZH[visit]}收费专用收据",
    }[layout]
    staff = [person(rng).name for _ in range(2)]
    return {
        **{
            "title": title,
            "treasury": f"{province.rstrip('省市')}财政厅",
            "code": who.place["invoice"] + digits(rng, 2),
        },
        **{
            "check": f"{rng.getrandbits(24):06x}",
            "serial": digits(rng, 12),
            "type": rng.choice(("综合医院", "三级甲等")),
        },
        **{"insurance": rng.choice(("职工医保", "居民医保")), "social": who.id_number},
        **{"checker": staff[0], "cashier": staff[1], "copy": "第二联 收据联", "note": "以上费用明细详见清单"},
        **{"ink": rng.choice(("#1f5f4a", "#7a3b1d", "#2a4b8d")), "department": illness(rng)["department"]},
        **{"qr": codes.square(rng), "bar": codes.bars(rng)},
    }


def shares(rng: Random, total: Decimal) -> dict[str, Decimal]:
    """Who pays what: pooled fund + personal account + cash = total; own share + own expense = the latter two."""
    cent = Decimal("0.01")
    own_expense = (total * rng.choice((0, 5, 8, 12, 20)) / 100).quantize(cent)
    own_share = ((total - own_expense) * rng.choice((10, 15, 25, 30)) / 100).quantize(cent)
    account = (own_share * rng.choice((0, 0, 40, 100)) / 100).quantize(cent)
    return {
        "医保统筹基金支付": total - own_expense - own_share,
        "其他支付": Decimal(0),
        "个人账户支付": account,
        "个人现金支付": own_expense + own_share - account,
        "个人自付": own_share,
        "个人自费": own_expense,
    }


def _others(
    rng: Random, who: Person, layout: str, visit: str, parts: Mapping[str, Decimal], stay: tuple[date, date] | None
) -> list[tuple[str, str]]:
    paid = [(name, f"{value:.2f}") for name, value in parts.items()]
    if layout != "electronic":
        return paid
    first = [("业务流水号", digits(rng, 14)), ("性别", who.sex), ("医保类型", "职工基本医疗保险")]
    if stay:
        first += [
            ("病历号", digits(rng, 8)),
            ("住院时间", f"{stay[0]:%Y%m%d}-{stay[1]:%Y%m%d}"),
            ("预缴金额", "3000.00"),
        ]
    else:
        first += [("门诊号", digits(rng, 8)), ("医疗机构类型", "综合医院"), ("医保编号", digits(rng, 10))]
    return first + paid


def _fees(rng: Random, total: Decimal, visit: str) -> list[tuple[str, str, str]]:
    """Kinds of fees that add up to the total."""
    names = CONTENTS["fees"][visit]
    chosen = sorted(rng.sample(names, rng.randint(3, 5) if visit == OUT else 8), key=names.index)
    return [(name, "1/项", f"{part:.2f}") for name, part in zip(chosen, split(rng, total, len(chosen)), strict=True)]


def split(rng: Random, total: Decimal, count: int) -> list[Decimal]:
    weights = [rng.uniform(0.3, 2) for _ in range(count)]
    parts = [(total * Decimal(w / sum(weights))).quantize(Decimal("0.01")) for w in weights[1:]]
    return [total - sum(parts), *parts]


def illness(rng: Random) -> Mapping[str, Any]:
    return rng.choice(CONTENTS["illnesses"])


def _english(rng: Random) -> Paper:
    who, place, ill = person(rng), rng.choice(CONTENTS["foreign_hospitals"]), illness(rng)
    visit, issued = rng.choice((OUT, IN)), recent(rng)
    lines, total = _charges(rng, place["factor"], visit)
    number, name = f"INV{digits(rng, 8)}", who.latin.replace("/", " ")
    admitted = issued - timedelta(days=rng.randint(2, 8))
    way = rng.choice((english, "{:%Y-%m-%d}".format))
    fields = {
        **{"name": name, "birth": f"{who.birth}", "invoice_number": number, "hospital": place["name"]},
        **{"date": f"{issued}", "amount": f"{total:.2f}", "currency": place["currency"], "visit": visit},
        "diagnosis": ill["en"],
    }
    if visit == IN:
        fields |= {"admission_date": f"{admitted}", "discharge_date": f"{issued}"}
    currency = place["currency"]
    contents = {
        **{"title": rng.choice(("INVOICE", "TAX INVOICE / RECEIPT", "STATEMENT")), "hospital": place["name"]},
        **{"address": place["address"], "name": name, "number": number, "birth": way(who.birth), "date": way(issued)},
        **{"serial": digits(rng, 9), "visit": "Inpatient" if visit == IN else "Outpatient", "currency": currency},
        "stay": [f"Admitted: {way(admitted)}", f"Discharged: {way(issued)}"] if visit == IN else [],
        **{"doctor": rng.choice(("A. Whitfield", "S. Chanthara", "M. Okafor", "J. Lindqvist")), "lines": lines},
        **{"diagnosis": ill["en"], "cashier": rng.choice(("Suda P.", "Grace L.", "T. Moore"))},
        "sums": [
            ("Subtotal", f"{total:,.2f}", False),
            ("Discount", "0.00", False),
            (f"TOTAL ({currency})", f"{total:,.2f}", True),
        ],
        "paid": f"Received with thanks. Payment method: Visa ending {digits(rng, 4)}. Balance due: {currency} 0.00",
    }
    return Paper("medical_invoice", "english", contents, fields)


_CHARGES = (
    "Consultation fee",
    "Laboratory tests",
    "X-ray / imaging",
    "Medication",
    "Medical supplies",
    "Nursing service",
)


def _charges(rng: Random, factor: int, visit: str) -> tuple[list[tuple[str, ...]], Decimal]:
    names = list(_CHARGES) if visit == OUT else [*_CHARGES, "Room and board", "Operating theatre", "Surgeon fee"]
    lines: list[tuple[str, ...]] = []
    total = Decimal(0)
    for name in names:
        quantity, price = rng.randint(1, 4), sum_between(rng, 12 * factor, 320 * factor)
        total += quantity * price
        lines.append((f"{rng.randint(1000, 9999)}", name, f"{quantity}", f"{price:,.2f}", f"{quantity * price:,.2f}"))
    return lines, total
