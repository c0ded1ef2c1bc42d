"""The real catalogue, model and words: questions get the right article, and silence where the clauses are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from insurance.lines import Line
from insurance.refs import ProductId
from product_index.answering import ClauseAnswers
from product_index.build import DEFAULT_FOLDER, build
from product_index.catalogue_files import FileCatalogue
from product_index.embedding.encoder import DEFAULT_MODEL, Encoder
from product_index.embedding.prepare import prepare
from product_index.load import CATALOGUE
from product_index.search import FaissProductSearch
from tests import fakes

Question = Mapping[str, Any]
HALVES: Mapping[str, Mapping[str, Mapping[str, list[Question]]]] = yaml.safe_load(
    Path(__file__).with_name("questions.yaml").read_text("utf-8")
)
FLOOR = 0.9


@pytest.fixture(scope="module")
def catalogue() -> FileCatalogue:
    return fakes.catalogue()


@pytest.fixture(scope="module")
def answers(catalogue: FileCatalogue) -> ClauseAnswers:
    """Set-up has built model and index already; if not, this takes a minute."""
    prepare(Path(DEFAULT_MODEL))
    encoder = Encoder(DEFAULT_MODEL)
    build(CATALOGUE, DEFAULT_FOLDER, encoder)
    return ClauseAnswers(catalogue.all(), FaissProductSearch(DEFAULT_FOLDER, encoder))


def asked(half: str, kind: str) -> Iterator[tuple[ProductId, Question]]:
    for product, questions in HALVES[half].items():
        yield from ((ProductId(product), one) for one in questions[kind])


def test_that_the_questions_cover_every_line_in_both_halves_and_languages(catalogue: FileCatalogue) -> None:
    for half in HALVES:
        assert {catalogue.product(ProductId(one)).line for one in HALVES[half]} == set(Line)
        for kind in ("answered", "silent"):
            words = [one["words"] for _, one in asked(half, kind)]
            assert len(words) >= 60
            assert sum(one.isascii() for one in words) >= 12
    assert not set(HALVES["development"]) & set(HALVES["held_out"])


def test_that_the_clauses_really_are_silent_about_the_silent_questions(catalogue: FileCatalogue) -> None:
    for half in HALVES:
        for product, one in asked(half, "silent"):
            text = "".join(clause.title.zh + clause.text for clause in catalogue.product(product).clauses)
            found = [word for word in one["absent"] if word in text]
            assert not found, f"{product}: {one['words']}: {found}"


@pytest.mark.parametrize("half", HALVES)
def test_that_questions_are_answered_by_the_right_article_or_not_at_all(
    answers: ClauseAnswers, half: str, record_property: Any
) -> None:
    outcomes: Counter[str] = Counter()
    for product, one in asked(half, "answered"):
        article = answers.answer(one["words"], product).article
        outcomes["wrongly silent" if article is None else "right" if article in one["articles"] else "wrong"] += 1
    for product, one in asked(half, "silent"):
        outcomes["wrongly answered" if answers.answer(one["words"], product).article else "rightly silent"] += 1
    print(f"{half}: {dict(outcomes)}")
    record_property(half, dict(outcomes))
    answerable = outcomes["right"] + outcomes["wrong"] + outcomes["wrongly silent"]
    silent = outcomes["rightly silent"] + outcomes["wrongly answered"]
    assert outcomes["right"] / answerable >= FLOOR
    assert outcomes["rightly silent"] / silent >= FLOOR
    assert outcomes["wrong"] / answerable <= 0.05, "a wrong quote is worse than none"


UPSTAIRS = {"haibin-joy-home": "2.5"}  # the one contract that names the household above
OWN_PIPES = {"yuanhang-harmony-home": "2.4", "dongling-roof-home": "2.5", "qinghe-nest-home": "2.3"}


@pytest.mark.parametrize("words", [
    "楼上漏水赔吗", "楼上邻居把我家淹了赔不赔", "does it pay if the upstairs neighbour floods me?",
    "water leaked from upstairs, am i covered",
])  # fmt: skip
def test_that_water_from_above_is_answered_only_where_the_household_above_is_named(
    answers: ClauseAnswers, words: str
) -> None:
    found = {one: answers.answer(words, ProductId(one)) for one in (*UPSTAIRS, *OWN_PIPES)}
    assert {one: found[one].article for one in found} == {**dict.fromkeys(OWN_PIPES), **UPSTAIRS}
    assert {one: found[one].near for one in OWN_PIPES} == OWN_PIPES
