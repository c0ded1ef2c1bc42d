"""Everything `make rules` checks of a set of rule files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.rules.cases import check_cases
from adapters.rules.engine import ZenRules
from adapters.rules.errors import InvalidTable
from adapters.rules.reach import unreachable


@dataclass(frozen=True)
class Checked:
    """`problems` has a line `file: node: row: what is wrong` for each; none means that the set may be activated."""

    problems: tuple[str, ...]
    tables: int = 0
    cases: int = 0


def check(source: Path | Mapping[str, bytes]) -> Checked:
    """Load every file; look for rows that contradict or can't be reached; run the cases."""
    try:
        rules = ZenRules(source)
    except InvalidTable as error:
        return Checked(error.problems)
    tables = rules.tables()
    if not tables:
        return Checked((f"{source if isinstance(source, Path) else 'the set'} holds no decision table",))
    found = [f"{name}.json: {problem}" for name in tables for problem in unreachable(rules.file(name))]
    found += check_cases(rules)
    return Checked(tuple(found), len(tables), sum(len(rules.cases(name)) for name in tables))
