"""The cases a file carries: each gives its answer by its row, and every row has one that hits it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.rules.engine import ZenRules
from adapters.rules.errors import RuleFailed
from adapters.rules.tables import RuleFile


def check_cases(rules: ZenRules) -> Iterator[str]:
    """Every case that fails, table without a case and row that no case hits."""
    for name in rules.tables():
        yield from (f"{name}.json: {problem}" for problem in _check(rules, rules.file(name)))


def _check(rules: ZenRules, file: RuleFile) -> Iterator[str]:
    hit: set[str] = set()
    if not file.cases:
        yield "carries no case"
    for case in file.cases:
        name = f"case {case.get('name')!r}"
        if not isinstance(case.get("input"), dict) or not isinstance(case.get("output"), dict):
            yield f"{name}: needs an input and an output"
            continue
        try:
            result = rules.decide(file.name, case["input"])
        except RuleFailed as error:
            yield f"{name}: {error}"
            continue
        hit.update(result.rows)
        yield from (f"{name}: {problem}" for problem in _differences(case, dict(result.output), list(result.rows)))
    for node in file.nodes:
        for row in node.rows:
            if row.id not in hit:
                yield f"{node.name}: {row.where}: no case hits it"


def _differences(case: Mapping[str, Any], output: Mapping[str, Any], rows: list[str]) -> Iterator[str]:
    if output != case["output"]:
        yield f"answered {output}, expected {case['output']}"
    if "rows" in case and rows != case["rows"]:
        yield f"hit {rows}, expected {case['rows']}"
