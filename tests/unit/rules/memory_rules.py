"""A store of rules in memory, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.rules.sets import ActivatedMeanwhile, Activation, Files, Kind, SetId, set_id
from adapters.rules.tables import version_of


class MemoryRules:
    """Implements adapters.rules.sets.RuleStore. `before_activating` runs once, as another process would."""

    def __init__(self) -> None:
        self.activations: list[Activation] = []
        self.sets: dict[SetId, Files] = {}
        self.before_activating = None
        self.down = False

    async def in_force(self) -> Activation | None:
        if self.down:
            raise ConnectionError
        return self.activations[-1] if self.activations else None

    async def history(self) -> Sequence[Activation]:
        return list(self.activations)

    async def files(self, set_id: SetId) -> Files:
        return self.sets[set_id]

    async def file(self, version: str) -> bytes | None:
        texts = [text for files in self.sets.values() for text in files.values()]
        return next((text for text in texts if version_of(text) == version), None)

    async def activate(self, files: Files, kind: Kind, by: str, why: str, *, after: int) -> Activation:
        if self.before_activating is not None:
            meanwhile, self.before_activating = self.before_activating, None
            await meanwhile()
        if len(self.activations) != after:
            raise ActivatedMeanwhile
        new = Activation(after + 1, set_id(files), kind, datetime.now(UTC), by, why)
        self.sets[new.set_id] = dict(files)
        self.activations.append(new)
        return new
