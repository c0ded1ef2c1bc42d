"""The catalogue read from files: implements ports.Catalogue. Immutable once read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from insurance.bilingual import Bilingual
from insurance.catalogue import Clause, Product, UnknownProduct
from insurance.lines import Language, Line
from insurance.refs import ProductId


class UnknownInsurer(LookupError):
    """No insurer of this id."""


class FileCatalogue:
    """Products in the order of their ids."""

    def __init__(
        self,
        products: Iterable[Product],
        insurers: Mapping[str, Bilingual],
        short_names: Mapping[str, Bilingual] | None = None,
    ) -> None:
        self._products = {product.id: product for product in sorted(products, key=lambda one: one.id)}
        self._insurers = dict(insurers)
        self._short_names = dict(short_names or {})

    def product(self, product_id: ProductId) -> Product:
        try:
            return self._products[product_id]
        except KeyError:
            raise UnknownProduct(product_id) from None

    def on_line(self, line: Line) -> Sequence[Product]:
        return [product for product in self._products.values() if product.line == line]

    def all(self) -> Sequence[Product]:
        return list(self._products.values())

    def insurer_name(self, insurer_id: str, language: Language) -> str:
        """Raises UnknownInsurer."""
        try:
            return self._insurers[insurer_id].in_(language)
        except KeyError:
            raise UnknownInsurer(insurer_id) from None

    def names(self) -> Mapping[str, str]:
        """Every name with what it stands for: products by their id, insurers by theirs."""
        products = {
            name: str(product.id)
            for product in self._products.values()
            for name in (product.name.zh, product.name.en, *product.nicknames)
        }
        both = (self._insurers, self._short_names)
        insurers = {name: key for part in both for key, one in part.items() for name in (one.zh, one.en)}
        return {**products, **insurers}

    def clause(self, product_id: ProductId, article: str) -> Clause:
        """Raises UnknownProduct, UnknownArticle."""
        return self.product(product_id).clause(article)
