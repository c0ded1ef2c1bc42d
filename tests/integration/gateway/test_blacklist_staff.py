"""The shared blacklist as risk officers see it."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from blacklist_house import OTHER, PDF, PHONE
from gateway_running import badge

pytestmark = pytest.mark.server


@pytest.mark.parametrize("path", ["/entries", "/entries/BL1", "/usage", "/evidence/" + "a" * 64])
async def test_that_only_risk_officers_get_in(house, path):
    path = "/api/v1/risk/blacklist" + path
    assert (await house.gateway.client.get(path)).status_code == 401
    for role in ("advisor", "partner"):
        assert (await house.gateway.client.get(path, headers=badge(role))).status_code == 403


async def test_that_two_officers_at_once_verify_an_entry_once(house):
    one = await house.partner("A")
    paper = await one.upload(PDF)
    entry = await one.submit("CASE-1", "forged_documents", {"letter": paper}, [PHONE])
    path = f"/entries/{entry['id']}/verify"
    many = [house.staff("POST", path, who) for who in ("wei", "lan", "mei", "wei", "lan")]
    statuses = [answer.status_code for answer in await asyncio.gather(*many)]
    assert sorted(statuses) == [200, 200, 409, 409, 409]
    seen = (await house.staff("GET", f"/entries/{entry['id']}")).json()
    assert (seen["status"], len({look["officer"] for look in seen["looks"]})) == ("verified", 2)
    assert [step["action"] for step in seen["history"]] == [
        "blacklist.submitted",
        "blacklist.checked",
        "blacklist.verified",
    ]
    assert seen["identifiers"] == [{"kind": "phone", "key_version": 1, "waiting": False}]


async def test_that_evidence_is_shown_to_staff_and_that_is_noted(house):
    one = await house.partner("A")
    paper = await one.upload(PDF)
    shown = await house.staff("GET", f"/evidence/{paper}")
    assert (shown.content, shown.headers["content-type"]) == (PDF, "application/pdf")
    assert [step.action for step in await house.parts.audit.read(paper)] == [
        "blacklist.evidence_stored",
        "blacklist.evidence_seen",
    ]
    assert (await house.staff("GET", "/evidence/" + "0" * 64)).status_code == 404


async def test_that_an_officer_lists_and_another_verifies(house):
    one = await house.partner("A")
    paper = (await house.staff("POST", "/evidence", content=PDF)).json()["sha256"]
    body = {
        "reference": "RC-1",
        "reason_class": "payment_fraud",
        "evidence": [{"reference": "statement", "sha256": paper}],
        "identifiers": await one.hashed([PHONE]),
    }
    made = await house.staff("POST", "/entries", json=body)
    assert (made.status_code, made.json()["status"]) == (201, "checked")
    path = f"/entries/{made.json()['id']}/verify"
    refused = await house.staff("POST", path)
    assert (refused.status_code, refused.json()["code"]) == (409, "same_officer")
    assert (await house.staff("POST", path, "lan")).json()["served"] is True
    assert (await one.query([PHONE]))[0]["reason_class"] == "payment_fraud"


async def test_that_a_listed_person_appeals_through_staff(house):
    one = await house.partner("A")
    entry_id = await house.listed(one)
    found = await house.staff("POST", "/search", json={"identifiers": await one.hashed([PHONE])})
    assert [entry["id"] for entry in found.json()["entries"]] == [entry_id]
    nobody = await house.staff("POST", "/search", json={"identifiers": await one.hashed([OTHER])})
    assert nobody.json()["entries"] == []
    opened = await house.staff("POST", f"/entries/{entry_id}/appeal", json={"grounds": "他说那天不在国内"})
    assert opened.json()["appeals"][0]["grounds"] == "他说那天不在国内"
    assert (await one.query([PHONE]))[0]["listed"] == "no"
    decision = {"upheld": False, "why": "confirmed by the border police"}
    early = await house.staff("POST", f"/entries/{entry_id}/decide", "lan", json=decision)
    assert (early.status_code, early.json()["code"]) == (409, "same_officer")
    done = await house.staff("POST", f"/entries/{entry_id}/decide", "mei", json=decision)
    assert (done.json()["status"], done.json()["ended"] is not None) == ("removed", True)


async def test_that_the_queue_is_read_page_by_page(house):
    one = await house.partner("A")
    for n in range(3):
        await house.listed(one, ("phone", f"1380013800{n}"), reference=f"C-{n}")
    first = (await house.staff("GET", "/entries?status=verified&limit=2")).json()["entries"]
    rest = (await house.staff("GET", f"/entries?status=verified&limit=2&after={first[-1]['id']}")).json()["entries"]
    assert len({entry["id"] for entry in first + rest}) == 3
    assert (await house.staff("GET", "/entries?status=submitted")).json()["entries"] == []
    for wrong in ("status=unknown", "limit=0", "limit=x"):
        assert (await house.staff("GET", f"/entries?{wrong}")).status_code == 400


async def test_that_every_door_of_the_blacklist_is_documented(house):
    api = (await house.gateway.client.get("/docs/openapi.json")).json()
    documented = {
        (method.upper(), path) for path, methods in api["paths"].items() if "/blacklist" in path for method in methods
    }
    served = {
        (method, "/" + re.sub(r"<(\w+):\w+>", r"{\1}", route.path))
        for route in house.gateway.app.router.routes
        if "/blacklist" in route.path
        for method in route.methods
    }
    assert documented == served
    names = re.findall(r'"#/components/(\w+)/(\w+)"', json.dumps(api))
    assert names
    assert all(name in api["components"][part] for part, name in names)
