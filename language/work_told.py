"""Work told as an activity: 在工地搬砖, 教书, I mend roofs, drives a lorry."""

from __future__ import annotations

import re
from functools import cache

from language.vocabulary import rows

_NOT_NOW = re.compile(r"(?:以前|曾经|想|不|used to|want to|like to|going to|how to|would|could|will|can|did)\s*$")


def find_work(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name in the list of each activity that is somebody's work, in order; not `I used to teach`."""
    return [
        (found.start(), found.end(), _names()[int((found.lastgroup or "w0")[1:])])
        for found in _pattern().finditer(text)
        if not _NOT_NOW.search(text[: found.start()])
    ]


@cache
def _names() -> tuple[str, ...]:
    return tuple(name for name, _ in rows("work_told"))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<w{place}>{pattern})" for place, (_, pattern) in enumerate(rows("work_told"))))
