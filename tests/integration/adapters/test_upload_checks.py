"""Every kind of upload that is taken and every one that isn't, in the real limited process."""

from __future__ import annotations

import asyncio
import io
import struct
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image

from adapters.limited_process import LimitedWorker
from adapters.settings import Limits
from adapters.uploads.checks import LimitedUploadChecks, upload_worker
from insurance.ports import UploadRefused
from tests.integration.adapters import upload_samples as make

LIMITS = replace(Limits(), upload_check_seconds=3)
JPEG, PNG, WEBP, HEIC, PDF = (
    make.picture("JPEG"), make.picture("PNG"), make.picture("WEBP"), make.picture("HEIF"), make.pdf()
)  # fmt: skip


@pytest.fixture(scope="module")
def worker() -> Iterator[LimitedWorker]:
    worker = upload_worker(LIMITS)
    yield worker
    worker.close()


@pytest.fixture
def checks(worker: LimitedWorker) -> LimitedUploadChecks:
    return LimitedUploadChecks(worker, LIMITS)


def with_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return make.picture("JPEG", exif=exif)


def motion_photo() -> bytes:
    """As phones write them: a film in boxes behind the picture."""
    return JPEG + struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0) + struct.pack(">I4s", 4008, b"mdat") + b"\x91" * 4000


def two_exposures() -> bytes:
    written = io.BytesIO()
    make.photo().save(written, "MPO", save_all=True, append_images=[make.photo(320, 240)])
    return written.getvalue()


GOOD = {
    "jpeg": (JPEG, "image/jpeg", 1),
    "png": (PNG, "image/png", 1),
    "webp": (WEBP, "image/webp", 1),
    "webp lossless": (make.picture("WEBP", lossless=True), "image/webp", 1),
    "heic": (HEIC, "image/heic", 1),
    "pdf": (PDF, "application/pdf", 1),
    "pdf packed": (make.pdf(2, flate=True), "application/pdf", 2),
    "pdf of photos": (make.scan(3), "application/pdf", 3),
    "pdf of twenty pages": (make.pdf(20), "application/pdf", 20),
    "pdf with a blank page": (make.pdf_of([b"", b"0 g 9 9 99 99 re f"]), "application/pdf", 2),
    "pdf revised": (PDF + PDF[PDF.index(b"1 0 obj") :], "application/pdf", 1),
    "pdf that only forbids printing": (make.locked(b""), "application/pdf", 1),
    "pdf of a huge sheet": (make.pdf(size="0 0 14400 14400"), "application/pdf", 1),
    "jpeg turned": (with_exif(6), "image/jpeg", 1),
    "jpeg progressive": (make.picture("JPEG", progressive=True), "image/jpeg", 1),
    "motion photo": (motion_photo(), "image/jpeg", 1),
    "two exposures": (two_exposures(), "image/jpeg", 1),
    "jpeg padded": (JPEG + b"\0" * 100, "image/jpeg", 1),
    "jpeg with a maker's settings": (JPEG + b'vivo{"com.vivo.camera":{"mode":"night"}}', "image/jpeg", 1),
    "jpeg with a maker's notes": (JPEG + b"\x00\x00\x04\x0bSEFH\x6a\x00\x00\x00SEFT", "image/jpeg", 1),
}

