"""Cells of a decision table as tokens: which compare their fact with nothing but constants, and with which.

A cell of that kind ("closed") is true or false for whole stretches of values: between two neighbouring constants
nothing changes. So its truth on one value of each stretch says everything, and zen-engine itself can be asked for it.
Any other cell (one that names another fact, computes or calls a function) is a condition known by its text only.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r"""\s+|(?P<text>'[^'\\]*'|"[^"\\]*")|(?P<number>-?\d+(?:\.\d+)?(?=\.\.|[^\w.]|$))"""
    r"""|(?P<word>[A-Za-z_]\w*)|(?P<mark>\$|\.\.|==|!=|<=|>=|<|>|[()\[\],])"""
)
WORDS = frozenset({"in", "not", "and", "or", "true", "false", "null"})
TEXT, NUMBER, BOOLEAN = "text", "a number", "true or false"
_OPENS, _CLOSES = "([", ")]"


@dataclass(frozen=True)
class Constants:
    """What a closed cell compares its fact with. `null` stands beside every kind."""

    texts: frozenset[str] = frozenset()
    numbers: frozenset[Decimal] = frozenset()
    booleans: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        named = ((TEXT, self.texts), (NUMBER, self.numbers), (BOOLEAN, self.booleans))
        return tuple(kind for kind, present in named if present)


@lru_cache(4096)
def constants(source: str) -> Constants | None:
    """The constants of a closed cell; None for any other cell."""
    tokens = _tokens(source)
    if tokens is None or not _is_closed(tokens):
        return None
    return Constants(
        texts=frozenset(str(ast.literal_eval(sign)) for kind, sign in tokens if kind == "text"),
        numbers=frozenset(Decimal(sign) for kind, sign in tokens if kind == "number"),
        booleans=any(sign in ("true", "false") for _, sign in tokens),
    )


def kinds_in(source: str) -> tuple[str, ...]:
    """The kinds of value a closed cell speaks of; none of any other cell."""
    found = constants(source)
    return found.kinds if found is not None else ()


def _tokens(source: str) -> list[tuple[str, str]] | None:
    """(kind, text) in order; None where anything else stands."""
    tokens, place = [], 0
    while place < len(source):
        match = _TOKEN.match(source, place)
        if match is None or match.end() == place:
            return None
        if match.lastgroup is not None:
            tokens.append((match.lastgroup, match[0]))
        place = match.end()
    return tokens


def _is_closed(tokens: Sequence[tuple[str, str]]) -> bool:
    """Nothing but the fact itself, constants, comparisons, membership in constants, and, or, not."""
    if not tokens or any(kind == "word" and sign not in WORDS for kind, sign in tokens):
        return False
    previous = ("", "")
    for place, (kind, sign) in enumerate(tokens):
        if kind == "number" and sign.startswith("-") and _ends_value(previous):
            return False  # a subtraction
        if sign == "[" and not _is_range_or_members(tokens, place, previous):
            return False
        if sign == "in" and not _constant_group(tokens, place + 1):
            return False
        if sign == "(" and previous[0] in ("mark", "text", "number") and _ends_value(previous):
            return False  # a call of something that isn't a function: leave it alone
        previous = (kind, sign)
    return True


def _ends_value(sign: tuple[str, str]) -> bool:
    kind, text = sign
    return kind in ("text", "number") or text in ("$", ")", "]", "true", "false", "null")


def _is_range_or_members(tokens: Sequence[tuple[str, str]], place: int, previous: tuple[str, str]) -> bool:
    """A `[` that opens a range, or what `in` looks into: not an index, not a list to compare with."""
    if _ends_value(previous):
        return False
    return previous[1] == "in" or (previous[1] in ("", ",", "not", "or", "and", "(") and _is_range(tokens, place))


def _is_range(tokens: Sequence[tuple[str, str]], place: int) -> bool:
    return place + 2 < len(tokens) and tokens[place + 1][0] == "number" and tokens[place + 2][1] == ".."


def _constant_group(tokens: Sequence[tuple[str, str]], place: int) -> bool:
    """Whether a bracket opens here and holds constants only, up to its end."""
    if place >= len(tokens) or tokens[place][1] not in _OPENS:
        return False
    for kind, sign in tokens[place + 1 :]:
        if sign in _CLOSES:
            return True
        if kind not in ("text", "number") and sign not in ("true", "false", "null", ",", ".."):
            return False
    return False
