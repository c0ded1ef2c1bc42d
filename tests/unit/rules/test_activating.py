"""Putting rules in force and taking them back."""

import pytest

from adapters.rules.activating import Refused, activate, on_start, roll_back
from adapters.rules.sets import ActivatedMeanwhile, Kind, NothingBefore
from tests.unit.rules.memory_rules import MemoryRules
from tests.unit.rules.small_tables import jdm


def table(limit):
    cases = [
        {"name": "old", "input": {"age": 200}, "output": {"decision": "refer"}},
        {"name": "young", "input": {"age": 0}, "output": {"decision": "standard"}},
    ]
    rows = [{"age": f"> {limit}", "decision": "'refer'"}, {"decision": "'standard'"}]
    return jdm(rows, {"age": "age"}, cases)


SHIPPED, NEWER, NEWEST = ({"ages": table(limit)} for limit in (60, 65, 70))
BROKEN = {"ages": jdm([{"age": "> 5", "decision": "'refer'"}], {"age": "age"})}


@pytest.fixture
async def store():
    it = MemoryRules()
    await on_start(it, SHIPPED)
    return it


async def files(store):
    return await store.files((await store.in_force()).set_id)


async def test_that_a_first_start_puts_in_force_what_the_code_brings(store):
    assert [one.kind for one in store.activations] == [Kind.START]
    assert await files(store) == SHIPPED


async def test_that_a_second_start_changes_and_tells_nothing(store):
    assert await on_start(store, SHIPPED) == []
    assert len(store.activations) == 1


async def test_that_two_first_starts_at_once_activate_once():
    store = MemoryRules()
    store.before_activating = lambda: on_start(store, SHIPPED)
    assert await on_start(store, SHIPPED) == []
    assert len(store.activations) == 1


async def test_that_a_start_with_other_files_overrides_nothing_and_says_so(store):
    (told,) = await on_start(store, NEWER)
    assert await files(store) == SHIPPED
    assert "ages differ" in told
    assert "make rules-activate" in told


async def test_that_a_table_the_code_brings_new_is_added_and_nothing_else_changed(store):
    told = await on_start(store, {**NEWER, "sums": table(1)})
    assert await files(store) == {**SHIPPED, "sums": table(1)}
    assert store.activations[-1].kind is Kind.ADDED
    assert "new tables put in force as activation 2: sums" in told[0]


async def test_that_files_are_followed_when_that_is_wished(store):
    await on_start(store, NEWER, follow=True)
    assert await files(store) == NEWER


async def test_that_a_first_start_with_a_broken_table_activates_nothing():
    store = MemoryRules()
    with pytest.raises(Refused, match="row 1"):
        await on_start(store, BROKEN)
    assert store.activations == []


async def test_that_an_activation_keeps_who_and_why(store):
    done = await activate(store, NEWER, "Li Lei", "pensions start later")
    assert (done.number, done.by, done.why) == (2, "Li Lei", "pensions start later")
    assert await files(store) == NEWER


async def test_that_a_set_with_a_problem_is_refused_and_names_it(store):
    with pytest.raises(Refused, match=r"ages\.json: Table: row 1 \(r1\)"):
        await activate(store, BROKEN, "Li Lei", "why not")
    assert await files(store) == SHIPPED


async def test_that_a_table_in_force_cannot_be_left_out(store):
    await activate(store, {**NEWER, "sums": table(1)}, "Li Lei", "sums")
    with pytest.raises(Refused, match=r"sums\.json: is in force"):
        await activate(store, NEWEST, "Li Lei", "no sums")


async def test_that_the_same_set_again_is_no_activation(store):
    assert (await activate(store, SHIPPED, "Li Lei", "again")).number == 1


async def test_that_another_activation_at_the_same_moment_is_not_lost(store):
    store.before_activating = lambda: activate(store, NEWEST, "Han Meimei", "faster")
    with pytest.raises(ActivatedMeanwhile):
        await activate(store, NEWER, "Li Lei", "slower")
    assert await files(store) == NEWEST


async def test_that_going_back_twice_goes_back_two_steps(store):
    await activate(store, NEWER, "Li Lei", "one")
    await activate(store, NEWEST, "Li Lei", "two")
    await roll_back(store, "Li Lei", "not two")
    assert await files(store) == NEWER
    await roll_back(store, "Li Lei", "not one")
    assert await files(store) == SHIPPED
    with pytest.raises(NothingBefore):
        await roll_back(store, "Li Lei", "not anything")


async def test_that_going_back_after_a_new_start_goes_back_past_what_was_activated_last(store):
    await activate(store, NEWER, "Li Lei", "one")
    await roll_back(store, "Li Lei", "not one")
    await activate(store, NEWEST, "Li Lei", "two")
    await roll_back(store, "Li Lei", "not two")
    assert await files(store) == SHIPPED


async def test_that_going_back_keeps_tables_that_came_since(store):
    await activate(store, NEWER, "Li Lei", "one")
    await on_start(store, {**NEWER, "sums": table(1)})
    await roll_back(store, "Li Lei", "not one")
    assert await files(store) == {**SHIPPED, "sums": table(1)}
