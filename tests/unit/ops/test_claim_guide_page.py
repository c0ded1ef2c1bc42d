"""Adding to claims: what the pages ask for is there for every type, document, field, flaw and mismatch there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from insurance.adjudication.deciding import FAST_TRACK_LIMIT
from insurance.claim_papers import Flaw, PaperField
from insurance.claims import ClaimType
from insurance.services.parts import ClaimTerms
from ops.places import ROOT
from product_index.claims.guide import HERE, load_guide
from product_index.load import load_catalogue, read_yaml

RESPONSES = read_yaml(ROOT / "domain.yml")["responses"]
ADD_A_PRODUCT = (ROOT / "docs" / "add-a-product.md").read_text("utf-8")
CLAIMS = (ROOT / "docs" / "claims.md").read_text("utf-8")
CHECKING = (ROOT / "insurance" / "services" / "claims" / "checking.py").read_text("utf-8")
SAMPLES = ROOT / "bot" / "web" / "images" / "claims"


def answered(value: Any) -> Iterator[str]:
    """Every type that `answers` names, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner if key == "answers" else answered(inner)


def in_both_languages(key: str) -> bool:
    return [bool(one["text"]) for one in RESPONSES.get(key, [])] == [True, True]


@pytest.mark.parametrize("type_", ClaimType)
def test_that_every_type_of_claim_has_what_the_page_asks_for(type_: ClaimType) -> None:
    schema = json.loads((ROOT / "product_index" / "product.schema.json").read_text("utf-8"))
    listed = re.search(r"^\| `answers` \|.*$", ADD_A_PRODUCT, re.MULTILINE)
    assert listed
    assert f"`{type_}`" in listed.group()
    assert type_ in _enums(schema, "answers")
    assert load_guide().type(type_, None).papers
    assert type_ in set(answered(read_yaml(HERE / "benefits.yaml")))
    assert in_both_languages(f"utter_choice_claim_type_{type_}")


def _enums(schema: Any, name: str) -> set[str]:
    """The values a field of this name may have, wherever it stands."""
    if isinstance(schema, list):
        return {value for each in schema for value in _enums(each, name)}
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get(name, {}).get("items", {}).get("enum", [])) if isinstance(schema.get(name), dict) else set()
    return own | {value for inner in schema.values() for value in _enums(inner, name)}


@pytest.mark.parametrize("field", PaperField)
def test_that_every_field_that_is_read_has_its_name(field: PaperField) -> None:
    assert in_both_languages(f"utter_field_{field}")


@pytest.mark.parametrize("flaw", set(Flaw) - {Flaw.NOT_EXPECTED})
def test_that_every_flaw_says_how_to_mend_it(flaw: Flaw) -> None:
    assert in_both_languages(f"utter_flaw_{flaw}")


@pytest.mark.parametrize("code", sorted(set(re.findall(r'Mismatch\(\s*"(\w+)"', CHECKING))))
def test_that_every_mismatch_has_its_words(code: str) -> None:
    assert in_both_languages(f"utter_mismatch_{code}")


def test_that_a_sample_is_promised_where_there_is_one() -> None:
    guide = load_guide()
    codes = {code for product in load_catalogue().all() for one in product.claim_documents for code in one.items}
    codes |= {path.stem for path in SAMPLES.glob("*.webp")}
    assert {code for code in codes if guide.paper(code).sample} == {path.stem for path in SAMPLES.glob("*.webp")}


def test_that_the_page_tells_the_limits_and_hours_of_the_table() -> None:
    table = (ROOT / "underwriting" / "claim_routing.json").read_text("utf-8")
    rows = next(node["content"]["rules"] for node in json.loads(table)["nodes"] if "content" in node)
    hours = {row["out_due_hours"] for row in rows}
    deadlines = CLAIMS.split("## Deadlines")[1].split("\n## ")[0]
    assert hours == set(re.findall(r"\b(\d+)(?= hours|;|\sfor a death)", deadlines))
    assert f"{ClaimTerms().appeal_time.days} days" in deadlines
    two_people = {int(row["payable"].removeprefix("> ")) // 100 for row in rows if row["out_four_eyes"] == "true"}
    assert {f"{amount:,} yuan" for amount in two_people} <= set(re.findall(r"[\d,]+ yuan", CLAIMS))
    assert f"{FAST_TRACK_LIMIT.amount:,} yuan" in CLAIMS


def test_that_every_reason_for_an_assessor_named_on_the_page_is_one() -> None:
    table = (ROOT / "underwriting" / "claim_routing.json").read_text("utf-8")
    named = re.search(r"a reason code: the table's \(([^)]*)\)", CLAIMS)
    assert named
    assert set(re.findall(r"`(\w+)`", named.group(1))) <= set(re.findall(r"\"out_reason\": \"'(\w+)'\"", table))
