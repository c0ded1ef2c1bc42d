"""The assessors' workbench over HTTP."""

from __future__ import annotations

import io
import json
from typing import Any

import httpx
import pytest
from gateway_fakes import SECRET
from gateway_running import Running, badge
from PIL import Image

from adapters.sql.audit import SqlAuditLog
from bot.gateway.claim_forms import STEPS
from bot.staff_token import staff_token
from insurance.claims import Claim
from tests.assessing import NUMBER, change, claim_on_table, invoice, record
from tests.fakes import CUSTOMER
from tests.integration.risk_samples import case

pytestmark = pytest.mark.server
CLAIMS = "/api/v1/claims"
CLAUSE = {"article": "3.3"}


async def put(gateway: Running, **changes: Any) -> Claim:
    """A claim whose invoice is a picture with GPS data in it."""
    parts = gateway.parts.services
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (600, 800), "white").save(kept, "JPEG", exif=exif)
    sha256 = await parts.files.put(kept.getvalue(), "image/jpeg")
    claim = await claim_on_table(parts, **changes)
    return await change(parts, claim, papers=(invoice(parts, sha256=sha256), record(parts)))


def assessor(name: str, role: str = "assessor") -> dict[str, str]:
    return {"authorization": f"Bearer {staff_token(SECRET, name, role, 1)}"}


async def seen(gateway: Running, who: str = "wei", role: str = "assessor") -> dict[str, Any]:
    answer = await gateway.client.get(f"{CLAIMS}/{NUMBER}", headers=assessor(who, role))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def take(gateway: Running, step: str, version: int, who: str = "wei", **body: Any) -> httpx.Response:
    address = f"{CLAIMS}/{NUMBER}/{step}"
    return await gateway.client.post(address, json={"version": version, **body}, headers=assessor(who))


async def test_that_the_queue_is_filtered_and_paged(gateway: Running):
    await put(gateway)
    headers = assessor("wei")
    page = (await gateway.client.get(f"{CLAIMS}?status=assessing&size=5&unassigned=1", headers=headers)).json()
    assert (page["total"], page["you"], page["claims"][0]["number"]) == (1, "wei", NUMBER)
    assert (await gateway.client.get(f"{CLAIMS}?assessor=lan", headers=headers)).json()["total"] == 0
    assert (await gateway.client.get(f"{CLAIMS}?q=TESTCLAIM", headers=headers)).json()["total"] == 1
    for query in ("status=lost", "page=0", "page=x", "size=-1"):
        assert (await gateway.client.get(f"{CLAIMS}?{query}", headers=headers)).status_code == 400


async def test_that_a_claim_is_worked_on_from_taking_it_to_the_decision(gateway: Running):
    await put(gateway)
    shown = await seen(gateway)
    shown = (await take(gateway, "assign", shown["version"], to="wei")).json()
    shown = (await take(gateway, "notes", shown["version"], note="已电话核实")).json()
    field = {"paper": "invoice", "field": "amount", "value": "1680"}
    shown = (await take(gateway, "correct-field", shown["version"], **field)).json()
    assert shown["calculation"]["old"] is True
    early = await take(gateway, "approve", shown["version"])
    assert (early.status_code, early.json()["code"]) == (409, "calculation_old")
    shown = (await take(gateway, "recalculate", shown["version"])).json()
    answer = await take(gateway, "approve", shown["version"])
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["status"], shown["payable"], shown["can"]) == ("approved", "740.00", ["reopen"])
    waiting = await gateway.parts.outbox.waiting([CUSTOMER])
    assert waiting == [CUSTOMER]  # kept with the decision
    assert [one["action"] for one in shown["timeline"]] == [
        "claim.assigned", "claim.noted", "claim.field_corrected", "claim.recalculated", "claim.decided",
    ]  # fmt: skip


async def test_that_a_refusal_names_words_and_clause(gateway: Running):
    claim = await put(gateway)
    clause = {**CLAUSE, "policy": claim.policies[0]}
    version = claim.version
    for body, code in (
        ({}, "words_missing"), ({"words": "不属于意外"}, "clause_missing"),
        ({"words": "x", "clause": "3.3"}, "malformed"),
        ({"words": "x", "clause": {**clause, "article": "99"}}, "clause_unknown"),
    ):  # fmt: skip
        answer = await take(gateway, "refuse", version, **body)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    answer = await take(gateway, "refuse", version, words="不属于意外", clause=clause)
    assert (answer.json()["status"], answer.json()["steps"][-1]["clause"]) == ("refused", f"{claim.policies[0]} 3.3")


async def test_that_the_slower_assessor_is_told(gateway: Running):
    claim = await put(gateway)
    await take(gateway, "assign", claim.version, to="wei")
    answer = await take(gateway, "approve", claim.version, who="lan")
    assert (answer.status_code, answer.json()["code"]) == (409, "claim_changed")


