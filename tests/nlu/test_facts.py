"""Facts out of the blind sentences: no worse than when these floors were set (docs/eval-nlu.md)."""

from __future__ import annotations

import pytest

from tests.nlu.facts import LATER, MAIN_KINDS, FactCase, exact_by_kind, rates_by_type, read_blind
from tests.nlu.report import exact

MAIN_AT_LEAST = 0.96
ALL_AT_LEAST = 0.96
LATER_AT_LEAST = 0.92  # of the set nothing was ever told about


@pytest.fixture(scope="module")
def cases() -> list[FactCase]:
    return read_blind()


def test_that_there_are_blind_sentences_enough(cases: list[FactCase]) -> None:
    assert sum(number for kind, (number, _) in exact_by_kind(cases).items() if kind in MAIN_KINDS) >= 300


def test_that_dates_money_ages_and_relations_are_read_exactly(cases: list[FactCase]) -> None:
    assert exact([case for case in cases if case.kind in MAIN_KINDS]) >= MAIN_AT_LEAST


def test_that_all_facts_are_read_exactly(cases: list[FactCase]) -> None:
    assert exact(cases) >= ALL_AT_LEAST


def test_that_the_later_sentences_are_read_exactly() -> None:
    assert exact(read_blind(LATER)) >= LATER_AT_LEAST


def test_that_a_wrong_fact_counts_against_precision_and_recall() -> None:
    case = FactCase("age", "", ("Person age=3",), ("Person age=4",))
    rates = rates_by_type([case])["Person"]
    assert (rates.precision, rates.recall, case.exact) == (0.0, 0.0, False)
