"""Screening one application among a million stored ones: `python -m bench.screening [ROWS] [URL]`.

Without a URL on a SQLite file of its own; with one on that (empty) PostgreSQL database. Rows are generated in the
database's own bulk format, with the identifiers a million real applications would have: people who buy again, families
with one phone, phones and devices shared by many.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import asyncpg

from adapters.records import SqlUnitOfWork
from adapters.rules import ZenRules
from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from bench.figures import Figure, p50, p95
from bootstrap import ROOT
from insurance.money import Money
from insurance.refs import Sender
from insurance.riskcontrol.entries import Entry, EntryKind
from insurance.riskcontrol.identifiers import IdentifierKind, Key, KeyedHash, Role
from insurance.riskcontrol.signals import Found, assess, people_of

AIM_MS = 20.0
ROWS = 1_000_000
ROUNDS = 300
AT_ONCE = 20_000
NOW = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
INSURERS = ("anlan", "baiyu", "beichen", "changning", "dongling", "haibin", "hengtai", "jiahe", "minxin", "qinghe")
ENTRY_COLUMNS = ("subject", "kind", "sender", "owner", "insurer", "at", "doc")
LINK_COLUMNS = ("kind", "hash", "role", "subject", "entry_kind", "owner", "insurer", "at")
EntryRow = tuple[str, str, str, str, str, datetime, str]
LinkRow = tuple[str, str, str, str, str, str, str, datetime]


def hash_of(kind: str, number: int) -> str:
    return hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest()


def entry_of(number: int, rows: int, chance: random.Random) -> Entry:
    """Somebody of a population half as large as there are applications; every hundredth entry is a claim."""
    person = chance.randrange(rows // 2)
    family = person // 3
    kind = EntryKind.CLAIM if number % 100 == 0 else EntryKind.APPLICATION
    owner = Key(IdentifierKind.PERSON, KeyedHash(hash_of("person", person)), Role.APPLICANT)
    shop = chance.randrange(200) if chance.random() < 0.02 else None  # 200 phones and devices stand on very many
    keys = [
        owner,
        _key(IdentifierKind.PERSON, family * 3 + chance.randrange(3), Role.INSURED),
        _key(IdentifierKind.PHONE, family if shop is None else 10**9 + shop),
        _key(IdentifierKind.DEVICE, person if shop is None else 10**9 + shop),
        _key(IdentifierKind.ADDRESS, family),
        _key(IdentifierKind.BENEFICIARY, family),
    ]
    if kind is EntryKind.CLAIM:
        keys.append(_key(IdentifierKind.AREA, chance.randrange(300)))
        keys.append(_key(IdentifierKind.INSTITUTION, chance.randrange(3_000)))
    at = NOW - timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
    return Entry(
        f"B{number:08}", kind, Sender(f"web:{person}"), owner.hash, chance.choice(INSURERS), at,
        tuple(dict.fromkeys(keys)), days_to_effective=1, sum_insured=Money.of(500_000),
    )  # fmt: skip


def _key(kind: IdentifierKind, number: int, role: Role = Role.OTHER) -> Key:
    return Key(kind, KeyedHash(hash_of(kind.value, number)), role)


def rows_of(rows: int) -> Iterator[tuple[EntryRow, list[LinkRow]]]:
    chance = random.Random(4)
    for number in range(rows):
        one = entry_of(number, rows, chance)
        entry = (one.subject, one.kind.value, one.sender, one.owner, one.insurer, one.at, "{}")
        links = [
            (key.kind.value, key.hash, key.role.value, one.subject, one.kind.value, one.owner, one.insurer, one.at)
            for key in one.keys
        ]
        yield entry, links


def fill_sqlite(path: Path, rows: int) -> None:
    with sqlite3.connect(path) as books:
        books.execute("PRAGMA synchronous=OFF")
        made = rows_of(rows)
        while some := list(islice(made, AT_ONCE)):
            entries = [(*entry[:5], _text(entry[5]), entry[6]) for entry, _ in some]
            links = [(*link[:7], _text(link[7])) for _, held in some for link in held]
            books.executemany(f"INSERT INTO risk_entries {_columns(ENTRY_COLUMNS)}", entries)
            books.executemany(f"INSERT INTO risk_links {_columns(LINK_COLUMNS)}", links)
        books.commit()
        books.execute("ANALYZE")


def _columns(names: tuple[str, ...]) -> str:
    return f"({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


async def fill_postgres(url: str, rows: int) -> None:
    books = await asyncpg.connect(url.replace("+asyncpg", ""))
    made = rows_of(rows)
    while some := list(islice(made, AT_ONCE)):
        await books.copy_records_to_table("risk_entries", records=[one for one, _ in some], columns=ENTRY_COLUMNS)
        links = [link for _, held in some for link in held]
        await books.copy_records_to_table("risk_links", records=links, columns=LINK_COLUMNS)
    await books.execute("VACUUM ANALYZE risk_links")
    await books.execute("VACUUM ANALYZE risk_entries")
    await books.close()


async def measure(database: Database, rows: int, rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each screening: everything looked up, every table asked, the entry stored."""
    rules, work, chance = ZenRules(ROOT / "underwriting"), SqlUnitOfWork(database), random.Random(7)
    spent = []
    for number in range(rounds):
        entry = replace(entry_of(number + 1, rows, chance), subject=f"N{number:08}", at=NOW)
        async with work() as records:
            began = time.perf_counter()
            links = await records.risk.linked(entry.keys, 50)
            related = people_of(entry) | await records.risk.companions(entry.owner, 50)
            screening = assess(entry, Found(links, related), rules)
            await records.risk.add_entry(entry, screening)
            spent.append((time.perf_counter() - began) * 1000)
    return spent[rounds // 20 :]  # the first ones read the index from the disk


def figure(name: str, spent: list[float], rows: int) -> Figure:
    more = {"p50": p50(spent), "most": max(spent)}
    return Figure(f"screening among {rows:,} on {name}, p95", p95(spent), "ms", AIM_MS, more)


async def on_sqlite(rows: int, folder: Path) -> Figure:
    path = folder / "screening.db"
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    fill_sqlite(path, rows)
    try:
        return figure("SQLite", await measure(database, rows), rows)
    finally:
        await database.close()


async def on_postgres(rows: int, url: str) -> Figure:
    database = Database(url)
    await migrate(database)
    await fill_postgres(url, rows)
    try:
        return figure("PostgreSQL", await measure(database, rows), rows)
    finally:
        await database.close()


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    if len(sys.argv) > 2:
        found = asyncio.run(on_postgres(rows, sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="lingbao-screening-") as folder:
            found = asyncio.run(on_sqlite(rows, Path(folder)))
    print(found.as_line())
    return 0 if found.ok else 1


if __name__ == "__main__":
    sys.exit(main())
