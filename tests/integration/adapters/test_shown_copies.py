"""Copies shown to people: upright, bare, small enough, made once."""

# ruff: noqa: ASYNC240 - a test may block its own loop

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from adapters.files import LocalFiles
from adapters.limited_process import LimitedWorker, WorkerReply
from adapters.settings import Limits
from adapters.uploads.checks import upload_worker
from adapters.uploads.copies import DrawnCopies
from insurance.ports import UploadRefused
from tests.integration.adapters import upload_samples as make

LIMITS = Limits()
RED, WHITE = (254, 0, 0), (255, 255, 255)


@pytest.fixture(scope="module")
def worker() -> Iterator[LimitedWorker]:
    worker = upload_worker(LIMITS)
    yield worker
    worker.close()


class Counting:
    """The real worker, counted."""

    def __init__(self, worker: LimitedWorker) -> None:
        self._worker, self.calls = worker, 0

    async def call(self, fields: Mapping[str, Any], content: bytes = b"") -> WorkerReply:
        self.calls += 1
        return await self._worker.call(fields, content)


@pytest.fixture
def counted(worker: LimitedWorker) -> Counting:
    return Counting(worker)


@pytest.fixture
def files(tmp_path: Path) -> LocalFiles:
    return LocalFiles(tmp_path, b"k" * 32)


@pytest.fixture
def copies(files: LocalFiles, counted: Counting) -> DrawnCopies:
    return DrawnCopies(files, counted, LIMITS)  # type: ignore[arg-type]


async def shown(copies: DrawnCopies, files: LocalFiles, content: bytes, page: int = 1) -> Image.Image:
    copy = await copies.shown_copy(await files.put(content, "any/thing"), page)
    assert copy.media_type == "image/jpeg"
    return Image.open(io.BytesIO(copy.content))


def close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


def turned(orientation: int) -> bytes:
    """What a camera held otherwise writes: pixels turned, and a note on how."""
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    picture = make.photo() if back[orientation] is None else make.photo().transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Maker of 110101199001010015"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=b"110101199001010015", quality=95)
    return written.getvalue()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
async def test_that_a_photo_stands_upright_without_its_notes(
    copies: DrawnCopies, files: LocalFiles, orientation: int
) -> None:
    original = turned(orientation)
    picture = await shown(copies, files, original)
    assert picture.size == (640, 480)
    assert close(picture.getpixel((320, 50)), RED)
    assert close(picture.getpixel((320, 430)), WHITE)
    assert not picture.getexif()
    assert not {"exif", "comment", "xmp", "icc_profile"} & set(picture.info)
    assert [segment for segment, _ in picture.applist] == ["APP0"]


async def test_that_the_original_stays_as_it_came(copies: DrawnCopies, files: LocalFiles) -> None:
    original = turned(6)
    sha256 = await files.put(original, "image/jpeg")
    await copies.shown_copy(sha256)
    assert await files.get(sha256) == original


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
async def test_that_every_kind_is_shown_as_jpeg(copies: DrawnCopies, files: LocalFiles, kind: str) -> None:
    picture = await shown(copies, files, make.picture(kind))
    assert (picture.format, picture.size) == ("JPEG", (640, 480))
    assert close(picture.getpixel((320, 50)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
async def test_that_every_way_to_keep_colours_is_shown(copies: DrawnCopies, files: LocalFiles, mode: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (40, 30)).save(written, "JPEG" if mode == "CMYK" else "PNG")
    assert (await shown(copies, files, written.getvalue())).size == (40, 30)


async def test_that_what_is_transparent_is_shown_on_white(copies: DrawnCopies, files: LocalFiles) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(written, "PNG")
    assert (await shown(copies, files, written.getvalue())).getpixel((20, 15)) == WHITE


async def test_that_a_picture_with_a_profile_keeps_its_colours(copies: DrawnCopies, files: LocalFiles) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = await shown(copies, files, make.picture("JPEG", icc_profile=profile, quality=95))
    assert close(picture.getpixel((320, 50)), RED)
    broken = await shown(copies, files, make.picture("JPEG", icc_profile=b"nonsense", quality=95))
    assert close(broken.getpixel((320, 50)), RED)


@pytest.mark.parametrize(("size", "expected"), [((5000, 2500), (2000, 1000)), ((1000, 6000), (333, 2000))])
async def test_that_large_pictures_are_made_smaller(
    copies: DrawnCopies, files: LocalFiles, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    picture = await shown(copies, files, make.picture("JPEG", *size))
    assert max(abs(a - b) for a, b in zip(picture.size, expected, strict=True)) <= 1


async def test_that_pages_of_a_pdf_are_shown_one_by_one(copies: DrawnCopies, files: LocalFiles) -> None:
    content = make.pdf_of([b"1 0 0 rg 0 0 595 842 re f", b"0 0 1 rg 0 0 595 842 re f"])
    first, second = [await shown(copies, files, content, page) for page in (1, 2)]
    assert max(first.size) == 2000
    assert close(first.getpixel((500, 500)), RED)
    assert close(second.getpixel((500, 500)), (0, 0, 254))
    for absent in (0, 3):
        with pytest.raises(FileNotFoundError):
            await shown(copies, files, content, absent)


async def test_that_a_copy_is_made_once(copies: DrawnCopies, files: LocalFiles, counted: Counting) -> None:
    first = await copies.shown_copy(await files.put(make.pdf(), "application/pdf"))
    again = await copies.shown_copy(await files.put(make.pdf(), "application/pdf"))
    assert (again, counted.calls) == (first, 1)


async def test_that_a_damaged_copy_is_made_again(
    copies: DrawnCopies, files: LocalFiles, counted: Counting, tmp_path: Path
) -> None:
    sha256 = await files.put(make.pdf(), "application/pdf")
    first = await copies.shown_copy(sha256)
    for stored in tmp_path.rglob("*"):
        if stored.is_file() and stored.name != sha256 and "links" not in stored.parts:
            stored.write_bytes(b"x")
    assert (await copies.shown_copy(sha256), counted.calls) == (first, 2)
    assert await files.get(sha256) == make.pdf()


async def test_that_a_heic_of_nonsense_is_found_when_it_is_drawn(copies: DrawnCopies, files: LocalFiles) -> None:
    heic = make.picture("HEIF")
    start = heic.index(b"mdat") + 4
    with pytest.raises(UploadRefused) as refused:
        await shown(copies, files, heic[:start] + b"\x91" * (len(heic) - start))
    assert refused.value.reason == "damaged"


async def test_that_what_can_not_be_shown_says_why(copies: DrawnCopies, files: LocalFiles) -> None:
    for content, reason in ((b"text", "type"), (make.png_header(50_000, 50_000), "pixels")):
        with pytest.raises(UploadRefused) as refused:
            await shown(copies, files, content)
        assert refused.value.reason == reason
    with pytest.raises(FileNotFoundError):
        await copies.shown_copy("0" * 64)
