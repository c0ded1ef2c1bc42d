"""A value found in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """What was read from `start` to `end`; `sure` as far as the value itself tells, not how well its letters were seen.

    `checked`: a check digit or the like vouches for every character.
    """

    value: str
    start: int
    end: int
    sure: float = 0.96
    checked: bool = False


Reader = Callable[[str], Value | None]
DIGIT_SLIPS = str.maketrans("OoQDlI|iSBZ", "00001111582")
DIGIT = "[0-9OoQDlI|]"  # a digit, or what is taken for one


def digits(text: str) -> str:
    """Letters that are taken for digits put right, blanks taken out."""
    return re.sub(r"\s", "", text).translate(DIGIT_SLIPS)
