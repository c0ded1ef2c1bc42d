"""Takes the slant out of the places of text: of a skewed scan, and of a page photographed at an angle."""

from __future__ import annotations

from typing import Any

import numpy as np

Boxes = np.ndarray[Any, Any]
LONG = 3.0  # a box so many times as wide as high shows the slope of its line
FIT = 8  # so many long boxes show how the slope changes over the page


def straighten(boxes: Boxes) -> Boxes:
    """Left, top, right, bottom of each box of 4 corners, on a level page."""
    middles = boxes.mean(axis=1)
    wide = (np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1) + np.linalg.norm(boxes[:, 2] - boxes[:, 3], axis=1)) / 2
    high = (np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1) + np.linalg.norm(boxes[:, 2] - boxes[:, 1], axis=1)) / 2
    slope, general = _slopes(boxes, middles, wide, high)
    centre = middles.mean(axis=0)
    away = middles - centre
    across = away[:, 0] + general * away[:, 1] + centre[0]
    down = middles[:, 1] - slope * away[:, 0]
    return np.stack([across - wide / 2, down - high / 2, across + wide / 2, down + high / 2], axis=1)


def _slopes(boxes: Boxes, middles: Boxes, wide: Boxes, high: Boxes) -> tuple[Boxes, float]:
    """The slope at each box, and that of the whole page."""
    ends = boxes[:, 1] + boxes[:, 2] - boxes[:, 0] - boxes[:, 3]
    own = ends[:, 1] / np.maximum(1.0, np.abs(ends[:, 0]))
    long = wide > LONG * np.maximum(1.0, high)
    if not long.any():
        return np.zeros(len(boxes)), 0.0
    general = float(np.median(own[long]))
    long &= np.abs(own - general) < 0.1
    if long.sum() < FIT:
        return np.full(len(boxes), general), general
    size = max(1.0, float(np.ptp(middles)))
    places = np.column_stack([np.ones(len(boxes)), (middles - middles.mean(axis=0)) / size])
    weights = np.sqrt(wide[long])[:, None]
    found, *_ = np.linalg.lstsq(places[long] * weights, own[long] * weights[:, 0], rcond=None)
    return places @ found, general
