"""Bars and squares that look like machine-readable codes and say nothing."""

from __future__ import annotations

from random import Random

_SIDE = 29


def square(rng: Random) -> str:
    """Like a QR code, as SVG."""
    dots = {(x, y) for x in range(_SIDE) for y in range(_SIDE) if rng.random() < 0.5}
    for left, top in ((0, 0), (_SIDE - 7, 0), (0, _SIDE - 7)):
        dots -= {(x, y) for x in range(left - 1, left + 8) for y in range(top - 1, top + 8)}
        rings = ((x, y, max(abs(x - 3), abs(y - 3))) for x in range(7) for y in range(7))
        dots |= {(left + x, top + y) for x, y, ring in rings if ring != 2}
    return _svg(_SIDE, _SIDE, "".join(f"M{x} {y}h1v1h-1z" for x, y in sorted(dots)))


def bars(rng: Random, count: int = 50) -> str:
    """Like a bar code, as SVG; stretch it as you like."""
    at, path = 0, ""
    for _ in range(count):
        wide = rng.randint(1, 3)
        path += f"M{at} 0h{wide}v20h-{wide}z"
        at += wide + rng.randint(1, 3)
    return _svg(at, 20, path)


def _svg(width: int, height: int, path: str) -> str:
    box = f'viewBox="0 0 {width} {height}" preserveAspectRatio="none" shape-rendering="crispEdges"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {box}><path d="{path}"/></svg>'
