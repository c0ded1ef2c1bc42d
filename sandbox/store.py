"""A small SQLite file, so that what a stand-in did survives its restart."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path


class Store:
    """One connection, used from one event loop; every write commits at once."""

    def __init__(self, path: Path, schema: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.executescript(schema + "CREATE TABLE IF NOT EXISTS switch (name TEXT PRIMARY KEY, value TEXT);")

    def add_tables(self, schema: str) -> None:
        """Tables of another part that keeps its books in the same file."""
        self._db.executescript(schema)

    def add_columns(self, table: str, names: tuple[str, ...]) -> None:
        """Text columns that a file of an earlier version may lack."""
        there = {row["name"] for row in self.rows(f"PRAGMA table_info({table})")}
        for name in names:
            if name not in there:
                self._db.execute(f"ALTER TABLE {table} ADD COLUMN {name} TEXT")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        return self._db.execute(sql, values).fetchone()

    def write(self, sql: str, *values: object) -> int:
        """Run one statement and return the number of rows changed."""
        return self._db.execute(sql, values).rowcount

    def switches(self) -> dict[str, dict[str, object]]:
        return {row["name"]: json.loads(row["value"]) for row in self.rows("SELECT name, value FROM switch")}

    def set_switch(self, name: str, value: dict[str, object]) -> None:
        self.write("INSERT OR REPLACE INTO switch VALUES (?, ?)", name, json.dumps(value))

    def clear_switches(self) -> None:
        self.write("DELETE FROM switch")

    def take_switch(self, name: str, operation: str) -> dict[str, object] | None:
        """The switch if it is on for this operation, using up one of its `times` (absent: no limit)."""
        value = self.switches().get(name)
        if value is None or value.get("on", operation) != operation:
            return None
        times = value.get("times")
        if times is not None:
            if int(times) <= 0:
                return None
            self.set_switch(name, value | {"times": int(times) - 1})
        return value