BAD = {
    "zero bytes": (b"", "empty"),
    "html as jpg": (b"<html><script>alert(1)</script></html>", "type"),
    "svg as jpg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "type"),
    "text": ("你好".encode(), "type"),
    "gif": (make.picture("GIF"), "type"),
    "zip": (make.zipped(), "type"),
    "one byte": (b"\xff", "type"),
    "gifar": (make.picture("GIF") + make.zipped(), "type"),
    "bomb png by header": (make.png_header(50_000, 50_000), "pixels"),
    "bomb png for real": (make.png_full(20_000, 20_000), "pixels"),
    "bomb webp by header": (make.webp_header(16_384, 16_384), "pixels"),
    "bomb jpeg by header": (
        JPEG.replace(struct.pack(">HH", 480, 640), struct.pack(">HH", 65_000, 65_000), 1),
        "pixels",
    ),
    "jpeg cut off": (JPEG[: len(JPEG) // 2], "damaged"),
    "jpeg without its end": (JPEG[:-2], "damaged"),
    "jpeg of a head": (JPEG[:20], "damaged"),
    "png cut off": (PNG[: len(PNG) // 2], "damaged"),
    "png without its end": (PNG[:-12], "damaged"),
    "png of nothing": (PNG[:8], "damaged"),
    "webp cut off": (WEBP[: len(WEBP) // 2], "damaged"),
    "webp of a head": (WEBP[:16], "damaged"),
    "heic cut off": (HEIC[: len(HEIC) // 2], "damaged"),
    "heic of a head": (HEIC[:40], "damaged"),
    "pdf cut off": (PDF[: len(PDF) // 2], "damaged"),
    "pdf of a head": (b"%PDF-1.7\n", "damaged"),
    "pdf of nonsense": (b"%PDF-1.7\n" + b"x" * 1000 + b"\n%%EOF\n", "damaged"),
    "pdf of too many pages": (make.pdf(21), "pages"),
    "pdf of a page bomb": (make.pdf(5000), "pages"),
    "pdf locked": (make.locked(b"secret"), "locked"),
    "pdf blank": (make.pdf(draw=b""), "blank"),
    "pdf white on white": (make.pdf(draw=b"1 g 10 10 100 100 re f"), "blank"),
    "pdf without pages": (make.pdf(0), "damaged"),
    "pdf with a huge picture": (make.pdf_with_picture(50_000, 50_000, b""), "pixels"),
    "pdf and zip": (PDF + make.zipped(), "mixed"),
    "pdf in a zip's comment": (make.zip_comment_polyglot(PDF, b"\n%%EOF\n"), "mixed"),
    "pdf and html": (PDF + b"<html><script>alert(1)</script></html>", "mixed"),
    "pdf and html and an end": (PDF + b"<p onclick=alert(1)>\n%%EOF\n", "mixed"),
    "pdf and script": (PDF + b"\nalert(document.cookie);\n", "mixed"),
    "pdf and program": (PDF + b"MZ\x90\0" + b"\0" * 100, "mixed"),
    "pdf not at the start": (b"\n\n" + PDF, "mixed"),
    "pdf behind a page": (b"<html>" + PDF, "mixed"),
    "pdf with a page in its head": (PDF.replace(b"%\xe2\xe3", b"%<script>alert(1)</script>\xe2", 1), "mixed"),
    "jpeg and zip": (JPEG + make.zipped(), "mixed"),
    "jpeg and tar": (JPEG + make.tarred(), "mixed"),
    "jpeg and rar": (JPEG + b"Rar!\x1a\x07\x00" + b"\x91" * 99, "mixed"),
    "jpeg and 7z": (JPEG + b"\0\0" + b"7z\xbc\xaf\x27\x1c" + b"\x91" * 99, "mixed"),
    "jpeg and program": (JPEG + b"\x7fELF" + b"\x91" * 99, "mixed"),
    "jpeg and php": (JPEG + b"<?php system($_GET['c']); ?>", "mixed"),
    "jpeg and script": (JPEG + b"alert(document.cookie)", "mixed"),
    "jpeg and pdf": (JPEG + PDF, "mixed"),
    "jpeg with a page in its comment": (make.picture("JPEG", comment=b"<script>alert(1)</script>"), "mixed"),
    "jpeg with a pdf in its comment": (make.picture("JPEG", comment=PDF), "mixed"),
    "png and zip": (PNG + make.zipped(), "mixed"),
    "png and anything": (PNG + b"\x91", "mixed"),
    "webp and zip": (WEBP + make.zipped(), "mixed"),
    "webp and script": (WEBP + b"alert(1)", "mixed"),
    "heic and zip": (HEIC + make.zipped(), "mixed"),
    "heic and html": (HEIC + b"<html>", "mixed"),
    "moving png": (make.moving("PNG", 2), "moving"),
    "moving png of thousands": (make.moving("PNG", 3000), "moving"),
    "moving webp of thousands": (make.moving("WEBP", 3000), "moving"),
}


@pytest.mark.parametrize("name", GOOD)
async def test_that_what_is_accepted_is_taken(checks: LimitedUploadChecks, name: str) -> None:
    content, media_type, pages = GOOD[name]
    found = await checks.check(content)
    assert (found.media_type, found.pages) == (media_type, pages)


@pytest.mark.parametrize("name", BAD)
async def test_that_what_is_not_accepted_is_refused_for_its_reason(checks: LimitedUploadChecks, name: str) -> None:
    content, reason = BAD[name]
    with pytest.raises(UploadRefused) as refused:
        await checks.check(content)
    assert refused.value.reason == reason


CUT = {
    "jpeg": JPEG,
    "png": PNG,
    "webp": WEBP,
    "heic": HEIC,
    "pdf": PDF,
    "pdf revised": PDF + PDF[9:],
    "scan": make.scan(2),
}


@pytest.mark.parametrize("name", CUT)
async def test_that_a_file_is_refused_wherever_it_was_cut_off(checks: LimitedUploadChecks, name: str) -> None:
    content = CUT[name].rstrip()
    ends = [content[: len(content) * part // 97] for part in range(1, 97)] + [content[:-1], content[:-4]]
    if name == "heic":
        ends += [content[: content.index(b"mdat") + more] for more in (-4, 0, 4, 5)]
    if name == "pdf revised":  # cut at its first end it is whole
        ends = [end for end in ends if not PDF.startswith(end.rstrip())]
    for end in ends:
        with pytest.raises(UploadRefused) as refused:
            await checks.check(end)
        assert refused.value.reason in ("damaged", "type", "empty")


HEAVY = {
    "pdf packed five hundred thousand times": make.layered_bomb(400_000_000),
    "pdf that draws for ever": make.laughing_pdf(),
    "pdf with a picture that lies": make.pdf_with_picture(5000, 5000, b"\0" * 100, filters=b"/JPXDecode"),
}


@pytest.mark.parametrize("name", HEAVY)
async def test_that_bombs_end_in_time_and_the_next_file_is_taken(checks: LimitedUploadChecks, name: str) -> None:
    assert len(HEAVY[name]) < 2_000_000
    started = time.monotonic()
    with pytest.raises(UploadRefused) as refused:
        await checks.check(HEAVY[name])
    assert refused.value.reason in ("heavy", "damaged", "blank")
    assert time.monotonic() - started < 2 * LIMITS.upload_check_seconds + 2
    assert (await checks.check(JPEG)).media_type == "image/jpeg"


async def test_that_good_files_are_taken_while_bombs_are_looked_into(checks: LimitedUploadChecks) -> None:
    bombs = [asyncio.create_task(checks.check(make.laughing_pdf()))]
    await asyncio.sleep(0.2)
    started = time.monotonic()
    assert (await checks.check(JPEG)).pages == 1
    assert time.monotonic() - started < 2
    assert all(isinstance(found, UploadRefused) for found in await asyncio.gather(*bombs, return_exceptions=True))


async def test_that_the_largest_file_is_taken_and_one_byte_more_is_not(checks: LimitedUploadChecks) -> None:
    largest = JPEG + b"\0" * (LIMITS.upload_bytes - len(JPEG))
    assert (await checks.check(largest)).media_type == "image/jpeg"
    with pytest.raises(UploadRefused) as refused:
        await checks.check(largest + b"\0")
    assert (refused.value.reason, refused.value.values) == ("too_large", {"limit": 20})


async def test_that_fifty_million_pixels_are_taken(checks: LimitedUploadChecks) -> None:
    assert (await checks.check(make.png_full(10_000, 5_000))).media_type == "image/png"
    with pytest.raises(UploadRefused) as refused:
        await checks.check(make.png_full(10_000, 5_001))
    assert refused.value.values == {"limit": 50}
