"""What happened while looking for a service provider or about an order of one. Past tense, immutable."""

from __future__ import annotations

from dataclasses import dataclass

from insurance.provider_orders import ProviderOrder
from insurance.provider_search import Found
from insurance.providers import HospitalRequirement, Place, Provider, ProviderKind, Service


class ProviderEvent:
    """One of those below."""


@dataclass(frozen=True)
class ProvidersFound(ProviderEvent):
    """Up to three, the best first."""

    kind: ProviderKind
    service: Service
    place: Place
    found: tuple[Found, ...]
    requirements: tuple[HospitalRequirement, ...] = ()


@dataclass(frozen=True)
class NobodyNear(ProviderEvent):
    """Nobody of the directory suits and reaches the place now."""

    kind: ProviderKind
    place: Place


@dataclass(frozen=True)
class PhoneKnown(ProviderEvent):
    """The number given before is taken; `tail` is its last four digits, to know it by."""

    tail: str


@dataclass(frozen=True)
class ServiceOrdered(ProviderEvent):
    """Written down; it is sent to the provider at once and as often as it takes."""

    order: ProviderOrder
    provider: Provider


@dataclass(frozen=True)
class ServicesStand(ProviderEvent):
    """How the orders stand, newest first; none: nothing was ordered."""

    orders: tuple[tuple[ProviderOrder, Provider], ...]


@dataclass(frozen=True)
class CancellingService(ProviderEvent):
    order: ProviderOrder
    provider: Provider


@dataclass(frozen=True)
class NoServiceToCancel(ProviderEvent):
    """Nothing was ordered, or it has ended."""


@dataclass(frozen=True)
class ServiceRated(ProviderEvent):
    order: ProviderOrder
    provider: Provider


@dataclass(frozen=True)
class RatingWorded(ProviderEvent):
    """Words were added to the stars, or the customer has none."""

    given: bool


@dataclass(frozen=True)
class NothingToRate(ProviderEvent):
    """Nothing is done yet, or everything has its stars."""


@dataclass(frozen=True)
class StarsNeeded(ProviderEvent):
    """A rating without a number of stars: asked for."""

    order: ProviderOrder
    provider: Provider


@dataclass(frozen=True)
class SearchDropped(ProviderEvent):
    """The customer doesn't want it any more; nothing was ordered."""
