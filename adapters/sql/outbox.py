"""Messages the product sends on its own accord: queued once for each key, delivered once."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.sql.chat_tables import ConversationRow, LineRow, OutboxRow
from adapters.sql.database import Database, insert_new
from insurance.chat import Reply, offers_of
from insurance.ports import OutboundMessage
from insurance.refs import Sender

Buttons = Sequence[Mapping[str, str]]
QUEUE = OutboxRow.__table__
WAITING = (
    select(QUEUE.c.id, QUEUE.c.message)
    .where(QUEUE.c.sender == bindparam("sender"), QUEUE.c.delivered_at.is_(None))
    .order_by(QUEUE.c.id)
)
KEPT_OFFERS = 60  # payloads added to a conversation between two turns can't grow without end


class SqlOutbox:
    """Implements `insurance.ports.Notifier`, and gives the gateway what is to be pushed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told = asyncio.Event()

    async def tell(self, sender: Sender, key: str, message: OutboundMessage) -> None:
        """Queue a message, once for this key, and wake whoever waits in this process."""
        async with self._database.session() as session:
            await session.execute(insert_new(session, OutboxRow, outbox_values(sender, key, message)))
        self.wake()

    def wake(self) -> None:
        """Something was queued in this process."""
        self._told.set()

    async def wait(self, seconds: float) -> None:
        """Return at once when something was told in this process, else after so many seconds.

        Other processes write to the same table: their messages are found when the time is over.
        """
        try:
            await asyncio.wait_for(self._told.wait(), seconds)
        except TimeoutError:
            return
        self._told.clear()

    async def waiting(self, senders: Collection[str]) -> Sequence[Sender]:
        """Which of these have messages waiting."""
        query = select(OutboxRow.sender).where(OutboxRow.delivered_at.is_(None)).distinct()
        async with self._database.reading() as session:
            return [Sender(s) for s in (await session.scalars(query)).all() if s in senders]

    async def take(self, sender: Sender) -> tuple[Reply, ...]:
        """Take what waits for this conversation, marking it delivered."""
        async with self._database.session() as session:
            row = await session.get(ConversationRow, sender)
            if row is None:  # nobody has spoken there yet: it waits for the first message
                return ()
            replies = await deliver(session, sender, datetime.now(UTC))
            if replies:
                row.offered = add_offers(row.offered, offers_of(replies))
        return replies


async def deliver(session: AsyncSession, sender: str, now: datetime) -> tuple[Reply, ...]:
    """Take what waits in the outbox: mark it delivered and put it in the transcript."""
    rows = (await session.execute(WAITING, {"sender": sender})).all()
    replies = tuple(Reply(**{**row.message, "buttons": tuple(row.message.get("buttons") or ())}) for row in rows)
    if rows:
        ids = [row.id for row in rows]
        await session.execute(update(QUEUE).where(QUEUE.c.id.in_(ids)).values(delivered_at=now))
        lines = [bot_line(sender, reply, now, None) for reply in replies]
        await session.execute(insert(LineRow.__table__), lines)
    return replies


def outbox_values(sender: str, key: str, reply: Reply | OutboundMessage) -> dict[str, object]:
    message = {
        "text": reply.text,
        "buttons": [dict(b) for b in reply.buttons],
        "custom": dict(reply.custom) if reply.custom else None,
        "attachment": reply.attachment,
        "image": getattr(reply, "image", None),
    }
    return {"sender": sender, "key": key, "message": message, "created": datetime.now(UTC)}


def add_offers(offered: Buttons, more: Buttons) -> list[dict[str, str]]:
    return ([dict(b) for b in offered] + [dict(b) for b in more])[-KEPT_OFFERS:]


def bot_line(sender: str, reply: Reply, now: datetime, reply_to: int | None) -> dict[str, object]:
    """A transcript line of the assistant's, as a row."""
    return {
        "sender": sender, "author": "bot", "text": reply.text, "custom": reply.custom,
        "buttons": [dict(b) for b in reply.buttons], "image": reply.image, "attachment": reply.attachment,
        "at": now, "reply_to": reply_to, "state": "",
    }  # fmt: skip
