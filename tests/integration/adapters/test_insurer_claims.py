"""HttpInsurerClaims against the insurers' stand-ins: what they check, where they differ, and one claim for a key."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.insurer_claims import HttpInsurerClaims
from adapters.insurers import HttpInsurer
from insurance.claim_ports import (
    ClaimSubmission,
    DocumentRef,
    InsurerAnswer,
    InsurerAnswerStatus,
    SubmissionKey,
)
from insurance.claim_reconciling import agrees
from insurance.money import Money
from insurance.policies import SHANGHAI
from insurance.ports import InsurerRefused, InsurerUnavailable
from tests.integration.claim_samples import benefit_line, submission
from tests.integration.issue_requests import issue_request
from tests.integration.providers import INSURERS_SECRET, Provider

pytestmark = pytest.mark.server
TODAY = datetime.now(SHANGHAI).date()


class Desk:
    """An assessor's desk at the insurers' claim API."""

    def __init__(self, insurers: Provider) -> None:
        self.insurers = insurers
        self.api = HttpInsurerClaims(insurers.url, INSURERS_SECRET, timeout_seconds=1)
        self._issuing = HttpInsurer(insurers.url, INSURERS_SECRET, lambda product_id: "accident", timeout_seconds=5)

    async def policy(self, insurer: str, sum_insured: str = "100000", days_ago: int = 2) -> str:
        """A policy in force since some days ago, for a year."""
        key, begins = f"o-{uuid.uuid4().hex}", datetime.now(UTC) - timedelta(days=2)
        changes = {"effective": begins, "expiry": begins + timedelta(days=365), "sum_insured": Money.of(sum_insured)}
        number = (await self._issuing.issue(issue_request(key, insurer_id=insurer, **changes))).policy_number
        if days_ago != 2:
            begins = datetime.now(UTC) - timedelta(days=days_ago)
            term = {"effective": begins.isoformat(), "expiry": (begins + timedelta(days=365)).isoformat()}
            self.insurers.configure(f"policies/{number}", term)
        return number

    async def cancel(self, insurer: str, policy: str) -> None:
        await self._issuing.cancel(insurer, policy, f"cancel-{policy}")  # type: ignore[arg-type]

    async def answered(self, claim: ClaimSubmission) -> InsurerAnswer:
        """Submit and wait for the last word."""
        answer = await self.api.submit(claim)
        for _ in range(100):
            answer = await self.api.answer(claim.insurer_id, claim.key) or answer
            if answer.status is not InsurerAnswerStatus.PENDING:
                return answer
            await asyncio.sleep(0.05)
        raise TimeoutError(claim.key)

    async def close(self) -> None:
        await self.api.close_connections()
        await self._issuing.close_connections()


@pytest.fixture
async def desk(insurers: Provider) -> AsyncIterator[Desk]:
    insurers.switch()
    it = Desk(insurers)
    yield it
    await it.close()


async def test_that_a_claim_is_pending_then_approved_as_calculated(desk: Desk) -> None:
    claim = submission("hengtai", await desk.policy("hengtai"), benefit_line("1860.00", "044001"))
    assert await desk.api.answer("hengtai", claim.key) is None
    assert (await desk.api.submit(claim)).status is InsurerAnswerStatus.PENDING
    answer = await desk.answered(claim)
    assert answer == InsurerAnswer(InsurerAnswerStatus.APPROVED, Money.of("1860.00"))
    assert agrees(claim.payable, answer)
    assert await desk.api.submit(claim) == answer
    assert len([row for row in desk.insurers.ledger()["claims"] if row["key"] == claim.key]) == 1


async def test_that_another_calculation_needs_another_key(desk: Desk) -> None:
    claim = submission("hengtai", await desk.policy("hengtai"), benefit_line("1860.00"))
    await desk.api.submit(claim)
    other = replace(claim, lines=(benefit_line("2000.00"),), payable=Money.of("2000.00"))
    with pytest.raises(InsurerRefused, match="KEY_REUSED"):
        await desk.api.submit(other)
    assert (await desk.api.submit(replace(other, key=SubmissionKey(f"{claim.key}-2")))).amount is None


async def test_that_a_policy_it_did_not_issue_is_refused(desk: Desk) -> None:
    policy = await desk.policy("hengtai")
    for insurer, number in (("hengtai", "HT10202631010000999"), ("yuanhang", policy)):
        answer = await desk.answered(submission(insurer, number, benefit_line("100.00")))
        assert (answer.status, answer.reason) == (InsurerAnswerStatus.REFUSED, "UNKNOWN_POLICY")
        assert not agrees(Money.of("100.00"), answer)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (TODAY - timedelta(days=3), "EVENT_OUTSIDE_PERIOD"),
        (TODAY - timedelta(days=30), "EVENT_OUTSIDE_PERIOD"),
        (TODAY + timedelta(days=1), "EVENT_IN_FUTURE"),
    ],
)
async def test_that_cover_is_for_its_own_days(desk: Desk, event: date, reason: str) -> None:
    claim = submission("hengtai", await desk.policy("hengtai"), benefit_line("100.00"), event_date=event)
    assert (await desk.answered(claim)).reason == reason


async def test_that_the_first_day_of_cover_is_covered_and_the_day_after_the_last_is_not(desk: Desk) -> None:
    policy = await desk.policy("hengtai")
    first = datetime.combine(TODAY - timedelta(days=9), datetime.min.time(), SHANGHAI)
    term = {"effective": first.isoformat(), "expiry": (first + timedelta(days=7)).isoformat()}
    desk.insurers.configure(f"policies/{policy}", term)
    days = {-1: "EVENT_OUTSIDE_PERIOD", 0: "", 6: "", 7: "EVENT_OUTSIDE_PERIOD"}
    for day, reason in days.items():
        event = first.date() + timedelta(days=day)
        answer = await desk.answered(submission("hengtai", policy, benefit_line("100.00"), event_date=event))
        assert answer.reason == reason, day


async def test_that_a_cancelled_policy_pays_nothing(desk: Desk) -> None:
    policy = await desk.policy("hengtai")
    await desk.cancel("hengtai", policy)
    assert (await desk.answered(submission("hengtai", policy, benefit_line("1.00")))).reason == "POLICY_NOT_IN_FORCE"


async def test_that_claims_together_never_exceed_the_sum_insured(desk: Desk) -> None:
    policy = await desk.policy("hengtai", sum_insured="1000")
    first, second, third = [
        await desk.answered(submission("hengtai", policy, benefit_line(amount))) for amount in ("700", "400", "1")
    ]
    assert first.status is InsurerAnswerStatus.APPROVED
    assert second == InsurerAnswer(InsurerAnswerStatus.DIFFERS, Money.of("300.00"), "SUM_INSURED_EXCEEDED")
    assert (third.status, third.reason) == (InsurerAnswerStatus.REFUSED, "SUM_INSURED_EXCEEDED")


async def test_that_an_invoice_counts_in_one_claim_only(desk: Desk) -> None:
    one, other = await desk.policy("hengtai"), await desk.policy("hengtai")
    first = submission("hengtai", one, benefit_line("100.00", "77001", "77002"))
    assert (await desk.answered(first)).status is InsurerAnswerStatus.APPROVED
    second = submission("hengtai", other, benefit_line("100.00", "77002"))
    assert (await desk.answered(second)).reason == "DUPLICATE_INVOICE"
    same_claim = submission("hengtai", other, benefit_line("50.00", "77002"), claim_number=first.claim_number)
    assert (await desk.answered(same_claim)).status is InsurerAnswerStatus.APPROVED


async def test_that_a_refused_claim_holds_no_invoice(desk: Desk) -> None:
    late = TODAY - timedelta(days=30)
    policy = await desk.policy("hengtai")
    assert (await desk.answered(submission("hengtai", policy, benefit_line("1.00", "88001"), event_date=late))).reason
    answer = await desk.answered(submission("hengtai", policy, benefit_line("1.00", "88001")))
    assert answer.status is InsurerAnswerStatus.APPROVED


@pytest.mark.parametrize(
    ("insurer", "amounts", "paid", "reason"),
    [
        ("dongling", ("1860.55",), "1860.00", "WHOLE_YUAN_ONLY"),
        ("dongling", ("1860.00",), "1860.00", ""),
        ("beichen", ("5000.00", "100.00"), "5100.00", ""),
        ("beichen", ("5000.01", "100.00"), "4600.01", "UNREASONABLE_CHARGES"),
    ],
)
async def test_that_some_insurers_differ_by_their_own_rules(
    desk: Desk, insurer: str, amounts: tuple[str, ...], paid: str, reason: str
) -> None:
    claim = submission(insurer, await desk.policy(insurer), *(benefit_line(amount) for amount in amounts))
    answer = await desk.answered(claim)
    assert (answer.amount, answer.reason) == (Money.of(paid), reason)
    assert agrees(claim.payable, answer) == (reason == "")


async def test_that_one_insurer_refuses_what_is_reported_late(desk: Desk) -> None:
    policy = await desk.policy("minxin", days_ago=300)
    for days, reason in ((180, ""), (181, "REPORTED_LATE")):
        claim = submission("minxin", policy, benefit_line("100.00"), event_date=TODAY - timedelta(days=days))
        assert (await desk.answered(claim)).reason == reason


async def test_that_an_insurer_waits_for_the_very_documents_it_wants(desk: Desk) -> None:
    bill, note = b"%PDF-1.7 bill", b"%PDF-1.7 note"
    documents = tuple(DocumentRef("medical_invoice", hashlib.sha256(each).hexdigest()) for each in (bill, note))
    claim = submission(
        "qinghe", await desk.policy("qinghe"), benefit_line("2000.01", claimed="3000"), documents=documents
    )
    answer = await desk.api.submit(claim)
    assert answer.wanted == tuple(each.sha256 for each in documents)
    await asyncio.sleep(0.5)
    assert (await desk.api.answer("qinghe", claim.key)) == answer
    with pytest.raises(InsurerRefused, match="DOCUMENT_DIFFERS"):
        await desk.api.send_document("qinghe", claim.key, documents[0].sha256, note)
    with pytest.raises(InsurerRefused, match="DOCUMENT_NOT_WANTED"):
        await desk.api.send_document("qinghe", claim.key, "0" * 64, note)
    for content, document in zip((bill, note, note), (*documents, documents[1]), strict=True):
        await desk.api.send_document("qinghe", claim.key, document.sha256, content)
    assert (await desk.answered(claim)).amount == Money.of("2000.01")


async def test_that_small_claims_need_no_documents_there(desk: Desk) -> None:
    documents = (DocumentRef("medical_invoice", "a" * 64),)
    claim = submission("qinghe", await desk.policy("qinghe"), benefit_line("2000.00"), documents=documents)
    assert (await desk.answered(claim)).status is InsurerAnswerStatus.APPROVED


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"payable": Money.of("99.99")}, "TOTAL_MISMATCH"),
        ({"payable": Money.of("0")}, "AMOUNT_NOT_POSITIVE"),
        ({"lines": (benefit_line("100.00", claimed="99.99"),)}, "PAYABLE_EXCEEDS_CLAIMED"),
        ({"documents": (DocumentRef("medical_invoice", "../../etc/passwd"),)}, "DOCUMENT_HASH_INVALID"),
        ({"insurer_id": "nobody"}, "UNKNOWN_INSURER"),
    ],
)
async def test_that_a_submission_that_cannot_be_is_not_taken(
    desk: Desk, changes: dict[str, object], reason: str
) -> None:
    claim = submission("hengtai", await desk.policy("hengtai"), benefit_line("100.00"), **changes)
    with pytest.raises(InsurerRefused, match=reason):
        await desk.api.submit(claim)


@pytest.mark.parametrize(
    "switch",
    [
        {"slow": {"seconds": 1.5, "times": 1}},
        {"fail": {"status": 503, "times": 1}},
        {"hang_after_work": {"seconds": 2, "times": 1}},
        {"nonsense": {"times": 1}},
    ],
)
async def test_that_an_insurer_in_trouble_is_unavailable_and_has_the_claim_once(
    desk: Desk, switch: dict[str, dict[str, object]]
) -> None:
    claim = submission("hengtai", await desk.policy("hengtai"), benefit_line("100.00"))
    desk.insurers.switch(**switch)
    with pytest.raises(InsurerUnavailable):
        await desk.api.submit(claim)
    await desk.answered(claim)
    assert len([row for row in desk.insurers.ledger()["claims"] if row["key"] == claim.key]) == 1
