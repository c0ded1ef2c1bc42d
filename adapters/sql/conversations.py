"""What the gateway keeps of each conversation. Every text that comes here is masked already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from adapters.sql.chat_tables import ConversationRow, LineRow, OutboxRow, SeenRow
from adapters.sql.database import Database, insert_new
from adapters.sql.outbox import add_offers, bot_line, deliver, outbox_values
from insurance.chat import Conversation, OpenLine, Outcome, Reply
from insurance.refs import Sender


class SqlConversations:
    """The gateway's store. One conversation is only ever written by one turn at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, sender: Sender) -> tuple[Conversation | None, tuple[OpenLine, ...]]:
        """The conversation, if there is one, and its messages still without an answer."""
        unanswered = (
            select(LineRow)
            .where(LineRow.sender == sender, LineRow.state.in_(("pending", "unsent")))
            .order_by(LineRow.id)
        )
        async with self._database.reading() as session:
            row = await session.get(ConversationRow, sender)
            if row is None:
                return None, ()
            lines = (await session.scalars(unanswered)).all()
        return _conversation(row), tuple(OpenLine(x.id, x.state, x.text, x.forward or x.text) for x in lines)

    async def receive(
        self,
        talk: Conversation,
        message_id: str,
        text: str,
        *,
        intent: str | None = None,
        custom: Mapping[str, Any] | None = None,
    ) -> int | None:
        """Record a customer's message before anything is done with it; its line's id, or None if it was seen before."""
        now = datetime.now(UTC)
        async with self._database.session() as session:
            seen = {"channel": talk.channel, "sender": talk.sender, "message_id": message_id, "at": now}
            if (await session.execute(insert_new(session, SeenRow, seen))).rowcount == 0:
                return None
            values = {
                "sender": talk.sender, "channel": talk.channel, "language": talk.language, "mode": "auto",
                "offered": [], "turns": 0, "fresh_turns": 0, "created": now, "last_seen": now,
            }  # fmt: skip
            await session.execute(insert_new(session, ConversationRow, values))
            line = LineRow(
                sender=talk.sender, author="customer", text=text, custom=custom, buttons=[], at=now, intent=intent,
                message_id=message_id, state="pending",
            )  # fmt: skip
            session.add(line)
            await session.flush()
            same = (SeenRow.channel == talk.channel, SeenRow.sender == talk.sender, SeenRow.message_id == message_id)
            await session.execute(update(SeenRow).where(*same).values(line_id=line.id))
            return line.id

    async def finish(self, talk: Conversation, line_id: int, outcome: Outcome) -> tuple[Reply, ...]:
        """Write a turn's end. Returns what was waiting in the outbox, now delivered, to go before the replies."""
        now = datetime.now(UTC)
        async with self._database.session() as session:
            before = () if outcome.late else await deliver(session, talk.sender, now)
            lasting = {**(outcome.settled or {}), line_id: outcome.state}
            for id_, state in lasting.items():
                change = {"state": state} | ({"forward": outcome.forward} if id_ == line_id else {})
                await session.execute(update(LineRow).where(LineRow.id == id_).values(**change))
            if outcome.late:
                for place, reply in enumerate(outcome.replies):
                    session.add(OutboxRow(**outbox_values(talk.sender, f"late:{line_id}:{place}", reply)))
            else:
                session.add_all(bot_line(talk.sender, reply, now, line_id) for reply in outcome.replies)
            row = await session.get_one(ConversationRow, talk.sender)
            if outcome.offered is not None:
                fresh = [dict(b) for reply in before for b in reply.buttons]
                row.offered = fresh + [dict(b) for b in outcome.offered]
            elif outcome.more_offered:
                row.offered = add_offers(row.offered, outcome.more_offered)
            row.language = outcome.language or talk.language
            row.channel = talk.channel
            row.last_seen = now
            row.turns += 1
            row.fresh_turns += int(outcome.counts)
        return before

    async def say(self, sender: Sender, reply: Reply) -> None:
        """Record something the gateway says outside a turn's end, such as that an answer takes longer."""
        async with self._database.session() as session:
            row = await session.get(ConversationRow, sender)
            if row is None:
                return
            session.add(bot_line(sender, reply, datetime.now(UTC), None))
            if reply.buttons:
                row.offered = add_offers(row.offered, reply.buttons)

    async def answer_to(self, channel: str, sender: Sender, message_id: str) -> tuple[Reply, ...]:
        """What was answered to a message seen before."""
        seen = select(SeenRow.line_id).where(
            SeenRow.channel == channel, SeenRow.sender == sender, SeenRow.message_id == message_id
        )
        async with self._database.reading() as session:
            line_id = (await session.execute(seen)).scalar()
            lines = select(LineRow).where(LineRow.reply_to == line_id).order_by(LineRow.id)
            return tuple(_reply(row) for row in (await session.scalars(lines)).all()) if line_id else ()

    async def start_afresh(self, sender: Sender) -> None:
        """Rasa began a new tracker session."""
        async with self._database.session() as session:
            await session.execute(update(ConversationRow).where(ConversationRow.sender == sender).values(fresh_turns=0))

    async def history(self, sender: Sender, limit: int) -> Sequence[Mapping[str, Any]]:
        """The last lines, oldest first, as plain JSON values."""
        newest = select(LineRow).where(LineRow.sender == sender).order_by(LineRow.id.desc()).limit(limit)
        async with self._database.reading() as session:
            rows = (await session.scalars(newest)).all()
        return [_shown(row) for row in reversed(rows)]


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(
        sender=Sender(row.sender), channel=row.channel, language=row.language, mode=row.mode, owner=row.owner,
        customer_id=row.customer_id, offered=tuple(row.offered), turns=row.turns, fresh_turns=row.fresh_turns,
        created=row.created, last_seen=row.last_seen,
    )  # fmt: skip


def _reply(row: LineRow) -> Reply:
    return Reply(row.text, tuple(row.buttons), row.custom, row.image, row.attachment)


def _shown(row: LineRow) -> dict[str, Any]:
    shown = {
        "id": row.id, "author": row.author, "text": row.text, "at": row.at.isoformat(), "buttons": row.buttons,
        "custom": row.custom, "image": row.image, "attachment": row.attachment, "state": row.state,
    }  # fmt: skip
    return {key: value for key, value in shown.items() if value not in (None, "", [])} | {"text": row.text}
