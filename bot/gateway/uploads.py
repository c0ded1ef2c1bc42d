"""Uploads: counted, measured, recognised by content, stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import filetype
from sanic.request import File

from bot.gateway.messages import StoredFile
from bot.gateway.parts import Limits
from insurance.ports import FileStore

ACCEPTED = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "application/pdf"})
MEBIBYTE = 1024 * 1024


@dataclass
class Refused(Exception):
    """Why an upload isn't taken: the name of the words for it, and their values."""

    key: str
    values: dict[str, object]


async def store_uploads(files: Sequence[File], store: FileStore, limits: Limits) -> tuple[StoredFile, ...]:
    """Check all, then store all.

    Raises:
        Refused: none, too many, too large, or of a kind that isn't taken. Then nothing was stored.
    """
    if not files or not all(f.body for f in files):
        raise Refused("file_none", {})
    if len(files) > limits.upload_files:
        raise Refused("file_count", {"limit": limits.upload_files})
    kinds = []
    for file in files:
        if len(file.body) > limits.upload_bytes:
            raise Refused("file_too_large", {"limit": limits.upload_bytes // MEBIBYTE})
        kinds.append(filetype.guess_mime(file.body[:8192]))
        if kinds[-1] not in ACCEPTED:
            raise Refused("file_type", {})
    return tuple(
        [StoredFile(await store.put(f.body, kind), kind, len(f.body)) for f, kind in zip(files, kinds, strict=True)]
    )
