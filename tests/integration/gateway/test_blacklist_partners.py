"""The shared blacklist as a partner sees it: the example client against a running gateway."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from blacklist_house import EXAMPLE, OTHER, PDF, PHONE

from insurance.identifiers import Kind, keyed_hash, normalise
from tests.integration.adapters.upload_samples import pdf

pytestmark = pytest.mark.server
NO = {"listed": "no", "reason_class": None}
YES = {"listed": "yes", "reason_class": "forged_documents"}


async def test_that_an_entry_is_told_once_two_officers_have_verified_it(house):
    one, two = await house.partner("A"), await house.partner("B")
    paper = await one.upload(PDF)
    entry = await one.submit("CASE-1", "forged_documents", {"letter": paper}, [PHONE])
    assert (entry["status"], entry["served"]) == ("submitted", False)
    assert await two.query([PHONE]) == [NO]
    await house.staff("POST", f"/entries/{entry['id']}/verify", "wei")
    assert (await one.entry(entry["id"]))["status"] == "submitted"
    assert await two.query([PHONE]) == [NO]
    await house.staff("POST", f"/entries/{entry['id']}/verify", "lan")
    assert await two.query([OTHER], [OTHER, PHONE], [PHONE]) == [NO, YES, YES]
    assert (await one.entries())[0]["served"] is True


async def test_that_an_entry_is_its_submitters_business_only(house):
    one, two = await house.partner("A"), await house.partner("B")
    entry_id = await house.listed(one)
    for call in (two.entry(entry_id), two.withdraw(entry_id, "mine now"), two.hash_again(entry_id, [PHONE])):
        with pytest.raises(EXAMPLE.Refused) as refused:
            await call
        assert (refused.value.status, refused.value.code) == (404, "unknown_entry")
    assert await two.entries() == []
    assert (await one.withdraw(entry_id, "settled"))["status"] == "withdrawn"
    assert await two.query([PHONE]) == [NO]


async def test_that_an_appeal_suspends_and_tells_nothing(house):
    one, two = await house.partner("A"), await house.partner("B")
    entry_id = await house.listed(one)
    paper = await two.upload(pdf(2))
    await two.appeal([OTHER], "never heard of")
    await two.appeal([PHONE], "another person", {"proof": paper})
    assert await two.query([PHONE]) == [NO]
    assert (await one.entry(entry_id))["status"] == "under_appeal"
    decision = {"upheld": True, "why": "the proof is of another year"}
    assert (await house.staff("POST", f"/entries/{entry_id}/decide", "mei", json=decision)).status_code == 200
    assert await two.query([PHONE]) == [YES]


async def test_that_the_same_submission_again_is_harmless(house):
    one = await house.partner("A")
    paper = await one.upload(PDF)
    many = (one.submit("CASE-1", "forged_documents", {"letter": paper}, [PHONE]) for _ in range(4))
    assert len({entry["id"] for entry in await asyncio.gather(*many)}) == 1
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one.submit("CASE-1", "payment_fraud", {"letter": paper}, [PHONE])
    assert refused.value.code == "reference_taken"


async def test_that_the_quota_tells_when_to_come_back(house):
    one = await house.partner("A", per_minute=4, per_day=100)
    await one.matching_keys()
    await one.query([PHONE], [OTHER])
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one.query([PHONE], [OTHER])
    assert (refused.value.status, refused.value.code) == (429, "quota_used_up")
    assert 1 <= refused.value.retry_after <= 60
    report = (await house.staff("GET", "/usage")).json()["usage"]
    assert [(day["partner"], day["used"], day["listed"]) for day in report] == [("A", 3, 0)]


async def test_that_a_request_cant_be_sent_again_or_changed(house):
    one = await house.partner("A")
    subjects = [{"identifiers": await one.hashed([PHONE])}]
    body, target = json.dumps({"subjects": subjects}).encode(), EXAMPLE.PREFIX + "/query"
    headers = one.client._signed("POST", target, body)

    async def send(content: bytes = body, path: str = target, **changes: str) -> tuple[int, str | None]:
        more = {**headers, **{name.replace("_", "-"): value for name, value in changes.items()}}
        answer = await house.gateway.client.post(path, content=content, headers=more)
        return answer.status_code, answer.json().get("code")

    assert await send(body + b" ") == (401, "not_authenticated")
    assert await send(path=target + "?x=1") == (401, "not_authenticated")
    assert await send(X_Key_Id="pk_1") == (401, "not_authenticated")
    assert await send(X_Timestamp=str(int(time.time()) - 1000)) == (401, "clock_skew")
    assert (await send())[0] == 200
    assert await send() == (401, "replayed")
    unsigned = await house.gateway.client.post(target, content=body, headers=house.gateway.staff)
    assert unsigned.status_code == 401


async def test_that_the_example_hashes_as_the_house_does():
    key = b"k" * 32
    written = {
        Kind.ID_NUMBER: ["110105 19491231 002x", "110105491231002"], Kind.PASSPORT: ["e1234-5678"],
        Kind.PHONE: ["138 0013 8000", "+86 13800138000", "0086 138 0013 8000", "(010) 6552 9988", "+44 20 7946 0958"],
        Kind.BANK_CARD: ["6222 0202 0000 0000 018"], Kind.DEVICE: [" 3f2504e0-4f89 "], Kind.PLATE: ["京A·d1234"],
        Kind.COMPANY_NUMBER: ["91110000600037341l"],
    }  # fmt: skip
    assert set(written) == set(Kind)
    for kind, values in written.items():
        for value in values:
            assert EXAMPLE.keyed_hash(key, kind.value, value) == keyed_hash(key, kind, normalise(kind, value))
