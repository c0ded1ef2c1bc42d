"""The engine: what it answers, and the tables it refuses."""

import hashlib
import json

import pytest

from adapters.rules import InvalidTable, RuleFailed, UnknownTable, ZenRules, check_cases
from adapters.rules.commands import main


def table(rules, cases=None):
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "Request", "position": {"x": 0, "y": 0}},
            {
                "id": "t",
                "type": "decisionTableNode",
                "name": "Ages",
                "position": {"x": 1, "y": 0},
                "content": {
                    "hitPolicy": "first",
                    "inputs": [{"id": "a", "name": "Age", "field": "age"}],
                    "outputs": [{"id": "o", "name": "Decision", "field": "decision"}],
                    "rules": rules,
                },
            },
            {"id": "out", "type": "outputNode", "name": "Response", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "t"},
            {"id": "2", "type": "edge", "sourceId": "t", "targetId": "out"},
        ],
        "cases": [{"name": "old", "input": {"age": 70}, "output": {"decision": "refer"}}] if cases is None else cases,
    }


OLD = {"_id": "old", "_description": "over 65", "a": "> 65", "o": "'refer'"}
DEFAULT = {"_id": "default", "a": "", "o": "'standard'"}


@pytest.fixture
def load(tmp_path):
    def write(content, name="ages.json"):
        (tmp_path / name).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return ZenRules(tmp_path)

    return write


def refused(load, content):
    with pytest.raises(InvalidTable) as caught:
        load(content)
    return str(caught.value)


def test_that_a_decision_names_the_row_and_the_version_of_the_file(load, tmp_path):
    result = load(table([OLD, DEFAULT])).decide("ages", {"age": 66})
    assert (result.table, result.rows, dict(result.output)) == ("ages", ("old",), {"decision": "refer"})
    assert result.version == hashlib.sha256((tmp_path / "ages.json").read_bytes()).hexdigest()


def test_that_changing_an_answer_does_not_change_the_next_one(load):
    rules = load(table([OLD, DEFAULT]))
    rules.decide("ages", {"age": 66}).output["decision"] = "standard"
    assert rules.decide("ages", {"age": 66}).output["decision"] == "refer"


def test_that_an_unknown_table_is_named(load):
    with pytest.raises(UnknownTable, match="sums"):
        load(table([OLD, DEFAULT])).decide("sums", {})


def test_that_facts_a_table_cannot_take_fail_by_name(load):
    with pytest.raises(RuleFailed, match="ages"):
        load(table([OLD, DEFAULT])).decide("ages", {"age": object()})


def test_that_tables_are_listed_by_prefix(load):
    load(table([OLD, DEFAULT]), "b_two.json")
    assert load(table([OLD, DEFAULT]), "a_one.json").tables("a_") == ["a_one"]


def test_that_a_table_without_a_default_row_is_refused(load):
    assert "ages.json: Ages: row 1 (old): the last row must be the default" in refused(load, table([OLD]))


def test_that_a_condition_that_cannot_be_read_is_refused_with_its_row(load):
    wrong = refused(load, table([{**OLD, "a": "> > 65"}, DEFAULT]))
    assert "ages.json: Ages: row 1 (old): Age: '> > 65' can't be read" in wrong


def test_that_an_output_that_cannot_be_read_is_refused_with_its_row(load):
    wrong = refused(load, table([OLD, {**DEFAULT, "o": "'standard"}]))
    assert "ages.json: Ages: row 2 (default): Decision" in wrong


def test_that_a_cell_of_no_column_is_refused(load):
    assert "row 1 (old): x is no column of the table" in refused(load, table([{**OLD, "x": "1"}, DEFAULT]))


def test_that_two_rows_of_one_id_are_refused(load):
    assert "row 2 (old): every row needs an _id of its own" in refused(load, table([OLD, {**DEFAULT, "_id": "old"}]))


@pytest.mark.parametrize("content", ["{", "[]", "{}"])
def test_that_a_file_that_is_no_table_is_refused_by_name(load, content):
    assert refused(load, content).startswith("ages.json: ")


def test_that_every_wrong_file_is_named_at_once(load, tmp_path):
    (tmp_path / "other.json").write_text("{", "utf-8")
    wrong = refused(load, table([OLD]))
    assert "ages.json: " in wrong
    assert "other.json: " in wrong


def test_that_a_row_no_case_hits_is_reported(load):
    assert list(check_cases(load(table([OLD, DEFAULT])))) == ["ages.json: Ages: row 2 (default): no case hits it"]


def test_that_a_table_without_cases_is_reported(load):
    assert "ages.json: carries no case" in list(check_cases(load(table([OLD, DEFAULT], cases=[]))))


def test_that_a_case_with_another_answer_is_reported(load):
    case = {"name": "old", "input": {"age": 70}, "output": {"decision": "decline"}, "rows": ["default"]}
    reported = list(check_cases(load(table([OLD, DEFAULT], cases=[case]))))
    assert any("answered {'decision': 'refer'}" in line for line in reported)
    assert any("hit ['old'], expected ['default']" in line for line in reported)


def test_that_the_command_exits_with_1_on_a_failing_case_and_0_when_all_is_good(load, tmp_path):
    load(table([OLD, DEFAULT]))
    assert main([str(tmp_path)]) == 1
    young = {"name": "young", "input": {"age": 20}, "output": {"decision": "standard"}}
    load(table([OLD, DEFAULT], cases=[*table([])["cases"], young]))
    assert main([str(tmp_path)]) == 0


def test_that_an_empty_folder_is_no_success(tmp_path):
    assert main([str(tmp_path)]) == 1
