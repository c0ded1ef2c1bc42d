"""The values of one fact in classes that no cell tells apart, and which cells hold for each class.

Numbers fall into the constants named in the column's cells and the open stretches between them; texts into those named
and every other; true, false and null stand for themselves. zen-engine is asked about one value of each class, so what
a cell means is decided there and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import zen

from adapters.rules.cells import BOOLEAN, NUMBER, TEXT, Constants, constants

Value = str | float | bool | None
OTHER = "something else"


@dataclass(frozen=True)
class Atoms:
    """Representatives of the classes, and for each closed cell the set of classes it holds for, as bits."""

    values: tuple[Value, ...]
    cells: Mapping[str, int]

    @property
    def all(self) -> int:
        return (1 << len(self.values)) - 1

    def one_of(self, bits: int) -> Value:
        """A value of the first class of a set."""
        return self.values[(bits & -bits).bit_length() - 1]


def partition(cells: Iterable[str], kinds: Iterable[str] = ()) -> Atoms:
    """Classes for a column with these cells; empty and open-ended cells don't count.

    Args:
        kinds: of value that the column is known to take besides those in its cells.
    """
    closed = {cell: found for cell in cells if cell and (found := constants(cell)) is not None}
    values = _representatives(closed.values(), kinds)
    return Atoms(values, _truth(tuple(closed), values))


def _representatives(found: Iterable[Constants], kinds: Iterable[str]) -> tuple[Value, ...]:
    """One value of each class; a column whose kind nobody can tell takes text."""
    found = list(found)
    present = {kind for one in found for kind in one.kinds} | set(kinds)
    values: list[Value] = [None]
    if BOOLEAN in present:
        values += [True, False]
    if NUMBER in present:
        values += _numbers(sorted({number for one in found for number in one.numbers}))
    if TEXT in present or not present & {BOOLEAN, NUMBER}:
        named = sorted({text for one in found for text in one.texts})
        values += [*named, _unnamed(named)]
    return tuple(values)


def _numbers(named: Sequence[Decimal]) -> list[Value]:
    """Each number named and one between neighbours, below the first and above the last."""
    if not named:
        return [0]
    between = [(low + high) / 2 for low, high in pairwise(named)]
    every = sorted({*named, *between, named[0] - 1, named[-1] + 1})
    return [int(one) if one == one.to_integral_value() else float(one) for one in every]


def _unnamed(named: Sequence[str]) -> str:
    text = OTHER
    while text in named:
        text += "!"
    return text


def _truth(cells: Sequence[str], values: Sequence[Value]) -> dict[str, int]:
    """For each cell the values it holds for, as zen-engine sees it: each row of a table that gives every match."""
    if not cells:
        return {}
    table = zen.ZenEngine().create_decision(json.dumps(_probe(cells)))
    found = dict.fromkeys(cells, 0)
    for place, value in enumerate(values):
        for hit in table.evaluate({"value": value}, {})["result"] or []:
            found[cells[int(hit["cell"])]] |= 1 << place
    return found


def _probe(cells: Sequence[str]) -> Mapping[str, object]:
    rows = [{"_id": str(number), "in": cell, "out": str(number)} for number, cell in enumerate(cells)]
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "in", "name": "value", "field": "value"}],
        "outputs": [{"id": "out", "name": "cell", "field": "cell"}],
        "rules": rows,
    }
    place = {"position": {"x": 0, "y": 0}}
    return {
        "nodes": [
            {"id": "a", "type": "inputNode", "name": "in", **place},
            {"id": "b", "type": "decisionTableNode", "name": "table", "content": content, **place},
            {"id": "c", "type": "outputNode", "name": "out", **place},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "a", "targetId": "b"},
            {"id": "2", "type": "edge", "sourceId": "b", "targetId": "c"},
        ],
    }