async def test_that_an_impossible_move_says_what_is_possible(gateway: Running):
    claim = await put(gateway)
    shown = (await take(gateway, "approve", claim.version)).json()
    answer = await take(gateway, "approve", shown["version"])
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    assert "possible: reopen" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("step", "body", "status"),
    [("notes", {"note": "打13812345678"}, 400), ("notes", {"note": 7}, 400), ("notes", {"note": "x" * 2001}, 400),
     ("notes", {"version": "1", "note": "x"}, 400), ("notes", {"version": True, "note": "x"}, 400),
     ("ask-more", {"documents": "photos", "words": "x"}, 400), ("accept-paper", {"paper": "invoice", "accept": 1}, 400),
     ("edit-line", {"policy": "P", "benefit": "b", "payable": "1e9", "reason": "x"}, 400),
     ("edit-line", {"policy": "P", "benefit": "b", "payable": 5, "reason": "x"}, 400),
     ("attach-policy", {"policy": "P1", "insured": "0"}, 400), ("attach-policy", {"policy": "P1"}, 409),
     ("confirm", {}, 409), ("pay", {}, 404)],
)  # fmt: skip
async def test_that_a_wrong_step_is_refused(gateway: Running, step: str, body: dict[str, Any], status: int):
    claim = await put(gateway)
    answer = await take(gateway, step, **{"version": claim.version, **body})
    assert answer.status_code == status, answer.text
    assert "13812345678" not in answer.text
    assert (await seen(gateway))["version"] == claim.version


async def test_that_a_body_that_is_no_json_is_refused(gateway: Running):
    await put(gateway)
    for body in (b"{", b"[]", b"\xff"):
        answer = await gateway.client.post(f"{CLAIMS}/{NUMBER}/notes", content=body, headers=assessor("wei"))
        assert answer.status_code == 400


async def test_that_pictures_are_shown_without_metadata_and_every_look_is_on_record(gateway: Running):
    claim = await put(gateway)
    address = f"{CLAIMS}/{NUMBER}/papers/invoice/image"
    shown = await gateway.client.get(address, headers=assessor("wei"))
    assert (shown.status_code, shown.headers["content-type"], shown.headers["cache-control"]) == (
        200, "image/jpeg", "no-store",
    )  # fmt: skip
    assert b"taken at home" not in shown.content
    original = await gateway.client.get(f"{address}?original=1", headers=assessor("wei"))
    assert b"taken at home" in original.content
    assert original.headers["content-disposition"].startswith("attachment")
    entries = await SqlAuditLog(gateway.parts.database).read(NUMBER)
    assert [(one.actor, one.action, dict(one.details)) for one in entries] == [
        ("wei", "claim.paper_viewed", {"paper": "invoice", "page": "1"}),
        ("wei", "claim.paper_viewed", {"paper": "invoice", "original": "yes"}),
    ]
    assert (await gateway.client.get(f"{address}?page=2", headers=assessor("wei"))).status_code == 404
    lost = f"{CLAIMS}/{NUMBER}/papers/{claim.papers[1].sha256}/image"
    assert (await gateway.client.get(lost, headers=assessor("wei"))).status_code == 404


@pytest.mark.parametrize(
    ("role", "read", "step", "original"),
    [("assessor", 200, 200, 200), ("supervisor", 200, 200, 200), ("risk", 200, 403, 403),
     ("advisor", 403, 403, 403), ("partner", 403, 403, 403), ("underwriter", 403, 403, 403)],
)  # fmt: skip
async def test_that_a_role_opens_what_it_should(gateway: Running, role: str, read: int, step: int, original: int):
    claim = await put(gateway)
    headers = badge(role)
    assert (await gateway.client.get(CLAIMS, headers=headers)).status_code == read
    picture = f"{CLAIMS}/{NUMBER}/papers/invoice/image"
    assert (await gateway.client.get(picture, headers=headers)).status_code == read
    assert (await gateway.client.get(f"{picture}?original=1", headers=headers)).status_code == original
    body = {"version": claim.version, "to": "x"}
    assert (await gateway.client.post(f"{CLAIMS}/{NUMBER}/assign", json=body, headers=headers)).status_code == step
    assert (await gateway.client.get(CLAIMS)).status_code == 401


@pytest.mark.parametrize("role", ["advisor", "partner"])
async def test_that_others_see_how_far_a_claim_is_and_nothing_of_a_person(gateway: Running, role: str):
    await put(gateway)
    answer = await gateway.client.get(f"{CLAIMS}/{NUMBER}", headers=badge(role))
    assert set(answer.json()) == {"number", "status", "type", "reported", "due"}


async def test_that_score_and_case_are_for_risk_officers_only(gateway: Running):
    await put(gateway, risk_case="RC1")
    async with gateway.parts.services.work() as records:
        await records.risk.add_case(case("RC1", NUMBER))
    assert (await seen(gateway))["risk"] == {"state": "open"}
    assert (await seen(gateway, "rui", "risk"))["risk"]["case"] == "RC1"
    assert "RC1" not in json.dumps(await seen(gateway, "sun", "supervisor"))


async def test_that_every_step_and_refusal_is_documented(gateway: Running):
    document = (await gateway.client.get("/docs/openapi.json")).json()
    step = document["paths"]["/api/v1/claims/{number}/{step}"]["post"]
    assert step["parameters"][1]["schema"]["enum"] == list(STEPS)
    from insurance.services.claims.desk.refusals import Hindrance, Unfit

    assert [one for one in (*Hindrance, *Unfit) if one not in step["description"]] == []
