"""Fakes of what the provider services need: a dispatch in a dict, orders in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from insurance.provider_orders import DeclineReason, ProviderOrder, ServiceStatus
from insurance.provider_ports import DispatchRequest, DispatchState, DispatchUnavailable
from insurance.providers import Rating
from insurance.records import UnknownRecord
from insurance.refs import ProviderId, ProviderOrderId, Sender


class FakeDispatch:
    """A dispatch service. `down` makes it unreachable, `lost` lets it do the work and lose the answer."""

    def __init__(self) -> None:
        self.down = self.lost = False
        self.declines: DeclineReason | None = None
        self.states: dict[ProviderOrderId, DispatchState] = {}
        self.placed: list[DispatchRequest] = []

    async def place(self, request: DispatchRequest) -> DispatchState:
        self._reach()
        if request.order_id not in self.states:
            self.placed.append(request)
            declined = DispatchState(ServiceStatus.DECLINED, decline_reason=self.declines)
            self.states[request.order_id] = declined if self.declines else DispatchState(ServiceStatus.PLACED)
        return self._answer(request.order_id)

    async def state(self, order_id: ProviderOrderId) -> DispatchState | None:
        self._reach()
        return self.states.get(order_id)

    async def cancel(self, order_id: ProviderOrderId) -> DispatchState:
        self._reach()
        before = self.states.get(order_id)
        if before is None or before.status is not ServiceStatus.DONE:
            self.states[order_id] = DispatchState(ServiceStatus.CANCELLED)
        return self._answer(order_id)

    def move(self, status: ServiceStatus, eta: int | None = None, crew: str = "") -> None:
        """What happened with the newest order."""
        self.states[list(self.states)[-1]] = DispatchState(status, eta, crew)

    def _answer(self, order_id: ProviderOrderId) -> DispatchState:
        if self.lost:
            raise DispatchUnavailable
        return self.states[order_id]

    def _reach(self) -> None:
        if self.down:
            raise DispatchUnavailable


class MemoryProviders:
    """Implements insurance.provider_ports.ProviderRecords."""

    def __init__(self, orders: dict[ProviderOrderId, ProviderOrder]) -> None:
        self._orders = orders

    async def add(self, order: ProviderOrder) -> bool:
        return self._orders.setdefault(order.id, order) is order

    async def order(self, order_id: ProviderOrderId) -> ProviderOrder:
        if order_id not in self._orders:
            raise UnknownRecord("provider_orders")
        return self._orders[order_id]

    async def save(self, order: ProviderOrder) -> None:
        self._orders[order.id] = order

    async def orders_of(self, sender: Sender) -> Sequence[ProviderOrder]:
        own = [one for one in self._orders.values() if one.sender == sender]
        return sorted(own, key=lambda one: one.placed_at, reverse=True)

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[ProviderOrderId]:
        waiting = [one for one in self._orders.values() if not one.ended or one.told is not one.status]
        return [one.id for one in waiting if one.look_at <= now][:limit]

    async def ratings(self) -> Mapping[ProviderId, Rating]:
        found: dict[ProviderId, Rating] = {}
        for one in self._orders.values():
            if one.stars is not None:
                before = found.get(one.provider_id, Rating())
                found[one.provider_id] = Rating(before.total + one.stars, before.count + 1)
        return found
