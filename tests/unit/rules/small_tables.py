"""Small decision tables for tests: columns and rows as short as they can be said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def jdm(
    rows: Sequence[Mapping[str, str]],
    fields: Mapping[str, str | None],
    cases: Sequence[Mapping[str, Any]] = (),
    outputs: Sequence[str] = ("decision",),
    policy: str = "first",
) -> bytes:
    """A rule file: `fields` names the input columns (column id → fact); ids of output columns are their facts."""
    place = {"position": {"x": 0, "y": 0}}
    content = {
        "hitPolicy": policy,
        "inputs": [{"id": one, "name": one, **({"field": fact} if fact else {})} for one, fact in fields.items()],
        "outputs": [{"id": one, "name": one, "field": one} for one in outputs],
        "rules": [{"_id": f"r{number}", **row} for number, row in enumerate(rows, start=1)],
    }
    file = {
        "nodes": [
            {"id": "a", "type": "inputNode", "name": "in", **place},
            {"id": "b", "type": "decisionTableNode", "name": "Table", "content": content, **place},
            {"id": "c", "type": "outputNode", "name": "out", **place},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "a", "targetId": "b"},
            {"id": "2", "type": "edge", "sourceId": "b", "targetId": "c"},
        ],
        "cases": list(cases),
    }
    return json.dumps(file).encode()
