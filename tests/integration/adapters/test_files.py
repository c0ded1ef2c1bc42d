"""SealedFiles on a real folder and in a real S3 server."""

# ruff: noqa: ASYNC240 - a test may block its own loop

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.files import DamagedFile, SealedFiles, open_files
from tests.integration.adapters.object_store import KEYS, ObjectStore, object_store

CONTENT = "身份证 110101199001010015".encode()
KEY, OTHER_KEY = b"k" * 32, b"x" * 32


class Folder:
    """A folder with the face of ObjectStore."""

    def __init__(self, folder: Path) -> None:
        self.url, self._folder = "", folder
        self.folder = folder

    def names(self) -> list[str]:
        return [str(p.relative_to(self._folder)) for p in self._folder.rglob("*") if p.is_file()]

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        (self._folder / name).write_bytes(content)


@pytest.fixture(scope="module")
def s3() -> Iterator[ObjectStore]:
    with object_store() as server:
        yield server


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    if request.param == "folder":
        return Folder(tmp_path)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    server = request.getfixturevalue("s3")
    for name in server.names():
        server.raw.delete_object(Bucket="lingbao", Key=name)
    return server


def opened(place: Any, key: bytes = KEY) -> SealedFiles:
    return open_files(place.url, getattr(place, "folder", Path("/nowhere")), key)


async def test_that_a_file_comes_back_under_its_hash(place: Any) -> None:
    files = opened(place)
    name = await files.put(CONTENT, "image/png")
    assert name == hashlib.sha256(CONTENT).hexdigest()
    assert (await files.get(name), await files.media_type(name)) == (CONTENT, "image/png")
    assert await files.exists(name)
    assert await opened(place).get(name) == CONTENT


async def test_that_storing_the_same_again_changes_nothing(place: Any) -> None:
    files = opened(place)
    await files.put(CONTENT, "image/png")
    before = [(name, place.read(name)) for name in place.names()]
    await files.put(CONTENT, "application/pdf")
    assert [(name, place.read(name)) for name in place.names()] == before
    assert len(before) == 1


async def test_that_twenty_megabytes_come_back(place: Any) -> None:
    content = os.urandom(20 * 1024 * 1024)
    assert await opened(place).get(await opened(place).put(content, "application/pdf")) == content


async def test_that_many_at_once_are_all_there(place: Any) -> None:
    files = opened(place)
    contents = [os.urandom(1000) + bytes([n]) for n in range(40)] * 2
    names = await asyncio.gather(*[files.put(c, "image/jpeg") for c in contents])
    assert [await files.get(n) for n in names] == contents
    assert len(place.names()) == 40


async def test_that_nothing_readable_is_stored(place: Any) -> None:
    files = opened(place)
    await files.link("shown of 110101", await files.put(CONTENT, "image/png"))
    for name in place.names():
        stored = place.read(name)
        assert not [word for word in (b"110101", b"image", b"shown") if word in stored or word in name.encode()]


async def test_that_another_key_or_a_changed_file_is_noticed(place: Any) -> None:
    name = await opened(place).put(CONTENT, "image/png")
    with pytest.raises(DamagedFile):
        await opened(place, OTHER_KEY).get(name)
    stored = place.names()[0]
    whole = place.read(stored)
    for damaged in (whole[:-1] + bytes([whole[-1] ^ 1]), whole[:-1], whole[:5], b""):
        place.write(stored, damaged)
        with pytest.raises(DamagedFile):
            await opened(place).get(name)


async def test_that_a_file_in_the_place_of_another_is_noticed(place: Any) -> None:
    files = opened(place)
    first, second = await files.put(b"one", "image/png"), await files.put(b"two", "image/png")
    names = {name.rsplit("/", 1)[-1]: name for name in place.names()}
    place.write(names[first], place.read(names[second]))
    with pytest.raises(DamagedFile):
        await files.get(first)


async def test_that_links_lead_to_files_and_can_be_moved(place: Any) -> None:
    files = opened(place)
    assert await files.linked("shown/1") is None
    for content in (b"one", b"two"):
        name = await files.put(content, "image/png")
        await files.link("shown/1", name)
        assert await files.linked("shown/1") == name


async def test_that_a_swapped_link_is_noticed(place: Any) -> None:
    files = opened(place)
    await files.link("a", await files.put(b"one", "image/png"))
    await files.link("b", await files.put(b"two", "image/png"))
    one, two = [name for name in place.names() if "links" in name]
    place.write(one, place.read(two))
    with pytest.raises(DamagedFile):
        _ = [await files.linked("a"), await files.linked("b")]


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
async def test_that_what_is_not_there_is_not_found(place: Any, name: str) -> None:
    assert not await opened(place).exists(name)
    with pytest.raises(FileNotFoundError):
        await opened(place).get(name)


async def test_that_only_its_owner_reads_the_folder(tmp_path: Path) -> None:
    await open_files("", tmp_path, KEY).put(CONTENT, "image/png")
    stored = next(p for p in tmp_path.rglob("*") if p.is_file())
    assert stored.stat().st_mode & 0o077 == 0


async def test_that_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    files = open_files("", tmp_path, KEY)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        await files.put(CONTENT, "image/png")
    assert Folder(tmp_path).names() == []
    monkeypatch.undo()
    assert await files.exists(await files.put(CONTENT, "image/png"))


@pytest.mark.parametrize("url", ["ftp://host/files", "s3://", "s3://bucket?colour=red"])
def test_that_an_address_that_leads_nowhere_is_refused_at_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="LINGBAO_FILES_URL"):
        open_files(url, tmp_path, KEY)


async def test_that_a_folder_can_be_named(tmp_path: Path) -> None:
    await open_files(str(tmp_path / "elsewhere"), tmp_path / "files", KEY).put(CONTENT, "image/png")
    assert (tmp_path / "elsewhere").is_dir()
    assert not (tmp_path / "files").exists()


@pytest.mark.server
async def test_that_a_bucket_that_is_missing_is_trouble_not_an_absent_file(
    s3: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    files = open_files(s3.url.replace("lingbao", "elsewhere"), tmp_path, KEY)
    with pytest.raises(Exception, match="NoSuchBucket"):
        await files.put(CONTENT, "image/png")
    with pytest.raises(Exception, match="NoSuchBucket"):
        await files.get("0" * 64)
