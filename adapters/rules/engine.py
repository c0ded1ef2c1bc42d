"""Decision tables in `underwriting/` (GoRules JDM), evaluated with zen-engine. Implements ports.RuleEngine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import zen

from adapters.rules.errors import InvalidTable, RuleFailed, UnknownTable
from adapters.rules.loading import load
from adapters.rules.tables import RuleFile, read_folder
from insurance.ports import RuleResult, RuleValue

REMEMBERED = 2048  # answers


class ZenRules:
    """A set of rule files, compiled once at construction."""

    def __init__(self, source: Path | Mapping[str, bytes], remember: int = REMEMBERED) -> None:
        """Of a folder's `*.json`, or of files by name without ending.

        Args:
            remember: how many answers; the same facts again cost nothing.

        Raises InvalidTable naming every problem of every file.
        """
        texts = read_folder(source) if isinstance(source, Path) else source
        found: list[str] = []
        files: dict[str, RuleFile] = {}
        for name in sorted(texts):
            file, wrong = load(name, texts[name])
            found += wrong
            if file is not None:
                files[name] = file
        if found:
            raise InvalidTable(found)
        self._files = files
        engine = zen.ZenEngine()
        self._decisions = {name: engine.create_decision(file.text.decode("utf-8")) for name, file in files.items()}
        # A table is a pure function of its facts, and the plans of one product share most of theirs.
        self._evaluate = lru_cache(remember)(self._answer)

    def tables(self, prefix: str = "") -> Sequence[str]:
        return [name for name in self._files if name.startswith(prefix)]

    def decide(self, table: str, facts: Mapping[str, RuleValue]) -> RuleResult:
        """Decide; the same facts again are answered from memory. Raises UnknownTable, RuleFailed."""
        version = self.file(table).version
        try:
            context = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        except (TypeError, ValueError) as error:
            raise RuleFailed(f"{table}: {error}") from error
        rows, output = self._evaluate(table, context)
        return RuleResult(table, version, rows, dict(output), dict(facts))

    def _answer(self, table: str, context: str) -> tuple[tuple[str, ...], Mapping[str, RuleValue]]:
        try:
            answer = self._decisions[table].evaluate(context, {"trace": True})
        except Exception as error:  # zen raises RuntimeError, TypeError and plain Exception alike
            reason = str(error).split("\n", 1)[0]
            raise RuleFailed(f"{table}: {reason}") from error
        if not answer["result"]:
            raise RuleFailed(f"{table}: no answer")
        return tuple(_rows_hit(answer["trace"])), answer["result"]

    def cases(self, table: str) -> Sequence[Mapping[str, Any]]:
        """The cases the file carries: name, input, output and (optional) rows. Raises UnknownTable."""
        return self.file(table).cases

    def row_ids(self, table: str) -> frozenset[str]:
        """Every row of every decision table node. Raises UnknownTable."""
        return frozenset(row.id for node in self.file(table).nodes for row in node.rows)

    def describe(self, table: str, row: str) -> str:
        """A row in words, for staff; empty when it has no description. Raises UnknownTable."""
        return self.file(table).describe(row)

    def file(self, name: str) -> RuleFile:
        """Raises UnknownTable."""
        try:
            return self._files[name]
        except KeyError:
            raise UnknownTable(name) from None


def _rows_hit(trace: Mapping[str, Any]) -> Iterator[str]:
    for step in sorted(trace.values(), key=lambda one: one["order"]):
        data = step["traceData"]
        for hit in data if isinstance(data, list) else [data]:
            if hit and "rule" in hit:
                yield hit["rule"]["_id"]
