"""Text in a picture, with its place and the certainty of every character: PP-OCRv4 as rapidocr packs it.

The detector is rapidocr's own. Recognition runs the packed model here, because a single doubtful digit must show:
rapidocr gives the mean of a line only.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
import rapidocr_onnxruntime
from rapidocr_onnxruntime.ch_ppocr_det import TextDetector
from rapidocr_onnxruntime.ch_ppocr_det.utils import DBPostProcess

Picture = np.ndarray[Any, Any]
MODELS = Path(rapidocr_onnxruntime.__file__).parent / "models"
THREADS = 2
HEIGHT = 48  # of a line, as the model wants it
WIDEST = 48 * 40  # a longer line is pressed together
BATCH = 1000  # pixels of width recognised at once: larger batches take longer, not shorter
DETECTED_AT = (960, 1600)  # least and greatest length of the longer side when looking for text
SPACE = " "  # the last of the characters
SPACE_STEPS, SPACE_LIKELY = 3, 0.12  # a space between Latin letters takes so many steps, and is at least so likely


class Reading:
    """What one crop says: text and the certainty of each character."""

    def __init__(self, text: str, weak: tuple[float, ...]) -> None:
        self.text, self.weak = text, weak

    @property
    def sure(self) -> float:
        return sum(self.weak) / len(self.weak) if self.weak else 0.0


class _Detector(TextDetector):  # type: ignore[misc]  # rapidocr has no types
    """rapidocr's, on a session that doesn't keep a processor busy while it waits."""

    def __init__(self) -> None:  # not its own, which opens a session of its own
        self.limit_side_len, self.limit_type, self.mean, self.std = 32, "min", [0.5] * 3, [0.5] * 3
        self.postprocess_op = DBPostProcess(
            thresh=0.3, box_thresh=0.5, max_candidates=1000, unclip_ratio=1.6, score_mode="fast", use_dilation=True
        )
        session = _session("ch_PP-OCRv4_det_infer.onnx")
        name = session.get_inputs()[0].name
        self.infer = lambda picture: session.run(None, {name: picture})


class Recogniser:
    def __init__(self) -> None:
        self._detector = _Detector()
        self._session = _session("ch_PP-OCRv4_rec_infer.onnx")
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, SPACE]
        self._input = self._session.get_inputs()[0].name

    def find(self, picture: Picture) -> Picture:
        """The places of text: n boxes of 4 corners in pixels, from the top left clockwise."""
        high, wide = picture.shape[:2]
        longer = max(high, wide)
        scale = min(max(longer, DETECTED_AT[0]), DETECTED_AT[1]) / longer
        small = cv2.resize(picture, (max(32, round(wide * scale)), max(32, round(high * scale))))
        boxes, _ = self._detector(small)
        if boxes is None or not len(boxes):
            return np.zeros((0, 4, 2), np.float32)
        return np.stack([_from_top_left(np.asarray(box, np.float32)) for box in boxes]) / np.float32(scale)

    def read(self, crops: list[Picture]) -> list[Reading]:
        """What each crop says, in their order."""
        wide = [self._width(crop) for crop in crops]
        found: dict[int, Reading] = {}
        batch: list[int] = []
        for number in sorted(range(len(crops)), key=lambda n: wide[n]):
            if batch and wide[number] * (len(batch) + 1) > BATCH:
                found |= self._run(crops, batch, wide[batch[-1]])
                batch = []
            batch.append(number)
        if batch:
            found |= self._run(crops, batch, wide[batch[-1]])
        return [found[number] for number in range(len(crops))]

    @staticmethod
    def _width(crop: Picture) -> int:
        """In steps of 16, so that lines of about the same length go together."""
        exact = HEIGHT * crop.shape[1] / max(1, crop.shape[0])
        return min(WIDEST, max(32, math.ceil(exact / 16) * 16))

    def _run(self, crops: list[Picture], batch: list[int], wide: int) -> dict[int, Reading]:
        block = np.zeros((len(batch), 3, HEIGHT, wide), np.float32)
        for row, number in enumerate(batch):
            own = min(wide, max(1, math.ceil(HEIGHT * crops[number].shape[1] / crops[number].shape[0])))
            scaled = cv2.resize(crops[number], (own, HEIGHT)).astype(np.float32)
            block[row, :, :, :own] = scaled.transpose(2, 0, 1) / 127.5 - 1
        (chances,) = self._session.run(None, {self._input: block})
        return {number: self._decode(chances[row]) for row, number in enumerate(batch)}

    def _decode(self, chances: Picture) -> Reading:
        best = chances.argmax(axis=1)
        steps = np.flatnonzero((best != 0) & np.concatenate(([True], best[1:] != best[:-1])))
        letters, weak = [], []
        for number, step in enumerate(steps):
            letter = self._characters[best[step]]
            if number and self._lost_space(chances[steps[number - 1] : step], letters[-1], letter):
                letters.append(SPACE)
                weak.append(1.0)
            letters.append(letter)
            weak.append(round(float(chances[step].max()), 3))
        return Reading("".join(letters), tuple(weak))

    @staticmethod
    def _lost_space(between: Picture, before: str, after: str) -> bool:
        """The model often prefers nothing to a space between Latin words, by a little."""
        latin = before.isascii() and after.isascii() and SPACE not in (before, after)
        return latin and len(between) >= SPACE_STEPS and float(between[:, -1].max()) > SPACE_LIKELY


def _session(model: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # every page has other sizes: they'd only pile up
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(MODELS / model), options, providers=["CPUExecutionProvider"])


def _from_top_left(box: Picture) -> Picture:
    """Corners clockwise, the first edge the one that runs most to the right: a long box that leans has its leftmost
    corners elsewhere."""
    one, other = box[1] - box[0], box[3] - box[0]
    if one[0] * other[1] - one[1] * other[0] < 0:
        box = box[::-1]
    edges = np.roll(box, -1, axis=0) - box
    to_right = edges[:, 0] / np.maximum(1e-3, np.linalg.norm(edges, axis=1))
    return np.roll(box, -int(to_right.argmax()), axis=0)


def crop(picture: Picture, corners: Picture) -> Picture:
    """The text between four corners, made level."""
    wide = max(1, int(max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[2] - corners[3]))))
    high = max(1, int(max(np.linalg.norm(corners[0] - corners[3]), np.linalg.norm(corners[1] - corners[2]))))
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    return cv2.warpPerspective(picture, turn, (wide, high), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
