"""The audit log on real databases."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.sql.audit import SqlAuditLog, append_in
from adapters.sql.migrate import check


async def test_that_entries_of_a_subject_come_back_in_order(database):
    log = SqlAuditLog(database)
    await log.append("wei", "case.assigned", "RC1", {"to": "wei"})
    await log.append("wei", "case.noted", "RC2", {})
    await log.append("lan", "case.cleared", "RC1", {"为什么": "误会"})
    entries = await log.read("RC1")
    assert [(e.number, e.actor, e.action, e.details) for e in entries] == [
        (1, "wei", "case.assigned", {"to": "wei"}),
        (3, "lan", "case.cleared", {"为什么": "误会"}),
    ]
    assert await log.first_break() is None


async def test_that_many_at_once_make_one_chain(database):
    log = SqlAuditLog(database)
    await asyncio.gather(*(log.append("wei", "case.noted", f"RC{n % 3}", {"n": str(n)}) for n in range(20)))
    assert await log.first_break() is None
    assert len([entry for n in range(3) for entry in await log.read(f"RC{n}")]) == 20


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"])
async def test_that_the_database_refuses_to_change_an_entry(database, statement):
    log = SqlAuditLog(database)
    await log.append("wei", "case.noted", "RC1", {})
    with pytest.raises(DBAPIError, match="append only"):
        async with database.session() as session:
            await session.execute(text(statement))
    assert [entry.actor for entry in await log.read("RC1")] == ["wei"]


async def test_that_a_change_behind_the_triggers_shows(database):
    log = SqlAuditLog(database)
    for n in range(3):
        await log.append("wei", "case.noted", "RC1", {"n": str(n)})
    postgres = database.url.get_backend_name() == "postgresql"
    async with database.session() as session:
        drop = "DROP TRIGGER audit_log_no_change ON audit_log" if postgres else "DROP TRIGGER audit_log_no_update"
        await session.execute(text(drop))
        await session.execute(text("UPDATE audit_log SET actor = 'lan' WHERE number = 2"))
    assert await log.first_break() == 2


async def test_that_a_step_undone_leaves_no_entry(database):
    async def fail_halfway() -> None:
        async with database.session() as session:
            await append_in(session, "wei", "case.cleared", "RC1", {})
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await fail_halfway()
    assert await SqlAuditLog(database).read("RC1") == []


async def test_that_the_tables_need_no_further_migration(database):
    await check(database)
