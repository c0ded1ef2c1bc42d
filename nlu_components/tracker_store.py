"""Rasa's own SQL tracker store, with SQLite set as the product's own database is; named in endpoints.yml.

A commit of the default store waits twice for the disk, 6 to 16 ms of every turn. With WAL and synchronous=NORMAL it
doesn't wait: a process killed loses nothing, a machine losing power may lose the last turns of the tracker, never its
consistency. The facts aren't in the tracker but in the records. PostgreSQL is left as it is.

Rasa falls back to a store in memory, with a warning only, when it can't import or build what endpoints.yml names.
"""

from __future__ import annotations

from typing import Any

from nlu_components.action_results import check_schema_once
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import event

PRAGMAS = ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL")  # milliseconds


class CalmTrackerStore(SQLTrackerStore):
    """Takes the same settings as Rasa's `type: SQL`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare)
            self.engine.dispose()  # connections that were opened before
        check_schema_once()  # here because Rasa makes one tracker store when it starts, and none when it trains


def _prepare(connection: Any, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
