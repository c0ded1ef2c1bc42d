"""How a benefit is calculated: the defaults of claims/benefits.yaml with what the product's `pays:` says otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from insurance.adjudication import terms as t
from insurance.adjudication.loss import Visit
from insurance.claim_types import Cause, ClaimType
from insurance.lines import Line
from insurance.money import Money

File = Mapping[str, Any]

# How a field is read, by its name, where it isn't text, a number or true as it stands.
_MONEY = {
    "deductible", "tier_up_to", "per_visit", "per_day_cost", "check_bill", "check_own_expense", "per_item",
    "repeat_deductible", "no_fault", "property_deductible", "property_limit",
}  # fmt: skip
_DECIMALS = {
    "ratio", "above_ratio", "unsettled", "own_expense", "own_expense_ratio", "incomplete", "fixation", "depreciation",
    "depreciation_most", "total_loss", "falls_to",
}  # fmt: skip
_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_MONEY, Money.of),
    **dict.fromkeys(_DECIMALS, Decimal),
    "kind": t.Kind,
    "cause": Cause,
    "answers": lambda value: tuple(map(ClaimType, value)),
    "visits": lambda value: tuple(map(Visit, value)),
    "limit_per": t.Per,
    "deductible_per": t.Per,
    "unsettled_as": t.Unsettled,
    "then": t.Then,
    "ages": lambda value: (value[0], value[1]),
    "age_share": lambda value: t.AgeShare(value["age"], Decimal(value["share"])),
    "deductible_if": lambda value: {key: Money.of(one) for key, one in value.items()},
    "kind_limits": lambda value: {key: Money.of(one) for key, one in value.items()},
    "kind_shares": lambda value: {key: Decimal(one) for key, one in value.items()},
    "severity": lambda value: {key: Decimal(one) for key, one in value.items()},
}
_SHARES = lambda value: {key: Decimal(one) for key, one in value.items()}  # noqa: E731
# The parts of the terms, each with fields that are read another way than their name says.
_PARTS: Mapping[str, tuple[type, Mapping[str, Callable[[Any], Any]]]] = {
    "bills": (t.BillTerms, {}),
    "days": (t.DayTerms, {"of": t.DaysOf}),
    "grades": (t.GradeTerms, {"shares": lambda value: tuple(map(Decimal, value))}),
    "delay": (t.DelayTerms, {"share": Fraction}),
    "table": (t.TableTerms, {"shares": _SHARES}),
    "items": (t.ItemTerms, {}),
    "repair": (t.RepairTerms, {"share": bool}),
    "liability": (t.LiabilityTerms, {"of": lambda value: tuple(map(t.Debt, value)), "share": bool}),
    "sum": (t.SumTerms, {"of": t.SumFor}),
}


def terms_of(line: Line, code: str, pays: File, defaults: File) -> t.Terms | None:
    """The terms of a benefit; None for a code that nobody has said anything about.

    Args:
        pays: of the product's benefit, may be empty.
        defaults: the whole of benefits.yaml.

    Raises ValueError for a value that can't be read.
    """
    data = merged(default_of(line, code, defaults), pays)
    if "kind" not in data:
        return None
    parts = {name: _part(kind, data[name], other) for name, (kind, other) in _PARTS.items() if name in data}
    rest = {name: _value(name, value, {"shares": _SHARES}) for name, value in data.items() if name not in _PARTS}
    return t.Terms(**rest, **parts)


def default_of(line: Line, code: str, defaults: File) -> File:
    of_line: File = defaults["lines"].get(line, {}).get(code)
    found: File = of_line if of_line is not None else defaults["benefits"].get(code, {})
    return found


def merged(default: File, pays: File) -> dict[str, Any]:
    """Part by part: a part the product names keeps the fields of the default that it doesn't name."""
    both = {**default, **pays}
    for name in _PARTS:
        if name in default and name in pays:
            both[name] = {**default[name], **pays[name]}
    return both


def _part(kind: type, data: File, other: Mapping[str, Callable[[Any], Any]]) -> Any:
    return kind(**{name: _value(name, value, other) for name, value in data.items()})


def _value(name: str, value: Any, other: Mapping[str, Callable[[Any], Any]]) -> Any:
    read = other.get(name) or _READ.get(name)
    if read is not None:
        return read(value)
    return tuple(value) if isinstance(value, list) else value


def fields_of(part: str) -> tuple[str, ...]:
    """The fields a part of the terms may have: for the check of the format."""
    kind = _PARTS[part][0] if part else t.Terms
    return tuple(one.name for one in dataclasses.fields(kind))
