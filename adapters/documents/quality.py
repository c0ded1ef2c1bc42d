"""Why a picture can't be used as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from adapters.documents.recognising import Reading
from insurance.claim_papers import Flaw

Picture = np.ndarray[Any, Any]
DARK = 70  # brightness, of 255, that the lighter half of a page stays below
SMALL = 10.5  # height in pixels of a line of text with its margin, below which digits are guessed
SMALL_SIDE = 400  # pixels of the longer side
NARROW = 32  # pixels of the shorter side, into which no line of text fits
SOFT = 0.15  # steepest change of brightness per pixel, as a share of the contrast, for text 32 pixels high
BADLY_READ = 0.80  # mean certainty of a line
MANY_BADLY = 0.35  # share of lines badly read
EMPTY = 2.5  # spread of brightness, slow changes taken out, of paper with nothing on it
FAINT = 14.0  # steepest changes of brightness a pixel in a blurred picture
AT_EDGE = 0.004  # of the picture's side


def flaws_of(picture: Picture, boxes: Picture, crops: Sequence[Picture], read: Sequence[Reading]) -> tuple[Flaw, ...]:
    found = []
    told = [reading for reading in read if len(reading.text) > 1]
    if not told:
        return (_empty(picture),)
    if _dark(picture):
        found.append(Flaw.TOO_DARK)
    heights = [crop.shape[0] for crop, reading in zip(crops, read, strict=True) if len(reading.text) > 1]
    bad = sum(reading.sure < BADLY_READ for reading in told) / len(told)
    if max(picture.shape[:2]) < SMALL_SIDE or float(np.median(heights)) < SMALL:
        found.append(Flaw.TOO_SMALL)
    elif bad > MANY_BADLY or sharpness(crops) < SOFT:
        found.append(Flaw.BLURRED)
    if text_at_edges(picture, boxes, read) > 1:
        found.append(Flaw.CUT_OFF)
    return tuple(found)


def _empty(picture: Picture) -> Flaw:
    if max(picture.shape[:2]) < SMALL_SIDE or min(picture.shape[:2]) < NARROW:
        return Flaw.TOO_SMALL
    if _dark(picture):
        return Flaw.TOO_DARK
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32), (0, 0), 3)
    if float((grey - cv2.GaussianBlur(grey, (0, 0), 40)).std()) < EMPTY:
        return Flaw.BLANK
    return Flaw.BLURRED if float(np.percentile(np.abs(np.diff(grey, axis=1)), 99.5)) < FAINT else Flaw.UNREADABLE


def _dark(picture: Picture) -> bool:
    return bool(np.percentile(cv2.cvtColor(picture[::4, ::4], cv2.COLOR_BGR2GRAY), 75) < DARK)


def sharpness(crops: Sequence[Picture]) -> float:
    """Median of the crops' steepest edges, relative to their contrast, at a common height of text."""
    steep = []
    for crop in sorted(crops, key=lambda c: c.shape[1])[-24:]:
        grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
        grey = cv2.resize(grey, (max(8, round(grey.shape[1] * 32 / grey.shape[0])), 32))
        contrast = float(np.percentile(grey, 95) - np.percentile(grey, 5))
        if contrast < 12:
            continue
        steep.append(float(np.percentile(np.abs(np.diff(grey, axis=1)), 98)) / contrast)
    return float(np.median(steep)) if steep else 0.0


def text_at_edges(picture: Picture, boxes: Picture, read: Sequence[Reading]) -> int:
    """How many lines of text run into the border of the picture."""
    return sum(at_edge(picture, box) for box, reading in zip(boxes, read, strict=True) if len(reading.text) > 1)


def at_edge(picture: Picture, box: Picture) -> bool:
    high, wide = picture.shape[:2]
    margin = max(2.0, AT_EDGE * max(high, wide))
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    return bool(left < margin or top < margin or right > wide - margin or bottom > high - margin)
