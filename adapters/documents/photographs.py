"""From a picture to a page of text: turned upright, read, straightened, judged."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from adapters.documents.pages import Line, Page
from adapters.documents.quality import at_edge, flaws_of, text_at_edges
from adapters.documents.recognising import Reading, Recogniser, crop
from adapters.documents.straightening import straighten

Picture = np.ndarray[Any, Any]
MOST_LINES = 400
TRIED = 6  # lines read to find out whether the page stands on its head
UPRIGHT = 0.9  # mean certainty at which nobody asks
KEPT = 0.4  # mean certainty of a line worth keeping
FAR = 0.45  # share of the picture with text on it, below which it is looked at more closely
CLOSER = 1.25
STAMP_LEAST, STAMP_MOST = 0.04, 0.85  # share of red ink in a line under a stamp; more: the line itself is red
STILL, GOOD = 0.6, 0.9  # so much of the text must be left without the red, so well read
CUT = 0.5  # most that a character is sure in a line that runs into the border
COLOURED = 45  # difference of the lights from which paper has a colour of its own
INK = 45  # darker than the paper by so much
RED = 40  # by how much red light exceeds the others in a stamp or a red number


def read_picture(recogniser: Recogniser, picture: Picture) -> Page:
    picture, boxes, turned = _upright(recogniser, picture)
    crops = [crop(picture, box) for box in boxes]
    red = [_red_ink(each) for each in crops]
    read = _read(recogniser, crops, red)
    flaws = flaws_of(picture, boxes, crops, read)
    lines = _lines(picture, boxes, red, read)
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


def _read(recogniser: Recogniser, crops: list[Picture], red: list[float]) -> list[Reading]:
    """Every line; those under a red stamp once more with the red taken away, which counts where it reads well."""
    read = recogniser.read(crops)
    stamped = [n for n, share in enumerate(red) if STAMP_LEAST < share < STAMP_MOST]
    if stamped:
        for n, again in zip(stamped, recogniser.read([_without_red(crops[n]) for n in stamped]), strict=True):
            if len(again.text) >= STILL * len(read[n].text) and (again.sure >= GOOD or again.sure > read[n].sure):
                read[n] = again
    return read


def _red_ink(picture: Picture) -> float:
    """The share of red among what is printed on the paper."""
    grey = picture.astype(np.int16).min(axis=2)
    paper = picture[grey >= np.percentile(grey, 60)].astype(np.int16)
    if float(np.median(paper.max(axis=1) - paper.min(axis=1))) > COLOURED:
        return 0.0  # a card or a coloured bar: nothing lies over its words
    ink = grey < np.percentile(grey, 90) - INK
    parts = picture.astype(np.int16)
    red = (parts[:, :, 2] - np.maximum(parts[:, :, 0], parts[:, :, 1])) > RED
    return float((red & ink).sum() / max(1, ink.sum()))


def _without_red(picture: Picture) -> Picture:
    """Only the red light: a stamp is as bright as the paper in it, ink stays dark."""
    return cv2.cvtColor(np.ascontiguousarray(picture[:, :, 2]), cv2.COLOR_GRAY2BGR)


def _lines(picture: Picture, boxes: Picture, red: list[float], read: list[Reading]) -> tuple[Line, ...]:
    if not len(boxes):
        return ()
    found = []
    for box, place, share, reading in zip(boxes, straighten(boxes), red, read, strict=True):
        if not reading.text.strip() or reading.sure < KEPT:
            continue
        most = CUT if at_edge(picture, box) else 1.0  # what is cut through may have had more digits
        weak = tuple(min(chance, most) for chance in reading.weak)
        sides = (round(float(side), 1) for side in place)
        found.append(Line(reading.text, *sides, round(reading.sure, 3), weak, share > STAMP_MOST))
    return tuple(found)
