"""Names of lines that only sound right: `中急险` is 重疾险, `旅由险` 旅游险."""

from __future__ import annotations

import re
from collections.abc import Iterable

from language.words.sounds import alike, is_word

_END = re.compile("[险显线现先]")
_WORDLETS = re.compile("[过了的有没是在不买]")  # 没出过险 is no 出国险
_SHORTEST = 2  # characters


def meant(text: str, names: Iterable[str]) -> tuple[int, int, str] | None:
    """(start, end, name) of the longest of the names that a part of the text sounds like, sharing a character."""
    ends = [found.end() for found in _END.finditer(text)]
    if not ends:
        return None
    for name in sorted((name for name in names if name[-1] == "险" and len(name) > _SHORTEST), key=len, reverse=True):
        for end in ends:
            start = end - len(name)
            typed = text[max(start, 0) : end]
            if start >= 0 and _sounds_like(typed, name):
                return start, end, name
    return None


def _sounds_like(typed: str, name: str) -> bool:
    wrong = "".join(one for one, other in zip(typed, name, strict=True) if one != other)
    return (
        len(wrong) < len(name)
        and not _WORDLETS.search(wrong)
        and all(map(alike, typed, name))
        and not is_word(typed[:-1])
    )
