"""The books of the shared blacklist in one unit of work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from adapters.derived import derived_key
from adapters.sealed import Seal
from adapters.sql.audit import append_in
from adapters.sql.blacklist_entries import SqlEntryBooks
from adapters.sql.database import Database
from adapters.sql.matching_keys import SqlKeyBooks
from adapters.sql.partners import SqlPartnerBooks
from insurance.blacklist_books import Books


class SqlBlacklistWork:
    """Implements insurance.blacklist_books.BlacklistWork.

    Raises:
        ValueError: the secret is empty.
    """

    def __init__(self, database: Database, secret: str) -> None:
        self._database = database
        self._pepper = derived_key(secret, b"lingbao blacklist lookup")
        self._root = derived_key(secret, b"lingbao partner keys")
        self._seal = Seal(derived_key(secret, b"lingbao matching keys"))

    def __call__(self) -> AbstractAsyncContextManager[Books]:
        return self._open()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Books]:
        async with self._database.reading() as session:
            yield self._books(session, writes=False)

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Books]:
        async with self._database.session() as session:
            yield self._books(session, writes=True)

    def _books(self, session: AsyncSession, *, writes: bool) -> _SqlBooks:
        return _SqlBooks(session, self._pepper, self._root, self._seal, writes=writes)


class _SqlBooks(SqlEntryBooks, SqlPartnerBooks, SqlKeyBooks):
    """The three kinds of books on one session."""

    def __init__(self, session: AsyncSession, pepper: bytes, root: bytes, seal: Seal, *, writes: bool) -> None:
        SqlEntryBooks.__init__(self, session, pepper, writes=writes)
        SqlPartnerBooks.__init__(self, session, root)
        SqlKeyBooks.__init__(self, session, seal)

    async def note(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        await append_in(self._session, actor, action, subject, details)
