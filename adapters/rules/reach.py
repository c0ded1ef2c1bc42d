"""Which rows of a decision table can be reached: what each row covers, less what the rows before it take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from adapters.rules.atoms import Atoms, Value, partition
from adapters.rules.cells import constants
from adapters.rules.kinds import kinds_of
from adapters.rules.regions import Box, uncovered
from adapters.rules.tables import FIRST, Node, Row, RuleFile

HOLDS = 1  # of a condition known by its text only, classes are: holds, doesn't
EITHER = 3


@dataclass(frozen=True)
class Reach:
    """The regions of one table's rows.

    Sound for any facts of the columns' kinds: a row said to be unreachable is never hit. Exact where every cell
    compares its fact with constants; a condition known by its text only may hold or not, whatever the others do.
    """

    node: Node
    atoms: Mapping[str, Atoms]
    boxes: tuple[Box, ...]

    @cached_property
    def full(self) -> Mapping[str, int]:
        opaque = {name: EITHER for box in self.boxes for name in box if name not in self.atoms}
        return {**opaque, **{name: atoms.all for name, atoms in self.atoms.items()}}

    def left_of(self, row: Row) -> Box | None:
        """A part of the row's region that comes to it; None when nothing does."""
        return uncovered(self._box(row), self._before(row), self.full)

    def taken_by(self, row: Row) -> Sequence[Row]:
        """Rows before an unreachable one that together take all of its region; none if it has no region of its own."""
        taking = [other for other in self.node.rows[: row.number - 1] if self.node.hit_policy == FIRST]
        for one in reversed(taking):
            fewer = [other for other in taking if other is not one]
            if uncovered(self._box(row), [self._box(other) for other in fewer], self.full) is None:
                taking = fewer
        return taking

    def same_as(self, row: Row) -> Row | None:
        """An earlier row with the same region."""
        mine = self._narrow(row)
        earlier = self.node.rows[: row.number - 1]
        return next((other for other in earlier if all(mine.values()) and self._narrow(other) == mine), None)

    def facts(self, box: Box) -> dict[str, Value]:
        """Facts of a region, by field; conditions known by their text only are left to chance."""
        return {name: atoms.one_of(box.get(name, atoms.all)) for name, atoms in self.atoms.items()}

    def _before(self, row: Row) -> list[Box]:
        return list(self.boxes[: row.number - 1]) if self.node.hit_policy == FIRST else []

    def _box(self, row: Row) -> Box:
        return self.boxes[row.number - 1]

    def _narrow(self, row: Row) -> Box:
        return {name: bits for name, bits in self._box(row).items() if bits != self.full[name]}


def reach_of(file: RuleFile, node: Node) -> Reach:
    """Two columns on one fact are one dimension."""
    fields = dict.fromkeys(column.field for column in node.inputs if column.field is not None)
    atoms = {field: _atoms(file, node, field) for field in fields}
    return Reach(node, atoms, tuple(_box_of(node, row, atoms) for row in node.rows))


def _atoms(file: RuleFile, node: Node, field: str) -> Atoms:
    columns = [column for column in node.inputs if column.field == field]
    kinds = {kind for column in columns for _, kind in kinds_of(file, node, column)}
    return partition((row.cell(column) for row in node.rows for column in columns), kinds)


def _box_of(node: Node, row: Row, atoms: Mapping[str, Atoms]) -> Box:
    box: dict[str, int] = {}
    for column in node.inputs:
        cell = row.cell(column)
        if not cell:
            continue
        if column.field is not None and constants(cell) is not None:
            box[column.field] = box.get(column.field, atoms[column.field].all) & atoms[column.field].cells[cell]
        else:
            box[f"{column.field or ''}?{cell}"] = HOLDS
    return box


def unreachable(file: RuleFile) -> Iterator[str]:
    """`node: row: …` for each row that contradicts or repeats another, or that no facts can reach."""
    for node in file.nodes:
        reach = reach_of(file, node)
        for row in node.rows:
            twin = reach.same_as(row)
            if twin is not None:
                yield f"{node.name}: {row.where}: {_against(node, row, twin)}"
            elif reach.left_of(row) is None:
                yield f"{node.name}: {row.where}: can never be reached: {_because(reach.taken_by(row))}"


def _against(node: Node, row: Row, twin: Row) -> str:
    answers = [[one.cell(column) for column in node.outputs] for one in (row, twin)]
    if answers[0] == answers[1]:
        return f"says the same as {twin.where} once more"
    return f"contradicts {twin.where}: the same conditions, another answer"


def _because(taking: Iterable[Row]) -> str:
    taking = [row.where for row in taking]
    if not taking:
        return "its conditions never hold"
    return f"everything it is about is decided before, by {', '.join(taking)}"
