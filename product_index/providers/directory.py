"""The directory read from files: implements insurance.provider_ports.ProviderDirectory. Immutable once read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from insurance.bilingual import Bilingual
from insurance.catalogue import Product
from insurance.provider_ports import UnknownProvider
from insurance.providers import HospitalLevel, HospitalRequirement, Place, Provider
from insurance.refs import ProductId, ProviderId
from product_index.load import read_yaml
from product_index.providers.load import HERE, load_providers
from product_index.providers.places import Places


class FileDirectory:
    """Args: providers and places as read; `requirements` by product."""

    def __init__(
        self, providers: Sequence[Provider], places: Places, requirements: Mapping[ProductId, HospitalRequirement]
    ) -> None:
        self._providers = {one.id: one for one in providers}
        self._places, self._requirements = places, dict(requirements)

    def provider(self, provider_id: ProviderId) -> Provider:
        try:
            return self._providers[provider_id]
        except KeyError:
            raise UnknownProvider(provider_id) from None

    def all(self) -> Sequence[Provider]:
        return list(self._providers.values())

    def places_named(self, words: str) -> Sequence[Place]:
        return self._places.named(words)

    def place(self, place_id: str) -> Place | None:
        return self._places.place(place_id)

    def requirement(self, product_id: ProductId) -> HospitalRequirement | None:
        return self._requirements.get(product_id)


def load_directory(products: Sequence[Product]) -> FileDirectory:
    """Raises DirectoryError; KeyError for a requirement of a product that isn't on sale."""
    names = {product.id: product.name for product in products}
    data = read_yaml(HERE / "requirements.yaml")
    requirements = {ProductId(key): _requirement(names[ProductId(key)], one) for key, one in data.items()}
    places = Places()
    return FileDirectory(load_providers(places), places, requirements)


def _requirement(product: Bilingual, data: Mapping[str, object]) -> HospitalRequirement:
    return HospitalRequirement(product, str(data["article"]), HospitalLevel(data["level"]), bool(data["public"]))
