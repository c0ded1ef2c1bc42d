"""The patterns of a word list: `zh` as it stands, `en` as whole words."""

from __future__ import annotations

import re
from functools import cache

from language.vocabulary import rows


@cache
def patterns(name: str) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """(the other columns, a pattern of both) for each row of `<name>.csv`, whose last columns are zh and en."""
    return tuple((tuple(row[:-2]), re.compile(_both(row[-2], row[-1]))) for row in rows(name))


def _both(chinese: str, english: str) -> str:
    return "|".join(filter(None, [chinese, english and rf"(?<![a-z])(?:{english})(?![a-z])"])) or r"(?!)"
