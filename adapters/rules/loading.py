"""What a rule file must keep to before it may be used at all.

zen-engine treats a cell it can't parse, and one that fails while running, as one that doesn't match; nothing is raised.
So every cell is compiled here at load, and every table must end in a row that always matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import zen

from adapters.rules.kinds import wrong_kinds
from adapters.rules.tables import Column, Node, Row, RuleFile, parse


def load(name: str, text: bytes) -> tuple[RuleFile | None, list[str]]:
    """The file, or None with a line `file: node: row: what is wrong` for everything that is."""
    try:
        file = parse(name, text)
        found = [problem for node in file.nodes for problem in _problems(node)]
    except ValueError as error:
        return None, [f"{name}.json: {error}"]
    except (AttributeError, KeyError, TypeError) as error:
        return None, [f"{name}.json: is no decision table as the editor writes them: {error!r}"]
    found = found or list(wrong_kinds(file)) or list(_graph(file))
    return (None if found else file), [f"{name}.json: {problem}" for problem in found]


def _graph(file: RuleFile) -> Iterator[str]:
    """The file as a whole: nodes that aren't joined, or a part the engine doesn't know."""
    try:
        zen.ZenEngine().create_decision(file.text.decode("utf-8"))
    except Exception as error:
        yield f"the engine can't take it: {str(error).split(chr(10), 1)[0]}"


def _problems(node: Node) -> Iterator[str]:
    if not node.rows or not node.outputs:
        yield f"{node.name}: has no rows or no outputs"
        return
    yield from _ids(node)
    columns = {one.id for one in (*node.inputs, *node.outputs)}
    for row in node.rows:
        for name, value in node.raw["content"]["rules"][row.number - 1].items():
            if not isinstance(value, str):
                yield f"{node.name}: {row.where}: {name}: {value!r} must be written as text, as the editor does"
        for unknown in sorted(row.cells.keys() - columns):
            yield f"{node.name}: {row.where}: {unknown} is no column of the table"
        for column in node.inputs:
            yield from _cell(node, row, column, zen.compile_unary_expression if column.field else _expression)
        for column in node.outputs:
            yield from _cell(node, row, column, _expression)
    last = node.rows[-1]
    if not node.is_open(last):
        yield f"{node.name}: {last.where}: the last row must be the default, with every condition empty"


def _ids(node: Node) -> Iterator[str]:
    seen: dict[str, Row] = {}
    for row in node.rows:
        if not row.id or row.id in seen:
            yield f"{node.name}: {row.where}: every row needs an _id of its own"
        seen.setdefault(row.id, row)


_expression = zen.compile_expression


def _cell(node: Node, row: Row, column: Column, compiled: Callable[[str], object]) -> Iterator[str]:
    source = row.cell(column)
    if not source:
        return
    try:
        compiled(source)
    except Exception as error:  # zen raises RuntimeError, TypeError and plain Exception alike
        reason = str(error).split("\n", 1)[0]
        yield f"{node.name}: {row.where}: {column.name}: {source!r} can't be read: {reason}"
