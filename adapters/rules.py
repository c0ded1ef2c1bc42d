"""Decision tables in `underwriting/` (GoRules JDM), evaluated with zen-engine. Implements ports.RuleEngine.

zen-engine treats a cell it can't parse, and one that fails while running, as one that doesn't match; nothing is raised.
So every cell is compiled here at load, and every table must end in a row that always matches.

`python -m adapters.rules underwriting` checks all tables and runs the cases each file carries.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import zen

from insurance.ports import RuleResult, RuleValue

REMEMBERED = 2048  # answers

DESCRIPTIVE = ("_id", "_description")


class UnknownTable(LookupError):
    """No decision table of this name was loaded."""


class RuleFailed(RuntimeError):
    """A table could not be evaluated, or gave no answer."""


class InvalidTable(ValueError):
    """Tables that must not be used; `problems` has a line `file: node: row: what is wrong` for each."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__("\n".join(found))
        self.problems = tuple(found)


@dataclass(frozen=True)
class _Table:
    decision: Any  # zen.ZenDecision: compiled once
    version: str
    content: Mapping[str, Any]


class ZenRules:
    """Every `*.json` of a folder, compiled once at construction."""

    def __init__(self, folder: Path) -> None:
        """Raises InvalidTable naming every problem of every file."""
        self._tables: dict[str, _Table] = {}
        found: list[str] = []
        engine = zen.ZenEngine()
        for path in sorted(folder.glob("*.json")):
            text = path.read_bytes()
            content, wrong = _read(text)
            found += [f"{path.name}: {one}" for one in wrong]
            if not wrong:
                decision = engine.create_decision(text.decode("utf-8"))
                self._tables[path.stem] = _Table(decision, hashlib.sha256(text).hexdigest(), content)
        if found:
            raise InvalidTable(found)
        # A table is a pure function of its facts, and the plans of one product share most of theirs.
        self._evaluate = lru_cache(REMEMBERED)(self._answer)

    def tables(self, prefix: str = "") -> Sequence[str]:
        return [name for name in self._tables if name.startswith(prefix)]

    def decide(self, table: str, facts: Mapping[str, RuleValue]) -> RuleResult:
        """Decide; the same facts again are answered from memory. Raises UnknownTable, RuleFailed."""
        found = self._table(table)
        try:
            context = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        except (TypeError, ValueError) as error:
            raise RuleFailed(f"{table}: {error}") from error
        rows, output = self._evaluate(table, context)
        return RuleResult(table, found.version, rows, dict(output))

    def _answer(self, table: str, context: str) -> tuple[tuple[str, ...], Mapping[str, RuleValue]]:
        try:
            answer = self._table(table).decision.evaluate(context, {"trace": True})
        except Exception as error:  # zen raises RuntimeError, TypeError and plain Exception alike
            reason = str(error).split("\n", 1)[0]
            raise RuleFailed(f"{table}: {reason}") from error
        if not answer["result"]:
            raise RuleFailed(f"{table}: no answer")
        return tuple(_rows_hit(answer["trace"])), answer["result"]

    def cases(self, table: str) -> Sequence[Mapping[str, Any]]:
        """The cases the file carries: name, input, output and (optional) rows. Raises UnknownTable."""
        return self._table(table).content.get("cases", [])

    def row_ids(self, table: str) -> frozenset[str]:
        """Every row of every decision table node. Raises UnknownTable."""
        return frozenset(row["_id"] for node in _nodes(self._table(table).content) for row in node["content"]["rules"])

    def describe(self, table: str, row: str) -> str:
        """A row in words, for staff; empty when it has no description. Raises UnknownTable."""
        for node in _nodes(self._table(table).content):
            for one in node["content"]["rules"]:
                if one["_id"] == row:
                    return str(one.get("_description", ""))
        return ""

    def _table(self, name: str) -> _Table:
        try:
            return self._tables[name]
        except KeyError:
            raise UnknownTable(name) from None


def check_cases(rules: ZenRules) -> Iterator[str]:
    """Every case that fails, table without a case and row that no case hits."""
    for table in rules.tables():
        hit: set[str] = set()
        cases = rules.cases(table)
        if not cases:
            yield f"{table}: carries no case"
        for case in cases:
            result = rules.decide(table, case["input"])
            hit.update(result.rows)
            if result.output != case["output"]:
                yield f"{table}: {case['name']}: answered {dict(result.output)}, expected {case['output']}"
            if "rows" in case and list(result.rows) != case["rows"]:
                yield f"{table}: {case['name']}: hit {list(result.rows)}, expected {case['rows']}"
        for row in sorted(rules.row_ids(table) - hit):
            yield f"{table}: row {row}: no case hits it"


def _rows_hit(trace: Mapping[str, Any]) -> Iterator[str]:
    for step in sorted(trace.values(), key=lambda one: one["order"]):
        data = step["traceData"]
        for hit in data if isinstance(data, list) else [data]:
            if hit and "rule" in hit:
                yield hit["rule"]["_id"]


def _nodes(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [node for node in content.get("nodes", []) if node.get("type") == "decisionTableNode"]


def _read(text: bytes) -> tuple[Mapping[str, Any], list[str]]:
    try:
        content = json.loads(text)
    except ValueError as error:
        return {}, [f"is not JSON: {error}"]
    if not isinstance(content, dict) or not _nodes(content):
        return {}, ["holds no decision table"]
    return content, [problem for node in _nodes(content) for problem in _problems(node)]


def _problems(node: Mapping[str, Any]) -> Iterator[str]:
    name, table = node.get("name") or node.get("id"), node.get("content", {})
    rules, inputs, outputs = (table.get(key, []) for key in ("rules", "inputs", "outputs"))
    if not rules or not outputs:
        yield f"{name}: has no rows or no outputs"
        return
    ids = [row.get("_id", "") for row in rules]
    for row_id in sorted({one for one in ids if ids.count(one) > 1 or not one}):
        yield f"{name}: row {row_id or '(no _id)'}: every row needs an _id of its own"
    columns = {one["id"] for one in (*inputs, *outputs)}
    for row in rules:
        where = f"{name}: row {row.get('_id', '?')}"
        for unknown in sorted(row.keys() - columns - set(DESCRIPTIVE)):
            yield f"{where}: {unknown} is no column of the table"
        for column in inputs:
            yield from _cell(row, column, where, zen.compile_unary_expression if column.get("field") else _expression)
        for column in outputs:
            yield from _cell(row, column, where, _expression)
    if any(str(rules[-1].get(column["id"], "")).strip() for column in inputs):
        yield f"{name}: row {ids[-1]}: the last row must be the default, with every condition empty"


_expression = zen.compile_expression


def _cell(row: Mapping[str, Any], column: Mapping[str, Any], where: str, compiled: Any) -> Iterator[str]:
    source = str(row.get(column["id"], "")).strip()
    if source in ("", "-"):
        return
    try:
        compiled(source)
    except Exception as error:
        reason = str(error).split("\n", 1)[0]
        yield f"{where}: {column.get('name') or column['id']}: {source!r} can't be read: {reason}"


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path("underwriting")
    try:
        rules = ZenRules(folder)
    except InvalidTable as error:
        print(error)
        return 1
    failures = list(check_cases(rules))
    for line in failures:
        print(line)
    if failures or not rules.tables():
        print(f"{len(failures)} problems in {len(rules.tables())} tables of {folder}")
        return 1
    cases = sum(len(rules.cases(table)) for table in rules.tables())
    print(f"{len(rules.tables())} tables, {cases} cases: all good")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
