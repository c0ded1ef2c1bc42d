"""Claims with insurers: handed over once, followed until answered, reconciled to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from insurance.claim_ports import (
    BenefitLine,
    ClaimSubmission,
    InsurerAnswer,
    InsurerAnswerStatus,
    OpenSubmission,
    SubmissionKey,
)
from insurance.claim_reconciling import agrees
from insurance.money import ZERO, Money
from insurance.ports import InsurerRefused, InsurerUnavailable
from insurance.refs import ClaimNumber, PolicyNumber
from insurance.services.claims.insurers.asking import ask_insurers

OURS = Money.of("1860.00")
PENDING = InsurerAnswer(InsurerAnswerStatus.PENDING)
APPROVED = InsurerAnswer(InsurerAnswerStatus.APPROVED, OURS)
SCAN = "a" * 64


class FakeInsurers:
    """Answers what is next in line for a claim; the last answer stays."""

    def __init__(self, *answers: InsurerAnswer) -> None:
        self.answers = list(answers)
        self.submitted: list[str] = []
        self.documents: dict[str, bytes] = {}
        self.trouble: dict[str, Exception] = {}

    async def submit(self, submission: ClaimSubmission) -> InsurerAnswer:
        self._reach(submission.key)
        self.submitted.append(submission.key)
        return self._next()

    async def answer(self, insurer_id: str, key: SubmissionKey) -> InsurerAnswer | None:
        self._reach(key)
        return self._next() if key in self.submitted else None

    async def send_document(self, insurer_id: str, key: SubmissionKey, sha256: str, content: bytes) -> None:
        self.documents[sha256] = content

    def _next(self) -> InsurerAnswer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def _reach(self, key: str) -> None:
        if key in self.trouble:
            raise self.trouble[key]


class MemorySteps:
    def __init__(self, *claims: str) -> None:
        self.open = [OpenSubmission(ClaimNumber(claim), PolicyNumber("P1")) for claim in claims]
        self.recorded: dict[str, tuple[InsurerAnswer, bool]] = {}
        self.rejected: dict[str, str] = {}
        self.files = {SCAN: b"scan"}

    async def submissions_open(self) -> Sequence[OpenSubmission]:
        return [one for one in self.open if one.claim not in {**self.recorded, **self.rejected}]

    async def submission(self, open_: OpenSubmission) -> ClaimSubmission:
        line = BenefitLine("outpatient", OURS, OURS, ZERO, "1")
        return ClaimSubmission(
            SubmissionKey(open_.claim),
            open_.claim,
            "hengtai",
            open_.policy,
            "outpatient",
            date(2026, 6, 9),
            (line,),
            OURS,
        )

    async def document(self, open_: OpenSubmission, sha256: str) -> bytes:
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        return self.files[sha256]

    async def record_answer(self, open_: OpenSubmission, answer: InsurerAnswer, agreed: bool) -> None:
        self.recorded[open_.claim] = answer, agreed

    async def submission_rejected(self, open_: OpenSubmission, reason: str) -> None:
        self.rejected[open_.claim] = reason


async def test_that_a_claim_is_submitted_once_and_followed_until_it_is_answered():
    steps, insurers = MemorySteps("C1"), FakeInsurers(PENDING, PENDING, APPROVED)
    for _ in range(5):
        await ask_insurers(steps, insurers)
    assert insurers.submitted == ["C1"]
    assert steps.recorded == {"C1": (APPROVED, True)}


async def test_that_documents_are_handed_over_when_they_are_wanted():
    wanting = InsurerAnswer(InsurerAnswerStatus.PENDING, wanted=(SCAN,))
    steps, insurers = MemorySteps("C1"), FakeInsurers(PENDING, wanting, APPROVED)
    await ask_insurers(steps, insurers)
    assert insurers.documents == {}
    await ask_insurers(steps, insurers)
    assert insurers.documents == {SCAN: b"scan"}


async def test_that_a_document_nobody_has_goes_to_an_assessor():
    steps = MemorySteps("C1")
    await ask_insurers(steps, FakeInsurers(InsurerAnswer(InsurerAnswerStatus.PENDING, wanted=("b" * 64,))))
    assert steps.rejected == {"C1": "DOCUMENT_UNKNOWN"}


async def test_that_what_an_insurer_will_not_take_goes_to_an_assessor_and_the_others_go_on():
    steps, insurers = MemorySteps("C1", "C2", "C3"), FakeInsurers(APPROVED)
    insurers.trouble = {"C1": InsurerRefused("TOTAL_MISMATCH"), "C2": InsurerUnavailable("status 503")}
    with pytest.raises(ExceptionGroup):
        await ask_insurers(steps, insurers)
    assert steps.rejected == {"C1": "TOTAL_MISMATCH"}
    assert list(steps.recorded) == ["C3"]
    insurers.trouble = {}
    await ask_insurers(steps, insurers)
    assert set(steps.recorded) == {"C2", "C3"}


@pytest.mark.parametrize(
    "answer",
    [
        InsurerAnswer(InsurerAnswerStatus.APPROVED, Money.of("1859.99")),
        InsurerAnswer(InsurerAnswerStatus.APPROVED, Money.of("1860.01")),
        InsurerAnswer(InsurerAnswerStatus.APPROVED, Money.of("1860.00", "USD")),
        InsurerAnswer(InsurerAnswerStatus.DIFFERS, OURS, "SUM_INSURED_EXCEEDED"),
        InsurerAnswer(InsurerAnswerStatus.DIFFERS, Money.of("1800.00"), "UNREASONABLE_CHARGES"),
        InsurerAnswer(InsurerAnswerStatus.REFUSED, reason="EVENT_OUTSIDE_PERIOD"),
    ],
)
async def test_that_only_our_own_amount_approved_agrees(answer):
    steps = MemorySteps("C1")
    await ask_insurers(steps, FakeInsurers(answer))
    assert steps.recorded == {"C1": (answer, False)}
    assert not agrees(OURS, answer)
