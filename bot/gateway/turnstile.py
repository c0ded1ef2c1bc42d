"""One message at a time in each conversation, in the order they came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turnstile:
    """A first-come-first-served lock for each conversation, forgotten when nobody waits."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._queue: dict[str, int] = {}

    def waiting(self, sender: str) -> int:
        """How many are inside or waiting."""
        return self._queue.get(sender, 0)

    @asynccontextmanager
    async def hold(self, sender: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(sender, asyncio.Lock())
        self._queue[sender] = self.waiting(sender) + 1
        try:
            async with lock:
                yield
        finally:
            self._queue[sender] -= 1
            if not self._queue[sender]:
                del self._queue[sender], self._locks[sender]
