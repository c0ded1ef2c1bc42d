"""Regions of facts as boxes: for each dimension the set of classes allowed, as bits; what earlier rows leave of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Box = Mapping[str, int]  # a dimension that isn't named is free


def uncovered(box: Box, covers: Sequence[Box], full: Mapping[str, int]) -> Box | None:
    """A part of the box that lies in none of the covers; None when there is none.

    Splits the box along the cover it fits best, and looks at what sticks out, piece by piece.

    Args:
        full: every class of each dimension.
    """
    if not all(box.values()):
        return None
    touching = [cover for cover in covers if _meet(box, cover)]
    if not touching:
        return box
    best = min(touching, key=lambda cover: len(_sticking_out(box, cover, full)))
    rest = [cover for cover in touching if cover is not best]
    inside = dict(box)
    for dimension in _sticking_out(box, best, full):
        here = inside.get(dimension, full[dimension])
        left = uncovered({**inside, dimension: here & ~best[dimension]}, rest, full)
        if left is not None:
            return left
        inside[dimension] = here & best[dimension]
    return None


def _meet(box: Box, cover: Box) -> bool:
    return all(box.get(dimension, bits) & bits for dimension, bits in cover.items())


def _sticking_out(box: Box, cover: Box, full: Mapping[str, int]) -> list[str]:
    return [name for name, bits in cover.items() if box.get(name, full[name]) & ~bits]
