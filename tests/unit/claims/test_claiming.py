"""A claim from the report to the decision, through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from insurance import claim_events as ce
from insurance import facts as f
from insurance.claim_papers import Flaw, PaperState, ReadableKind, ReadDocument
from insurance.claims import Actor, Cause, ClaimStatus, ClaimType, Loss, Move, PayoutStatus
from insurance.lines import Line, Relation
from insurance.money import Money
from insurance.refs import Sender
from insurance.services.claims import answering, papers, reading, reporting, standing, submitting
from insurance.services.claims.floor import NoClaim
from insurance.services.claims.paying import PayingClaims
from language import merge_loss
from tests.buying import FATHER_BORN, FATHERS_ACCIDENT, PHONE, kinds, the
from tests.fakes import CUSTOMER, fake_parts, id_number, journey_of
from tests.unit.claims.claiming import (
    CARD,
    MY_NAME,
    claim_of,
    document,
    fall,
    insured,
    send,
    until_decided,
    until_submit,
    usual,
    yesterday,
)

SON = Sender("telegram:son")


async def test_that_one_sentence_gives_a_number_the_cover_and_the_list(parts):
    policy = await insured(parts)
    progress = await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    assert kinds(progress) == ["ClaimReported", "LossNoted", "CoverFound", "PapersNeeded"]
    found = the(ce.CoverFound, progress)
    assert [one.policy for one in found.likely] == [policy.number]
    assert "accident_medical" in [one.benefit.code for one in found.likely[0].benefits]
    needed = [item.kind for item in the(ce.PapersNeeded, progress).items]
    assert needed == ["identity_card", "medical_invoice", "outpatient_record", "itemised_bill", "bank_card"]
    assert progress.question.field == "claim_papers"
    assert (await claim_of(parts)).status is ClaimStatus.COLLECTING


async def test_that_what_is_missing_is_asked_one_at_a_time(parts):
    await insured(parts)
    progress = await reporting.report(parts, CUSTOMER, Loss(), merge_loss)
    asked = [progress.question.field]
    progress = await reporting.report(parts, CUSTOMER, Loss(words=("摔了一跤",)), merge_loss)
    asked.append(progress.question.field)
    progress = await answering.choose_type(parts, CUSTOMER, ClaimType.OUTPATIENT)
    asked.append(progress.question.field)
    progress = await answering.choose_cause(parts, CUSTOMER, Cause.ACCIDENT)
    asked.append(progress.question.field)
    progress = await answering.say_when(parts, CUSTOMER, yesterday(parts))
    assert [*asked, progress.question.field] == [
        "claim_event",
        "claim_type",
        "claim_cause",
        "claim_when",
        "claim_papers",
    ]


async def test_that_a_loss_in_the_future_is_not_taken(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts, happened=None), merge_loss)
    with pytest.raises(answering.DateInFuture):
        await answering.say_when(parts, CUSTOMER, parts.clock.today() + timedelta(days=1))


async def test_that_a_small_complete_claim_is_approved_and_paid_once(parts):
    await insured(parts)
    claim = await until_decided(parts, "1860.00")
    assert claim.status is ClaimStatus.APPROVED
    assert claim.route == "fast_track"
    assert claim.account.tail == CARD[-4:], "taken from the picture of the card"
    steps = PayingClaims(parts)
    assert await steps.claims_to_pay() == [(claim.number, 1)]
    keys = await steps.begin(claim.number, 1)
    assert await steps.begin(claim.number, 1) == keys, "after a crash the same"
    request = await steps.payout_request(claim.number, keys[0])
    assert (request.account_number, request.account_name) == (CARD, MY_NAME)
    assert request.amount == claim.adjudication.total
    for _ in range(2):
        await steps.record_settled(claim.number, keys[0])
    await steps.finish(claim.number, 1)
    paid = await claim_of(parts)
    assert paid.status is ClaimStatus.PAID
    assert [one.status for one in paid.payouts] == [PayoutStatus.SETTLED]
    told = [key for key in parts.notifier.told if key.startswith("settled-")]
    assert len(told) == 1


@pytest.mark.parametrize(("amount", "fast"), [("1999.99", True), ("2000.00", True), ("2000.01", False)])
async def test_that_two_thousand_is_the_most_the_machine_pays(parts, amount, fast):
    await insured(parts)
    claim = await until_decided(parts, amount)
    assert claim.status is (ClaimStatus.APPROVED if fast else ClaimStatus.ASSESSING)
    hours = 24 if fast else 72
    assert claim.due == claim.complete_at + timedelta(hours=hours)


async def test_that_the_same_invoice_is_not_paid_in_another_claim(parts):
    await insured(parts)
    await until_decided(parts)
    parts.clock.pass_(minutes=1)
    await reporting.report(
        parts,
        CUSTOMER,
        fall(parts, happened=yesterday(parts) - timedelta(days=1)),
        merge_loss,
        another=True,
    )
    again = replace(usual(parts)["invoice"])
    await send(parts, ("invoice copied", again))
    paper = (await claim_of(parts)).papers[-1]
    assert [one.code for one in paper.mismatches] == ["invoice_claimed"]


async def test_that_an_invoice_sent_twice_counts_once(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    invoice = usual(parts)["invoice"]
    await send(parts, ("invoice", invoice), ("invoice again", invoice))
    first, second = (await claim_of(parts)).papers
    assert not first.mismatches
    assert [one.code for one in second.mismatches] == ["invoice_twice"]


async def test_that_another_persons_invoice_is_noticed_at_once(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    await send(parts, ("invoice", usual(parts, name="李四")["invoice"]))
    paper = (await claim_of(parts)).papers[0]
    assert [one.code for one in paper.mismatches] == ["other_person"]
    told = parts.notifier.told[f"paper-{paper.id}"].text
    assert "李四" in told
    assert MY_NAME not in told, "who is insured is told by the first character only"


async def test_that_a_blurred_picture_is_told_at_once_and_replaced_by_a_good_one(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    invoice = usual(parts)["invoice"]
    await send(parts, ("blurred", replace(invoice, fields={}, flaws=(Flaw.BLURRED,))))
    progress = await send(parts, ("clear", invoice))
    stands = the(ce.ClaimStands, await standing.take_up(parts, CUSTOMER))
    status = {item.kind: item.status.value for item in stands.items}
    assert status["medical_invoice"] == "received"
    assert the(ce.PapersTaken, progress).new == 1


async def test_that_a_clear_picture_isnt_taken_for_a_copy_of_the_blurred_one(parts):
    """What nothing could be told from isn't known as an invoice; the two pictures look alike all the same."""

    class Alike:
        async def of(self, content: bytes) -> str:
            return "8f1e" if content in (b"blurred", b"clear") else ""

    parts = replace(parts, prints=Alike())
    await insured(parts)
    await until_submit_without_invoice(parts)
    invoice = usual(parts)["invoice"]
    await send(parts, ("blurred", ReadDocument("unknown", 0.1, {}, (Flaw.BLURRED,))))
    await send(parts, ("clear", invoice))
    claim = await claim_of(parts)
    assert [one.state.value for one in claim.papers[-2:]] == ["replaced", "read"]
    assert claim.papers[-1].mismatches == ()
    await submitting.submit(parts, CUSTOMER)
    assert (await claim_of(parts)).status is ClaimStatus.APPROVED


