"""A decision as the staff API shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.records import SqlUnitOfWork
from adapters.rules import ZenRules
from adapters.rules.activating import on_start
from adapters.rules.tables import read_folder
from adapters.sql.rule_store import SqlRuleStore
from tests.buying import until_quote
from tests.fakes import fake_parts

pytestmark = pytest.mark.server
FOLDER = Path(__file__).parents[3] / "underwriting"


async def test_that_staff_see_a_decision_with_facts_versions_and_rows_in_words(gateway):
    database = gateway.parts.database
    await on_start(SqlRuleStore(database), read_folder(FOLDER))
    await until_quote(replace(fake_parts(), work=SqlUnitOfWork(database)))
    shown = (await gateway.client.get("/api/v1/decisions/1", headers=gateway.staff)).json()
    assert (shown["stage"], shown["outcome"], shown["quote_id"]) == ("offered", "standard", None)
    asked = {one["table"]: one for one in shown["tables"]}
    eligible = asked["eligibility"]
    assert eligible["facts"]["age_for_min"] == 65
    assert eligible["version"] == ZenRules(FOLDER).file("eligibility").version
    assert [row["id"] for row in eligible["rows"]] == ["eligible"]
    assert all(row["description"] for one in asked.values() for row in one["rows"])
