"""The analysis of rows held against zen-engine itself, on random tables."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.rules.engine import ZenRules
from adapters.rules.reach import reach_of
from adapters.rules.tables import parse
from tests.unit.rules.small_tables import jdm

FIELDS = {"n": "number", "t": "text", "b": "flag"}
NUMBERS = st.integers(-3, 6)
TEXTS = st.sampled_from(["a", "b", "c", "4a"])


def _range(ends):
    low, high = sorted(ends)
    return st.sampled_from([f"[{low}..{high}]", f"({low}..{high}]", f"[{low}..{high})", f"not in [{low}..{high}]"])


def _listed(values, spelled):
    return st.lists(values, min_size=1, max_size=3, unique=True).map(lambda some: ", ".join(map(spelled, some)))


_QUOTED = _listed(TEXTS, lambda text: f"'{text}'")
NUMBER_CELLS = st.one_of(
    st.sampled_from(["", "", "null", "$ != null", "$ == null or $ > 2", "not ($ > 1)", "> 2.5", "1.5"]),
    st.tuples(st.sampled_from([">", ">=", "<", "<=", "==", "!=", ""]), NUMBERS).map(
        lambda pair: f"{pair[0]} {pair[1]}"
    ),
    st.tuples(NUMBERS, NUMBERS).flatmap(_range),
    _listed(NUMBERS, str),
)
TEXT_CELLS = st.one_of(
    st.sampled_from(["", "", "null", "$ != null", "null, 'a'", "$ == 'a' or $ == 'b'"]),
    _QUOTED,
    _QUOTED.map(lambda some: f"not in [{some}]"),
    _QUOTED.map(lambda some: f"not ($ in [{some}])"),
)
FLAG_CELLS = st.sampled_from(["", "", "", "true", "false", "null", "$ != null", "!= true", "not ($ == false)"])
CELLS = {"n": NUMBER_CELLS, "t": TEXT_CELLS, "b": FLAG_CELLS}
OTHER_FACTS = st.sampled_from(["", "", "$ > limit", "$ != null and $ < limit"])
FACTS = st.fixed_dictionaries(
    {
        "number": st.one_of(st.none(), NUMBERS, st.sampled_from([-2.5, 1.5, 2.25, 99])),
        "text": st.one_of(st.none(), TEXTS, st.just("unheard of")),
        "flag": st.sampled_from([None, True, False]),
        "limit": st.one_of(st.none(), NUMBERS),
    }
)


@st.composite
def tables(draw, others=False):
    cells = {**CELLS, "n": st.one_of(NUMBER_CELLS, OTHER_FACTS)} if others else CELLS
    row = st.fixed_dictionaries(cells)
    rows = [{**one, "decision": "'refer'"} for one in draw(st.lists(row, min_size=1, max_size=7))]
    return jdm([*rows, {"decision": "'standard'"}], FIELDS)


def _reach(text):
    file = parse("random", text)
    return reach_of(file, file.nodes[0]), ZenRules({"random": text})


def _hit(rules, facts):
    return rules.decide("random", facts).rows[0]


@settings(max_examples=300, deadline=None)
@given(tables())
def test_that_a_reachable_row_has_facts_that_the_engine_sends_to_it(text):
    reach, rules = _reach(text)
    for row in reach.node.rows:
        left = reach.left_of(row)
        if left is not None:
            facts = reach.facts(left)
            assert _hit(rules, facts) == row.id, (facts, json.loads(text))


@settings(max_examples=300, deadline=None)
@given(tables(others=True), st.lists(FACTS, min_size=1, max_size=12))
def test_that_no_row_said_to_be_unreachable_is_ever_hit(text, several):
    reach, rules = _reach(text)
    unreachable = {row.id for row in reach.node.rows if reach.left_of(row) is None}
    for facts in several:
        assert _hit(rules, facts) not in unreachable, (facts, json.loads(text))
