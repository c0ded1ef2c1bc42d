"""Claims handed to insurers: once, as calculated, and their answers beside our figures."""

from __future__ import annotations

import pytest

from insurance.claim_ports import ClaimSubmission, InsurerAnswer, InsurerAnswerStatus, OpenSubmission
from insurance.claims import Claim, Move
from insurance.money import Money
from insurance.ports import InsurerRefused
from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.claims.desk.decisions import Decision
from insurance.services.claims.desk.refusals import Hindrance, StepHindered
from insurance.services.claims.insurers.asking import ask_insurers
from insurance.services.claims.insurers.handing_over import HandingOver
from insurance.services.parts import Parts
from tests.assessing import NUMBER, claim_on_table, on_record
from tests.fakes import CUSTOMER

BENEFIT = "accident_medical"
OURS = Money.of("830.00")


class FakeInsurers:
    """Answers what it is told to, once it knows a key."""

    def __init__(self, *answers: InsurerAnswer) -> None:
        self.answers = list(answers)
        self.submitted: list[ClaimSubmission] = []
        self.documents: list[tuple[str, bytes]] = []
        self.refuses = ""

    async def submit(self, submission: ClaimSubmission) -> InsurerAnswer:
        if self.refuses:
            raise InsurerRefused(self.refuses)
        self.submitted.append(submission)
        return self.answers.pop(0)

    async def answer(self, insurer_id: str, key: str) -> InsurerAnswer | None:
        return self.answers.pop(0) if any(one.key == key for one in self.submitted) else None

    async def send_document(self, insurer_id: str, key: str, sha256: str, content: bytes) -> None:
        self.documents.append((sha256, content))


async def handed_over(parts: Parts, wei: AssessorDesk) -> Claim:
    claim = await claim_on_table(parts)
    return await wei.hand_over(NUMBER, claim.version, claim.policies[0])


def approved(amount: str, reason: str = "") -> InsurerAnswer:
    status = InsurerAnswerStatus.DIFFERS if reason else InsurerAnswerStatus.APPROVED
    return InsurerAnswer(status, Money.of(amount), reason)


async def test_that_the_same_figure_is_agreed(parts: Parts, wei: AssessorDesk) -> None:
    await handed_over(parts, wei)
    insurers = FakeInsurers(InsurerAnswer(InsurerAnswerStatus.PENDING), approved("830.00"))
    await ask_insurers(HandingOver(parts), insurers)
    assert (await on_record(parts)).insurer_answers[0].state == "pending"
    await ask_insurers(HandingOver(parts), insurers)
    answer = (await on_record(parts)).insurer_answers[0]
    assert (answer.state, answer.amount, answer.ours) == ("agreed", OURS, OURS)
    assert len(insurers.submitted) == 1
    assert await HandingOver(parts).submissions_open() == []


async def test_that_what_is_sent_holds_the_calculation_and_nobodys_name(parts: Parts, wei: AssessorDesk) -> None:
    claim = await handed_over(parts, wei)
    insurers = FakeInsurers(InsurerAnswer(InsurerAnswerStatus.PENDING))
    await ask_insurers(HandingOver(parts), insurers)
    (sent,) = insurers.submitted
    (line,) = sent.lines
    assert (sent.policy_number, sent.insurer_id, sent.payable) == (claim.policies[0], "qinghe", OURS)
    assert (line.claimed, line.payable, line.ratio, line.invoices) == (Money.of("1860.00"), OURS, "0.50", ("00012345",))
    assert line.deductible == Money.of("200.00")
    assert [one.kind for one in sent.documents] == ["medical_invoice", "outpatient_record"]
    assert "王" not in str(sent)


