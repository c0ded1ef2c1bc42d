"""The review queue over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from gateway_fakes import SECRET
from gateway_running import Running, badge

from adapters.records import SqlUnitOfWork
from bot.staff_token import staff_token
from tests.integration.risk_samples import PASSED, case, entry, key

pytestmark = pytest.mark.server
CASES = "/api/v1/risk/cases"


async def put(gateway: Running, *numbers: str) -> None:
    async with SqlUnitOfWork(gateway.parts.database)() as records:
        for subject in ("A1", "A2", "A3"):
            await records.risk.add_entry(entry(subject, key("a phone")), PASSED)
        for number in numbers:
            await records.risk.add_case(case(number))


def officer(name: str) -> dict[str, str]:
    return {"authorization": f"Bearer {staff_token(SECRET, name, 'risk', 1)}"}


async def take(gateway: Running, step: str, who: str = "wei", version: int = 1, **body: Any) -> httpx.Response:
    return await gateway.client.post(f"{CASES}/RC1/{step}", json={"version": version, **body}, headers=officer(who))


async def test_that_cases_are_listed_with_paging_and_filters(gateway: Running):
    await put(gateway, "RC1", "RC2", "RC3")
    answer = (await gateway.client.get(f"{CASES}?size=2&page=2&status=open", headers=officer("wei"))).json()
    assert (answer["total"], answer["page"], [one["number"] for one in answer["cases"]]) == (3, 2, ["RC3"])
    assert answer["cases"][0]["rows"] == ["risk_insurers.day_3"]
    assert (await gateway.client.get(f"{CASES}?status=cleared", headers=officer("wei"))).json()["total"] == 0


@pytest.mark.parametrize("query", ["status=lost", "kind=x", "page=0", "page=x", "size=-1"])
async def test_that_a_wrong_filter_is_explained(gateway: Running, query: str):
    assert (await gateway.client.get(f"{CASES}?{query}", headers=officer("wei"))).status_code == 400


async def test_that_a_case_shows_evidence_and_what_is_linked_but_no_identifier(gateway: Running):
    await put(gateway, "RC1")
    answer = await gateway.client.get(f"{CASES}/RC1", headers=officer("wei"))
    shown = answer.json()
    assert shown["you"] == "wei"
    assert shown["signals"][0]["title"] == "1天内向3家及以上保险公司投保"
    labels = [node["label"] for node in shown["graph"]["nodes"]]
    assert sorted(labels) == ["A1", "A2", "A3", "person", "phone"]
    assert len(shown["graph"]["edges"]) == 6
    assert "a phone" not in answer.text


async def test_that_every_step_stands_in_the_timeline(gateway: Running):
    await put(gateway, "RC1")
    assert (await take(gateway, "assign", to="wei")).json()["assignee"] == "wei"
    await take(gateway, "notes", version=2, note="已电话核实")
    shown = (await take(gateway, "clear", version=3, note="比价,不是恶意")).json()
    assert (shown["status"], shown["decided_by"]) == ("cleared", "wei")
    assert [(one["actor"], one["action"]) for one in shown["timeline"]] == [
        ("wei", "case.assigned"), ("wei", "case.noted"), ("wei", "case.cleared"),
    ]  # fmt: skip


async def test_that_the_slower_officer_is_told(gateway: Running):
    await put(gateway, "RC1")
    await take(gateway, "assign", to="wei")
    answer = await take(gateway, "clear", who="lan", note="没有问题")
    assert answer.status_code == 409
    assert answer.json()["error"] == "conflict"


async def test_that_listing_takes_two(gateway: Running):
    await put(gateway, "RC1")
    assert (await take(gateway, "list", reason="forged_documents", note="材料雷同")).json()["status"] == "listing"
    assert (await take(gateway, "confirm-listing", version=2, note="同意")).status_code == 409
    assert (await take(gateway, "confirm-listing", who="lan", version=2, note="同意")).json()["status"] == "listed"


@pytest.mark.parametrize(
    ("step", "body", "status"),
    [("clear", {"note": " "}, 400), ("clear", {"note": 7}, 400), ("clear", {"note": "x" * 2001}, 400),
     ("list", {"reason": "dislike", "note": "x"}, 400), ("clear", {"version": "1"}, 400),
     ("clear", {"version": True}, 400),
     ("pardon", {"note": "x"}, 404), ("confirm-listing", {"note": "x"}, 409)],
)  # fmt: skip
async def test_that_a_wrong_step_is_refused(gateway: Running, step: str, body: dict[str, Any], status: int):
    await put(gateway, "RC1")
    answer = await gateway.client.post(f"{CASES}/RC1/{step}", json={"version": 1, **body}, headers=officer("wei"))
    assert answer.status_code == status, answer.text


async def test_that_only_risk_officers_get_in(gateway: Running):
    await put(gateway, "RC1")
    for path in ("RC1", "RC1/clear"):
        call = gateway.client.get if path == "RC1" else gateway.client.post
        assert (await call(f"{CASES}/{path}", headers=badge("advisor"))).status_code == 403
        assert (await call(f"{CASES}/{path}")).status_code == 401
    assert (await gateway.client.get(f"{CASES}/RC9", headers=officer("wei"))).status_code == 404
    assert (await gateway.client.get(f"{CASES}/RC1", headers=gateway.staff)).json()["you"] == "administrator"
