"""The evaluation tells what a reader gets wrong: fake readers that err in known ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from insurance.claim_papers import Flaw, ReadDocument, ReadField
from insurance.document_ports import PageRead
from tests.documents.__main__ import main
from tests.documents.evaluate import Outcome, evaluate, page_seconds, readable, same, share
from tests.documents.report import by_field, by_quality, faults, page, sums, table
from tests.documents.truth import CUT_OFF, DATES, UNREADABLE, Document

INVOICE = Document(
    "a.jpg",
    "medical_invoice",
    "paper",
    "jpg",
    ("skewed", "jpeg_q40"),
    "readable",
    {"name": "张伟", "invoice_number": "0012345678", "date": "2026-11-20", "amount": "1860.00"},
)
BILL = replace(INVOICE, file="b.pdf", kind="itemised_bill", form="pdf_text", damage=(), pages=2)
RECEIPT = Document("c.jpg", "unknown", "restaurant", "jpg", (), "readable", {})
CUT = replace(INVOICE, file="d.jpg", damage=("cut",), quality=CUT_OFF, fields={"name": "张伟"})
SMEARED = replace(INVOICE, file="e.jpg", damage=("smeared",), quality=UNREADABLE, fields={})
ALL = (INVOICE, BILL, RECEIPT, CUT, SMEARED)


class KnowsTheTruth:
    """Reads each file as its truth, changed for some: the content of a file is its name."""

    def __init__(self, changed: Mapping[str, Callable[[ReadDocument], ReadDocument]]) -> None:
        self._changed = changed

    async def read(self, content: bytes, media_type: str, each_page: PageRead | None = None) -> ReadDocument:
        name = content.decode()
        one = next(one for one in ALL if one.file == name)
        flaws = {CUT_OFF: (Flaw.CUT_OFF,), UNREADABLE: (Flaw.BLURRED,)}.get(one.quality, ())
        fields = {code: ReadField(value, 0.99) for code, value in one.fields.items()}
        return self._changed.get(name, lambda read: read)(ReadDocument(one.kind, 1.0, fields, flaws))


def reads(code: str, value: str, sure: float) -> Callable[[ReadDocument], ReadDocument]:
    return lambda read: replace(read, fields={**read.fields, code: ReadField(value, sure)})


def misses(code: str) -> Callable[[ReadDocument], ReadDocument]:
    return lambda read: replace(read, fields={key: one for key, one in read.fields.items() if key != code})


async def outcomes_of(
    folder: Path, changed: Mapping[str, Callable[[ReadDocument], ReadDocument]], documents: Sequence[Document] = ALL
) -> list[Outcome]:
    for one in documents:
        (folder / one.file).write_bytes(one.file.encode())
    return await evaluate(KnowsTheTruth(changed), folder, documents)


async def test_that_a_reader_without_fault_has_every_figure_full(tmp_path: Path) -> None:
    outcomes = await outcomes_of(tmp_path, {})
    assert "| all | 5 | 100.0 % | 100.0 % | 100.0 % | 100.0 % | 100.0 % | 0 | 0 |" in sums({"all": outcomes})
    assert faults(outcomes) == "Nothing."


async def test_that_a_wrong_amount_told_with_certainty_is_silent(tmp_path: Path) -> None:
    outcomes = await outcomes_of(tmp_path, {"a.jpg": reads("amount", "1360.00", 0.9)})
    assert [one.document.file for one in outcomes if one.silently_wrong] == ["a.jpg"]
    assert share(readable(outcomes), ("amount",)) == (1, 2)
    assert "**a.jpg** (skewed, jpeg_q40): amount 1360.00 (0.90) instead of 1860.00" in faults(outcomes)


async def test_that_a_wrong_amount_told_with_doubt_is_wrong_but_not_silent(tmp_path: Path) -> None:
    outcomes = await outcomes_of(tmp_path, {"a.jpg": reads("amount", "1360.00", 0.89)})
    assert not any(one.silently_wrong or one.wrong_amount for one in outcomes)
    assert share(readable(outcomes), ("amount",)) == (1, 2)


async def test_that_an_amount_nobody_can_see_is_silent_unless_the_picture_is_called_flawed(tmp_path: Path) -> None:
    told = reads("amount", "1860.00", 0.95)
    [honest] = await outcomes_of(tmp_path, {"d.jpg": told}, [CUT])
    [silent] = await outcomes_of(tmp_path, {"d.jpg": lambda read: replace(told(read), flaws=())}, [CUT])
    assert (honest.wrong_amount is not None, honest.silently_wrong) == (True, False)
    assert silent.silently_wrong
    assert "amount 1860.00 which isn't there" in faults([silent])
    assert "not called flawed" in faults([silent])


async def test_that_an_unexpected_kind_is_no_flaw_of_the_picture(tmp_path: Path) -> None:
    def unexpected(read: ReadDocument) -> ReadDocument:
        return replace(reads("amount", "9.00", 1.0)(read), flaws=(Flaw.NOT_EXPECTED,))

    [one] = await outcomes_of(tmp_path, {"a.jpg": unexpected}, [INVOICE])
    assert not one.flagged
    assert one.silently_wrong


async def test_that_an_amount_on_a_restaurant_receipt_harms_only_if_it_is_taken_for_an_invoice(tmp_path: Path) -> None:
    told = reads("amount", "88.00", 0.99)
    [known] = await outcomes_of(tmp_path, {"c.jpg": told}, [RECEIPT])
    mistaken = {"c.jpg": lambda read: replace(told(read), kind="medical_invoice")}
    [taken] = await outcomes_of(tmp_path, mistaken, [RECEIPT])
    assert not known.silently_wrong
    assert taken.silently_wrong
    assert not taken.kind_right


async def test_that_a_field_not_found_counts_as_wrong_and_is_told_apart(tmp_path: Path) -> None:
    changed = {"a.jpg": misses("date"), "b.pdf": reads("date", "2026-11-02", 0.95)}
    outcomes = await outcomes_of(tmp_path, changed)
    assert share(readable(outcomes), DATES) == (0, 2)
    assert "| date | 2 | 0.0 % | 1 | 1 | 1 |" in by_field(outcomes)


async def test_that_a_document_of_two_damages_counts_for_both(tmp_path: Path) -> None:
    outcomes = await outcomes_of(tmp_path, {"a.jpg": lambda read: replace(read, kind="bank_card")})
    rows = table(outcomes, "damage", lambda one: one.document.damage or ("clean",))
    assert "| skewed | 1 | 0.0 % | 100.0 %" in rows
    assert "| jpeg_q40 | 1 | 0.0 % | 100.0 %" in rows
    assert "| clean | 2 | 100.0 % | 100.0 %" in rows
    assert "| **all** | 3 | 66.6 % | 100.0 %" in rows


async def test_that_spoilt_pictures_count_only_for_whether_they_were_noticed(tmp_path: Path) -> None:
    changed = {
        "e.jpg": lambda read: replace(read, kind="unknown", flaws=()),
        "a.jpg": lambda read: replace(read, flaws=(Flaw.BLURRED,)),
        "c.jpg": lambda read: replace(read, flaws=(Flaw.BLANK,)),
    }
    outcomes = await outcomes_of(tmp_path, changed)
    assert "| **all** | 3 | 100.0 %" in table(outcomes, "kind", lambda one: [one.document.kind])
    told = by_quality(outcomes)
    assert "| readable | of a kind | 2 | 1 | 0 |" in told
    assert "| unreadable | smeared | 1 | 0 | 0 |" in told
    assert "| cut_off | cut | 1 | 1 | 0 |" in told
    assert "| readable | of no kind | 1 | 1 | 0 |" in told
    assert "**a.jpg** (skewed, jpeg_q40): called blurred" in faults(outcomes)
    assert "c.jpg" not in faults(outcomes)


async def test_that_a_reader_that_breaks_has_read_nothing_and_stops_nothing(tmp_path: Path) -> None:
    def breaks(read: ReadDocument) -> ReadDocument:
        raise MemoryError("1860.00 of 张伟")

    outcomes = await outcomes_of(tmp_path, {"a.jpg": breaks})
    assert len(outcomes) == len(ALL)
    assert share(readable(outcomes), ("amount", "name")) == (2, 4)
    assert faults(outcomes) == "- **a.jpg** (skewed, jpeg_q40): failed with MemoryError"


async def test_that_seconds_are_those_of_a_page(tmp_path: Path) -> None:
    for one in (INVOICE, BILL):
        (tmp_path / one.file).write_bytes(one.file.encode())
    times = iter([0.0, 1.0, 10.0, 18.0])
    outcomes = await evaluate(KnowsTheTruth({}), tmp_path, [INVOICE, BILL], clock=lambda: next(times))
    assert [one.seconds for one in outcomes] == [1.0, 8.0]
    assert page_seconds(outcomes, 0) == 1.0
    assert page_seconds(outcomes, 95) == 4.0  # two pages


async def test_that_of_the_held_out_set_only_sums_are_told(tmp_path: Path) -> None:
    first = await outcomes_of(tmp_path, {}, [INVOICE])
    held_out = await outcomes_of(tmp_path, {"b.pdf": reads("amount", "7.77", 0.95)}, [BILL])
    text = page({"first": first, "held out": held_out}, "a:b")
    assert "| held out | 1 | 100.0 % | 0.0 % |" in text
    assert "7.77" not in text
    assert "b.pdf" not in text


@pytest.mark.parametrize(
    ("code", "said", "true"),
    [
        ("amount", "1860", "1860.00"),
        ("name", "Zhang/Wei MR", "ZHANG/WEI"),
        ("name", "WEI ZHANG", "ZHANG/WEI"),
        ("name", "ZHANGWEI", "ZHANG/WEI"),
        ("name", "张 伟", "张伟"),
        ("flight", "CA 1234", "CA1234"),
        ("card_number", "6222 0231 7066 9074 393", "6222023170669074393"),
        ("diagnosis", "1.急性阑尾炎 2.脂肪肝", "急性阑尾炎"),
        ("hospital", "杭州市 第一人民医院", "杭州市第一人民医院"),
    ],
)
def test_that_what_says_nothing_makes_no_difference(code: str, said: str, true: str) -> None:
    assert same(code, said, true)


@pytest.mark.parametrize(
    ("code", "said", "true"),
    [
        ("amount", "1860.01", "1860.00"),
        ("amount", "1,860.00元", "1860.00"),
        ("amount", "", "1860.00"),
        ("name", "张玮", "张伟"),
        ("name", "ZHANG", "ZHANG/WEI"),
        ("flight", "CA1235", "CA1234"),
        ("date", "2026/11/20", "2026-11-20"),
        ("diagnosis", "阑尾炎", "急性阑尾炎"),
        ("hospital", "第一人民医院", "杭州市第一人民医院"),
        ("visit", "inpatient", "outpatient"),
    ],
)
def test_that_everything_else_is_wrong(code: str, said: str, true: str) -> None:
    assert not same(code, said, true)


def test_that_without_a_reader_nothing_is_measured_and_nothing_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--reader", "no.such.module:reader"]) == 1
    assert "no reader no.such.module:reader" in capsys.readouterr().err