async def test_that_another_figure_is_shown_to_the_assessor(parts: Parts, wei: AssessorDesk) -> None:
    await handed_over(parts, wei)
    await ask_insurers(HandingOver(parts), FakeInsurers(approved("700.00", "UNREASONABLE_CHARGES")))
    claim = await on_record(parts)
    answer = claim.insurer_answers[0]
    assert (answer.state, answer.amount, answer.reason) == ("differs", Money.of("700.00"), "UNREASONABLE_CHARGES")
    assert "insurer_differs" in claim.route_reasons
    assert claim.adjudication.total == OURS
    assert parts.work.store.risk.audit[-1][:2] == ("insurer", "claim.insurer_answered")
    assert parts.desk.requests == []


async def test_that_an_answer_that_differs_calls_people_when_nobody_has_the_claim(
    parts: Parts, wei: AssessorDesk
) -> None:
    claim = await handed_over(parts, wei)
    await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    refusal = InsurerAnswer(InsurerAnswerStatus.REFUSED, reason="REPORTED_LATE")
    await ask_insurers(HandingOver(parts), FakeInsurers(refusal))
    assert (await on_record(parts)).insurer_answers[0].state == "refused"
    assert parts.desk.requests[-1] == (CUSTOMER, "claim_insurer_refused")


async def test_that_an_edited_calculation_is_handed_over_anew(parts: Parts, wei: AssessorDesk) -> None:
    claim = await handed_over(parts, wei)
    with pytest.raises(StepHindered) as caught:
        await wei.hand_over(NUMBER, claim.version, claim.policies[0])
    assert caught.value.code is Hindrance.WITH_INSURER
    first = claim.insurer_answers[0].key
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, Money.of("700.00"), "自费药")
    assert claim.insurer_answers == ()
    claim = await wei.hand_over(NUMBER, claim.version, claim.policies[0])
    assert claim.insurer_answers[0].key != first
    insurers = FakeInsurers(approved("700.00"))
    await ask_insurers(HandingOver(parts), insurers)
    assert (insurers.submitted[0].payable, (await on_record(parts)).insurer_answers[0].state) == (
        Money.of("700.00"), "agreed",
    )  # fmt: skip


async def test_that_documents_are_sent_when_wanted_and_only_those_of_the_claim(parts: Parts, wei: AssessorDesk) -> None:
    claim = await handed_over(parts, wei)
    wanted = claim.papers[0].sha256
    parts.files.kept[wanted] = b"a picture"
    insurers = FakeInsurers(InsurerAnswer(InsurerAnswerStatus.PENDING, wanted=(wanted,)))
    await ask_insurers(HandingOver(parts), insurers)
    assert insurers.documents == [(wanted, b"a picture")]
    assert parts.work.store.risk.audit[-1][:2] == ("insurer", "claim.paper_sent")
    with pytest.raises(FileNotFoundError):
        await HandingOver(parts).document(OpenSubmission(NUMBER, claim.policies[0]), "f" * 64)


async def test_that_a_submission_the_insurer_will_not_take_is_for_the_assessor(parts: Parts, wei: AssessorDesk) -> None:
    await handed_over(parts, wei)
    insurers = FakeInsurers()
    insurers.refuses = "CLAIM_TYPE_UNKNOWN"
    await ask_insurers(HandingOver(parts), insurers)
    answer = (await on_record(parts)).insurer_answers[0]
    assert (answer.state, answer.reason) == ("rejected", "CLAIM_TYPE_UNKNOWN")
    assert await HandingOver(parts).submissions_open() == []


async def test_that_an_answer_recorded_again_changes_nothing(parts: Parts, wei: AssessorDesk) -> None:
    claim = await handed_over(parts, wei)
    steps, open_ = HandingOver(parts), OpenSubmission(NUMBER, claim.policies[0])
    await steps.record_answer(open_, approved("830.00"), agreed=True)
    recorded = await on_record(parts)
    await steps.record_answer(open_, approved("1.00"), agreed=False)
    assert await on_record(parts) == recorded


async def test_that_nothing_is_not_handed_over(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, Money.of("0.00"), "x")
    for policy in (claim.policies[0], "P404"):
        with pytest.raises(StepHindered) as caught:
            await wei.hand_over(NUMBER, claim.version, policy)
        assert caught.value.code is Hindrance.NOTHING_TO_HAND_OVER
