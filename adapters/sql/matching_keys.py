"""The matching keys, encrypted at rest, on one open session: implements insurance.blacklist_books.KeyBooks."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from adapters.sealed import Seal
from adapters.sql.blacklist_tables import ListedRow, MatchingKeyRow
from adapters.sql.database import insert_new
from insurance.blacklist_books import MatchingKey


class SqlKeyBooks:
    def __init__(self, session: AsyncSession, seal: Seal) -> None:
        self._session, self._seal = session, seal

    async def matching_keys(self) -> Sequence[MatchingKey]:
        query = select(MatchingKeyRow).where(MatchingKeyRow.retired.is_(None)).order_by(MatchingKeyRow.version)
        return [self._opened(row) for row in (await self._session.scalars(query)).all()]

    async def add_matching_key(self, now: datetime) -> int:
        version = ((await self._session.execute(select(func.max(MatchingKeyRow.version)))).scalar() or 0) + 1
        sealed = self._seal.close(secrets.token_bytes(32), _bound_to(version))
        values = {"version": version, "sealed": sealed, "created": now.astimezone(UTC)}
        await self._session.execute(insert_new(self._session, MatchingKeyRow, values))  # two at once make one
        return version

    async def retire_matching_key(self, version: int, now: datetime) -> None:
        row = await self._session.get(MatchingKeyRow, version)
        if row is not None:
            row.retired = now
            await self._session.execute(delete(ListedRow).where(ListedRow.key_version == version))

    async def entries_only_under(self, version: int) -> int:
        other = aliased(ListedRow)
        elsewhere = select(other.entry_id).where(
            other.entry_id == ListedRow.entry_id, other.key_version != version, other.waiting.is_(False)
        )
        query = select(func.count(distinct(ListedRow.entry_id))).where(
            ListedRow.key_version == version, ~elsewhere.exists()
        )
        return (await self._session.execute(query)).scalar_one()

    def _opened(self, row: MatchingKeyRow) -> MatchingKey:
        return MatchingKey(row.version, self._seal.open(row.sealed, _bound_to(row.version)))


def _bound_to(version: int) -> bytes:
    return f"matching key {version}".encode()
