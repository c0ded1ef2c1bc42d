"""The rules of a running process: it changes to what is in force, and keeps the last good ones."""

import asyncio

import pytest

from adapters.rules import RuleFailed
from adapters.rules.activating import activate, roll_back
from adapters.rules.in_force import RulesInForce
from adapters.rules.sets import Kind
from tests.unit.rules.memory_rules import MemoryRules
from tests.unit.rules.test_activating import BROKEN, NEWER, SHIPPED

OVER_60 = {"age": 62}


@pytest.fixture
def folder(tmp_path):
    for name, text in SHIPPED.items():
        (tmp_path / f"{name}.json").write_bytes(text)
    return tmp_path


@pytest.fixture
def store():
    return MemoryRules()


@pytest.fixture
async def rules(store, folder):
    it = RulesInForce(store, folder, every=0.01)
    await it.open()
    yield it
    await it.close()


def decided(rules):
    return rules.decide("ages", OVER_60).output["decision"]


async def until(holds):
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what is waited for is another task's doing
            await asyncio.sleep(0.01)


async def test_that_nothing_is_decided_before_rules_are_in_force(store, folder):
    with pytest.raises(RuleFailed, match="no rules are in force"):
        RulesInForce(store, folder).decide("ages", OVER_60)


async def test_that_a_running_process_takes_up_what_was_activated_and_taken_back(store, rules):
    assert decided(rules) == "refer"
    await activate(store, NEWER, "Li Lei", "later")
    await until(lambda: decided(rules) == "standard")
    assert rules.state.activation == 2
    await roll_back(store, "Li Lei", "sooner")
    await until(lambda: decided(rules) == "refer")


async def test_that_a_process_knows_in_which_files_the_code_brings_others(store, rules, folder):
    assert rules.state.notice == ""
    await activate(store, NEWER, "Li Lei", "later")
    await until(lambda: rules.state.activation == 2)
    assert "ages differ" in rules.state.notice


async def test_that_a_set_that_does_not_load_leaves_the_last_good_one_in_use(store, rules, caplog):
    await store.activate(BROKEN, Kind.ACTIVATE, "somebody", "by another way", after=1)
    await until(lambda: rules.state.problem)
    assert decided(rules) == "refer"
    assert rules.state.activation == 1
    assert rules.state.problem == "activation 2 doesn't load; the log says why"
    assert "ages.json: Table: row 1 (r1): the last row must be the default" in caplog.text


async def test_that_a_process_that_starts_then_takes_the_last_good_one(store, rules, folder):
    await store.activate(BROKEN, Kind.ACTIVATE, "somebody", "by another way", after=1)
    late = RulesInForce(store, folder, every=60)
    await late.open()
    assert (decided(late), late.state.activation) == ("refer", 1)
    assert late.state.problem
    await late.close()


async def test_that_a_good_set_after_a_bad_one_is_taken_up(store, rules):
    await store.activate(BROKEN, Kind.ACTIVATE, "somebody", "by another way", after=1)
    await until(lambda: rules.state.problem)
    await store.activate(NEWER, Kind.ACTIVATE, "Li Lei", "mended", after=2)
    await until(lambda: decided(rules) == "standard")
    assert rules.state.problem == ""


async def test_that_records_that_are_away_at_the_start_are_waited_for(store, folder):
    store.down = True
    rules = RulesInForce(store, folder, every=0.01)
    await rules.open()
    with pytest.raises(RuleFailed):
        decided(rules)
    store.down = False
    await until(lambda: rules.state.activation == 1)
    assert decided(rules) == "refer"
    await rules.close()


async def test_that_records_that_go_away_leave_the_rules_in_use(store, rules):
    store.down = True
    await asyncio.sleep(0.05)
    assert decided(rules) == "refer"
