"""Looking somebody up in the blacklist at 100,000 entries: `python -m bench.blacklist [url of an empty database]`."""

from __future__ import annotations

import asyncio
import hashlib
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from adapters.settings import Settings
from adapters.sql.blacklist_tables import EntryRow, ListedRow
from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from bench.figures import Figure, p50, p95
from bootstrap import build_blacklist
from insurance.blacklist import BlacklistHit
from insurance.identifiers import HashedIdentifier, Kind
from insurance.services import asking_blacklist, partners
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.matching import keys_in_force

ENTRIES, BATCH = 100_000, 5_000
HITS_MS = 2.0
KINDS = (Kind.ID_NUMBER, Kind.PHONE, Kind.BANK_CARD)


def hits(url: str | None = None) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="lingbao-bench-") as folder:
        return asyncio.run(_measure(url or f"sqlite+aiosqlite:///{folder}/records.db", Path(folder)))


async def _measure(url: str, var: Path) -> list[Figure]:
    database = Database(url)
    await migrate(database)
    parts = build_blacklist(Settings(secret_key="bench", var=var), database)  # noqa: S106
    await keys_in_force(parts)
    await _fill(database, parts)
    async with database.session() as session:
        await session.execute(text("ANALYZE"))  # PostgreSQL does so by itself, a minute later
    spent, found = [], list[BlacklistHit]()
    for n in range(400):
        person = _person(n * 997 if n % 2 else ENTRIES + n)  # every fourth or so is listed
        began = time.perf_counter()
        async with parts.work.reading() as books:
            found += await books.hits(person, parts.clock.now())
        spent.append((time.perf_counter() - began) * 1000)
    partner, _ = await partners.add_partner(parts, "bench", "bench", 10**6, 10**6)
    asked = [await _ask(parts, partner, [_person(n * 31 + m) for m in range(100)]) for n in range(20)]
    await database.close()
    more = {"p95": p95(spent), "entries": ENTRIES, "found": len(found)}
    return [
        Figure("blacklist: one person's three identifiers, p50", p50(spent), "ms", HITS_MS, more),
        Figure("blacklist: a partner's query of 100 subjects, p50", p50(asked), "ms"),
    ]


async def _ask(parts: BlacklistParts, partner: Any, subjects: Sequence[Sequence[HashedIdentifier]]) -> float:
    began = time.perf_counter()
    await asking_blacklist.ask(parts, partner, subjects)
    return (time.perf_counter() - began) * 1000


async def _fill(database: Database, parts: BlacklistParts) -> None:
    """Verified entries by the thousand, as `EntryBooks.add` and `save` would leave them."""
    now = parts.clock.now()
    entry = {
        "submitter": "partner:p1", "reason": "forged_documents", "status": "verified", "since": now,
        "expires": now + timedelta(days=100), "appealed_by": None, "fingerprint": None, "revision": 1, "doc": {},
    }  # fmt: skip
    for first in range(0, ENTRIES, BATCH):
        async with parts.work() as books:
            numbers = range(first, first + BATCH)
            await books._session.execute(
                insert(EntryRow), [{**entry, "id": f"BL{n}", "reference": f"{n}"} for n in numbers]
            )
            rows = [
                {
                    "digest": books._digest(each),
                    "entry_id": f"BL{n}",
                    "kind": each.kind,
                    "key_version": 1,
                    "waiting": False,
                }
                for n in numbers
                for each in _person(n)
            ]
            await books._session.execute(insert(ListedRow), rows)


def _person(number: int) -> list[HashedIdentifier]:
    return [HashedIdentifier(kind, 1, hashlib.sha256(f"{kind}{number}".encode()).hexdigest()) for kind in KINDS]


if __name__ == "__main__":
    figures = hits(*sys.argv[1:2])
    print(*(figure.as_line() for figure in figures), sep="\n")
    sys.exit(not all(figure.ok for figure in figures))
