"""A piece of work done again and again for as long as the process lives, such as what officers decided elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Watch:
    """Does its work every `pause` seconds. What fails is tried again the next time."""

    def __init__(self, work: Callable[[], Awaitable[None]], pause: float) -> None:
        self._work, self._pause = work, pause
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._for_ever())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _for_ever(self) -> None:
        while True:
            try:
                await self._work()
            except Exception as error:
                kinds = [type(one).__name__ for one in getattr(error, "exceptions", (error,))]
                log.warning("%s failed: %s", getattr(self._work, "__name__", "work"), ", ".join(kinds))
            await asyncio.sleep(self._pause)
