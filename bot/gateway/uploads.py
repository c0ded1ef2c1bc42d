"""Uploads: counted, looked into, stored; each file is taken or refused for itself."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sanic.request import File

from bot.gateway.file_names import clean_name
from bot.gateway.messages import RefusedFile, StoredFile
from bot.gateway.parts import Limits, Sensitive
from bot.gateway.telemetry import log
from insurance.ports import FileStore, UploadChecks, UploadRefused


@dataclass
class Refused(Exception):
    """Why a whole upload isn't taken: the name of the words for it, and their values."""

    key: str
    values: dict[str, object]


@dataclass(frozen=True)
class Uploads:
    """Takes what customers send. `find_sensitive` finds the numbers of people in names of files."""

    checks: UploadChecks
    store: FileStore
    limits: Limits
    find_sensitive: Callable[[str], Sequence[Sensitive]]

    async def take(self, files: Sequence[File]) -> tuple[tuple[StoredFile, ...], tuple[RefusedFile, ...]]:
        """Those that are fine, stored whatever the others are, and those that aren't taken; each in their order.

        Raises:
            Refused: none, or too many. Then nothing was stored.
        """
        if not files:
            raise Refused("file_none", {})
        if len(files) > self.limits.upload_files:
            raise Refused("file_count", {"limit": self.limits.upload_files})
        found = await asyncio.gather(*(self._take(place, file) for place, file in enumerate(files, 1)))
        taken = tuple(file for file in found if isinstance(file, StoredFile))
        return taken, tuple(file for file in found if isinstance(file, RefusedFile))

    async def _take(self, place: int, file: File) -> StoredFile | RefusedFile:
        name, size = clean_name(file.name or "", self.find_sensitive), len(file.body)
        try:
            found = await self.checks.check(file.body)
        except UploadRefused as refused:
            log.info("upload_refused", reason=refused.reason, size=size, cause=str(refused.__cause__ or ""))
            sha256 = await asyncio.to_thread(_hash, file.body)
            return RefusedFile(place, sha256, size, refused.reason, refused.values, name)
        sha256 = await self.store.put(file.body, found.media_type)
        return StoredFile(sha256, found.media_type, size, found.pages, name)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
