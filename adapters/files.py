"""Files: content-addressed, encrypted the same way wherever they lie, never half written."""

from __future__ import annotations

import asyncio
import hashlib
import re
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag

from adapters.files_local import LocalBlobs
from adapters.sealed import Seal

SHA256 = re.compile(r"[0-9a-f]{64}")
S3 = "s3://"


class DamagedFile(Exception):
    """A stored file was changed, or encrypted with another key."""


class Blobs(Protocol):
    """Where sealed bytes lie, by path. Nothing of what is in them is known there."""

    async def write(self, path: str, content: bytes) -> None:
        """Whole or not at all."""

    async def read(self, path: str) -> bytes:
        """Raises FileNotFoundError."""

    async def exists(self, path: str) -> bool: ...


class SealedFiles:
    """Implements ports.FileStore: ab/abcd… for a file, links/ab/abcd… for a link; AES-256-GCM, a nonce of its own each.

    The media type is kept inside the encrypted part; the file's own hash is authenticated, so that no file can take
    another's place.

    Args:
        blobs: where they lie.
        key: 32 bytes.
    """

    def __init__(self, blobs: Blobs, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("the file key must be 32 bytes")
        self._blobs, self._seal = blobs, Seal(key)

    async def put(self, content: bytes, media_type: str) -> str:
        """Store and return the content's SHA-256 in hex; storing the same content again changes nothing."""
        sha256 = await asyncio.to_thread(_hash, content)
        if not await self._blobs.exists(_path(sha256)):
            plain = media_type.encode() + b"\n" + content
            await self._blobs.write(_path(sha256), await asyncio.to_thread(self._close, plain, sha256))
        return sha256

    async def get(self, sha256: str) -> bytes:
        """Raises FileNotFoundError, DamagedFile."""
        return (await self._read(sha256))[1]

    async def media_type(self, sha256: str) -> str:
        """Raises FileNotFoundError, DamagedFile."""
        return (await self._read(sha256))[0]

    async def exists(self, sha256: str) -> bool:
        return SHA256.fullmatch(sha256) is not None and await self._blobs.exists(_path(sha256))

    async def link(self, name: str, sha256: str) -> None:
        """Remember a stored file by a name as well; the last one given holds."""
        path = _link_path(name)
        await self._blobs.write(path, self._close(sha256.encode(), path))

    async def linked(self, name: str) -> str | None:
        """Raises DamagedFile."""
        path = _link_path(name)
        try:
            return self._open(await self._blobs.read(path), path).decode()
        except FileNotFoundError:
            return None

    async def _read(self, sha256: str) -> tuple[str, bytes]:
        if not SHA256.fullmatch(sha256):
            raise FileNotFoundError(sha256)
        sealed = await self._blobs.read(_path(sha256))
        plain = await asyncio.to_thread(self._open, sealed, sha256)
        media_type, _, content = plain.partition(b"\n")
        return media_type.decode(), content

    def _close(self, plain: bytes, bound_to: str) -> bytes:
        return self._seal.close(plain, bound_to.encode())

    def _open(self, sealed: bytes, bound_to: str) -> bytes:
        """Raises DamagedFile."""
        try:
            return self._seal.open(sealed, bound_to.encode())
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            raise DamagedFile(bound_to) from None


class LocalFiles(SealedFiles):
    """Files in a folder, made on first use."""

    def __init__(self, folder: Path, key: bytes) -> None:
        super().__init__(LocalBlobs(folder), key)


def open_files(url: str, folder: Path, key: bytes) -> SealedFiles:
    """The store `url` names: `s3://bucket/prefix?endpoint=…&region=…`, a folder's path; `folder` where it is empty.

    Raises:
        ValueError: a URL of another kind, or an S3 address that can't be used.
    """
    if url.startswith(S3):
        from adapters.files_s3 import S3Blobs  # its library is loaded only where it is used

        return SealedFiles(S3Blobs(url), key)
    path = url.removeprefix("file://")
    if "://" in path:
        raise ValueError("LINGBAO_FILES_URL must be a folder or s3://bucket/prefix")
    return LocalFiles(Path(path) if path else folder, key)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _link_path(name: str) -> str:
    return f"links/{_path(_hash(name.encode()))}"
