"""Rules and decisions in the database, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from adapters.records import SqlUnitOfWork
from adapters.rules import ZenRules
from adapters.rules.activating import activate, on_start, roll_back
from adapters.rules.archive import Archive, latest
from adapters.rules.in_force import RulesInForce
from adapters.rules.replay import replay
from adapters.rules.report import as_markdown, as_text
from adapters.rules.sets import ActivatedMeanwhile, Kind
from adapters.rules.shadow import shadow
from adapters.rules.tables import read_folder
from adapters.sql.records import DecisionRow
from adapters.sql.rule_store import SqlRuleStore
from insurance.decisions import Stage
from insurance.facts import ConditionFact
from tests.buying import FATHERS_ACCIDENT, tell, until_quote
from tests.fakes import CUSTOMER, fake_parts

FOLDER = Path(__file__).parents[3] / "underwriting"
SHIPPED = read_folder(FOLDER)
ACCIDENT = "underwriting_accident"


def changed(row: str, decision: str):
    """The shipped rules with another decision in one row of the accident table; the cases follow."""
    table = json.loads(SHIPPED[ACCIDENT])
    (node,) = [node for node in table["nodes"] if node["type"] == "decisionTableNode"]
    for rule in node["content"]["rules"]:
        if rule["_id"] == row:
            rule["out_decision"] = f"'{decision}'"
    for case in table["cases"]:
        if case["rows"] == [row]:
            case["output"]["decision"] = decision
    return {**SHIPPED, ACCIDENT: json.dumps(table, ensure_ascii=False).encode()}


STRICTER = changed("no_condition", "refer")


@pytest.fixture
async def store(database):
    it = SqlRuleStore(database)
    await on_start(it, SHIPPED)
    return it


@pytest.fixture
async def parts(database, store):
    rules = RulesInForce(store, FOLDER, every=60)
    await rules.open()
    yield replace(fake_parts(), work=SqlUnitOfWork(database), rules=rules)
    await rules.close()


async def decisions(database, last=1000):
    return [one async for one in latest(SqlUnitOfWork(database), last)]


async def test_that_what_was_activated_comes_back_byte_for_byte(store):
    await activate(store, STRICTER, "Li Lei", "nobody is standard")
    now = await store.in_force()
    assert (now.number, now.kind, now.by, now.why) == (2, Kind.ACTIVATE, "Li Lei", "nobody is standard")
    assert await store.files(now.set_id) == STRICTER
    await roll_back(store, "Li Lei", "too strict")
    assert await store.files((await store.in_force()).set_id) == SHIPPED
    assert [one.kind for one in await store.history()] == [Kind.START, Kind.ACTIVATE, Kind.ROLLBACK]


async def test_that_a_first_start_of_several_processes_activates_once(database):
    store = SqlRuleStore(database)
    await asyncio.gather(*(on_start(SqlRuleStore(database), SHIPPED) for _ in range(5)))
    assert len(await store.history()) == 1


async def test_that_of_several_activations_at_once_one_wins_and_the_others_are_told(store):
    tries = [activate(store, changed("no_condition", one), "x", one) for one in ("refer", "postpone", "decline")]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert Counter(type(one) for one in results)[ActivatedMeanwhile] == 2
    assert len(await store.history()) == 2


@pytest.mark.parametrize("statement", ["UPDATE rule_activations SET why = 'x'", "DELETE FROM rule_activations"])
async def test_that_the_database_refuses_to_change_an_activation(database, store, statement):
    with pytest.raises(DBAPIError, match="append only"):
        async with database.session() as session:
            await session.execute(text(statement))
    assert (await store.in_force()).why == "first start"


async def test_that_each_plan_offered_and_each_step_of_a_purchase_keeps_its_decision(database, parts):
    progress = await until_quote(parts)
    kept = await decisions(database)
    assert Counter(one.stage for one in kept) == {Stage.OFFERED: 3, Stage.CHOSEN: 1, Stage.APPLIED: 1}
    applied = kept[0]
    assert (applied.sender, applied.quote_id) == (CUSTOMER, progress.journey.purchase.quote_id)
    versions = {name: ZenRules(FOLDER).file(name).version for name in SHIPPED}
    for result in (result for one in kept for result in one.decision.results):
        assert result.facts
        assert result.rows
        assert result.version == versions[result.table]


async def test_that_decisions_replay_the_same_after_the_rules_have_changed(database, store, parts):
    await until_quote(parts)
    await activate(store, STRICTER, "Li Lei", "stricter")
    await parts.rules.refresh()
    await tell(parts, ConditionFact("gout", "痛风"))
    found = await replay(latest(SqlUnitOfWork(database), 1000), Archive(store))
    assert found.decisions > 5
    assert found.answers > 2 * found.decisions
    assert found.differences == []


async def test_that_a_decision_that_was_tampered_with_is_found(database, store, parts):
    await until_quote(parts)
    async with database.session() as session:
        row = (await session.scalars(select(DecisionRow).order_by(DecisionRow.id.desc()).limit(1))).one()
        doc = json.loads(json.dumps(row.doc))
        doc["results"][-1]["facts"]["condition"] = "bedridden"
        row.doc = doc
    found = await replay(latest(SqlUnitOfWork(database), 1000), Archive(store))
    assert found.differences == [
        f"decision {row.id}: {ACCIDENT}: hit cannot_move, was no_condition",
        f"decision {row.id}: comes to decline, was standard",
    ]


async def test_that_a_version_that_is_not_kept_is_a_difference(database, parts):
    await until_quote(parts)

    class Empty:
        async def file(self, version):
            return None

    found = await replay(latest(SqlUnitOfWork(database), 1), Archive(Empty()))
    assert all("isn't kept" in line for line in found.differences)
    assert found.differences


async def test_that_a_shadow_run_tells_what_would_change_and_names_no_person(database, parts):
    await until_quote(parts)
    found = await shadow(latest(SqlUnitOfWork(database), 1000), ZenRules(STRICTER))
    assert {key: one.count for key, one in found.by_decision.items()} == {("standard", "refer"): 5}
    assert set(found.by_table) == {(ACCIDENT, "standard", "refer: no_known_condition")}
    told, shown = as_text(found), as_markdown(found, "underwriting")
    assert "5 decisions would end otherwise" in told
    assert f"{ACCIDENT} → standard → refer: no_known_condition" in told
    assert f"| {ACCIDENT} | standard | refer: no_known_condition | 5 | 5, 4, 3, 2, 1 |" in shown
    assert CUSTOMER not in told + shown


async def test_that_a_shadow_run_of_the_same_rules_changes_nothing(database, parts):
    await tell(parts, *FATHERS_ACCIDENT)
    found = await shadow(latest(SqlUnitOfWork(database), 1000), ZenRules(FOLDER))
    assert (found.decisions, found.by_decision, found.by_table, found.other_row) == (3, {}, {}, {})


async def test_that_decisions_are_read_on_in_batches(database, parts, monkeypatch):
    await until_quote(parts)
    monkeypatch.setattr("adapters.rules.archive.BATCH", 2)
    assert [one.id for one in await decisions(database, 4)] == [5, 4, 3, 2]
    assert len(await decisions(database)) == 5
