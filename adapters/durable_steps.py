"""Running the named steps of a durable workflow: tried until they succeed, with pauses that survive a restart.

Each step returns a plain value and never raises: what DBOS keeps of it is an id, a code or a state.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from dbos import DBOS

from adapters.signing import reason_code

log = logging.getLogger(__name__)
Work = Callable[[], Awaitable[object]]


class Pauses(Protocol):
    """Seconds, doubling from `first_pause` to `longest_pause`; `stuck_after`: attempts before the staff are told."""

    first_pause: float
    longest_pause: float
    stuck_after: int


class FinalNo(Exception):
    """A step was refused for good, or its attempts are used up (the reason the runner was given for that)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def doubling(first: float, attempts: int, longest: float) -> float:
    """Seconds to wait after so many attempts (at least one)."""
    return min(first * 2.0 ** min(attempts - 1, 30), longest)


class StepRunner:
    """Runs steps inside a workflow.

    Args:
        what: what the workflow is about, for the log ("purchase", "claim").
        refusals: exceptions with a `reason` that are a final no.
        report_stuck: tells the staff; gets the subject's id and the step's name.
        gave_up: the reason of FinalNo when attempts are used up.
    """

    def __init__(
        self,
        what: str,
        refusals: tuple[type[Exception], ...],
        report_stuck: Callable[[str, str], Awaitable[None]],
        pauses: Pauses,
        gave_up: str = "",
    ) -> None:
        self._what, self._refusals, self._report_stuck = what, refusals, report_stuck
        self._pauses, self._gave_up = pauses, gave_up

    async def do(
        self, name: str, subject: str, work: Work, may_refuse: bool = False, attempts: int | None = None
    ) -> object:
        """Run a step until it succeeds, with durable pauses between attempts.

        Raises:
            FinalNo: it was refused and `may_refuse`, or failed `attempts` times (None: never given up).
        """
        tried = 0
        while True:
            said, value = await DBOS.run_step_async({"name": name}, self._guarded, name, subject, work)
            if said == "done":
                return value
            if said == "refused" and may_refuse:
                raise FinalNo(str(value))
            tried += 1
            if tried == attempts:
                raise FinalNo(self._gave_up)
            if tried == self._pauses.stuck_after:
                await self.report(name, subject)
            await DBOS.sleep_async(doubling(self._pauses.first_pause, tried, self._pauses.longest_pause))

    async def report(self, name: str, subject: str) -> None:
        """Tell the staff, once in this workflow; failing to is not failing."""
        await DBOS.run_step_async(
            {"name": "report_stuck"}, self._guarded, name, subject, lambda: self._report_stuck(subject, name)
        )

    async def _guarded(self, name: str, subject: str, work: Work) -> list[object]:
        """Run the work and say plainly what came of it: ["done", value], ["refused", code] or ["failed", None]."""
        try:
            return ["done", await work()]
        except self._refusals as no:
            return ["refused", reason_code(getattr(no, "reason", "")) or "UNSPECIFIED"]
        except Exception as error:
            log.warning("%s step %s of %s failed: %s", self._what, name, subject, type(error).__name__)
            return ["failed", None]
