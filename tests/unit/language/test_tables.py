"""Every sentence of the tables is read as written there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import tables

HERE = Path(__file__).parent
CASES = [case for path in sorted((HERE / "cases").glob("*.yaml")) for case in tables.cases(path)]


@pytest.mark.parametrize(("reader", "text", "expected"), CASES, ids=[f"{case[0]}: {case[1][:40]}" for case in CASES])
def test_that_the_sentence_is_read_as_written_in_the_table(reader: str, text: str, expected: object) -> None:
    got = tables.read(reader, text)
    assert tables.same(got, expected), f"{reader}({text!r}) gave {got!r}"


def test_that_no_sentence_stands_twice() -> None:
    times = Counter((reader, text) for reader, text, _ in CASES)
    assert [case for case, number in times.items() if number > 1] == []
