"""The places of options by their usual names: second, 2nd, two, 二, b."""

from __future__ import annotations

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_SHORT = ("1st", "2nd", "3rd", "4th", "5th", "6th")
ANY_ORDINAL = "|".join([*ORDINALS, *_SHORT])
_NAMES = (ORDINALS, _SHORT, ("one", "two", "three", "four", "five", "six"), "123456789", "一二三四五六七八九", "abcdef")
_PLACES = {name: place for names in _NAMES for place, name in enumerate(names, 1)}


def place_of(name: str) -> int:
    """From 1; the name is one of those above."""
    return _PLACES[name]
