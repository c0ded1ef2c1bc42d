"""The benchmark of screening in small: it runs on both databases, and every look-up walks an index."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from adapters.sql.risk_records import COMPANIONS, newest_of
from bench import screening
from tests.integration.postgres import postgres_programs, running_postgres

ROWS = 2_000


async def test_that_screening_is_measured_on_sqlite(tmp_path: Path):
    figure = await screening.on_sqlite(ROWS, tmp_path)
    assert 0 < figure.more["p50"] <= figure.value


@pytest.mark.server
async def test_that_screening_is_measured_on_postgresql():
    if postgres_programs() is None:
        pytest.skip("PostgreSQL isn't installed")
    with running_postgres() as url:
        assert (await screening.on_postgres(ROWS, url)).value > 0


@pytest.mark.parametrize("query", [newest_of(8), COMPANIONS], ids=["links", "companions"])
async def test_that_no_look_up_reads_a_whole_table(tmp_path: Path, query):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/plan.db")
    await migrate(database)
    screening.fill_sqlite(tmp_path / "plan.db", 500)
    given = query.params({name: 50 if name == "most" else "x" for name in query.compile().params if name != "kind_1"})
    sql = given.compile(database.engine.sync_engine, compile_kwargs={"literal_binds": True})
    async with database.reading() as session:
        plan = [row.detail for row in (await session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))).all()]
    await database.close()
    looks = [step for step in plan if step.startswith(("SCAN risk_", "SEARCH risk_"))]
    assert looks
    assert all(step.startswith("SEARCH") for step in looks), plan
