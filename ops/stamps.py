"""Content hashes that tell whether a step has to be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """One hash over the content and names of files; a folder stands for all below it."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in paths:
        for file in _files(path):
            digest.update(str(file.relative_to(path.parent)).encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    below = (file for file in path.rglob("*") if file.is_file() and not _IGNORED & set(file.parts))
    return sorted(file for file in below if file.suffix != ".pyc")


class Stamps:
    """What each step was last done for, one small file a step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def holds(self, name: str, value: str) -> bool:
        path = self.folder / name
        return path.is_file() and path.read_text() == value

    def put(self, name: str, value: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(value)
