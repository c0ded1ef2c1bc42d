"""What the blacklist refuses, in which words; plain numbers go nowhere."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import structlog
from blacklist_house import EXAMPLE, PDF, PHONE

pytestmark = pytest.mark.server

ID = "110105194912310021"
HASH = {"kind": "phone", "key_version": 1, "hash": "a" * 64}


def submission(**changes):
    paper = {"reference": "letter", "sha256": "b" * 64}
    return {"reference": "C-1", "reason_class": "payment_fraud", "evidence": [paper], "identifiers": [HASH], **changes}


PLAIN = [
    ("/query", {"subjects": [{"identifiers": [{**HASH, "hash": ID}]}]}, "plain_identifier"),
    ("/query", {"subjects": [{"identifiers": [{**HASH, "value": ID}]}]}, "unknown_field"),
    ("/query", {"subjects": [{"identifiers": [{**HASH, ID: 1}]}]}, "unknown_field"),
    ("/query", {"subjects": [{"identifiers": [{**HASH, "kind": ID}]}]}, "malformed"),
    ("/query", {"subjects": [{"identifiers": [ID]}]}, "malformed"),
    ("/query", {"subjects": [ID]}, "malformed"),
    ("/query", {"phone": ID}, "unknown_field"),
    ("/entries", submission(reference=ID), "personal_data"),
    ("/entries", submission(evidence=[{"reference": f"letter-of-{ID}", "sha256": "b" * 64}]), "personal_data"),
    ("/entries", submission(evidence=[{"reference": "letter", "sha256": ID}]), "malformed"),
    ("/entries", submission(reason_class=ID), "malformed"),
    ("/entries", submission(identifiers=[{**HASH, "key_version": int(ID)}]), "malformed"),
    ("/appeals", {"identifiers": [HASH], "grounds": f"it isn't {ID}"}, "personal_data"),
]


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture, capsys):
    caplog.set_level(logging.DEBUG)
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))

    def read() -> str:
        told = capsys.readouterr()
        return caplog.text + told.out + told.err

    yield read
    structlog.configure(**before)


def stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("gateway.db*"))


@pytest.mark.parametrize(("path", "body", "code"), PLAIN)
async def test_that_a_plain_number_is_refused_and_neither_repeated_logged_nor_stored(
    house, everything_logged, tmp_path: Path, path, body, code
):
    one = await house.partner("A")
    await one.matching_keys()
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one._call("POST", path, body)
    assert (refused.value.status, refused.value.code) == (400, code)
    assert ID not in str(refused.value)
    assert ID not in everything_logged()
    kept = stored(tmp_path)
    assert ID.encode() not in kept
    assert b"pk_" in kept  # we looked at the right file


async def test_that_a_fault_of_ours_logs_no_plain_number_either(house, everything_logged, monkeypatch):
    one = await house.partner("A")
    await one.matching_keys()

    def fail(*_: object) -> None:
        raise RuntimeError(ID)

    monkeypatch.setattr("bot.gateway.routes.partner_blacklist.asking_blacklist.ask", fail)
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one.query([PHONE])
    assert refused.value.status == 500
    logged = everything_logged()
    assert "request_failed" in logged
    assert ID not in logged + str(refused.value)


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/query", {"subjects": []}, "malformed"),
        ("/query", {"subjects": [{"identifiers": [HASH]}] * 101}, "malformed"),
        ("/query", {"subjects": [{"identifiers": []}]}, "malformed"),
        ("/query", {"subjects": [{"identifiers": [{**HASH, "key_version": 7}]}]}, "unknown_key_version"),
        ("/query", {"subjects": [{"identifiers": [{**HASH, "key_version": True}]}]}, "malformed"),
        ("/query", [], "malformed"),
        ("/query", b"{", "malformed"),
        ("/query", b"\xff", "malformed"),
        ("/query", b"[" * 100_000, "malformed"),
        ("/entries", submission(evidence=[]), "malformed"),
        ("/entries", submission(), "evidence_unknown"),
        ("/evidence", b"", "not_a_paper"),
        ("/evidence", PDF[:-40], "not_a_paper"),
        ("/evidence", PDF + b"<script>alert(1)</script>", "not_a_paper"),
        ("/evidence", b"GIF89a, or no paper at all", "not_a_paper"),
        ("/appeals", {"identifiers": [HASH], "grounds": "x" * 501}, "malformed"),
        ("/appeals", {"identifiers": [HASH], "grounds": "half a character \ud800"}, "malformed"),
        ("/appeals", {"identifiers": [HASH], "grounds": "nothing\0"}, "malformed"),
    ],
)
async def test_that_a_malformed_request_is_told_what_is_wrong(house, path, body, code):
    one = await house.partner("A")
    await one.matching_keys()
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one._call("POST", path, body)
    assert (refused.value.status in (400, 415), refused.value.code) == (True, code)
    assert len(str(refused.value)) > 30


async def test_that_answers_have_one_shape(house):
    one = await house.partner("A")
    await house.listed(one)
    asked = [{"identifiers": await one.hashed([each])} for each in (PHONE, ("phone", "13700137000"))]
    answers = (await one._call("POST", "/query", {"subjects": asked}))["answers"]
    assert [set(answer) for answer in answers] == [{"listed", "reason_class"}] * 2
    assert "CASE-1" not in json.dumps(answers)


async def test_that_a_large_paper_is_refused(house):
    one = await house.partner("A")
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one.upload(PDF + b" " * (20 * 1024 * 1024))
    assert (refused.value.status, refused.value.code) == (413, "too_large")


@pytest.mark.parametrize("query", ["after=%00", "after=x", "limit=201", "limit=-1"])
async def test_that_a_page_that_isnt_one_is_refused(house, query):
    one = await house.partner("A")
    with pytest.raises(EXAMPLE.Refused) as refused:
        await one._call("GET", f"/entries?{query}")
    assert (refused.value.status, refused.value.code) == (400, "malformed")


async def test_that_a_query_larger_than_the_quota_is_told_its_size(house):
    one = await house.partner("A", per_minute=3)
    await one.matching_keys()
    with pytest.raises(EXAMPLE.Refused, match="3 subjects at most") as refused:
        await one.query(*[[PHONE]] * 4)
    assert refused.value.code == "too_many_subjects"
