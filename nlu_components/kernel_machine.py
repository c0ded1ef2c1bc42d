"""A least-squares kernel machine over two views of a sentence: what it means and how it is written.

Two sentences are alike by `exp(-gamma * |u - v|^2)` of their meaning vectors, plus `characters` times the cosine of their
runs of one to three characters (which tell 退保 from 投保, where the meaning is near). Each class is a regression on +1
and -1 (regularised least squares classification: Rifkin, Yeo, Poggio 2003); a softmax makes confidences of it. On
held-out sentences this reads more rightly than logistic regression, DIET or a support vector machine on the same views:
`docs/eval-nlu.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np
from scipy.linalg import lapack
from sklearn.feature_extraction.text import TfidfVectorizer


@dataclass(frozen=True)
class Setting:
    """`gamma`, `characters`: see above. `ridge` is what regularises, `temperature` that of the softmax."""

    gamma: float = 4.0
    characters: float = 0.4
    ridge: float = 0.1
    temperature: float = 0.15


class KernelMachine:
    """Made by `train` or `load`. Examples are kept as vectors; how they are written comes down to one weight a run."""

    def __init__(
        self, setting: Setting, classes: np.ndarray, vectors: np.ndarray, weights: np.ndarray, written: _Characters
    ) -> None:
        self.setting = setting
        self.classes = classes
        self._vectors, self._weights, self._written = vectors, weights, written

    @classmethod
    def train(cls, setting: Setting, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> KernelMachine:
        """Vectors: texts x dimensions, float32, length 1. Takes 4 bytes x texts² of memory while it works."""
        classes, numbers = np.unique(labels, return_inverse=True)
        wanted = np.full((len(texts), len(classes)), -1, dtype=np.float32)
        wanted[np.arange(len(texts)), numbers] = 1
        vectorizer = _vectorizer()
        runs = vectorizer.fit_transform(texts)
        alike = _near(vectors, vectors, setting.gamma)
        alike += setting.characters * (runs @ runs.T).toarray().astype(np.float32)
        alike[np.diag_indices_from(alike)] += setting.ridge
        weights = _solve(alike, wanted)
        written = _Characters(vectorizer, setting.characters * (runs.T @ weights).astype(np.float32))
        return cls(setting, classes, vectors, weights, written)

    def confidences(self, text: str, vector: np.ndarray, favour: Mapping[str, float]) -> np.ndarray:
        """One number a class, in the order of `classes`; they sum up to 1.

        Args:
            favour: by class, what its score is raised by: where a wrong reading costs less than the others' would.
        """
        scores = _near(vector[np.newaxis], self._vectors, self.setting.gamma) @ self._weights
        raised = np.array([favour.get(str(name), 0.0) for name in self.classes])
        scores = (scores[0] + self._written.scores(text) + raised) / self.setting.temperature
        powers = np.exp(scores - scores.max())
        return powers / powers.sum()

    def save(self, path: Path) -> None:
        np.savez(
            path,
            setting=np.array([getattr(self.setting, name) for name in Setting.__dataclass_fields__]),
            classes=self.classes,
            vectors=self._vectors.astype(np.float16),
            weights=self._weights,
            **self._written.arrays(),
        )

    @classmethod
    def load(cls, path: Path) -> KernelMachine:
        with np.load(path, allow_pickle=False) as stored:
            setting = Setting(*map(float, stored["setting"]))
            vectors = stored["vectors"].astype(np.float32)
            return cls(setting, stored["classes"], vectors, stored["weights"], _Characters.of(stored))


class _Characters:
    """Runs of characters and what each says for each class."""

    def __init__(self, vectorizer: TfidfVectorizer, weights: np.ndarray) -> None:
        self._vectorizer, self._weights = vectorizer, weights

    @classmethod
    def of(cls, stored: np.lib.npyio.NpzFile) -> _Characters:
        vectorizer = _vectorizer({run: place for place, run in enumerate(stored["runs"].tolist())})
        vectorizer.idf_ = stored["rareness"]
        return cls(vectorizer, stored["run_weights"])

    def scores(self, text: str) -> np.ndarray:
        return (self._vectorizer.transform([text]) @ self._weights)[0]

    def arrays(self) -> dict[str, np.ndarray]:
        runs = self._vectorizer.get_feature_names_out().astype(str)
        return {"runs": runs, "rareness": self._vectorizer.idf_, "run_weights": self._weights}


def _vectorizer(vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    setting = {"analyzer": "char_wb", "ngram_range": (1, 3), "sublinear_tf": True, "dtype": np.float32}
    # A run that stands in one example only tells nothing, and two thirds are such.
    return TfidfVectorizer(min_df=2, **setting) if vocabulary is None else TfidfVectorizer(vocabulary=vocabulary, **setting)


def _near(left: np.ndarray, right: np.ndarray, gamma: float) -> np.ndarray:
    """exp(-gamma * |u - v|²) for vectors of length 1, where |u - v|² = 2 - 2uv."""
    return np.exp(2 * gamma * (left @ right.T - 1))


def _solve(symmetric: np.ndarray, right: np.ndarray) -> np.ndarray:
    """By Cholesky, in the matrix's own memory: at ten thousand examples a copy more is felt."""
    factor, failed = lapack.spotrf(symmetric.T, overwrite_a=1)
    if failed:
        raise ValueError("the kernel matrix isn't positive definite: make `ridge` larger")
    solved, _ = lapack.spotrs(factor, right)
    return solved
