"""Who asked for a human."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from adapters.sql.chat_tables import HandoffRow
from adapters.sql.database import Database
from insurance.refs import Sender


class SqlHandoffs:
    """The queue for a human advisor."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def request(self, sender: Sender, reason: str) -> int:
        """Record that a customer wants a human. Returns the place in the queue, from 1; asking again keeps it."""
        mine = select(HandoffRow.id).where(HandoffRow.sender == sender, HandoffRow.state == "open")
        async with self._database.session() as session:
            known = (await session.execute(mine)).scalar()
            if known is None:
                row = HandoffRow(sender=sender, reason=reason, at=datetime.now(UTC), state="open")
                session.add(row)
                await session.flush()
                known = row.id
            before = select(func.count()).where(HandoffRow.state == "open", HandoffRow.id <= known)
            return (await session.execute(before)).scalar_one()

    async def recent(self, limit: int = 200) -> Sequence[Mapping[str, Any]]:
        """Handoff requests, newest first, as plain JSON values."""
        async with self._database.reading() as session:
            rows = (await session.scalars(select(HandoffRow).order_by(HandoffRow.id.desc()).limit(limit))).all()
        return [
            {"id": r.id, "sender": r.sender, "reason": r.reason, "at": r.at.isoformat(), "state": r.state} for r in rows
        ]
