"""The database: one async engine, opened on demand, and the unit of work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Insert, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

# busy_timeout: how long, in milliseconds, a writer waits for another process's commit
PRAGMAS = ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL", "foreign_keys=ON")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC and read back aware: SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The one declarative base. Names of constraints are fixed so that migrations can change them on any database.

    `Mapped[datetime]` becomes an aware UTC time.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012


class Database:
    """Opens on `open()`, never at import.

    Example:
        database = Database(settings.database_url)
        await database.open()
        async with database.session() as session:   # commits at the end, rolls back on an error
            session.add(row)
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._engine: AsyncEngine | None = None
        self._writer: asyncio.Lock | None = None  # SQLite only
        self._writing_task: asyncio.Task[object] | None = None
        self._writing: async_sessionmaker[AsyncSession]
        self._reading: async_sessionmaker[AsyncSession]

    @property
    def engine(self) -> AsyncEngine:
        if self._engine is None:
            raise RuntimeError("the database isn't open")
        return self._engine

    async def open(self) -> None:
        """Create the engine; calling it again does nothing."""
        if self._engine is not None:
            return
        if self.url.get_backend_name() == "sqlite":
            self._writer = asyncio.Lock()
            self._engine = _sqlite(self.url.render_as_string(hide_password=False), self.url.database)
        else:
            self._engine = create_async_engine(
                self.url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True
            )
        self._writing = async_sessionmaker(self._engine, expire_on_commit=False)
        reader = self._engine.execution_options(sqlite_begin="DEFERRED")
        self._reading = async_sessionmaker(reader, expire_on_commit=False)

    async def close(self) -> None:
        if self._engine is not None:
            await self._engine.dispose()
            self._engine = None

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """One unit of work that may write: commits when the block ends, rolls back when it raises.

        On SQLite it holds the write lock from the start, so what it reads can't change before it writes. Never open a
        second one inside it.

        Raises:
            RuntimeError: this task is in a unit of work already; it would wait for itself.
        """
        async with self._alone(), self._writing() as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A consistent look at the records that takes no lock; for reading only."""
        async with self._reading() as session, session.begin():
            yield session

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """One writer of this process at a time: waiting here is fair, SQLite's own waiting is polling."""
        if self._writer is None:
            yield
            return
        if self._writing_task is asyncio.current_task():
            raise RuntimeError("a unit of work inside another")
        async with self._writer:
            self._writing_task = asyncio.current_task()
            try:
                yield
            finally:
                self._writing_task = None


def _sqlite(url: str, path: str | None) -> AsyncEngine:
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, hide_parameters=True)  # an error's text must not hold customers' words

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin on its own: `begin` below does
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        # One hop to the driver's thread; a statement through a cursor takes three, and this one opens every unit.
        connection.connection.dbapi_connection.run_async(lambda driver: driver.execute(f"BEGIN {kind}"))

    return engine


def insert_into(session: AsyncSession, table: type[Base]) -> Any:
    """An insert that can say what to do on a conflict: both databases have it, each spelled in its own dialect."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def insert_new(session: AsyncSession, table: type[Base], values: Mapping[str, Any]) -> Insert:
    """Insert unless the key is there."""
    return insert_into(session, table).values(**values).on_conflict_do_nothing()
