"""A model small enough to see through, and products to find with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from insurance.bilingual import Bilingual
from insurance.catalogue import (
    AgeLimit,
    AgeRange,
    AgeUnit,
    Clause,
    EffectiveWindow,
    Eligibility,
    Product,
    TermKind,
    TermOffer,
)
from insurance.lines import Line, Relation
from insurance.refs import ProductId
from product_index.embedding.encoder import Vectors


class CharacterEncoder:
    """Vectors that count characters: texts that share characters are near. Remembers what it was asked."""

    def __init__(self, fingerprint: str = "characters") -> None:
        self.fingerprint = fingerprint
        self.queries: list[str] = []
        self.passages: list[str] = []

    def embed_query(self, text: str) -> Vectors:
        self.queries.append(text)
        return self._vector(text)

    def embed_passages(self, texts: Sequence[str], batch: int = 32) -> Vectors:
        self.passages += texts
        return np.stack([self._vector(text) for text in texts])

    @staticmethod
    def _vector(text: str) -> Vectors:
        vector = np.full(256, 1e-3, dtype=np.float32)
        for character in re.sub(r"\W", "", text.lower()):
            vector[crc32(character.encode()) % 256] += 1
        return vector / np.linalg.norm(vector)


def product(name: str, line: Line, keywords: tuple[str, ...] = (), clauses: tuple[Clause, ...] = ()) -> Product:
    """A product that is nothing but its words; its id is its name."""
    anybody = AgeRange(AgeLimit(0, AgeUnit.YEARS), AgeLimit(100, AgeUnit.YEARS))
    words = Bilingual(name, name)
    return Product(
        id=ProductId(name),
        version="1",
        insurer="fake",
        line=line,
        segment="standard",
        name=words,
        nicknames=(),
        selling_points=(words,),
        summary=words,
        keywords=keywords,
        eligibility=Eligibility(age=anybody, relations=(Relation.SELF,)),
        term=TermOffer(TermKind.YEAR, renewal=words),
        waiting_days=0,
        cooling_off_days=0,
        effective=EffectiveWindow(1, 30),
        plans=(),
        rating=None,  # type: ignore[arg-type]  # search never looks at premiums
        exclusions=(),
        disclosure=(),
        claim_documents=(),
        clauses=clauses or (clause("1.1", "合同构成"),),
    )


def clause(no: str, title: str, text: str = "") -> Clause:
    return Clause(no, Bilingual(title, title), text or title, text or title)
