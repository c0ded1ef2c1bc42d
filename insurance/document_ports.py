"""Port: what reads the documents of a claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from insurance.claim_papers import ReadDocument

PageRead = Callable[[int, int], None]  # the page just read, counted from 1, and how many the file has


class DocumentReader(Protocol):
    async def read(self, content: bytes, media_type: str, each_page: PageRead | None = None) -> ReadDocument:
        """What a picture or PDF says; `each_page` is called as its pages are read.

        A file that can't be read, for whatever reason, comes back with Flaw.UNREADABLE: never an exception.
        """
