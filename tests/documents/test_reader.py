"""The reader on a sample of the set, in every run of the tests; on the whole of it and the held-out one in
`make eval-documents`."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.documents import OcrReader
from tests.documents.conftest import MadeSet
from tests.documents.evaluate import evaluate, readable, share
from tests.documents.truth import DATES, NUMBERS, READABLE, Document


def sample(documents: Sequence[Document]) -> list[Document]:
    """One of each kind, of other layouts and damages each, and two that can't be read."""
    by_kind: dict[str, list[Document]] = {}
    for one in documents:
        if one.quality == READABLE:
            by_kind.setdefault(one.kind, []).append(one)
    chosen = [those[7 * number % len(those)] for number, those in enumerate(by_kind.values())]
    return chosen + [one for one in documents if one.quality != READABLE][::5]


async def test_that_a_sample_of_every_kind_is_read_and_no_amount_is_silently_wrong(made: MadeSet) -> None:
    reader = OcrReader()
    await reader.open()
    try:
        outcomes = await evaluate(reader, made.folder, sample(made.documents))
    finally:
        await reader.close()
    assert len(outcomes) >= 15
    assert [one.document.file for one in readable(outcomes) if not one.kind_right] == []
    assert [one.document.file for one in outcomes if one.silently_wrong] == []
    assert [one.document.file for one in outcomes if one.document.quality != READABLE and not one.flagged] == []
    for codes in (("amount",), ("name",), DATES, NUMBERS):
        right, there = share(readable(outcomes), codes)
        assert right >= 0.85 * there, codes
