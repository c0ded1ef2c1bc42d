"""Assessors' claims at the insurers' stand-ins: handed over, documents sent when wanted, answers reconciled."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.insurer_claims import HttpInsurerClaims
from adapters.insurers import HttpInsurer
from insurance.claim_papers import PaperField, ReadField
from insurance.claims import InsurerAnswer
from insurance.money import Money
from insurance.policies import SHANGHAI
from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.claims.insurers.asking import ask_insurers
from insurance.services.claims.insurers.handing_over import HandingOver
from insurance.services.parts import Parts
from tests.assessing import NUMBER, bought, change, claim_on_table, invoice, on_record
from tests.fakes import fake_parts
from tests.integration.issue_requests import issue_request
from tests.integration.providers import INSURERS_SECRET, Provider

pytestmark = pytest.mark.server
BENEFIT = "accident_medical"


@dataclass
class Table:
    """An assessor with claims under policies that the stand-ins know."""

    parts: Parts
    api: HttpInsurerClaims
    issuing: HttpInsurer

    async def claim(self, insurer: str, payable: str) -> None:
        begins = datetime.now(UTC) - timedelta(days=2)
        changes = {"effective": begins, "expiry": begins + timedelta(days=365), "sum_insured": Money.of("100000")}
        request = issue_request(f"o-{uuid.uuid4().hex}", insurer_id=insurer, **changes)
        number = (await self.issuing.issue(request)).policy_number
        policy = replace(
            await bought(self.parts), number=number, insurer_id=insurer, effective=begins.date(),
            expiry=(begins + timedelta(days=365)).date(),
        )  # fmt: skip
        async with self.parts.work() as records:
            await records.save_policy(policy)
        self.parts.clock.time = datetime.now(UTC)
        claim = await claim_on_table(self.parts, policy=policy)
        day = datetime.now(SHANGHAI).date() - timedelta(days=1)
        content = b"a picture of an invoice " + uuid.uuid4().bytes
        sha256 = await self.parts.files.put(content, "image/jpeg")
        bill = invoice(self.parts, sha256=sha256, number=uuid.uuid4().hex[:8])
        bill = replace(bill, fields={**bill.fields, PaperField.DATE: ReadField(day.isoformat(), 0.97)})
        claim = await change(self.parts, claim, loss=replace(claim.loss, happened=day), papers=(bill,))
        wei = AssessorDesk(self.parts, "wei")
        claim = await wei.recalculate(NUMBER, claim.version)
        assert claim.adjudication.total == Money.of("830.00")
        if payable != "830.00":
            claim = await wei.edit_line(NUMBER, claim.version, number, BENEFIT, Money.of(payable), "按票据")
        await wei.hand_over(NUMBER, claim.version, number)

    async def answered(self) -> InsurerAnswer:
        for _ in range(100):
            await ask_insurers(HandingOver(self.parts), self.api)
            answer = (await on_record(self.parts)).insurer_answers[0]
            if answer.state != "pending":
                return answer
            await asyncio.sleep(0.05)
        raise TimeoutError(NUMBER)


@pytest.fixture
async def table(insurers: Provider) -> AsyncIterator[Table]:
    insurers.switch()
    issuing = HttpInsurer(insurers.url, INSURERS_SECRET, lambda product_id: "accident", timeout_seconds=5)
    it = Table(fake_parts(), HttpInsurerClaims(insurers.url, INSURERS_SECRET, timeout_seconds=5), issuing)
    yield it
    await it.api.close_connections()
    await issuing.close_connections()


async def test_that_an_insurer_that_pays_the_same_agrees(table: Table) -> None:
    await table.claim("qinghe", "830.00")
    answer = await table.answered()
    assert (answer.state, answer.amount) == ("agreed", Money.of("830.00"))


async def test_that_an_insurer_that_pays_whole_yuan_only_differs(table: Table) -> None:
    await table.claim("dongling", "820.50")
    answer = await table.answered()
    assert (answer.state, answer.amount, answer.reason) == ("differs", Money.of("820.00"), "WHOLE_YUAN_ONLY")
    assert (await on_record(table.parts)).adjudication.total == Money.of("820.50")


async def test_that_an_insurer_that_wants_the_documents_gets_them(table: Table) -> None:
    await table.claim("ruikang", "830.00")
    assert (await table.answered()).state == "agreed"
    sent = [entry for entry in table.parts.work.store.risk.audit if entry[1] == "claim.paper_sent"]
    assert [entry[3]["paper"] for entry in sent] == ["invoice"]
