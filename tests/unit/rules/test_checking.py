"""What `make rules` refuses, each with a small broken table; every line names file, node, row and what is wrong."""

import pytest

from adapters.rules.checking import check
from tests.unit.rules.small_tables import jdm

STANDARD, REFER, DECLINE = "'standard'", "'refer'", "'decline'"
AGE = {"age": "age"}


def problems(rows, fields=AGE, cases=(), **more):
    return check({"ages": jdm(rows, fields, cases, **more)}).problems


def analysed(rows, fields=AGE, **more):
    """The problems but those of missing cases."""
    return [one for one in problems(rows, fields, **more) if "case" not in one]


def only(found):
    assert len(found) == 1, found
    return found[0]


def row(answer=STANDARD, **cells):
    return {"decision": answer, **cells}


def test_that_a_good_table_with_a_case_for_each_row_has_no_problem():
    cases = [
        {"name": "old", "input": {"age": 70}, "output": {"decision": "refer"}, "rows": ["r1"]},
        {"name": "young", "input": {"age": 7}, "output": {"decision": "standard"}, "rows": ["r2"]},
    ]
    assert problems([row(REFER, age="> 65"), row()], cases=cases) == ()


def test_that_a_row_without_a_case_is_named():
    cases = [{"name": "young", "input": {"age": 7}, "output": {"decision": "standard"}}]
    found = problems([row(REFER, age="> 65"), row()], cases=cases)
    assert only(found) == "ages.json: Table: row 1 (r1): no case hits it"


@pytest.mark.parametrize(
    ("cell", "what"),
    [("> > 1", "can't be read"), ("'a", "can't be read"), ("[1..", "can't be read")],
)
def test_that_a_cell_that_cannot_be_read_is_named(cell, what):
    found = problems([row(REFER, age=cell), row()])
    assert found[0].startswith(f"ages.json: Table: row 1 (r1): age: {cell!r} {what}")


def test_that_a_table_without_a_default_row_is_named():
    assert "row 1 (r1): the last row must be the default" in only(problems([row(REFER, age="> 65")]))


def test_that_a_number_among_texts_is_named():
    found = problems([row(REFER, age="'old', 'very old'"), row(DECLINE, age="'ancient'"), row(REFER, age="70"), row()])
    assert only(found) == "ages.json: Table: row 3 (r3): age: '70' is a number, the others of the column are text"


def test_that_a_case_with_a_value_of_another_kind_is_named():
    cases = [{"name": "spelled", "input": {"age": "seven"}, "output": {"decision": "standard"}}]
    found = problems([row(REFER, age="> 65"), row(DECLINE, age="< 0"), row()], cases=cases)
    assert only(found).startswith("ages.json: Table: case 'spelled': age: 'seven' is text, the others")


def test_that_an_unknown_decision_is_named():
    found = problems([row("'reject'", age="> 65"), row()])
    assert found[0].startswith('ages.json: Table: row 1 (r1): decision: "\'reject\'" is none of "standard"')


def test_that_a_screening_table_holds_or_passes_and_never_declines():
    rows = [row("'hold'", age="> 65"), row("'decline'", age="> 60"), row("'pass'")]
    found = check({"risk_score": jdm(rows, AGE)}).problems
    assert only([one for one in found if "none of" in one]).startswith("risk_score.json: Table: row 2 (r2): decision")


def test_that_an_answer_of_another_kind_is_named():
    rows = [row(loading="'50'", age="> 65"), row(loading="25", age="> 60"), row(loading="0")]
    found = problems(rows, outputs=("decision", "loading"))
    assert only(found).startswith("ages.json: Table: row 1 (r1): loading: \"'50'\" is text")


def test_that_a_row_without_a_decision_is_named():
    found = problems([{"age": "> 65"}, row()])
    assert only(found) == "ages.json: Table: row 1 (r1): decision: every row must give decision"


def test_that_a_cell_that_is_no_text_is_named():
    assert "row 1 (r1): age: 65 must be written as text" in only(problems([row(REFER, age=65), row()]))


