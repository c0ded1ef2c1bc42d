"""Losses out of the development sentences: no worse than when these floors were set."""

from __future__ import annotations

import pytest

from tests.nlu.losses import LossCase, exact, parse, rates, read_cases

EXACT_AT_LEAST = 0.97
FIELDS_AT_LEAST = 0.95  # of the fields told, and of those read


@pytest.fixture(scope="module")
def cases() -> list[LossCase]:
    return read_cases()


def test_that_there_are_sentences_enough_in_both_languages(cases: list[LossCase]) -> None:
    english = sum(case.text.isascii() for case in cases)
    assert (len(cases) - english >= 100, english >= 50) == (True, True)


def test_that_whole_sentences_are_read_exactly(cases: list[LossCase]) -> None:
    assert exact(cases) >= EXACT_AT_LEAST


def test_that_every_field_is_read_exactly(cases: list[LossCase]) -> None:
    low = {
        name: (one.recall, one.precision)
        for name, one in rates(cases).items()
        if min(one.recall, one.precision) < FIELDS_AT_LEAST
    }
    assert low == {}


def test_that_a_value_may_be_of_several_words() -> None:
    assert parse("type=hospital diagnosis=broken hip claimed=900 EUR") == {
        "type": "hospital",
        "diagnosis": "broken hip",
        "claimed": "900 EUR",
    }
