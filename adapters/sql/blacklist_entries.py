"""Entries and whom they list, on one open session: implements insurance.blacklist_books.EntryBooks."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from adapters.codec import from_json, to_json
from adapters.sql.blacklist_tables import EntryRow, EvidenceRow, ListedRow
from adapters.sql.database import insert_new
from insurance.blacklist import ENDED, BlacklistHit, Entry, ReasonClass, Status
from insurance.blacklist_books import EntryChanged, ListedIdentifier, UnknownEntry
from insurance.identifiers import HashedIdentifier, Kind
from insurance.refs import EntryId


class SqlEntryBooks:
    """`pepper`: every hash is hashed once more with it, so that a copy of the records can't be searched by a partner
    or by anybody else who holds a matching key."""

    def __init__(self, session: AsyncSession, pepper: bytes, *, writes: bool) -> None:
        self._session, self._pepper, self._writes = session, pepper, writes

    async def add(self, entry: Entry, identifiers: Sequence[HashedIdentifier]) -> bool:
        values = {
            "id": entry.id, "submitter": entry.submitter, "reference": entry.reference, "revision": 1,
            "fingerprint": self._fingerprint(entry, identifiers), **_columns(entry),
        }  # fmt: skip
        if (await self._session.execute(insert_new(self._session, EntryRow, values))).rowcount != 1:
            return False
        await self._list(entry.id, identifiers, waiting=False)
        return True

    async def entry(self, entry_id: EntryId) -> Entry:
        return from_json((await self._row(entry_id)).doc, Entry)

    async def save(self, entry: Entry) -> None:
        row = await self._row(entry.id)
        for name, value in _columns(entry).items():
            setattr(row, name, value)
        if entry.status in ENDED:
            row.fingerprint = None
            await self._session.execute(delete(ListedRow).where(ListedRow.entry_id == entry.id))
        try:
            await self._session.flush()
        except StaleDataError as error:
            raise EntryChanged("somebody else has just changed this entry; please look at it again") from error

    async def same(self, entry: Entry, identifiers: Sequence[HashedIdentifier]) -> Entry | None:
        found = EntryRow.fingerprint == self._fingerprint(entry, identifiers)
        return await self._one(EntryRow.submitter == entry.submitter, found)

    async def referenced(self, submitter: str, reference: str) -> Entry | None:
        return await self._one(EntryRow.submitter == submitter, EntryRow.reference == reference)

    async def entries(self, status: Status | None, submitter: str | None, after: str, limit: int) -> Sequence[Entry]:
        query = select(EntryRow.doc).where(EntryRow.id > after).order_by(EntryRow.id).limit(limit)
        if status is not None:
            query = query.where(EntryRow.status == status.value)
        if submitter is not None:
            query = query.where(EntryRow.submitter == submitter)
        return [from_json(doc, Entry) for doc in (await self._session.scalars(query)).all()]

    async def overdue(self, now: datetime, limit: int) -> Sequence[Entry]:
        live = EntryRow.status.in_([Status.VERIFIED.value, Status.APPEALED.value])
        query = select(EntryRow.doc).where(live, EntryRow.expires <= now).order_by(EntryRow.id).limit(limit)
        if self._writes:
            query = query.with_for_update()
        return [from_json(doc, Entry) for doc in (await self._session.scalars(query)).all()]

    async def identifiers(self, entry_id: EntryId) -> Sequence[ListedIdentifier]:
        query = select(ListedRow).where(ListedRow.entry_id == entry_id).order_by(ListedRow.kind, ListedRow.key_version)
        rows = (await self._session.scalars(query)).all()
        return [ListedIdentifier(Kind(row.kind), row.key_version, row.waiting) for row in rows]

    async def add_identifiers(self, entry_id: EntryId, identifiers: Sequence[HashedIdentifier]) -> None:
        await self._list(entry_id, identifiers, waiting=True)

    async def confirm_identifiers(self, entry_id: EntryId) -> int:
        waiting = update(ListedRow).where(ListedRow.entry_id == entry_id, ListedRow.waiting)
        return (await self._session.execute(waiting.values(waiting=False))).rowcount

    async def listing(self, identifiers: Sequence[HashedIdentifier]) -> Sequence[EntryId]:
        digests = [self._digest(each) for each in identifiers]
        query = select(ListedRow.entry_id).where(ListedRow.digest.in_(digests)).distinct().order_by(ListedRow.entry_id)
        return [EntryId(found) for found in (await self._session.scalars(query)).all()]

    async def hits(self, identifiers: Sequence[HashedIdentifier], now: datetime) -> Sequence[BlacklistHit]:
        asked = {self._digest(each): each for each in identifiers}
        # Found by digest alone and sifted here: given a status to look for, SQLite goes through all that is served.
        query = (
            select(ListedRow.digest, ListedRow.waiting, EntryRow.id, EntryRow.reason, EntryRow.since, EntryRow.expires)
            .add_columns(EntryRow.status)
            .join(EntryRow, EntryRow.id == ListedRow.entry_id)
            .where(ListedRow.digest.in_(list(asked)))
        )
        return [
            BlacklistHit(asked[row.digest], EntryId(row.id), ReasonClass(row.reason), row.since)
            for row in (await self._session.execute(query)).all()
            if row.status == Status.VERIFIED and row.expires > now and not row.waiting
        ]

    async def keep_evidence(self, owner: str, sha256: str, media_type: str, at: datetime) -> None:
        values = {"owner": owner, "sha256": sha256, "media_type": media_type, "at": at}
        await self._session.execute(insert_new(self._session, EvidenceRow, values))

    async def has_evidence(self, owner: str, sha256: Sequence[str]) -> bool:
        query = select(func.count()).where(EvidenceRow.owner == owner, EvidenceRow.sha256.in_(sha256))
        return (await self._session.execute(query)).scalar_one() == len(set(sha256))

    async def evidence_type(self, sha256: str) -> str | None:
        query = select(EvidenceRow.media_type).where(EvidenceRow.sha256 == sha256).limit(1)
        return (await self._session.execute(query)).scalar()

    async def open_appeals(self, by: str) -> int:
        query = select(func.count()).select_from(EntryRow).where(EntryRow.appealed_by == by)
        return (await self._session.execute(query)).scalar_one()

    async def _row(self, entry_id: EntryId) -> EntryRow:
        query = select(EntryRow).where(EntryRow.id == entry_id)
        row = (await self._session.scalars(query.with_for_update() if self._writes else query)).one_or_none()
        if row is None:
            raise UnknownEntry("no such entry")
        return row

    async def _one(self, *conditions: object) -> Entry | None:
        doc = (await self._session.execute(select(EntryRow.doc).where(*conditions))).scalar()
        return None if doc is None else from_json(doc, Entry)

    async def _list(self, entry_id: EntryId, identifiers: Sequence[HashedIdentifier], *, waiting: bool) -> None:
        rows = {
            self._digest(each): {"entry_id": entry_id, "kind": each.kind.value, "key_version": each.key_version}
            for each in identifiers
        }
        known = select(ListedRow.digest).where(ListedRow.entry_id == entry_id)
        for digest in (await self._session.scalars(known)).all():
            rows.pop(digest, None)
        if rows:
            values = [{"digest": digest, "waiting": waiting, **row} for digest, row in rows.items()]
            await self._session.execute(insert(ListedRow), values)

    def _digest(self, each: HashedIdentifier) -> bytes:
        return hmac.digest(self._pepper, f"{each.kind.value}\0{each.key_version}\0{each.hash}".encode(), "sha256")

    def _fingerprint(self, entry: Entry, identifiers: Sequence[HashedIdentifier]) -> bytes:
        return hashlib.sha256(
            b"".join([entry.reason.encode(), *sorted({self._digest(i) for i in identifiers})])
        ).digest()


def _columns(entry: Entry) -> dict[str, object]:
    """What can be looked for, and the whole."""
    return {
        "reason": entry.reason.value,
        "status": entry.status.value,
        "since": entry.looks[-1].at if entry.expires else None,
        "expires": entry.expires,
        "appealed_by": entry.appeals[-1].by if entry.status is Status.APPEALED else None,
        "doc": to_json(entry),
    }