def test_that_a_row_within_an_earlier_one_is_unreachable():
    found = analysed([row(REFER, age="> 60"), row(DECLINE, age="[70..80]"), row()])
    assert only(found) == (
        "ages.json: Table: row 2 (r2): can never be reached: everything it is about is decided before, by row 1 (r1)"
    )


def test_that_rows_together_can_take_all_of_another():
    found = analysed(
        [row(REFER, age="< 10"), row(DECLINE, age=">= 20"), row(age="[10..20)"), row(REFER, age="5"), row()]
    )
    assert "row 4 (r4): can never be reached" in only(found)


def test_that_a_gap_between_rows_keeps_a_row_reachable():
    assert analysed([row(REFER, age="<= 40"), row(DECLINE, age="[41..50]"), row(REFER, age="> 50"), row()]) == []


def test_that_a_row_whose_own_conditions_never_hold_is_unreachable():
    both = {"from": "age", "to": "age"}
    found = analysed([row(REFER, **{"from": "> 65", "to": "< 60"}), row()], both)
    assert only(found).endswith("row 1 (r1): can never be reached: its conditions never hold")


def test_that_two_facts_are_looked_at_together():
    facts = {"age": "age", "smoker": "smoker"}
    rows = [row(REFER, age="> 65"), row(DECLINE, smoker="true"), row(REFER, age="> 70", smoker="true"), row()]
    assert "row 3 (r3): can never" in only(analysed(rows, facts))


def test_that_true_false_and_unknown_leave_nothing_to_a_default():
    facts = {"smoker": "smoker"}
    rows = [row(REFER, smoker="null"), row(DECLINE, smoker="true"), row(smoker="false"), row(REFER)]
    assert "row 4 (r4): can never be reached" in only(analysed(rows, facts))


def test_that_an_unknown_fact_keeps_a_default_reachable():
    facts = {"smoker": "smoker"}
    assert analysed([row(DECLINE, smoker="true"), row(smoker="false"), row(REFER)], facts) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("'a', 'b'", "'b','a'"),
        ("not in ['a']", "$ != 'a'"),
        ("$ == 'a' or $ == null", "null, 'a'"),
        ("in ['a', 'b']", "'a' or 'b'"),
    ],
)
def test_that_the_same_conditions_in_other_words_contradict(first, second):
    found = analysed([row(REFER, grade=first), row(DECLINE, grade=second), row()], {"grade": "grade"})
    assert only(found).endswith("row 2 (r2): contradicts row 1 (r1): the same conditions, another answer")


def test_that_a_row_given_twice_is_named():
    found = analysed([row(REFER, age="> 65"), row(REFER, age="$ > 65"), row()])
    assert only(found).endswith("row 2 (r2): says the same as row 1 (r1) once more")


def test_that_conditions_on_other_facts_are_told_apart_by_their_text():
    facts = {"income": None, "age": "age"}
    rows = [row(REFER, income="sum > income * 10"), row(DECLINE, income="sum > income * 5"), row()]
    assert analysed(rows, facts) == []
    twice = [row(REFER, income="sum > income"), row(DECLINE, income="sum > income", age="> 5"), row()]
    assert "row 2 (r2): can never be reached" in only(analysed(twice, facts))


def test_that_a_condition_on_another_fact_is_not_taken_to_cover_what_it_may_not():
    rows = [row(REFER, age="$ > age_max"), row(DECLINE, age="> 5"), row()]
    assert analysed(rows) == []


def test_that_every_table_that_gives_all_matches_is_only_checked_for_repeated_rows():
    rows = [row(REFER, age="> 5"), row(DECLINE, age="> 10"), row()]
    assert analysed(rows, policy="collect") == []


def test_that_a_folder_that_holds_nothing_is_a_problem(tmp_path):
    assert check(tmp_path).problems == (f"{tmp_path} holds no decision table",)


def test_that_sixty_rows_of_ten_columns_are_checked_at_once():
    facts = {f"f{number}": f"f{number}" for number in range(10)}
    rows = [
        row(
            REFER if number % 2 else DECLINE,
            **{f"f{(number + step) % 10}": f"[{number}..{number + 40}]" for step in range(3)},
        )
        for number in range(60)
    ]
    assert analysed([*rows, row()], facts) == []
