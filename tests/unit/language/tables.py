"""The short form in which the test tables write what is expected: class, then every field that isn't its default."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

import yaml

from insurance.claims import Loss
from insurance.facts import Age, NoBudgetFact
from insurance.money import Money
from language import (
    find_sensitive,
    read_age,
    read_agreement,
    read_bank,
    read_birth_date,
    read_budget,
    read_building,
    read_choice,
    read_claim_number,
    read_conditions,
    read_count,
    read_date,
    read_days,
    read_destinations,
    read_facts,
    read_feeling,
    read_field_correction,
    read_language,
    read_loss,
    read_money,
    read_names,
    read_occupation,
    read_paper_kind,
    read_party_change,
    read_past_date,
    read_person_name,
    read_references,
    read_relation,
    read_sex,
    read_sum_insured,
    read_term,
    read_trip,
    read_yes_no,
    says_that_is_all,
    tells_loss,
)  # fmt: skip

NAMES = {
    "恒泰": "hengtai", "Hengtai": "hengtai", "民信": "minxin", "长宁": "changning", "孝心安": "senior-guard",
    "常青树": "evergreen", "evergreen": "evergreen", "安澜常青树老年综合意外险": "evergreen", "小橡树": "little-oak",
    "little oak": "little-oak", "云上高原": "plateau", "深蓝雪白": "blue-white", "阿尔卑斯": "alpine",
    "糖友防癌": "sugar", "通勤无忧": "commuter", "commuter plus": "commuter", "嘉禾长乐": "everglad",
    "随行": "suixing", "意外险": "ordinary", "百万医疗险": "ordinary", "runner": "runner", "globe": "globe",
    "compulsory": "compulsory",
}  # fmt: skip
TODAY = date(2026, 11, 18)  # a Wednesday
READERS = {
    "facts": lambda text: [describe(fact) for fact in read_facts(text, TODAY)],
    "age": lambda text: describe(read_age(text, TODAY)),
    "birth_date": lambda text: describe(read_birth_date(text, TODAY)),
    "date": lambda text: describe(read_date(text, TODAY)),
    "past_date": lambda text: describe(read_date(text, TODAY, future=False)),
    "trip": lambda text: _fields(read_trip(text, TODAY)),
    "days": lambda text: describe(read_days(text)),
    "money": lambda text: describe(read_money(text)),
    "wan": lambda text: describe(read_money(text, bare_unit=10_000)),
    "budget": lambda text: _budget(read_budget(text)),
    "building": read_building,
    "term": lambda text: _fields(read_term(text)),
    "was": lambda text: [describe(getattr(fact, "was", None)) for fact in read_facts(text, TODAY)],
    "party": read_party_change,
    "words": lambda text: [getattr(fact, "text", "") for fact in read_facts(text, TODAY)],
    "sum_insured": lambda text: _fields(read_sum_insured(text)),
    "count": lambda text: describe(read_count(text)),
    "relation": lambda text: describe(read_relation(text)),
    "sex": lambda text: describe(read_sex(text)),
    "yes_no": read_yes_no,
    "agreement": read_agreement,
    "choice1": lambda text: _fields(read_choice(text, 1)),
    "choice2": lambda text: _fields(read_choice(text, 2)),
    "choice3": lambda text: _fields(read_choice(text, 3)),
    "occupation": lambda text: _fields(read_occupation(text)),
    "destinations": lambda text: _fields(read_destinations(text)),
    "conditions": lambda text: [describe(fact) for fact in read_conditions(text)] or None,
    "name": read_person_name,
    "names": lambda text: ",".join(named.id for named in read_names(text, NAMES)) or None,
    "feeling": lambda text: describe(read_feeling(text)),
    "references": lambda text: [f"{found.kind} {found.number}" for found in read_references(text)],
    "language": lambda text: describe(read_language(text)),
    "loss": lambda text: " ".join(f"{name}={value}" for name, value in told_of(read_loss(text, TODAY)).items()),
    "tells_loss": tells_loss,
    "event_day": lambda text: describe(read_past_date(text, TODAY)),
    "paper": read_paper_kind,
    "claim_number": read_claim_number,
    "that_is_all": says_that_is_all,
    "bank": read_bank,
    "field_correction": lambda text: describe(read_field_correction(text, TODAY)),
    "sensitive": lambda text: [found.kind + ("" if found.valid else " invalid") for found in find_sensitive(text)],
}


def read(reader: str, text: str) -> object:
    return READERS[reader](text)


def cases(path: Path) -> list[tuple[str, str, object]]:
    return [tuple(case) for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)]  # noqa: S506 - reads plain words only


def same(got: object, expected: object) -> bool:
    """YAML is read as plain words, so true, null and numbers are compared as words."""
    words = {None: "null", True: "true", False: "false"}
    return (words[got] if got is None or isinstance(got, bool) else got) == expected


def describe(value: object) -> str | None:
    match value:
        case None:
            return None
        case Age(years, months, days):
            return f"0d{days}" if days else f"{years}y{months}m" if months else str(years)
        case Money(amount, currency):
            plain = f"{amount:f}".removesuffix(".00")
            return plain if currency == "CNY" else f"{plain} {currency}"
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case bool():
            return str(value).lower()
        case tuple():
            return ",".join(describe(each) or "" for each in value)
        case Decimal():
            return f"{value.normalize():f}"
    if is_dataclass(value):
        return " ".join(filter(None, [type(value).__name__.removesuffix("Fact"), _fields(value)]))
    return str(value)


def told_of(loss: Loss) -> dict[str, str]:
    """The fields of a loss that are told, in short; its words are left out."""
    told = {each.name: getattr(loss, each.name) for each in fields(loss) if each.name != "words"}
    return {
        name: describe(each) or "" for name, each in told.items() if each not in (None, "", ()) and each is not False
    }


# The name of a condition follows from its code; an age taken back is read by its own reader here.
_LEFT_OUT = {"name": ("ConditionFact",), "was": ("PersonFact",)}


def _budget(value: object) -> str | None:
    return "none" if isinstance(value, NoBudgetFact) else _fields(value)


def _fields(value: object) -> str | None:
    if value is None:
        return None
    shown = []
    for each in fields(value):
        got = getattr(value, each.name)
        default = None if each.default is MISSING else each.default
        if each.name in ("text", "details") or got == default or type(value).__name__ in _LEFT_OUT.get(each.name, ()):
            continue
        shown.append(f"{each.name}={describe(got)}")
    return " ".join(shown)
