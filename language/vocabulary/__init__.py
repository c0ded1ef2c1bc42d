"""Word lists as CSV files, read once on first use; a person who isn't a programmer can add a word."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `<name>.csv` below its header; a line that starts with # is a comment."""
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(cell.strip() for cell in row) for row in list(csv.reader(lines))[1:])


def words(cell: str) -> list[str]:
    """The words of one cell, separated by |."""
    return [word for word in cell.split("|") if word]


@cache
def alternatives(name: str, *kinds: str) -> str:
    """A pattern of the words of these kinds in `<name>.csv` (kind, words), longest first; English as whole words."""
    known = sorted({word for kind, cell in rows(name) if kind in kinds for word in words(cell)}, key=_longest)
    chinese = "|".join(re.escape(word) for word in known if not word.isascii())
    english = "|".join(re.escape(word) for word in known if word.isascii())
    bounded = rf"(?<![a-z])(?:{english})(?![a-z])"
    return f"(?:{'|'.join(filter(None, [chinese, english and bounded]))})"


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word
