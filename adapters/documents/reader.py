"""Implements insurance.document_ports.DocumentReader: pages are read in a limited process, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from adapters.limited_process import LimitedWorker, WorkerFailed
from insurance.claim_papers import UNKNOWN_KIND, Flaw, ReadDocument, ReadField
from insurance.document_ports import PageRead

TASK = "adapters.documents.child:handle"
MEMORY = 5 << 29  # bytes of address space: a page takes 1.8 GiB of it and 0.7 GiB of real memory at most
SECONDS = 90.0  # for one page, with the start of the process: on a machine with much else to do
CPU_SECONDS = 30
IDLE = 300.0  # seconds after which the process is ended
PAGES_A_PROCESS = 200

LOST_PAGE = {"lines": [], "width": 1.0, "height": 1.0, "flaws": [Flaw.UNREADABLE.value]}
UNREADABLE = ReadDocument(UNKNOWN_KIND, flaws=(Flaw.UNREADABLE,))


class ReaderClosed(RuntimeError):
    """It isn't open, or was closed while it read: the document wasn't read, and nothing is wrong with it."""


class OcrReader:
    """Between `open` and `close` it reads. The process starts with the first document and ends when none came for
    `idle` seconds, so that it costs nothing while nobody claims.

    Raises, when it reads: ReaderClosed; WorkerUnavailable where the process can't start. Neither says anything of the
    document.
    """

    def __init__(self, *, task: str = TASK, memory: int = MEMORY, seconds: float = SECONDS, idle: float = IDLE) -> None:
        self._task, self._memory, self._seconds, self._idle = task, memory, seconds, idle
        self._worker: LimitedWorker | None = None
        self._reading = 0
        self._stopping: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._open = False

    async def open(self) -> None:
        self._open = True

    async def close(self) -> None:
        """The page being read is finished first."""
        self._open = False
        self._keep()
        self._end()
        await asyncio.gather(*self._ending)

    async def read(self, content: bytes, media_type: str, each_page: PageRead | None = None) -> ReadDocument:
        self._keep()
        self._reading += 1
        try:
            return await self._read(content, media_type, each_page)
        except WorkerFailed:
            return UNREADABLE
        finally:
            self._reading -= 1
            if self._open and not self._reading:
                self._stopping = asyncio.get_running_loop().call_later(self._idle, self._end)

    async def _read(self, content: bytes, media_type: str, each_page: PageRead | None) -> ReadDocument:
        of = {"media_type": media_type}
        count = int((await self._ask({"do": "count"} | of, content))["pages"])
        pages = []
        for number in range(count):
            pages.append(await self._page({"do": "page", "page": number} | of, content))
            if each_page:
                each_page(number + 1, count)
        return _document(await self._ask({"do": "understand", "pages": pages}))

    async def _page(self, fields: Mapping[str, Any], content: bytes) -> Mapping[str, Any]:
        """A page that does harm is lost, the others are read."""
        try:
            return await self._ask(fields, content)
        except WorkerFailed:
            return LOST_PAGE

    async def _ask(self, fields: Mapping[str, Any], content: bytes = b"") -> Mapping[str, Any]:
        if not self._open:
            raise ReaderClosed
        if self._worker is None:
            self._worker = LimitedWorker(
                self._task, memory=self._memory, cpu_seconds=CPU_SECONDS, seconds=self._seconds, tasks=PAGES_A_PROCESS
            )
        return (await self._worker.call(fields, content)).fields

    def _keep(self) -> None:
        if self._stopping:
            self._stopping.cancel()
            self._stopping = None

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            task = asyncio.get_running_loop().create_task(asyncio.to_thread(worker.close))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)


def _document(found: Mapping[str, Any]) -> ReadDocument:
    return ReadDocument(
        kind=found["kind"],
        kind_sure=found["kind_sure"],
        fields={name: ReadField(value, sure) for name, (value, sure) in found["fields"].items()},
        flaws=tuple(Flaw(flaw) for flaw in found["flaws"]),
        turned=found["turned"],
        pages=found["pages"],
    )
