"""Implements adapters.files.Blobs in a folder of this machine."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path


class LocalBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def write(self, path: str, content: bytes) -> None:
        await asyncio.to_thread(self._write, self._folder / path, content)

    async def read(self, path: str) -> bytes:
        return await asyncio.to_thread((self._folder / path).read_bytes)

    async def exists(self, path: str) -> bool:
        return await asyncio.to_thread((self._folder / path).exists)

    def _write(self, path: Path, content: bytes) -> None:
        """Under another name first: a file with the right name is a whole file, whenever the machine stops."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:  # mode 0600
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
