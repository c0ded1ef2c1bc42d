"""The reader with its real process and real recognition: pictures of phones, PDFs, and files that do harm."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import AsyncIterator, Sequence

import numpy as np
import pypdfium2
import pytest
import pytest_asyncio
import typst
from PIL import Image

from adapters.documents import OcrReader
from adapters.documents.reader import ReaderClosed
from insurance.claim_papers import UNKNOWN_KIND, Flaw, ReadDocument
from tests.integration.adapters import drawing
from tests.integration.adapters.drawing import Effect, as_bytes, draw
from tests.unit.documents.layouts import LAYOUTS, Layout

PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader() -> AsyncIterator[OcrReader]:
    reader = OcrReader()
    await reader.open()
    yield reader
    await reader.close()


pytestmark = pytest.mark.asyncio(loop_scope="module")


def layout(name: str) -> Layout:
    return next(each for each in LAYOUTS if each.name == name)


def picture(name: str, *effects: Effect) -> bytes:
    drawn = draw(layout(name))
    for effect in effects:
        drawn = effect(drawn)
    return as_bytes(drawn)


def right(read: ReadDocument, name: str) -> tuple[int, int]:
    """Fields read as they are, and fields to read."""
    wanted = layout(name).fields
    return sum(read.fields[key].value == value for key, value in wanted.items() if key in read.fields), len(wanted)


@pytest.mark.parametrize(
    ("name", "effects"),
    [
        ("electronic outpatient invoice", [drawing.photographed, drawing.shaded, drawing.compressed(60)]),
        ("paper inpatient receipt", [drawing.skewed(6), drawing.noisy]),
        ("English hospital bill", [drawing.compressed(40)]),
        ("discharge summary", []),
        ("delay certificate in sentences", [drawing.blurred(1.2)]),
        ("boarding pass", [drawing.turned(180)]),
    ],
)
async def test_that_a_picture_is_read(reader: OcrReader, name: str, effects: Sequence[Effect]) -> None:
    read = await reader.read(picture(name, *effects), PNG)
    assert (read.kind, read.flaws) == (layout(name).kind, ())
    assert right(read, name) == (len(layout(name).fields),) * 2


@pytest.mark.parametrize(("counter_clockwise", "turned"), [(90, 90), (180, 180), (270, 270)])
async def test_that_a_turned_picture_is_turned_upright(reader: OcrReader, counter_clockwise: int, turned: int) -> None:
    read = await reader.read(picture("driving licence", drawing.turned(counter_clockwise)), PNG)
    assert (read.kind, read.turned) == ("driving_licence", turned)
    assert right(read, "driving licence") == (6, 6)


async def test_that_the_direction_a_phone_notes_is_followed(reader: OcrReader) -> None:
    drawn = draw(layout("boarding pass")).transpose(Image.Transpose.ROTATE_90)
    noted = Image.Exif()
    noted[0x0112] = 6  # to be shown turned by 90 degrees clockwise
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=90, exif=noted)
    read = await reader.read(kept.getvalue(), JPEG)
    assert (read.kind, read.turned) == ("boarding_pass", 0)


async def test_that_a_number_under_a_stamp_is_read_or_doubted(reader: OcrReader) -> None:
    stamps = [drawing.stamped((0.66, 0.55)), drawing.stamped((0.3, 0.57))]
    read = await reader.read(picture("electronic outpatient invoice", *stamps), PNG)
    amount = read.fields["amount"]
    assert read.kind == "medical_invoice"
    assert amount.value == "1860.00" or amount.sure < 0.9


@pytest.mark.parametrize(
    ("effect", "flaw"),
    [
        (drawing.blurred(3.2), Flaw.BLURRED),
        (drawing.blurred(9), Flaw.BLURRED),
        (drawing.dimmed(0.15), Flaw.TOO_DARK),
        (drawing.shrunk(0.25), Flaw.TOO_SMALL),
        (drawing.cut(right=0.63), Flaw.CUT_OFF),
        (drawing.cut(bottom=0.5), Flaw.CUT_OFF),
    ],
)
async def test_that_a_picture_which_cannot_be_used_is_told_with_the_reason(
    reader: OcrReader, effect: Effect, flaw: Flaw
) -> None:
    read = await reader.read(picture("electronic outpatient invoice", effect), PNG)
    assert flaw in read.flaws
    amount = read.fields.get("amount")
    assert amount is None or amount.sure < 0.9


async def test_that_paper_with_nothing_on_it_is_blank(reader: OcrReader) -> None:
    paper = np.random.default_rng(3).normal(240, 2, (900, 700, 3)).clip(0, 255).astype(np.uint8)
    read = await reader.read(as_bytes(Image.fromarray(paper)), PNG)
    assert (read.kind, read.flaws) == (UNKNOWN_KIND, (Flaw.BLANK,))


async def test_that_a_picture_of_a_few_pixels_is_too_small(reader: OcrReader) -> None:
    read = await reader.read(as_bytes(Image.new("RGB", (2400, 3))), PNG)
    assert read.flaws == (Flaw.TOO_SMALL,)


async def test_that_what_can_be_seen_through_is_paper(reader: OcrReader) -> None:
    drawn = draw(layout("back of an identity card"))
    clear = Image.merge("RGBA", (*drawn.split(), drawn.convert("L").point(lambda light: 255 - light)))
    assert (await reader.read(as_bytes(clear), PNG)).kind == "identity_card"


def pdf(*names: str, scanned: bool = False) -> bytes:
    """Pages with text of their own, or with pictures of it."""
    pages = [_typed(layout(name)) for name in names]
    whole = pypdfium2.PdfDocument.new()
    for content in pages:
        page = pypdfium2.PdfDocument(content)
        if scanned:
            kept = io.BytesIO()
            page[0].render(scale=2).to_pil().save(kept, "PDF", resolution=144)
            page = pypdfium2.PdfDocument(kept.getvalue())
        whole.import_pages(page)
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()


def _typed(one: Layout) -> bytes:
    cells = "\n".join(
        f"#place(dx: {x * 5.5}pt, dy: {40 + row * 24}pt, text(size: 9pt, {_quoted(text)}))"
        for x, row, text in one.cells()
    )
    setting = '#set page(width: 595pt, height: 842pt, margin: 20pt)\n#set text(font: "Noto Sans SC")\n'
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(drawing.fonts())])
    return bytes(typst.compile((setting + cells).encode(), font_paths=fonts))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


async def test_that_the_text_of_a_pdf_is_used_as_it_is(reader: OcrReader) -> None:
    read = await reader.read(pdf("electronic outpatient invoice"), PDF)
    assert right(read, "electronic outpatient invoice") == (10, 10)
    assert read.fields["amount"].sure >= 0.95


async def test_that_a_scanned_pdf_is_read_page_by_page(reader: OcrReader) -> None:
    seen: list[tuple[int, int]] = []
    content = pdf("delay certificate as a table", "delay certificate in sentences", scanned=True)
    read = await reader.read(content, PDF, lambda page, pages: seen.append((page, pages)))
    assert (read.kind, read.pages, seen) == ("delay_certificate", 2, [(1, 2), (2, 2)])


async def test_that_more_than_twenty_pages_are_not_read(reader: OcrReader) -> None:
    read = await reader.read(pdf(*["boarding pass"] * 21), PDF)
    assert read.flaws == (Flaw.UNREADABLE,)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(b"", PNG), (b"%PDF-1.7 nothing", PDF), (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, PNG), (b"GIF89a", "image/gif")],
)
async def test_that_what_is_no_document_is_unreadable(reader: OcrReader, content: bytes, media_type: str) -> None:
    read = await reader.read(content, media_type)
    assert (read.kind, read.flaws) == (UNKNOWN_KIND, (Flaw.UNREADABLE,))


@pytest.mark.parametrize("poison", [b"crash", b"loop", b"memory"])
async def test_that_a_file_which_does_harm_takes_nothing_along(poison: bytes) -> None:
    reader = OcrReader(task="tests.integration.adapters.documents_task:handle", seconds=12)
    await reader.open()
    try:
        assert (await reader.read(poison, PNG)).flaws == (Flaw.UNREADABLE,)
        after = await reader.read(picture("back of an identity card"), PNG)
        assert after.kind == "identity_card"
    finally:
        await reader.close()


async def test_that_a_page_which_does_harm_costs_that_page_only() -> None:
    reader = OcrReader(task="tests.integration.adapters.documents_task:handle")
    await reader.open()
    try:
        read = await reader.read(b"second page crashes", PDF)
        assert (read.pages, read.flaws) == (3, (Flaw.UNREADABLE,))
    finally:
        await reader.close()


async def test_that_no_process_runs_before_the_first_document_and_after_the_last() -> None:
    reader = OcrReader(idle=0.3)
    before = _children()
    await reader.open()
    assert _children() == before
    await reader.read(picture("back of an identity card"), PNG)
    assert len(_children() - before) == 1
    for _ in range(100):
        if _children() == before:
            break
        await asyncio.sleep(0.1)
    assert _children() == before
    assert (await reader.read(picture("back of an identity card"), PNG)).kind == "identity_card"
    await reader.close()
    assert _children() == before


def _children() -> set[int]:
    found = set()
    for task in os.listdir("/proc/self/task"):
        with open(f"/proc/self/task/{task}/children", encoding="ascii") as children:
            found |= {int(child) for child in children.read().split()}
    return found


async def test_that_a_closed_reader_says_so_rather_than_blaming_the_document() -> None:
    reader = OcrReader()
    with pytest.raises(ReaderClosed):
        await reader.read(b"", PNG)


async def test_that_nothing_read_reaches_the_outputs(reader: OcrReader, capfd: pytest.CaptureFixture[str]) -> None:
    await reader.read(picture("driving licence"), PNG)
    assert capfd.readouterr() == ("", "")
