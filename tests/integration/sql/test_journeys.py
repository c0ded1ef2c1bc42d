"""A journey written by two at once: on either database the second sees what the first did."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from adapters.records import SqlUnitOfWork
from adapters.sql.database import Database
from insurance.journeys import Journey
from tests.fakes import CUSTOMER


async def test_that_two_who_write_a_journey_wait_for_each_other(database: Database) -> None:
    await database.open()
    work = SqlUnitOfWork(database)
    async with work() as records:
        await records.save_journey(Journey(CUSTOMER))

    async def miss() -> None:
        async with work() as records:
            journey = await records.journey(CUSTOMER)
            await asyncio.sleep(0.05)
            await records.save_journey(replace(journey, misses=journey.misses + 1))

    await asyncio.gather(*(miss() for _ in range(4)))
    async with work.reading() as records:
        assert (await records.journey(CUSTOMER)).misses == 4
