"""Conditions with one character that only sounds right: 高血鸭, 糖料病, 甲状腺结结."""

from __future__ import annotations

import re
from functools import cache

from language.vocabulary import rows, words
from language.words.sounds import sounds

_SHORTEST = 3  # characters; a shorter name with one of them wrong is another word


def right_names(text: str) -> str:
    """The text with such names as they should be; its length stays the same."""
    return _pattern().sub(_right, text)


@cache
def _names() -> tuple[str, ...]:
    cells = [cell for _, _, cell in rows("conditions")]
    return tuple(
        word for cell in cells for word in words(cell) if re.fullmatch(rf"[\u4e00-\u9fff]{{{_SHORTEST},}}", word)
    )


@cache
def _pattern() -> re.Pattern[str]:
    one_wrong = {
        rf"{name[:place]}[\u4e00-\u9fff]{name[place + 1 :]}" for name in _names() for place in range(len(name))
    }
    return re.compile("|".join(sorted(one_wrong, key=len, reverse=True)))


def _right(found: re.Match[str]) -> str:
    said = found.group()
    return next((name for name in _names() if _slip_of(said, name)), said)


def _slip_of(said: str, name: str) -> bool:
    if len(said) != len(name):
        return False
    wrong = [(one, other) for one, other in zip(said, name, strict=True) if one != other]
    return len(wrong) == 1 and not _heard(wrong[0][0]).isdisjoint(_heard(wrong[0][1]))


def _heard(char: str) -> set[str]:
    """As sounds has it, l and n as one."""
    return {re.sub("^l", "n", sound) for sound in sounds(char)}
