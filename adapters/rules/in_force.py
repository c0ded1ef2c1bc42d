"""The rules in force, in a running process: implements insurance.ports.RuleEngine.

Every process looks every few seconds which set is in force and changes to it between two decisions: a decision is
made without waiting for anything, so on the event loop nothing can come in between.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.rules.activating import Refused, on_start, standing_apart
from adapters.rules.engine import ZenRules
from adapters.rules.errors import InvalidTable, RuleFailed
from adapters.rules.sets import SHOWN, Activation, RuleStore
from adapters.rules.tables import read_folder
from adapters.watching import Watch
from insurance.ports import RuleResult, RuleValue

LOOK_EVERY = 2.0  # seconds
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RuleState:
    """What a process decides by.

    It is shown to whoever asks whether the process is ready: no names, no rules.

    Attributes:
        activation: the number of the activation it uses, 0 before there is one.
        set_id: of its files.
        problem: why the newest activation isn't the one used; empty when it is.
        notice: in which files it is not what the code brings; empty when it is.
    """

    activation: int = 0
    set_id: str = ""
    problem: str = ""
    notice: str = ""


class RulesInForce:
    """Decides by the set in force; keeps the last good one when the newest doesn't load."""

    def __init__(self, store: RuleStore, shipped: Path, *, follow: bool = False, every: float = LOOK_EVERY) -> None:
        self._store, self._shipped, self._follow = store, shipped, follow
        self._rules: ZenRules | None = None
        self._seen = 0  # the newest activation that was looked at, good or not
        self._watch = Watch("looking for rules", self._look, every)
        self.state = RuleState(problem="not opened yet")

    async def open(self) -> None:
        """See to it that rules are in force, load them, and go on looking. A database that is away is waited for."""
        await self._look()
        self._watch.start()

    async def close(self) -> None:
        await self._watch.stop()

    def decide(self, table: str, facts: Mapping[str, RuleValue]) -> RuleResult:
        """Raises UnknownTable, RuleFailed."""
        return self._current().decide(table, facts)

    def tables(self, prefix: str = "") -> Sequence[str]:
        return self._current().tables(prefix)

    def describe(self, table: str, row: str) -> str:
        """A row of the tables in force in words, for staff; empty when it has none. Raises UnknownTable."""
        return self._current().describe(table, row)

    async def refresh(self) -> None:
        """Change to the newest activation, where there is a newer one than was looked at."""
        newest = await self._store.in_force()
        if newest is None or newest.number == self._seen:
            return
        problem = await self._use(newest)
        if problem and self._rules is None:
            await self._use_last_good()
        self._seen = newest.number
        if problem:
            self.state = replace(self.state, problem=f"activation {newest.number} doesn't load; the log says why")
            log.error(
                "rules of activation %d don't load, activation %d stays in use: %s",
                newest.number, self.state.activation, problem,
            )  # fmt: skip

    async def _look(self) -> None:
        try:
            if self._seen == 0:
                await self._begin()
            await self.refresh()
        except Exception:
            log.exception("rules: the records can't be read")

    async def _begin(self) -> None:
        try:
            for line in await on_start(self._store, read_folder(self._shipped), follow=self._follow):
                log.warning("rules: %s", line)
        except Refused as error:
            log.error("rules: the folder isn't put in force: %s", error)  # noqa: TRY400 - the lines say it all

    async def _use(self, activation: Activation) -> str:
        """Load a set and change to it; returns what is wrong with it."""
        try:
            files = await self._store.files(activation.set_id)
            rules = await asyncio.to_thread(ZenRules, files)
        except (InvalidTable, KeyError) as error:
            return str(error)
        notice = standing_apart(activation, files, read_folder(self._shipped))
        self._rules, self.state = rules, RuleState(activation.number, activation.set_id, notice=notice)
        log.info("rules %s of activation %d are in use", activation.set_id[:SHOWN], activation.number)
        return ""

    async def _use_last_good(self) -> None:
        for earlier in reversed(list(await self._store.history())[:-1]):
            if not await self._use(earlier):
                return

    def _current(self) -> ZenRules:
        if self._rules is None:
            raise RuleFailed("no rules are in force")
        return self._rules
