"""The promise of a claim is data: whatever process looks after it, a human is called once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from adapters.records import SqlUnitOfWork
from adapters.sql.database import Database
from adapters.sql.handoffs import SqlHandoffs
from adapters.watching import Watch
from insurance.claims import Claim, ClaimStatus
from insurance.refs import ClaimNumber, Sender
from insurance.services.claims.deadlines import Deadlines, escalate_near_due
from tests.fakes import NOON, FixedClock

AHEAD = timedelta(hours=2)
CL1 = ClaimNumber("CL1")


async def one_life(database: Database, now: datetime) -> None:
    """A process looks after the records every few hundredths of a second, then ends."""
    clock = FixedClock(now)
    deadlines = Deadlines(SqlUnitOfWork(database), SqlHandoffs(database), clock)
    watch = Watch("deadlines", lambda: escalate_near_due(deadlines, clock, AHEAD), 0.05)
    watch.start()
    await asyncio.sleep(0.3)
    await watch.stop()


async def test_that_a_restarted_process_calls_a_human_in_time_and_once(database):
    work, calls = SqlUnitOfWork(database), SqlHandoffs(database)
    async with work() as records:
        due = NOON + timedelta(days=1)
        await records.claims.add_claim(Claim(CL1, Sender("web:li"), NOON, status=ClaimStatus.SUBMITTED, due=due))
    await one_life(database, NOON + timedelta(hours=21))
    assert await calls.recent() == []
    in_time = NOON + timedelta(hours=22, minutes=1)
    await one_life(database, in_time)
    await one_life(database, in_time)
    assert [call["reason"] for call in await calls.recent()] == ["claim_deadline"]
    async with work.reading() as records:
        claim = await records.claims.claim(CL1)
    assert (claim.status, claim.escalated_at) == (ClaimStatus.ASSESSING, in_time)
