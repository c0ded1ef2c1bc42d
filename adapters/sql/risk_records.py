"""What risk control looks up and stores for screening: implements half of insurance.riskcontrol.ports.RiskRecords."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, insert, select, union_all

from adapters.codec import from_json, to_json
from adapters.sql.audit import append_in
from adapters.sql.risk_case_records import SqlRiskCases
from adapters.sql.risk_tables import BAND_BITS, RiskBandRow, RiskEntryRow, RiskLinkRow, RiskPrintRow
from insurance.riskcontrol.entries import Entry, EntryKind, Link, Resemblance
from insurance.riskcontrol.identifiers import IdentifierKind, Key, KeyedHash, Role
from insurance.riskcontrol.ports import Neighbour
from insurance.riskcontrol.signals import Screening

AT_ONCE = 40  # look-ups in one statement
FARTHEST = 24  # bits. Up to 15 a pair is sure to share a band; at 24 it does in 99 of 100 cases
PEOPLE = (IdentifierKind.PERSON.value, IdentifierKind.COMPANY.value)
ENTRIES, LINKS = RiskEntryRow.__table__, RiskLinkRow.__table__
BANDS_, PRINTS = RiskBandRow.__table__, RiskPrintRow.__table__
FOUND = (LINKS.c.kind, LINKS.c.hash, LINKS.c.role, LINKS.c.subject, LINKS.c.entry_kind, LINKS.c.owner,
         LINKS.c.insurer, LINKS.c.at)  # fmt: skip
ADD_ENTRY, ADD_LINK = insert(ENTRIES), insert(LINKS)
OWN = (
    select(ENTRIES.c.subject)
    .where(ENTRIES.c.owner == bindparam("of"))
    .order_by(ENTRIES.c.at.desc())
    .limit(bindparam("most", type_=Integer))
    .subquery()
)
COMPANIONS = select(LINKS.c.hash).where(LINKS.c.subject.in_(select(OWN.c.subject)), LINKS.c.kind.in_(PEOPLE))


class SqlRiskRecords(SqlRiskCases):
    """On one open session."""

    async def linked(self, keys: Collection[Key], limit: int) -> Sequence[Link]:
        hashes = dict.fromkeys(key.hash for key in keys)  # the hash is over the kind, too
        some = list(hashes)
        parts = [some[start : start + AT_ONCE] for start in range(0, len(some), AT_ONCE)]
        return [link for part in parts for link in await self._newest(part, limit)]

    async def _newest(self, hashes: Sequence[KeyedHash], limit: int) -> list[Link]:
        """Of each hash the newest, each by a walk down the index."""
        if not hashes:
            return []
        values: dict[str, object] = {f"hash{n}": one for n, one in enumerate(hashes)}
        rows = (await self._session.execute(newest_of(len(hashes)), {**values, "most": limit})).all()
        return [
            Link(_key(row), row.subject, EntryKind(row.entry_kind), KeyedHash(row.owner), row.insurer, row.at)
            for row in rows
        ]

    async def companions(self, owner: KeyedHash, limit: int) -> frozenset[KeyedHash]:
        found = await self._session.scalars(COMPANIONS, {"of": owner, "most": limit})
        return frozenset(KeyedHash(one) for one in found.all())

    async def resembling(self, prints: Sequence[str], besides: str) -> Sequence[Resemblance]:
        found: dict[str, int] = {}
        for one in prints:
            for subject, other in await self._alike(one, besides):
                distance = (int(one, 16) ^ int(other, 16)).bit_count()
                if distance <= FARTHEST:
                    found[subject] = min(distance, found.get(subject, distance))
        return [Resemblance(subject, distance) for subject, distance in sorted(found.items(), key=lambda it: it[1])]

    async def _alike(self, print_: str, besides: str) -> Sequence[tuple[str, str]]:
        """Prints of other entries that share a band."""
        each = [
            select(BANDS_.c.print_id).where(BANDS_.c.band == band, BANDS_.c.value == value)
            for band, value in enumerate(_bands(print_))
        ]
        ids = union_all(*each).subquery()
        query = (
            select(PRINTS.c.subject, PRINTS.c.print)
            .where(PRINTS.c.id.in_(select(ids.c.print_id)), PRINTS.c.subject != besides)
        )  # fmt: skip
        return [(row.subject, row.print) for row in (await self._session.execute(query)).all()]

    async def add_entry(self, entry: Entry, screening: Screening) -> None:
        stored = {
            "subject": entry.subject, "kind": entry.kind.value, "sender": entry.sender, "owner": entry.owner,
            "insurer": entry.insurer, "at": entry.at, "doc": to_json(screening),
        }  # fmt: skip
        await self._session.execute(ADD_ENTRY, stored)
        links = [
            {"kind": key.kind.value, "hash": key.hash, "role": key.role.value, "subject": entry.subject,
             "entry_kind": entry.kind.value, "owner": entry.owner, "insurer": entry.insurer, "at": entry.at}
            for key in entry.keys
        ]  # fmt: skip
        await self._session.execute(ADD_LINK, links)
        for print_ in entry.prints:
            row = RiskPrintRow(subject=entry.subject, print=print_)
            self._session.add(row)
            await self._session.flush()
            bands = [{"band": n, "value": value, "print_id": row.id} for n, value in enumerate(_bands(print_))]
            await self._session.execute(insert(BANDS_), bands)

    async def screening(self, subject: str) -> Screening | None:
        row = await self._session.get(RiskEntryRow, subject)
        return from_json(row.doc, Screening) if row is not None else None

    async def neighbours(self, subjects: Collection[str]) -> Sequence[Neighbour]:
        entries = await self._session.scalars(select(RiskEntryRow).where(RiskEntryRow.subject.in_(subjects)))
        links = (await self._session.execute(select(*FOUND).where(LINKS.c.subject.in_(subjects)))).all()
        return [
            Neighbour(
                row.subject, EntryKind(row.kind), row.insurer, row.at,
                tuple(_key(link) for link in links if link.subject == row.subject),
            )
            for row in entries.all()
        ]  # fmt: skip

    async def audit(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        await append_in(self._session, actor, action, subject, details)


@lru_cache
def newest_of(count: int) -> CompoundSelect[Any]:
    """Built once for each number of look-ups: building a statement costs more than running it."""
    each = (
        select(*FOUND)
        .where(LINKS.c.hash == bindparam(f"hash{n}"))
        .order_by(LINKS.c.at.desc())
        .limit(bindparam("most", type_=Integer))
        .subquery()
        for n in range(count)
    )
    return union_all(*(select(one) for one in each))


def _key(row: object) -> Key:
    return Key(IdentifierKind(row.kind), KeyedHash(row.hash), Role(row.role))  # type: ignore[attr-defined]


def _bands(print_: str) -> list[int]:
    """256 bits, 16 at a time."""
    digits = BAND_BITS // 4
    return [int(print_[start : start + digits], 16) for start in range(0, len(print_), digits)]