async def until_submit_without_invoice(parts):
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    await send(parts, *[(name, read) for name, read in usual(parts).items() if name != "invoice"])


async def test_that_the_same_file_again_changes_nothing(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    invoice = usual(parts)["invoice"]
    await send(parts, ("invoice", invoice))
    progress = await send(parts, ("invoice", invoice))
    taken = the(ce.PapersTaken, progress)
    assert (taken.new, taken.again) == (0, 1)
    assert len((await claim_of(parts)).papers) == 1


async def test_that_files_sent_before_the_report_belong_to_it(parts):
    await insured(parts)
    progress = await send(parts, ("invoice", usual(parts)["invoice"]))
    assert kinds(progress) == ["PapersBeforeClaim"]
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    assert len((await claim_of(parts)).papers) == 1
    assert journey_of(parts).loose_papers == ()


async def test_that_a_corrected_amount_keeps_the_claim_from_the_fast_track(parts):
    await insured(parts)
    await until_submit(parts, "1860.00")
    for one in (await claim_of(parts)).papers:
        if "amount" in one.fields:
            await papers.correct(parts, CUSTOMER, one.id, "amount", "1900.00")
    await submitting.submit(parts, CUSTOMER)
    claim = await claim_of(parts)
    assert claim.status is ClaimStatus.ASSESSING
    assert claim.route_reasons[0] == "inconsistent"


async def test_that_an_amount_read_unsurely_is_never_paid_by_the_machine(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    read = usual(parts)
    unsure = document(
        ReadableKind.MEDICAL_INVOICE, sure=0.7, **{n: one.value for n, one in read["invoice"].fields.items()}
    )
    await send(parts, *{**read, "invoice": unsure}.items())
    await submitting.submit(parts, CUSTOMER)
    assert (await claim_of(parts)).status is ClaimStatus.ASSESSING


async def test_that_an_incomplete_claim_is_taken_and_goes_to_an_assessor(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    read = usual(parts)
    await send(parts, ("invoice", read["invoice"]), ("card", read["card"]))
    progress = await papers.that_is_all(parts, CUSTOMER)
    assert progress.question.field == "claim_submit"
    await submitting.submit(parts, CUSTOMER)
    claim = await claim_of(parts)
    assert (claim.status, claim.route_reasons[0]) == (ClaimStatus.ASSESSING, "incomplete")


async def test_that_submitting_needs_its_question(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    with pytest.raises(submitting.NotReady):
        await submitting.submit(parts, CUSTOMER)


async def test_that_a_card_the_bank_refuses_is_asked_for_again(parts):
    await insured(parts)
    claim = await until_decided(parts)
    steps = PayingClaims(parts)
    (key,) = await steps.begin(claim.number, 1)
    await steps.record_returned(claim.number, key, "ACCOUNT_CLOSED")
    await steps.finish(claim.number, 1)
    claim = await claim_of(parts)
    assert (claim.status, claim.account) == (ClaimStatus.APPROVED, None)
    assert journey_of(parts).claiming.question.field == "claim_account"
    assert await steps.claims_to_pay() == []
    other = await parts.vault.keep(CUSTOMER, "bank_card", "6222020200112230001")
    await answering.give_account(parts, CUSTOMER, other)
    assert await steps.claims_to_pay() == [(claim.number, 2)]


async def test_that_a_policy_bought_elsewhere_opens_only_to_both_numbers(parts):
    await insured(parts, FATHERS_ACCIDENT)
    await reporting.report(parts, SON, fall(parts, relation=Relation.PARENT), merge_loss)
    identity = await parts.vault.keep(SON, "id_number", id_number(FATHER_BORN))
    await answering.give_identity(parts, SON, identity)
    wrong = await parts.vault.keep(SON, "phone", "13900000000")
    progress = await answering.give_phone(parts, SON, wrong)
    assert (await claim_of(parts, SON)).policies == ()
    assert progress.question.field == "claim_identity", "asked again, and nothing told"
    await answering.give_identity(parts, SON, identity)
    progress = await answering.give_phone(parts, SON, await parts.vault.keep(SON, "phone", PHONE))
    assert len(the(ce.CoverFound, progress).elsewhere) == 1
    assert (await claim_of(parts, SON)).insured == 0


async def test_that_another_conversation_goes_on_with_number_and_identity(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    claim = await claim_of(parts)
    stranger = await parts.vault.keep(SON, "id_number", id_number(yesterday(parts)))
    with pytest.raises(NoClaim):
        await answering.join(parts, SON, claim.number, stranger)
    mine = usual(parts)["identity"].fields["id_number"].value
    own = await parts.vault.keep(SON, "id_number", mine)
    progress = await answering.join(parts, SON, claim.number, own)
    assert kinds(progress) == ["ClaimJoined"]
    await send(parts, ("invoice", usual(parts)["invoice"]), sender=SON)
    assert len((await claim_of(parts)).papers) == 1


async def test_that_files_sent_before_a_claim_was_joined_belong_to_it(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    claim = await claim_of(parts)
    await papers.take_papers(parts, SON, [papers.Upload("a" * 64, "image/jpeg", 1000, "a.jpg")])
    assert (await claim_of(parts)).papers == ()
    own = await parts.vault.keep(SON, "id_number", usual(parts)["identity"].fields["id_number"].value)
    await answering.join(parts, SON, claim.number, own)
    (paper,) = (await claim_of(parts)).papers
    assert (paper.sha256, paper.sent_by) == ("a" * 64, SON)


async def test_that_a_withdrawn_claim_frees_its_invoices(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    await standing.withdraw(parts, CUSTOMER)
    assert (await claim_of(parts)).status is ClaimStatus.WITHDRAWN
    assert journey_of(parts).claiming is None


async def test_that_a_deductible_used_up_isnt_taken_again(parts):
    await insured(parts)
    first = await until_decided(parts, "600.00")
    assert first.status is ClaimStatus.APPROVED
    total = first.adjudication.total
    assert Money.of(0) < total <= Money.of(600)


async def test_that_documents_that_tell_two_stories_go_to_an_assessor(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    record = document(ReadableKind.OUTPATIENT_RECORD, name=MY_NAME, date=yesterday(parts).isoformat(), diagnosis="肺炎")
    await send(parts, *{**usual(parts), "record": record}.items())
    await submitting.submit(parts, CUSTOMER)
    claim = await claim_of(parts)
    assert (claim.status, claim.route_reasons[0]) == (ClaimStatus.ASSESSING, "inconsistent")


async def test_that_a_bill_of_another_sum_than_the_invoice_is_told(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    bill = document(ReadableKind.ITEMISED_BILL, name=MY_NAME, date=yesterday(parts).isoformat(), amount="33480.00")
    await send(parts, *{**usual(parts), "bill": bill}.items())
    problems = {one.kind: [each.code for each in one.mismatches] for one in (await claim_of(parts)).papers}
    assert problems[ReadableKind.ITEMISED_BILL] == ["other_amount"]


async def test_that_a_claim_left_between_submitting_and_deciding_is_decided_and_told(parts):
    await insured(parts)
    await until_submit(parts)
    claim = await claim_of(parts)
    async with parts.work() as records:
        confirmed = tuple(replace(one, confirmed=True) for one in claim.papers)
        left = replace(claim.after(Move.SUBMIT, Actor.CUSTOMER, parts.clock.now()), papers=confirmed)
        await records.claims.save_claim(left)
    await submitting.decide_submitted(parts)
    assert (await claim_of(parts)).status is ClaimStatus.SUBMITTED, "the turn itself may still be at it"
    parts.clock.pass_(minutes=1)
    for _ in range(2):
        await submitting.decide_submitted(parts)
    assert (await claim_of(parts)).status is ClaimStatus.APPROVED
    assert f"{claim.number}-decided" in parts.notifier.told


async def test_that_an_invoice_sent_twice_by_mistake_doesnt_keep_a_claim_from_being_paid(parts):
    await insured(parts)
    await until_submit(parts)
    await send(parts, ("once more", usual(parts)["invoice"]))
    await submitting.submit(parts, CUSTOMER)
    claim = await claim_of(parts)
    assert (claim.status, claim.route) == (ClaimStatus.APPROVED, "fast_track")
    assert str(claim.adjudication.total) == str((await work_alone(parts)).total)


async def work_alone(parts):
    """What one of the two invoices comes to."""
    other = fake_parts()
    await insured(other)
    await until_submit(other)
    await submitting.submit(other, CUSTOMER)
    return (await claim_of(other)).adjudication


async def test_that_another_sum_under_the_same_invoice_number_is_a_doubt(parts):
    await insured(parts)
    await until_submit(parts)
    await send(parts, ("dearer", usual(parts, "1960.00")["invoice"]))
    await submitting.submit(parts, CUSTOMER)
    assert (await claim_of(parts)).route == "assessor"


async def test_that_after_a_death_the_payee_is_asked_and_an_assessor_decides(parts):
    await insured(parts, FATHERS_ACCIDENT)
    died = fall(parts, type=ClaimType.DEATH, relation=Relation.PARENT, cause=None)
    progress = await reporting.report(parts, CUSTOMER, died, merge_loss)
    assert progress.question.field == "claim_papers", "nobody is asked about the cause"
    await papers.that_is_all(parts, CUSTOMER)
    card = await parts.vault.keep(CUSTOMER, "bank_card", CARD)
    progress = await answering.give_account(parts, CUSTOMER, card)
    assert progress.question.field == "claim_payee"
    await answering.name_payee(parts, CUSTOMER, MY_NAME)
    await submitting.submit(parts, CUSTOMER)
    claim = await claim_of(parts)
    assert (claim.status, claim.account.name) == (ClaimStatus.ASSESSING, MY_NAME)
    assert claim.route_reasons[0] == "death"


async def test_that_a_claim_is_not_opened_by_trying_identity_numbers(parts):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    number = (await claim_of(parts)).number
    for day in range(answering.MOST_JOINS):
        wrong = await parts.vault.keep(SON, "id_number", id_number(yesterday(parts) - timedelta(days=day)))
        with pytest.raises(NoClaim):
            await answering.join(parts, SON, number, wrong)
    mine = await parts.vault.keep(SON, "id_number", usual(parts)["identity"].fields["id_number"].value)
    with pytest.raises(NoClaim):
        await answering.join(parts, SON, number, mine)


async def test_that_a_reader_that_cannot_start_costs_a_document_no_try(parts, monkeypatch):
    await insured(parts)
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)

    async def broken(*_: object) -> None:
        raise RuntimeError("no process")

    sha256 = await parts.files.put(b"invoice", "image/jpeg")
    await papers.take_papers(parts, CUSTOMER, [papers.Upload(sha256, "image/jpeg", 7)])
    with monkeypatch.context() as patched:
        patched.setattr(parts.reader, "read", broken)
        for _ in range(reading.MOST_TRIES + 1):
            with pytest.raises(RuntimeError):
                await reading.read_waiting(parts)
    await reading.read_waiting(parts)
    assert (await claim_of(parts)).papers[0].state is PaperState.READ


async def test_that_a_picture_that_says_nothing_holds_up_nobody(parts):
    await insured(parts)
    await until_submit(parts)
    await send(parts, ("floor", ReadDocument("unknown", 0.2, {}, (Flaw.BLURRED,))))
    await submitting.submit(parts, CUSTOMER)
    assert (await claim_of(parts)).status is ClaimStatus.APPROVED


async def test_that_a_childs_money_goes_to_the_parent(parts):
    child = (f.LineFact(Line.ACCIDENT), f.PersonFact(relation=Relation.CHILD, age=f.Age(8)), f.NoBudgetFact())
    await insured(parts, child)
    await reporting.report(parts, CUSTOMER, fall(parts, relation=Relation.CHILD), merge_loss)
    await papers.that_is_all(parts, CUSTOMER)
    await answering.give_account(parts, CUSTOMER, await parts.vault.keep(CUSTOMER, "bank_card", CARD))
    assert (await claim_of(parts)).account.name == MY_NAME


async def test_that_numbers_proven_once_open_the_policy_to_the_next_claim(parts):
    await insured(parts, FATHERS_ACCIDENT)
    await reporting.report(parts, SON, fall(parts, relation=Relation.PARENT), merge_loss)
    await answering.give_identity(parts, SON, await parts.vault.keep(SON, "id_number", id_number(FATHER_BORN)))
    await answering.give_phone(parts, SON, await parts.vault.keep(SON, "phone", PHONE))
    parts.clock.pass_(minutes=1)
    progress = await reporting.report(parts, SON, fall(parts, relation=Relation.PARENT), merge_loss, another=True)
    assert "CoverFound" in kinds(progress)
