"""What can go wrong with decision tables."""

from __future__ import annotations

from collections.abc import Sequence


class UnknownTable(LookupError):
    """No decision table of this name was loaded."""


class RuleFailed(RuntimeError):
    """A table could not be evaluated, or gave no answer."""


class InvalidTable(ValueError):
    """Tables that must not be used; `problems` has a line `file: node: row: what is wrong` for each."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__("\n".join(found))
        self.problems = tuple(found)
