"""Find products and clauses by meaning and by exact terms: implements ports.ProductSearch."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock

import faiss
import numpy as np
import numpy.typing as npt

from insurance.ports import ClauseHit, ProductHit, SearchFilter
from product_index.customer_words import with_contract_terms
from product_index.embedding.encoder import Embeds, Vectors
from product_index.index_files import Part, StoredIndex, read_index
from product_index.lexical import Lexical
from product_index.passages import Passage, Words

MAX_WORDS = 300  # characters of a question that are read: embedding time grows with length
_REMEMBERED = 512  # questions; the same one is often asked for several lines or products

# Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): score = Σ weight / (K + rank). A smaller K than their 60,
# as a catalogue of tens of products has short lists.
_K = 10
_EXACT_WEIGHT = 0.6


class FaissProductSearch:
    """Reads the folder written by `product_index.build`, when first asked.

    Raises, when first asked:
        IndexMissing: the index hasn't been built. ModelMissing: the model hasn't been prepared.
    """

    def __init__(self, index_dir: Path, encoder: Embeds) -> None:
        self._folder = index_dir
        self._embed = lru_cache(maxsize=_REMEMBERED)(encoder.embed_query)
        self._opening = Lock()

    def find_products(self, words: str, only: SearchFilter, limit: int) -> Sequence[ProductHit]:
        """The best `limit` products that pass the filter, best first; fewer only where fewer pass."""
        asked = words[:MAX_WORDS]
        ranked = self._products.rank(asked, self._embed(asked), only)[:limit]
        return [ProductHit(hit.product_id, score) for hit, score in ranked]

    def find_clauses(self, words: str, only: SearchFilter, limit: int) -> Sequence[ClauseHit]:
        """The best `limit` articles of products that pass the filter, best first; fewer only where fewer pass."""
        asked = with_contract_terms(words[:MAX_WORDS])
        ranked = self._clauses.rank(asked, self._embed(asked), only)[:limit]
        return [ClauseHit(hit.product_id, hit.article or "", score) for hit, score in ranked]

    def open(self) -> None:
        """Load index and model now instead of with the first question."""
        self.find_products("", SearchFilter(), 1)
        self.find_clauses("", SearchFilter(), 1)

    @cached_property
    def _stored(self) -> StoredIndex:
        with self._opening:
            return read_index(self._folder)

    @cached_property
    def _products(self) -> _Ranking:
        return _Ranking(self._stored.products)

    @cached_property
    def _clauses(self) -> _Ranking:
        return _Ranking(self._stored.clauses)


class _Ranking:
    """Ranks what a part's passages stand for: by its nearest passage, and by its words."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._targets = part.words
        number = {_key(words): at for at, words in enumerate(part.words)}
        self._target_of_row = np.array([number[_key(passage)] for passage in part.passages])
        self._lines = np.array([words.line.value for words in part.words])
        self._products = np.array([words.product_id for words in part.words])
        self._lexical = Lexical([(words.named, words.said) for words in part.words])

    def rank(self, words: str, vector: Vectors, only: SearchFilter) -> list[tuple[Words, float]]:
        allowed = self._allowed(only)
        rows = np.flatnonzero(allowed[self._target_of_row])
        if not len(rows):
            return []
        scores = np.zeros(len(self._targets))
        near = self._nearest(vector, rows)
        scores[near] += 1 / (_K + 1 + np.arange(len(near)))
        exact = self._lexical.scores(words) * allowed
        found = np.argsort(-exact, kind="stable")[: np.count_nonzero(exact)]
        scores[found] += _EXACT_WEIGHT / (_K + 1 + np.arange(len(found)))
        best = sorted(near.tolist(), key=lambda at: -scores[at])
        return [(self._targets[at], float(scores[at])) for at in best]

    def _allowed(self, only: SearchFilter) -> npt.NDArray[np.bool_]:
        allowed = np.ones(len(self._targets), dtype=bool)
        if only.lines:
            allowed &= np.isin(self._lines, [line.value for line in only.lines])
        if only.product_ids:
            allowed &= np.isin(self._products, list(only.product_ids))
        return allowed

    def _nearest(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Targets in the order of their nearest passage. The filter works inside FAISS, so every one is there."""
        chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))
        _, found = self._part.index.search(vector[np.newaxis, :], len(rows), params=chosen)
        targets, first = np.unique(self._target_of_row[found[0]], return_index=True)
        return targets[np.argsort(first)]


def _key(one: Passage | Words) -> Hashable:
    return one.product_id, one.article
