"""Find exact terms: BM25 over pairs of Chinese characters and whole Latin words.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with its usual k1 and b. Pairs of
characters stand in for words, as Chinese doesn't separate them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
# Words that most questions have and that tell nothing apart; BM25's own weighting is too mild on few documents.
_COMMON = frozenset(
    "a an and are can cover do does for how i if in insurance is it me my of on or the to want what with".split()  # noqa: SIM905
)
_COMMON_PAIRS = frozenset(
    "保险 我想 想买 一个 什么 怎么 有没 没有 可以 一下 多少 吗 的 了 是 我 买".split()  # noqa: SIM905
)
_STEM = 5  # letters kept of a Latin word: renew finds renewal, diabetic finds diabetes
_K1, _B = 1.2, 0.75
NAMED_WEIGHT = 3


def terms(text: str) -> Iterator[str]:
    """Latin words in lower case, pairs of neighbouring Chinese characters, a character where it stands alone."""
    for run in _RUNS.findall(text.lower()):
        if run[0].isascii():
            if run not in _COMMON:
                yield run[:_STEM]
            continue
        pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        yield from (pair for pair in pairs if pair not in _COMMON_PAIRS)


class Lexical:
    """An index over texts in memory; a text is its named and its said words."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        counts = [Counter(terms(said)) for _, said in texts]
        for count, (named, _) in zip(counts, texts, strict=True):
            for term in terms(named):
                count[term] += NAMED_WEIGHT
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        spread = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1.0))
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, count in enumerate(counts):
            for term, number in count.items():
                found[term].append((row, number))
        self._size = len(texts)
        self._postings = {term: self._posting(rows, spread) for term, rows in found.items()}

    def scores(self, words: str) -> npt.NDArray[np.float32]:
        """One score a text, 0 where no term occurs."""
        total = np.zeros(self._size, dtype=np.float32)
        for term in set(terms(words)):
            if posting := self._postings.get(term):
                rows, weights = posting
                total[rows] += weights
        return total

    def _posting(
        self, rows: list[tuple[int, int]], spread: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        at, number = np.array(rows).T
        rarity = math.log(1 + (self._size - len(rows) + 0.5) / (len(rows) + 0.5))
        return at, (rarity * number * (_K1 + 1) / (number + spread[at])).astype(np.float32)
