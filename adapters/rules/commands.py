"""The command behind `make rules`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adapters.rules.checking import check

FOLDER = Path("underwriting")


def main(arguments: Sequence[str]) -> int:
    return _check(Path(arguments[0]) if arguments else FOLDER)


def _check(folder: Path) -> int:
    checked = check(folder)
    for line in checked.problems:
        print(line)
    if checked.problems:
        print(f"{len(checked.problems)} problems in {folder}")
        return 1
    print(f"{checked.tables} tables, {checked.cases} cases: all good")
    return 0
