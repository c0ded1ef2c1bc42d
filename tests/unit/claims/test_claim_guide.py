"""What claims need, as data: held to the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from insurance.claim_papers import ReadableKind
from insurance.claims import Cause, ClaimType
from insurance.lines import Line
from product_index.claims.guide import load_guide
from product_index.load import load_catalogue

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def guide():
    return load_guide()


def test_that_every_document_a_product_asks_for_is_named_and_explained(guide):
    for product in load_catalogue().all():
        for of_type in product.claim_documents:
            for code in of_type.items:
                paper = guide.paper(code)
                assert paper.name.zh, code
                assert paper.why.en, code


def test_that_every_recognised_kind_is_taken_for_the_document_of_its_name(guide):
    for kind in ReadableKind:
        assert kind in guide.papers_read_as(kind)


def test_that_every_type_of_claim_finds_documents_in_products_of_its_lines(guide):
    catalogue = load_catalogue()
    for type_ in ClaimType:
        of_type = guide.type(type_, None)
        if type_ is ClaimType.OTHER:
            continue
        named = {
            one.type for line in of_type.lines for product in catalogue.on_line(line) for one in product.claim_documents
        }
        assert set(of_type.documents) <= named | {"cancer_medical"}, type_


def test_that_the_cause_decides_which_documents_hold(guide):
    assert guide.type(ClaimType.HOSPITAL, Cause.ACCIDENT).documents[0] == "accident_medical"
    assert guide.type(ClaimType.HOSPITAL, Cause.ILLNESS).documents[0] == "inpatient_medical"
    assert Line.CAR not in guide.type(ClaimType.HOSPITAL, None).lines
