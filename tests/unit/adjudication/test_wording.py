"""Every step of a calculation can be told in both languages, and the pages name what there is."""

import re
from pathlib import Path

import pytest

from insurance.adjudication.explaining import StepCode
from product_index.load import read_yaml
from product_index.read_terms import fields_of

ROOT = Path(__file__).parents[3]
RESPONSES = read_yaml(ROOT / "domain.yml")["responses"]
FORMAT = (ROOT / "docs" / "add-a-product.md").read_text("utf-8")
PARTS = ("", "bills", "days", "grades", "delay", "table", "items", "repair", "liability", "sum")


@pytest.mark.parametrize("code", StepCode)
def test_that_a_step_has_words_in_both_languages_with_its_amount(code):
    said = RESPONSES[f"utter_calc_{code}"]
    assert len(said) == 2
    assert all("{amount}" in one["text"] for one in said)
    chinese, english = (one["text"] for one in said)
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("part", PARTS)
def test_that_the_format_names_every_field(part):
    missing = [field for field in fields_of(part) if f"`{field}`" not in FORMAT and f"`{field}:" not in FORMAT]
    assert not missing, part
