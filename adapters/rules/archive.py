"""Every version of every table that was ever in force, ready to decide once more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from adapters.rules.engine import ZenRules
from adapters.rules.loading import load
from adapters.rules.sets import RuleStore
from insurance.decisions import DecisionRecord
from insurance.ports import RuleResult
from insurance.records import UnitOfWork

BATCH = 500  # decisions read at once


class Archive:
    """Implements insurance.ports.RuleArchive."""

    def __init__(self, store: RuleStore) -> None:
        self._store = store
        self._loaded: dict[tuple[str, str], ZenRules | None] = {}

    async def rules(self, table: str, version: str) -> ZenRules | None:
        """The one table in that version; None when the version isn't kept here."""
        if (table, version) not in self._loaded:
            text = await self._store.file(version)
            self._loaded[table, version] = None if text is None else ZenRules({table: text})
        return self._loaded[table, version]

    async def descriptions(self, result: RuleResult) -> Sequence[str]:
        text = await self._store.file(result.version)
        file = load(result.table, text)[0] if text is not None else None
        return [file.describe(row) if file is not None else "" for row in result.rows]


async def latest(work: UnitOfWork, last: int) -> AsyncIterator[DecisionRecord]:
    """The last decisions, newest first, read in batches."""
    before = None
    while last > 0:
        async with work.reading() as records:
            found = await records.latest_decisions(min(last, BATCH), before)
        for one in found:
            yield one
        if not found:
            return
        before, last = found[-1].id, last - len(found)
