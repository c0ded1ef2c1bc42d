"""What the gateway keeps of each conversation. Every text that comes here is masked already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, update

from adapters.sql.chat_tables import ConversationRow, LineRow, OutboxRow, SeenRow
from adapters.sql.database import Database, insert_new
from adapters.sql.outbox import add_offers, bot_line, deliver, outbox_values
from insurance.chat import Conversation, OpenLine, Outcome, Reply, offers_of
from insurance.refs import Sender

# A turn passes here three times: statements on tables, not on objects, cost half as much.
TALKS, LINES = ConversationRow.__table__, LineRow.__table__
ABOUT = [f.name for f in fields(Conversation)]
LOAD = (
    select(
        *(TALKS.c[name] for name in ABOUT),
        LINES.c.id.label("line_id"),
        LINES.c.state,
        LINES.c.text,
        LINES.c.forward,
        LINES.c.custom,
    )
    .select_from(
        TALKS.outerjoin(LINES, and_(LINES.c.sender == TALKS.c.sender, LINES.c.state.in_(("pending", "unsent"))))
    )
    .where(TALKS.c.sender == bindparam("sender"))
    .order_by(LINES.c.id)
)

# Built once: building a statement and finding it among the compiled ones costs more than running it.
ADD_LINE = insert(LINES)
SETTLE_LINE = update(LINES).where(LINES.c.id == bindparam("line_id")).values(state=bindparam("new_state"))
SETTLE_THIS_LINE = SETTLE_LINE.values(forward=bindparam("new_forward"))
END_TURN = (
    update(TALKS)
    .where(TALKS.c.sender == bindparam("of"))
    .values(
        language=bindparam("new_language"),
        channel=bindparam("new_channel"),
        last_seen=bindparam("now"),
        turns=TALKS.c.turns + 1,
        fresh_turns=TALKS.c.fresh_turns + bindparam("counts"),
    )
)
END_TURN_OFFERING = END_TURN.values(offered=bindparam("new_offered"))


class _SeenBefore(Exception):
    """Rolls a unit of work back."""


class SqlConversations:
    """The gateway's store. One conversation is only ever written by one turn at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, sender: Sender) -> tuple[Conversation | None, tuple[OpenLine, ...]]:
        """The conversation, if there is one, and its messages still without an answer."""
        async with self._database.reading() as session:
            rows = (await session.execute(LOAD, {"sender": sender})).all()
        if not rows:
            return None, ()
        talk = Conversation(**{name: getattr(rows[0], name) for name in ABOUT})
        lines = [
            OpenLine(r.line_id, r.state, r.text, r.forward or r.text, r.custom) for r in rows if r.line_id is not None
        ]
        return replace(talk, offered=tuple(talk.offered)), tuple(lines)

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
        try:
            async with self._database.session() as session:
                if talk.created is None:
                    await session.execute(insert_new(session, ConversationRow, _first_values(talk, now)))
                said = {"sender": talk.sender, "author": "customer", "text": text, "custom": custom, "buttons": [],
                        "at": now, "intent": intent, "message_id": message_id, "state": "pending"}  # fmt: skip
                line_id = (await session.execute(ADD_LINE, said)).inserted_primary_key[0]
                seen = {"channel": talk.channel, "sender": talk.sender, "message_id": message_id}
                noted = insert_new(session, SeenRow, {**seen, "line_id": line_id, "at": now})
                if (await session.execute(noted)).rowcount == 0:
                    raise _SeenBefore  # noqa: TRY301 takes the line back
                return line_id
        except _SeenBefore:
            return None

    async def finish(self, talk: Conversation, line_id: int, outcome: Outcome) -> tuple[Reply, ...]:
        """Write a turn's end. Returns what was waiting in the outbox, now delivered, to go before the replies."""
        now = datetime.now(UTC)
        async with self._database.session() as session:
            before = () if outcome.late else await deliver(session, talk.sender, now)
            for id_, state in (outcome.settled or {}).items():
                await session.execute(SETTLE_LINE, {"line_id": id_, "new_state": state})
            this = {"line_id": line_id, "new_state": outcome.state, "new_forward": outcome.forward}
            await session.execute(SETTLE_THIS_LINE, this)
            if outcome.late:
                for place, reply in enumerate(outcome.replies):
                    queued = outbox_values(talk.sender, f"late:{line_id}:{place}", reply)
                    await session.execute(insert(OutboxRow.__table__).values(**queued))
            elif outcome.replies:
                said = [bot_line(talk.sender, reply, now, line_id) for reply in outcome.replies]
                await session.execute(ADD_LINE, said)
            offered = outcome.offered
            if offered is not None:
                offered = (*offers_of(before), *offered)
            elif outcome.more_offered or before:
                row = await session.get_one(ConversationRow, talk.sender)  # pushed messages may have added some
                offered = add_offers(row.offered, [*offers_of(before), *outcome.more_offered])
            end = {
                "of": talk.sender,
                "new_language": outcome.language or talk.language,
                "new_channel": talk.channel,
                "now": now,
                "counts": int(outcome.counts),
            }
            if offered is None:
                await session.execute(END_TURN, end)
            else:
                await session.execute(END_TURN_OFFERING, {**end, "new_offered": [dict(b) for b in offered]})
        return before

    async def say(self, sender: Sender, reply: Reply) -> None:
        """Record something the gateway says outside a turn's end, such as that an answer takes longer."""
        async with self._database.session() as session:
            row = await session.get(ConversationRow, sender)
            if row is None:
                return
            await session.execute(insert(LINES).values(**bot_line(sender, reply, datetime.now(UTC), None)))
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


def _reply(row: LineRow) -> Reply:
    return Reply(row.text, tuple(row.buttons), row.custom, row.image, row.attachment)


def _shown(row: LineRow) -> dict[str, Any]:
    shown = {
        "id": row.id, "author": row.author, "text": row.text, "at": row.at.isoformat(), "buttons": row.buttons,
        "custom": row.custom, "image": row.image, "attachment": row.attachment, "state": row.state,
    }  # fmt: skip
    return {key: value for key, value in shown.items() if value not in (None, "", [])} | {"text": row.text}


def _first_values(talk: Conversation, now: datetime) -> dict[str, Any]:
    return {
        "sender": talk.sender, "channel": talk.channel, "language": talk.language, "mode": "auto",
        "offered": [], "turns": 0, "fresh_turns": 0, "created": now, "last_seen": now,
    }  # fmt: skip
