"""What the provider services need from outside: a directory, a way to send orders, a place to keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from insurance.provider_orders import DeclineReason, ProviderOrder, ServiceStatus
from insurance.providers import HospitalRequirement, Place, Provider, Rating
from insurance.refs import ProductId, ProviderId, ProviderOrderId, Sender


class UnknownProvider(LookupError):
    """No provider of this id."""


class ProviderDirectory(Protocol):
    """The providers there are, read once and immutable."""

    def provider(self, provider_id: ProviderId) -> Provider:
        """Raises UnknownProvider."""

    def all(self) -> Sequence[Provider]: ...

    def places_named(self, words: str) -> Sequence[Place]:
        """The places the words name, the most exact reading; several where one name stands in several cities."""

    def place(self, place_id: str) -> Place | None: ...

    def requirement(self, product_id: ProductId) -> HospitalRequirement | None:
        """What a product's clauses ask of a hospital; None where they ask nothing."""


@dataclass(frozen=True)
class DispatchRequest:
    """What a provider needs to come. The phone number is resolved from the vault just before the call."""

    order_id: ProviderOrderId  # the idempotency key
    provider_id: ProviderId
    service: str
    latitude: float
    longitude: float
    where: str
    words: str
    phone: str
    claim_number: str


@dataclass(frozen=True)
class DispatchState:
    """How the provider says an order stands."""

    status: ServiceStatus
    eta_minutes: int | None = None
    crew: str = ""
    decline_reason: DeclineReason | None = None


class DispatchUnavailable(Exception):
    """Slow, down or answering nonsense: nobody knows whether the work was done; ask again with the same key."""


class ProviderDispatch(Protocol):
    async def place(self, request: DispatchRequest) -> DispatchState:
        """Place once for this order id, however often called. Raises DispatchUnavailable."""

    async def state(self, order_id: ProviderOrderId) -> DispatchState | None:
        """None for an order it never got. Raises DispatchUnavailable."""

    async def cancel(self, order_id: ProviderOrderId) -> DispatchState:
        """Cancel, also an order that only arrives later; what is done or declined stays so.

        Raises DispatchUnavailable.
        """


class ProviderRecords(Protocol):
    """The orders, in the commit of the unit of work they belong to. Single look-ups raise UnknownRecord."""

    async def add(self, order: ProviderOrder) -> bool:
        """False where the id is there: nothing is changed."""

    async def order(self, order_id: ProviderOrderId) -> ProviderOrder:
        """For changing it: locked until the commit."""

    async def save(self, order: ProviderOrder) -> None: ...

    async def orders_of(self, sender: Sender) -> Sequence[ProviderOrder]:
        """Newest first."""

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[ProviderOrderId]:
        """Orders that haven't ended or whose end the customer wasn't told, whose time to be looked at has come."""

    async def ratings(self) -> Mapping[ProviderId, Rating]: ...
