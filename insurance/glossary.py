"""General insurance terms in plain words. The entries are `product_index/glossary.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from insurance.bilingual import Bilingual


@dataclass(frozen=True)
class Term:
    """A term, what else people call it, and what it means whatever the product."""

    name: Bilingual
    others: tuple[str, ...]
    meaning: Bilingual

    def names(self) -> tuple[str, ...]:
        return (self.name.zh, self.name.en, *self.others)
