"""Every table in underwriting/ against the cases it carries."""

import re
from pathlib import Path

import pytest

from adapters.rules import check_cases
from insurance.lines import Line
from insurance.underwriting import ELIGIBILITY, MINORS, SUMS, Outcome
from product_index.load import conditions
from tests.fakes import rules

FOLDER = Path(__file__).parents[3] / "underwriting"
RULES = rules()
CASES = [
    pytest.param(table, case, id=f"{table}: {case['name']}") for table in RULES.tables() for case in RULES.cases(table)
]


@pytest.mark.parametrize(("table", "case"), CASES)
def test_that_a_case_gives_its_answer_by_its_row(table, case):
    result = RULES.decide(table, case["input"])
    assert (dict(result.output), list(result.rows)) == (case["output"], case["rows"])


@pytest.mark.parametrize("table", RULES.tables())
def test_that_every_table_has_cases_and_each_row_is_hit_by_one(table):
    hit = {row for case in RULES.cases(table) for row in RULES.decide(table, case["input"]).rows}
    assert RULES.cases(table)
    assert hit == RULES.row_ids(table)


@pytest.mark.parametrize("table", RULES.tables())
def test_that_every_row_is_described_in_words(table):
    assert all(RULES.describe(table, row) for row in RULES.row_ids(table))


def test_that_the_whole_folder_passes_its_own_check():
    assert list(check_cases(RULES)) == []


@pytest.mark.parametrize("line", Line)
def test_that_every_line_has_a_table_that_decides_even_without_facts(line):
    output = RULES.decide(f"underwriting_{line}", {}).output
    assert output["decision"] in list(Outcome)


def test_that_the_shared_tables_are_there():
    assert {ELIGIBILITY, MINORS, SUMS} <= set(RULES.tables(""))


@pytest.mark.parametrize("table", [one for one in RULES.tables("underwriting_") if one not in (
    "underwriting_annuity", "underwriting_car", "underwriting_home", "underwriting_group")])  # fmt: skip
def test_that_an_unknown_condition_is_referred_and_none_is_standard(table):
    unknown = RULES.decide(table, {"condition": "unheard_of", "age": 30, "accepted": False, "declined": False})
    none = RULES.decide(table, {"condition": None, "age": 30, "accepted": False, "declined": False})
    assert (unknown.output["decision"], none.output["decision"]) == ("refer", "standard")


@pytest.mark.parametrize("table", RULES.tables("underwriting_"))
def test_that_a_declining_answer_declines_on_every_line(table):
    facts = {"yes_action": "decline", "segment": "damage", "condition": None}
    assert RULES.decide(table, facts).output["decision"] == "decline"


def test_that_tables_name_only_conditions_the_house_knows():
    for table in RULES.tables("underwriting_"):
        named = {code for case in RULES.cases(table) if (code := case["input"].get("condition"))}
        cells = re.findall(r'"condition": "([^"]*)"', (FOLDER / f"{table}.json").read_text("utf-8"))
        named |= {code for cell in cells for code in re.findall(r"'([a-z_0-9]+)'", cell)}
        assert named - {"a_rare_disease"} <= conditions().keys(), table
