"""Files on disk: content-addressed, encrypted, never half written."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag

from adapters.sealed import Seal

SHA256 = re.compile(r"[0-9a-f]{64}")


class DamagedFile(Exception):
    """A stored file was changed, or encrypted with another key."""


class LocalFiles:
    """Implements ports.FileStore: `folder`/ab/abcd…, each file AES-256-GCM with its own nonce.

    The media type is kept inside the encrypted part; the file's own hash is authenticated, so that no file can take
    another's place.

    Args:
        folder: made on first use.
        key: 32 bytes.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("the file key must be 32 bytes")
        self._folder, self._seal = folder, Seal(key)

    async def put(self, content: bytes, media_type: str) -> str:
        """Store and return the content's SHA-256 in hex; storing the same content again changes nothing."""
        return await asyncio.to_thread(self._put, content, media_type)

    async def get(self, sha256: str) -> bytes:
        """Raises FileNotFoundError, DamagedFile."""
        return (await asyncio.to_thread(self._read, sha256))[1]

    async def media_type(self, sha256: str) -> str:
        """Raises FileNotFoundError, DamagedFile."""
        return (await asyncio.to_thread(self._read, sha256))[0]

    def _put(self, content: bytes, media_type: str) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        sealed = self._seal.close(media_type.encode() + b"\n" + content, sha256.encode())
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:  # mode 0600
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, path)
        return sha256

    def _read(self, sha256: str) -> tuple[str, bytes]:
        stored = self._path(sha256).read_bytes()
        try:
            plain = self._seal.open(stored, sha256.encode())
        except InvalidTag:
            raise DamagedFile(sha256) from None
        media_type, _, content = plain.partition(b"\n")
        return media_type.decode(), content

    def _path(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise FileNotFoundError(sha256)
        return self._folder / sha256[:2] / sha256
