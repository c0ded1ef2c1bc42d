"""Orders of providers' services on SQLAlchemy: implements insurance.provider_ports.ProviderRecords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.codec import from_json, to_json
from adapters.sql.database import insert_new
from adapters.sql.provider_tables import ProviderOrderRow
from insurance.provider_orders import ProviderOrder
from insurance.providers import Rating
from insurance.records import UnknownRecord
from insurance.refs import ProviderId, ProviderOrderId, Sender


class SqlProviderRecords:
    def __init__(self, session: AsyncSession, *, writes: bool) -> None:
        self._session, self._writes = session, writes

    async def add(self, order: ProviderOrder) -> bool:
        new = insert_new(
            self._session, ProviderOrderRow, {"id": order.id, "placed": order.placed_at, **_columns(order)}
        )
        return bool((await self._session.execute(new)).rowcount)

    async def order(self, order_id: ProviderOrderId) -> ProviderOrder:
        return from_json((await self._row(order_id)).doc, ProviderOrder)

    async def save(self, order: ProviderOrder) -> None:
        row = await self._row(order.id)
        for name, value in _columns(order).items():
            setattr(row, name, value)

    async def orders_of(self, sender: Sender) -> Sequence[ProviderOrder]:
        query = (
            select(ProviderOrderRow)
            .where(ProviderOrderRow.sender == sender)
            .order_by(ProviderOrderRow.placed.desc(), ProviderOrderRow.id)
        )
        return [from_json(row.doc, ProviderOrder) for row in (await self._session.scalars(query)).all()]

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[ProviderOrderId]:
        query = (
            select(ProviderOrderRow.id)
            .where(ProviderOrderRow.active.is_(True), ProviderOrderRow.look_at <= now)
            .order_by(ProviderOrderRow.look_at)
            .limit(limit)
        )
        return [ProviderOrderId(one) for one in (await self._session.scalars(query)).all()]

    async def ratings(self) -> Mapping[ProviderId, Rating]:
        stars = ProviderOrderRow.stars
        query = (
            select(ProviderOrderRow.provider_id, func.sum(stars), func.count(stars))
            .where(stars.is_not(None))
            .group_by(ProviderOrderRow.provider_id)
        )
        rows = (await self._session.execute(query)).all()
        return {ProviderId(provider): Rating(int(total), int(count)) for provider, total, count in rows}

    async def _row(self, order_id: ProviderOrderId) -> ProviderOrderRow:
        """Locked by who may change it: the customer's word and the provider's answer wait for each other."""
        row = await self._session.get(
            ProviderOrderRow, order_id, populate_existing=True, with_for_update=self._writes or None
        )
        if row is None:
            raise UnknownRecord("provider_orders")
        return row


def _columns(order: ProviderOrder) -> dict[str, Any]:
    return {
        "sender": order.sender, "provider_id": order.provider_id, "claim": order.claim or "",
        "status": order.status.value, "active": not order.ended or order.told is not order.status,
        "look_at": order.look_at, "stars": order.stars, "doc": to_json(order),
    }  # fmt: skip
