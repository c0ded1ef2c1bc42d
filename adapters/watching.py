"""A piece of work done again and again for as long as the process lives, such as what officers decided elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Watch:
    """Does its work after every `pause` seconds. What fails is tried again the next time.

    Args:
        name: of the work, for the log.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[object]], pause: float) -> None:
        self._name, self._work, self._pause = name, work, pause
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Calling it again does nothing."""
        if self._task is None:
            self._task = asyncio.create_task(self._for_ever())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._pause)
            try:
                await self._work()
            except Exception as error:
                kinds = [type(one).__name__ for one in getattr(error, "exceptions", (error,))]
                log.warning("%s failed: %s", self._name, ", ".join(kinds))
