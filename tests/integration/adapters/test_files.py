"""LocalFiles on a real folder."""

# ruff: noqa: ASYNC240 - a test may block its own loop

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from adapters.files import DamagedFile, LocalFiles

CONTENT = "身份证 110101199001010015".encode()


async def test_that_a_file_comes_back_under_its_hash(tmp_path: Path) -> None:
    files = LocalFiles(tmp_path, b"k" * 32)
    name = await files.put(CONTENT, "image/png")
    assert name == hashlib.sha256(CONTENT).hexdigest() == await files.put(CONTENT, "image/png")
    assert (await files.get(name), await files.media_type(name)) == (CONTENT, "image/png")
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


async def test_that_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    await LocalFiles(tmp_path, b"k" * 32).put(CONTENT, "image/png")
    stored = next(p for p in tmp_path.rglob("*") if p.is_file())
    assert b"110101" not in stored.read_bytes()
    assert b"image" not in stored.read_bytes()
    assert stored.stat().st_mode & 0o077 == 0


async def test_that_another_key_or_a_changed_file_is_noticed(tmp_path: Path) -> None:
    name = await LocalFiles(tmp_path, b"k" * 32).put(CONTENT, "image/png")
    with pytest.raises(DamagedFile):
        await LocalFiles(tmp_path, b"x" * 32).get(name)
    stored = tmp_path / name[:2] / name
    stored.write_bytes(stored.read_bytes()[:-1] + b"!")
    with pytest.raises(DamagedFile):
        await LocalFiles(tmp_path, b"k" * 32).get(name)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
async def test_that_what_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        await LocalFiles(tmp_path, b"k" * 32).get(name)
