"""From a picture to a page of text: turned upright, read, straightened, judged."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from adapters.documents.pages import Line, Page
from adapters.documents.quality import flaws_of, text_at_edges
from adapters.documents.recognising import Reading, Recogniser, crop
from adapters.documents.straightening import straighten

Picture = np.ndarray[Any, Any]
MOST_LINES = 400
TRIED = 6  # lines read to find out whether the page stands on its head
UPRIGHT = 0.9  # mean certainty at which nobody asks
KEPT = 0.4  # mean certainty of a line worth keeping
FAR = 0.45  # share of the picture with text on it, below which it is looked at more closely
CLOSER = 1.25
RED = 40  # by how much red light exceeds the others in a stamp or a red number


def read_picture(recogniser: Recogniser, picture: Picture) -> Page:
    picture, boxes, turned = _upright(recogniser, picture)
    crops = [crop(picture, box) for box in boxes]
    read = _read(recogniser, crops)
    flaws = flaws_of(picture, boxes, crops, read)
    lines = _lines(boxes, read)
    high, wide = picture.shape[:2]
    return Page(lines, wide, high, tuple(flaws), turned, edges=text_at_edges(picture, boxes, read))


def _upright(recogniser: Recogniser, picture: Picture) -> tuple[Picture, Picture, int]:
    """The picture, the places of text in it and by how many degrees clockwise it was turned."""
    boxes = _find(recogniser, picture)
    turned = 0
    if _stands(boxes):
        picture, boxes, turned = _quarter(picture), _quarter_boxes(boxes, picture), 90
    sample = sorted(boxes, key=lambda box: -np.linalg.norm(box[0] - box[1]))[:TRIED]
    if sample and _on_its_head(recogniser, [crop(picture, box) for box in sample]):
        for _ in range(2):
            picture, boxes, turned = _quarter(picture), _quarter_boxes(boxes, picture), turned + 90
    return picture, boxes, turned % 360


def _find(recogniser: Recogniser, picture: Picture) -> Picture:
    """Where text is; where it fills a small part of the picture, that part is looked at again, larger."""
    boxes = recogniser.find(picture)
    if len(boxes):
        high, wide = picture.shape[:2]
        margin = float(np.median(_lengths(boxes)[1])) * 1.5
        left, top = np.maximum(0, boxes.min(axis=(0, 1)) - margin).astype(int)
        right, bottom = np.minimum((wide, high), boxes.max(axis=(0, 1)) + margin).astype(int)
        if (right - left) * (bottom - top) < FAR * wide * high and max(right - left, bottom - top) < max(
            high, wide
        ) / CLOSER:
            closer = recogniser.find(np.ascontiguousarray(picture[top:bottom, left:right]))
            if len(closer):
                boxes = closer + np.array([left, top], np.float32)
    return boxes[np.argsort(boxes[:, 0, 1])][:MOST_LINES] if len(boxes) else boxes


def _lengths(boxes: Picture) -> tuple[Picture, Picture]:
    return np.linalg.norm(boxes[:, 0] - boxes[:, 1], axis=1), np.linalg.norm(boxes[:, 0] - boxes[:, 3], axis=1)


def _stands(boxes: Picture) -> bool:
    """Whether the text runs up or down."""
    if not len(boxes):
        return False
    wide, high = _lengths(boxes)
    return bool(high[high > 1.5 * wide].sum() > wide[wide > 1.5 * high].sum())


def _quarter(picture: Picture) -> Picture:
    return np.ascontiguousarray(np.rot90(picture, -1))


def _quarter_boxes(boxes: Picture, before: Picture) -> Picture:
    """The corners after a quarter turn clockwise, from the new top left on."""
    if not len(boxes):
        return boxes
    turned = np.stack([before.shape[0] - boxes[:, :, 1], boxes[:, :, 0]], axis=2)
    return np.ascontiguousarray(np.roll(turned, 1, axis=1), dtype=np.float32)


def _on_its_head(recogniser: Recogniser, sample: list[Picture]) -> bool:
    before = _mean(recogniser.read(sample))
    if before >= UPRIGHT:
        return False
    return _mean(recogniser.read([np.ascontiguousarray(c[::-1, ::-1]) for c in sample])) > before + 0.03


def _mean(read: list[Reading]) -> float:
    """Certainty of the characters; text on its head comes out short and doubtful."""
    every = [chance for reading in read for chance in reading.weak]
    return sum(every) / len(every) if every else 0.0


def _read(recogniser: Recogniser, crops: list[Picture]) -> list[Reading]:
    """Every line; those under a red stamp once more with the red taken away, and the better of both kept."""
    read = recogniser.read(crops)
    stamped = [n for n, (c, found) in enumerate(zip(crops, read, strict=True)) if found.sure < 0.97 and _reddish(c)]
    if stamped:
        for n, again in zip(stamped, recogniser.read([_without_red(crops[n]) for n in stamped]), strict=True):
            if again.text and again.sure > read[n].sure and len(again.text) >= len(read[n].text) - 2:
                read[n] = again
    return read


def _reddish(picture: Picture) -> bool:
    return bool((_red(picture) > RED).mean() > 0.02)


def _red(picture: Picture) -> Picture:
    parts = picture.astype(np.int16)
    return parts[:, :, 2] - np.maximum(parts[:, :, 0], parts[:, :, 1])


def _without_red(picture: Picture) -> Picture:
    """Only the red light: a stamp is as bright as the paper in it, ink stays dark."""
    return cv2.cvtColor(np.ascontiguousarray(picture[:, :, 2]), cv2.COLOR_GRAY2BGR)


def _lines(boxes: Picture, read: list[Reading]) -> tuple[Line, ...]:
    if not len(boxes):
        return ()
    places = straighten(boxes)
    return tuple(
        Line(reading.text, *(round(float(side), 1) for side in place), round(reading.sure, 3), reading.weak)
        for place, reading in zip(places, read, strict=True)
        if reading.text.strip() and reading.sure >= KEPT
    )
