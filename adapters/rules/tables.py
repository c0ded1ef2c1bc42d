"""A rule file as it was read: its decision tables, their columns and rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

DESCRIPTIVE = ("_id", "_description")
EMPTY = ("", "-")  # what the editor leaves in a cell that says nothing
FIRST = "first"  # hit policy: the first row that matches decides


@dataclass(frozen=True)
class Column:
    """`field` is the fact a cell is compared with; None for a column whose cells are conditions of their own."""

    id: str
    name: str
    field: str | None


@dataclass(frozen=True)
class Row:
    """`number` counts from 1, as the editor shows it."""

    number: int
    id: str
    description: str
    cells: Mapping[str, str]

    def cell(self, column: Column) -> str:
        source = self.cells.get(column.id, "").strip()
        return "" if source in EMPTY else source

    @property
    def where(self) -> str:
        return f"row {self.number} ({self.id or 'no _id'})"


@dataclass(frozen=True)
class Node:
    """One decision table of a file."""

    name: str
    hit_policy: str
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rows: tuple[Row, ...]
    raw: Mapping[str, Any]

    def is_open(self, row: Row) -> bool:
        """Whether a row has no condition at all."""
        return not any(row.cell(column) for column in self.inputs)


@dataclass(frozen=True)
class RuleFile:
    """`name` is the file's, without its ending; `text` its bytes as they count for the version."""

    name: str
    text: bytes
    content: Mapping[str, Any]

    @cached_property
    def version(self) -> str:
        return version_of(self.text)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        return tuple(_node(one) for one in decision_nodes(self.content))

    @property
    def cases(self) -> Sequence[Mapping[str, Any]]:
        """name, input, output and (optional) rows."""
        return self.content.get("cases", [])

    def describe(self, row: str) -> str:
        """A row in words; empty when there is no such row or it has no description."""
        return next((one.description for node in self.nodes for one in node.rows if one.id == row), "")


def version_of(text: bytes) -> str:
    """SHA-256 of a file's content, in hex."""
    return hashlib.sha256(text).hexdigest()


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The rule files of a folder by name, sorted."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def parse(name: str, text: bytes) -> RuleFile:
    """Raises ValueError saying what the file is not."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ValueError(f"is not JSON: {error}") from error
    if not isinstance(content, dict) or not decision_nodes(content):
        raise ValueError("holds no decision table")
    return RuleFile(name, text, content)


def decision_nodes(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nodes = content.get("nodes")
    found = [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []
    return [node for node in found if node.get("type") == "decisionTableNode"]


def _node(raw: Mapping[str, Any]) -> Node:
    content = raw.get("content") or {}
    rules = content.get("rules") or []
    return Node(
        name=str(raw.get("name") or raw.get("id")),
        hit_policy=str(content.get("hitPolicy") or FIRST),
        inputs=tuple(_columns(content.get("inputs") or [])),
        outputs=tuple(_columns(content.get("outputs") or [])),
        rows=tuple(_row(number, rule) for number, rule in enumerate(rules, start=1)),
        raw=raw,
    )


def _columns(raw: Sequence[Mapping[str, Any]]) -> Iterator[Column]:
    for one in raw:
        yield Column(str(one["id"]), str(one.get("name") or one["id"]), one.get("field") or None)


def _row(number: int, rule: Mapping[str, Any]) -> Row:
    cells = {key: str(value) for key, value in rule.items() if key not in DESCRIPTIVE}
    return Row(number, str(rule.get("_id") or ""), str(rule.get("_description") or ""), cells)
