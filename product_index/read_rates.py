"""Read a rate table and the facts of an example from a product file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from insurance.bilingual import Bilingual
from insurance.lines import Destination, Sex
from insurance.money import Money
from insurance.rate_table import Cell, Exposure, Factor, Per, PremiumPeriod, RateKey, RateRow, RateTable
from insurance.rating import PayFrequency, RatedHome, RatedPerson, RatedVehicle, RatingFacts
from insurance.refs import PlanId

# Columns whose values are words: a plan called `30-60` is a name, not a range.
WORD_KEYS = frozenset({RateKey.PLAN, RateKey.SEX, RateKey.REGION, RateKey.VEHICLE_USE, RateKey.BUILDING,
                       RateKey.SOCIAL_INSURANCE, RateKey.SMOKER, RateKey.PAY_FREQUENCY})  # fmt: skip
NUMBER = re.compile(r"^(\d+(?:\.\d+)?)(?:\s*[-–~]\s*(\d+(?:\.\d+)?)|(\+))?$")


def rate_table(data: Mapping[str, Any]) -> RateTable:
    """Build the table. Raises ValueError naming the row of a cell that can't be read."""
    columns = data["columns"]
    keys = tuple(RateKey(column) for column in columns if column not in ("base", "permille"))
    rows = tuple(_row(columns, row, f"rows[{n}]") for n, row in enumerate(data["rows"]))
    factors = tuple(_factor(factor, f"factors[{n}]") for n, factor in enumerate(data.get("factors", ())))
    minimum = Decimal(data["minimum"]) if "minimum" in data else None
    return RateTable(
        Exposure(data["exposure"]), Per(data["per"]), PremiumPeriod(data["period"]), keys, rows, factors, minimum
    )


def cell(key: RateKey, value: object) -> Cell:
    """A cell as written: `*`, a word, a number, `50-65`, `66+`, or a list of words or numbers."""
    if value == "*":
        return Cell(anything=True)
    if isinstance(value, bool):
        return Cell(words=frozenset({"yes" if value else "no"}))
    if isinstance(value, list):
        return Cell(words=frozenset(str(one) for one in value))
    text = str(value).strip()
    if key in WORD_KEYS:
        return Cell(words=frozenset({{"true": "yes", "false": "no"}.get(text, text)}))
    match = NUMBER.match(text)
    if not match:
        raise ValueError(f"{text!r} is neither a number, a range such as 50-65, nor *")
    low = Decimal(match[1])
    high = None if match[3] else Decimal(match[2] or match[1])
    if high is not None and high < low:
        raise ValueError(f"the range {text} ends before it begins")
    return Cell(low=low, high=high)


def _row(columns: list[str], row: list[object], where: str) -> RateRow:
    if len(row) != len(columns):
        raise ValueError(f"{where}: has {len(row)} cells, expected {len(columns)} ({', '.join(columns)})")
    cells, rates = [], {"base": Decimal(0), "permille": Decimal(0)}
    for column, value in zip(columns, row, strict=True):
        if column in rates:
            rates[column] = _rate(value, f"{where}.{column}")
        else:
            cells.append(_cell_at(column, value, f"{where}.{column}"))
    return RateRow(tuple(cells), **rates)


def _factor(data: Mapping[str, Any], where: str) -> Factor:
    name = Bilingual(data["name"]["zh"], data["name"]["en"])
    rows = tuple(
        (_cell_at(data["key"], value, f"{where}.rows[{n}]"), _rate(multiplier, f"{where}.rows[{n}]"))
        for n, (value, multiplier) in enumerate(data["rows"])
    )
    return Factor(RateKey(data["key"]), name, rows)


def _cell_at(column: str, value: object, where: str) -> Cell:
    try:
        return cell(RateKey(column), value)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _rate(value: object, where: str) -> Decimal:
    try:
        rate = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"{where}: {value!r} is not a decimal number such as '98.00'") from error
    if not rate.is_finite() or rate < 0:
        raise ValueError(f"{where}: {value!r} must be a decimal, not negative, such as '98.00'")
    return rate


def example_facts(data: Mapping[str, Any]) -> RatingFacts:
    """The facts of an example. A person's `count` repeats that person; facts given once count for every person."""
    shared = {key: data[key] for key in ("social_insurance", "smoker") if key in data}
    return RatingFacts(
        plan=PlanId(data["plan"]),
        insured=tuple(_persons(data.get("insured", ()), shared)),
        sum_insured=Money.of(data["sum_insured"]) if "sum_insured" in data else None,
        days=data.get("days"),
        region=Destination(data["region"]) if "region" in data else None,
        term_years=data.get("term_years"),
        to_age=data.get("to_age"),
        pay_years=data.get("pay_years"),
        vehicle=RatedVehicle(**_with_money(data.get("vehicle", {}))),
        home=RatedHome(**_with_money(data.get("home", {}))),
        persons=data.get("persons"),
        pay_frequency=PayFrequency(data.get("pay_frequency", "year")),
        city_tier=data.get("city_tier"),
    )


def _persons(insured: Iterable[Mapping[str, Any]], shared: Mapping[str, bool]) -> Iterable[RatedPerson]:
    for one in insured:
        facts = {**shared, **{key: value for key, value in one.items() if key != "count"}}
        if "sex" in facts:
            facts["sex"] = Sex(facts["sex"])
        yield from [RatedPerson(**facts)] * one.get("count", 1)


def _with_money(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: Money.of(value) if key == "value" else value for key, value in data.items()}
