"""The gateway's records on a real SQLite file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from adapters.sql.chat_tables import OutboxRow, VaultRow
from adapters.sql.conversations import SqlConversations
from adapters.sql.database import Database
from adapters.sql.handoffs import SqlHandoffs
from adapters.sql.migrate import migrate
from adapters.sql.outbox import SqlOutbox
from adapters.vault import SqlVault, UnknownReference
from insurance.chat import Conversation, Outcome, Reply
from insurance.ports import OutboundMessage


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    it = Database(f"sqlite+aiosqlite:///{tmp_path}/new/records.db")
    await migrate(it)
    yield it
    await it.close()


async def test_that_migrating_twice_changes_nothing(database):
    await migrate(database)


async def test_that_sqlite_is_set_up_for_several_processes(database):
    async with database.reading() as session:
        answers = [(await session.execute(text(f"PRAGMA {name}"))).scalar() for name in
                   ("journal_mode", "busy_timeout", "synchronous", "foreign_keys")]  # fmt: skip
    assert answers == ["wal", 5000, 1, 1]


async def test_that_a_unit_of_work_is_undone_by_an_error(database):
    async def fail_halfway() -> None:
        async with database.session() as session:
            session.add(OutboxRow(sender="li", key="k", message={}, created=datetime.now(UTC)))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_halfway()
    async with database.reading() as session:
        assert (await session.scalars(select(OutboxRow))).all() == []


async def test_that_a_unit_of_work_inside_another_is_refused_at_once(database):
    async with database.session():
        with pytest.raises(RuntimeError, match="inside another"):
            async with database.session():
                pass


async def test_that_two_engines_on_one_file_write_in_turn(database):
    other = Database(database.url.render_as_string())
    await other.open()
    outboxes = [SqlOutbox(database), SqlOutbox(other)]
    await asyncio.gather(*(outboxes[n % 2].tell("li", str(n), OutboundMessage("x")) for n in range(60)))
    await other.close()
    async with database.reading() as session:
        assert len((await session.scalars(select(OutboxRow))).all()) == 60


async def test_that_times_come_back_aware(database):
    store = SqlConversations(database)
    await store.receive(Conversation("li", "rest", "zh"), "m", "你好")
    talk, unanswered = await store.load("li")
    assert talk.created.tzinfo is not None
    assert [(line.state, line.text) for line in unanswered] == [("pending", "你好")]


async def test_that_a_seen_message_leaves_no_second_line(database):
    store = SqlConversations(database)
    talk = Conversation("li", "rest", "zh")
    assert await store.receive(talk, "m", "你好") is not None
    assert await store.receive(talk, "m", "你好") is None
    assert len(await store.history("li", 10)) == 1


async def test_that_the_answer_to_a_message_is_found_again(database):
    store = SqlConversations(database)
    talk = Conversation("li", "rest", "zh")
    line = await store.receive(talk, "m", "你好")
    reply = Reply("选", ({"title": "好", "payload": "/ok"},), {"type": "question"})
    await store.finish(talk, line, Outcome("answered", (reply,), ({"title": "好", "payload": "/ok"},), counts=True))
    assert await store.answer_to("rest", "li", "m") == (reply,)
    assert (await store.load("li"))[0].offered == ({"title": "好", "payload": "/ok"},)


async def test_that_the_vault_gives_one_reference_for_one_value_of_one_sender(database):
    vault = SqlVault(database, "secret")
    ref = await vault.keep("li", "phone", "13812345678")
    assert await vault.keep("li", "phone", "13812345678") == ref
    assert await vault.keep("wang", "phone", "13812345678") != ref
    assert await vault.reveal("li", ref) == "13812345678"
    assert await vault.reveal("li", ref.strip("⟦⟧")) == "13812345678"


async def test_that_the_vault_opens_to_nobody_else(database):
    ref = await SqlVault(database, "secret").keep("li", "phone", "13812345678", valid=False)
    assert await SqlVault(database, "secret").is_valid("li", ref) is False
    for vault, sender in ((SqlVault(database, "secret"), "wang"), (SqlVault(database, "other"), "li")):
        with pytest.raises(UnknownReference):
            await vault.reveal(sender, ref)
    async with database.session() as session:
        (await session.get_one(VaultRow, ref)).sender = "wang"
    with pytest.raises(UnknownReference):
        await SqlVault(database, "secret").reveal("wang", ref)


async def test_that_a_request_for_a_human_keeps_its_place(database):
    handoffs = SqlHandoffs(database)
    assert [await handoffs.request(s, "asked") for s in ("a", "b", "a", "c")] == [1, 2, 1, 3]
    assert [h["sender"] for h in await handoffs.recent()] == ["c", "b", "a"]
