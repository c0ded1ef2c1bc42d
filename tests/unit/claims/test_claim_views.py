"""Claims as assessors see them: all for one decision, nobody's number whole, every look on record."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from insurance.audit import AuditEntry
from insurance.claim_papers import PaperField
from insurance.claim_records import ClaimFilter
from insurance.claims import Move
from insurance.ports import ShownCopy
from insurance.records import UnknownRecord
from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.claims.desk.decisions import Decision
from insurance.services.claims.desk.files import ClaimDesk
from insurance.services.parts import Parts
from tests.assessing import NUMBER, change, claim_on_table
from tests.integration.risk_samples import case


class Log:
    """What MemoryRisk was told, read back."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def append(self, actor: str, action: str, subject: str, details) -> None:
        raise NotImplementedError

    async def read(self, subject: str) -> list[AuditEntry]:
        found = [one for one in self._parts.work.store.risk.audit if one[2] == subject]
        now = self._parts.clock.now()
        return [AuditEntry(n, now, a, act, s, d, "", "") for n, (a, act, s, d) in enumerate(found, start=1)]


class Copies:
    async def shown_copy(self, sha256: str, page: int = 1) -> ShownCopy:
        return ShownCopy(f"copy of {sha256}", b"picture", "image/png")


@pytest.fixture
def desk(parts: Parts) -> ClaimDesk:
    return ClaimDesk(parts, Log(parts), Copies())


async def test_that_a_claim_shows_all_that_is_needed_to_decide(parts: Parts, desk: ClaimDesk) -> None:
    await claim_on_table(parts)
    shown = await desk.claim(NUMBER, "wei")
    assert shown["can"] == ["ask_more", "approve", "approve_partly", "refuse", "withdraw"]
    assert (shown["calculation"]["total"], shown["calculation"]["old"]) == ("830.00", False)
    assert shown["calculation"]["lines"][0]["steps"]["zh"] == ["免赔额 -200.00", "按给付比例50% -830.00"]
    assert shown["calculation"]["lines"][0]["steps"]["en"][0] == "deductible -200.00"
    assert [one["status"] for one in shown["checklist"]] == ["missing", "received", "received", "missing", "received"]
    assert shown["policies"][0]["people"] == [{"place": 0, "name": "王**", "relation": "parent", "claims": True}]
    assert any(one["no"] == "3.3" for one in shown["policies"][0]["clauses"])
    json.dumps(shown)


async def test_that_numbers_are_shown_by_their_last_four(parts: Parts, desk: ClaimDesk) -> None:
    claim = await claim_on_table(parts)
    wei = AssessorDesk(parts, "wei")
    await wei.correct(NUMBER, claim.version, "record", PaperField.ID_NUMBER, "11010519491231002X")
    shown = await desk.claim(NUMBER, "wei")
    field = next(one for one in shown["papers"][1]["fields"] if one["field"] == "id_number")
    assert field["corrected"] == "•••• 002X"
    assert shown["account"]["tail"] == "0018"
    everything = json.dumps(shown, ensure_ascii=False)
    for number in ("11010519491231002X", "6228480402564890018", "⟦"):
        assert number not in everything


async def test_that_changed_documents_make_the_calculation_old(parts: Parts, desk: ClaimDesk) -> None:
    claim = await claim_on_table(parts)
    await AssessorDesk(parts, "wei").correct(NUMBER, claim.version, "invoice", PaperField.AMOUNT, "1680.00")
    calculation = (await desk.claim(NUMBER, "wei"))["calculation"]
    assert (calculation["old"], calculation["total"], calculation["fresh_total"]) == (True, "830.00", "740.00")


async def test_that_only_the_risk_officers_see_score_and_case(parts: Parts, desk: ClaimDesk) -> None:
    await claim_on_table(parts, risk_case="RC1")
    async with parts.work() as records:
        await records.risk.add_case(case("RC1", NUMBER))
    assert (await desk.claim(NUMBER, "wei"))["risk"] == {"state": "open"}
    assert (await desk.claim(NUMBER, "rui", risk=True))["risk"]["case"] == "RC1"


async def test_that_every_look_is_counted_and_every_step_listed(parts: Parts, desk: ClaimDesk) -> None:
    claim = await claim_on_table(parts)
    page = await desk.page(NUMBER, "invoice", 1, "lan")
    assert page.sha256 == f"copy of {claim.papers[0].sha256}"
    parts.files.kept[claim.papers[0].sha256] = b"as sent"
    original = await desk.original(NUMBER, "invoice", "lan")
    assert (original.content, original.media_type) == (b"as sent", "image/jpeg")
    await AssessorDesk(parts, "wei").decide(NUMBER, claim.version, Decision(Move.APPROVE))
    shown = await desk.claim(NUMBER, "wei")
    assert (shown["views"], [one["action"] for one in shown["timeline"]]) == (3, ["claim.decided"])
    assert [entry[3] for entry in parts.work.store.risk.audit][:2] == [
        {"paper": "invoice", "page": "1"}, {"paper": "invoice", "original": "yes"},
    ]  # fmt: skip


async def test_that_another_claims_document_is_not_shown(parts: Parts, desk: ClaimDesk) -> None:
    await claim_on_table(parts)
    with pytest.raises(UnknownRecord):
        await desk.page(NUMBER, "D9", 1, "wei")
    with pytest.raises(UnknownRecord):
        await desk.claim("CL404", "wei")
    assert parts.work.store.risk.audit == []


async def test_that_the_queue_shows_what_runs_out_first(parts: Parts, desk: ClaimDesk) -> None:
    first = await claim_on_table(parts)
    policy = parts.work.store.policies[first.policies[0]]
    second = await claim_on_table(parts, "CL2", policy=policy)
    await change(parts, second, due=second.due - timedelta(hours=30))
    third = await claim_on_table(parts, "CL3", policy=policy)
    await change(parts, third, due=third.due - timedelta(hours=20), assessor="lan")
    page = await desk.claims(ClaimFilter(), 1, 2)
    assert ([one["number"] for one in page["claims"]], page["total"]) == (["CL2", "CL3"], 3)
    assert [one["number"] for one in (await desk.claims(ClaimFilter(assessor="lan"), 1, 9))["claims"]] == ["CL3"]
