"""Records on both databases: a test that takes `database` runs on SQLite and, where it is installed, on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from tests.integration.postgres import postgres_programs, running_postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    if postgres_programs() is None:
        pytest.skip("PostgreSQL isn't installed")
    with running_postgres() as url:
        yield url


ON_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


@asynccontextmanager
async def empty_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Database]:
    if kind == "sqlite":
        it = Database(f"sqlite+aiosqlite:///{folder}/records.db")
    else:
        it = Database(request.getfixturevalue("postgres_url"))
        await it.open()
        async with it.engine.begin() as connection:
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    await migrate(it)
    yield it
    await it.close()


@pytest.fixture(params=ON_BOTH)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    async with empty_database(request.param, request, tmp_path) as it:
        yield it
