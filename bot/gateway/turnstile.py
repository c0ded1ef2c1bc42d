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
        """How many joined and haven't left."""
        return self._queue.get(sender, 0)

    def join(self, sender: str) -> None:
        """Take a place in the queue, at once. Whoever joins must then `hold`."""
        self._queue[sender] = self.waiting(sender) + 1

    @asynccontextmanager
    async def hold(self, sender: str) -> AsyncIterator[None]:
        """Wait for one's turn, and leave the queue at the end."""
        lock = self._locks.setdefault(sender, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            self._queue[sender] -= 1
            if not self._queue[sender]:
                del self._queue[sender], self._locks[sender]
