"""What kind of value a cell holds: a column that mixes kinds is a mistake nobody sees, the row just never matches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import zen

from adapters.rules.cells import kinds_in
from adapters.rules.tables import Column, Node, RuleFile
from insurance.underwriting import Outcome

WORDS = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}

# What the domain reads from an answer: it must be there in every row, and be one of these.
DECISION = tuple(outcome.value for outcome in Outcome)
ALLOWED = (True, False)
VOCABULARY: Mapping[str, tuple[Any, ...]] = {"decision": DECISION, "allowed": ALLOWED}
SCREENING = "risk_"  # tables that flag for people to decide; their names begin so
SCREENED: Mapping[str, tuple[Any, ...]] = {"decision": ("pass", "hold")}
NEEDED = ("decision", "allowed", "reason")


def wrong_kinds(file: RuleFile) -> Iterator[str]:
    """`node: row: column: …` for each cell, and `case …` for each value of a case, that is of another kind."""
    for node in file.nodes:
        for column in node.inputs:
            yield from _inputs(file, node, column)
        for column in node.outputs:
            yield from _outputs(file, node, column)


def kinds_of(file: RuleFile, node: Node, column: Column) -> list[tuple[str, str]]:
    """(where, kind) of everything that is compared in an input column: its cells', then the cases' values."""
    found = [
        (f"{node.name}: {row.where}: {column.name}: {row.cell(column)!r}", kind)
        for row in node.rows
        for kind in kinds_in(row.cell(column))
    ]
    if column.field is not None:
        for case in file.cases:
            value = _at(case.get("input"), column.field)
            if value is not None:
                found.append((f"{node.name}: case {case.get('name')!r}: {column.field}: {value!r}", _kind(value)))
    return found


def _inputs(file: RuleFile, node: Node, column: Column) -> Iterator[str]:
    if column.field is not None:
        yield from _minority(kinds_of(file, node, column))


def _minority(found: list[tuple[str, str]]) -> Iterator[str]:
    """What isn't of the kind that most are."""
    if len({kind for _, kind in found}) < 2:
        return
    counts: dict[str, int] = {}
    for _, kind in found:
        counts[kind] = counts.get(kind, 0) + 1
    usual = max(counts, key=lambda kind: counts[kind])
    for where, kind in found:
        if kind != usual:
            yield f"{where} is {kind}, the others of the column are {usual}"


def _outputs(file: RuleFile, node: Node, column: Column) -> Iterator[str]:
    field, found = column.field or "", []
    vocabulary = SCREENED if file.name.startswith(SCREENING) else VOCABULARY
    for row in node.rows:
        where, source = f"{node.name}: {row.where}: {column.name}", row.cell(column)
        if not source:
            if field in NEEDED:
                yield f"{where}: every row must give {field}"
            continue
        try:
            value = zen.evaluate_expression(source, {})
        except Exception:  # noqa: S112 - computed from facts: known only when it is asked
            continue
        if value is not None:
            found.append((f"{where}: {source!r}", _kind(value)))
            if field in vocabulary and value not in vocabulary[field]:
                allowed = ", ".join(json.dumps(one) for one in vocabulary[field])
                yield f"{where}: {source!r} is none of {allowed}"
    for case in file.cases:
        value = _at(case.get("output"), field)
        if value is not None:
            found.append((f"{node.name}: case {case.get('name')!r}: {field}: {value!r}", _kind(value)))
    yield from _minority(found)


def _kind(value: object) -> str:
    return WORDS.get(type(value), type(value).__name__)


def _at(facts: object, field: str) -> object:
    """The value at `a.b` of a case."""
    for name in field.split("."):
        facts = facts.get(name) if isinstance(facts, dict) else None
    return facts
