"""An assessor's steps: documents, calculation, decisions with four eyes, each on the version that was seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from insurance.claim_papers import Flaw, Mismatch, PaperField, PaperState
from insurance.claims import CitedClause, Claim, ClaimChanged, ClaimStatus, IllegalMove, Move, Payout, PayoutStatus
from insurance.lines import Language
from insurance.money import ZERO, Money
from insurance.policies import Policy
from insurance.riskcontrol.cases import CaseStatus
from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.claims.desk.decisions import Decision
from insurance.services.claims.desk.lines import by_rules
from insurance.services.claims.desk.refusals import Hindrance, StepHindered, StepUnfit, Unfit
from insurance.services.parts import Parts
from tests.assessing import NUMBER, change, claim_on_table, invoice, on_record, record
from tests.buying import until_policy
from tests.fakes import CUSTOMER
from tests.integration.risk_samples import case

BENEFIT = "accident_medical"
CLAUSE = "3.3"


@pytest.fixture
def lan(parts: Parts) -> AssessorDesk:
    return AssessorDesk(parts, "lan")


def cited(claim: Claim) -> CitedClause:
    return CitedClause(claim.policies[0], CLAUSE)


def audit(parts: Parts) -> list[tuple[str, str, dict[str, str]]]:
    return [(actor, action, dict(details)) for actor, action, _, details in parts.work.store.risk.audit]


def told(parts: Parts, step: str) -> str:
    return parts.notifier.told[f"{NUMBER}-{step}"].text


async def hindered(code: Hindrance, step) -> None:
    with pytest.raises(StepHindered) as caught:
        await step
    assert caught.value.code is code


async def unfit(code: Unfit, step) -> None:
    with pytest.raises(StepUnfit) as caught:
        await step
    assert caught.value.code is code


async def test_that_a_message_is_kept_in_the_commit_of_its_step(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    parts.notifier.tell = None  # the process ends between the two
    with pytest.raises(TypeError):
        await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert (await on_record(parts)).status is ClaimStatus.APPROVED
    assert "¥830.00" in parts.work.store.told[CUSTOMER, f"{NUMBER}-step-4"].text


# --- whose it is, and what was seen


async def test_that_a_claim_is_taken_and_given_back(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.assign(NUMBER, claim.version, "wei")
    assert claim.assessor == "wei"
    claim = await wei.assign(NUMBER, claim.version, "")
    assert (await on_record(parts)).assessor == ""
    assert [action for _, action, _ in audit(parts)] == ["claim.assigned", "claim.assigned"]


async def test_that_the_slower_assessor_overwrites_nothing(parts: Parts, wei: AssessorDesk, lan: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    await wei.note(NUMBER, claim.version, "已电话核实")
    with pytest.raises(ClaimChanged):
        await lan.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert (await on_record(parts)).status is ClaimStatus.ASSESSING
    assert [entry[:2] for entry in audit(parts)] == [("wei", "claim.noted")]


async def test_that_a_step_that_fails_leaves_no_trace(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    await unfit(Unfit.WORDS_MISSING, wei.note(NUMBER, claim.version, "  "))
    assert await on_record(parts) == claim
    assert audit(parts) == []


# --- documents


async def test_that_a_document_counts_once_an_assessor_takes_it_as_it_is(parts: Parts, wei: AssessorDesk) -> None:
    blurred = invoice(parts, flaws=(Flaw.BLURRED,))
    claim = await claim_on_table(parts)
    claim = await change(parts, claim, papers=(blurred, record(parts)))
    claim = await wei.accept_paper(NUMBER, claim.version, "invoice", accept=True)
    claim = await wei.recalculate(NUMBER, claim.version)
    assert (claim.papers[0].accepted_by, claim.adjudication.total) == ("wei", Money.of("830.00"))
    claim = await wei.accept_paper(NUMBER, claim.version, "invoice", accept=False)
    assert claim.papers[0].accepted_by == ""


async def test_that_a_corrected_value_stands_beside_the_one_that_was_read(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.correct(NUMBER, claim.version, "invoice", PaperField.AMOUNT, "1,680")
    paper = claim.papers[0]
    assert (paper.fields[PaperField.AMOUNT].value, paper.value(PaperField.AMOUNT)) == ("1860.00", "1680.00")
    assert audit(parts)[-1] == ("wei", "claim.field_corrected", {"paper": "invoice", "field": "amount"})
    claim = await wei.correct(NUMBER, claim.version, "invoice", PaperField.AMOUNT, "1860.00")
    assert claim.papers[0].corrected == {}


async def test_that_a_correction_is_held_against_policy_and_report(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.correct(NUMBER, claim.version, "invoice", PaperField.DATE, "2026-06-01")
    assert claim.papers[0].mismatches == (Mismatch("before_loss", "date", "2026-06-16"),)


async def test_that_an_identity_number_goes_to_the_vault_and_nowhere_else(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    number = "11010519491231002X"
    claim = await wei.correct(NUMBER, claim.version, "record", PaperField.ID_NUMBER, number)
    kept = claim.papers[1].corrected[PaperField.ID_NUMBER]
    assert await parts.vault.reveal(CUSTOMER, kept) == number
    assert number not in str(audit(parts))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [*((field, value, Unfit.VALUE_UNFIT) for field, value in (
        ("amount", "about ten"), ("amount", "-1"), ("date", "2026-13-01"), ("delay_minutes", "3h"),
        ("visit", "dentist"), ("name", " "), ("id_number", "110105194912310021"), ("hospital", "⟦phone:7f⟧"),
     )),
     ("colour", "red", Unfit.FIELD_UNKNOWN), ("card_number", "6228480402564890018", Unfit.ACCOUNT_BY_CUSTOMER)],
)  # fmt: skip
async def test_that_a_value_that_cannot_be_is_not_taken(
    parts: Parts, wei: AssessorDesk, field: str, value: str, code: Unfit
) -> None:
    claim = await claim_on_table(parts)
    await unfit(code, wei.correct(NUMBER, claim.version, "invoice", field, value))


async def test_that_a_document_that_is_still_being_read_waits(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    waiting = replace(record(parts), state=PaperState.WAITING)
    claim = await change(parts, claim, papers=(claim.papers[0], waiting))
    await hindered(Hindrance.PAPER_WAITING, wei.say_kind(NUMBER, claim.version, "record", "discharge_summary"))
    await unfit(Unfit.KIND_UNKNOWN, wei.say_kind(NUMBER, claim.version, "invoice", "love_letter"))
    await unfit(Unfit.PAPER_UNKNOWN, wei.say_kind(NUMBER, claim.version, "D9", "photos"))
    claim = await wei.say_kind(NUMBER, claim.version, "invoice", "itemised_bill")
    assert claim.papers[0].what == "itemised_bill"


async def test_that_more_is_asked_of_the_customer_once_and_the_chat_goes_on_with_it(
    parts: Parts, wei: AssessorDesk
) -> None:
    claim = await claim_on_table(parts)
    why = "看不出哪些是自费药"
    claim = await wei.ask_more(NUMBER, claim.version, ["itemised_bill"], why)
    assert (claim.status, claim.asked, claim.due) == (ClaimStatus.MORE_NEEDED, {"itemised_bill": why}, None)
    assert "费用清单" in told(parts, "step-4")
    assert why in told(parts, "step-4")
    claiming = parts.work.store.journeys[CUSTOMER].claiming
    assert (claiming.number, claiming.question.field) == (NUMBER, "claim_papers")
    with pytest.raises(IllegalMove):
        await wei.ask_more(NUMBER, claim.version, ["photos"], "现场")


async def test_that_asking_names_documents_there_are(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    await unfit(Unfit.DOCUMENTS_MISSING, wei.ask_more(NUMBER, claim.version, [], "?"))
    await unfit(Unfit.KIND_UNKNOWN, wei.ask_more(NUMBER, claim.version, ["horoscope"], "?"))


# --- calculation


async def test_that_an_edited_line_explains_itself_to_the_cent(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, Money.of("800.00"), "床位费不合理")
    line = claim.adjudication.lines[0]
    assert (line.payable, line.edited_by, line.reason) == (Money.of("800.00"), "wei", "床位费不合理")
    rest = line.claimed
    for step in line.steps:
        rest -= step.amount
    assert rest == line.payable
    assert by_rules(line).payable == Money.of("830.00")
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, Money.of("900.00"), "补算")
    assert [step.code for step in claim.adjudication.lines[0].steps][2:] == ["by_hand_more"]
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, Money.of("830.00"), "照规则")
    assert claim.adjudication.lines[0].edited_by == ""


async def test_that_a_benefit_the_rules_left_out_can_be_added(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    amount = Money.of("120.00")
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], "ambulance", amount, "有救护车票据")
    assert claim.adjudication.total == Money.of("950.00")
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert claim.status is ClaimStatus.APPROVED


@pytest.mark.parametrize(
    ("benefit", "amount", "code"),
    [("teeth", "1.00", Unfit.BENEFIT_UNKNOWN), (BENEFIT, "-0.01", Unfit.AMOUNT_UNFIT),
     (BENEFIT, "50000.01", Unfit.AMOUNT_TOO_HIGH)],
)  # fmt: skip
async def test_that_a_line_stays_within_the_policy(
    parts: Parts, wei: AssessorDesk, benefit: str, amount: str, code: Unfit
) -> None:
    claim = await claim_on_table(parts)
    await unfit(code, wei.edit_line(NUMBER, claim.version, claim.policies[0], benefit, Money.of(amount), "x"))


async def test_that_calculating_again_drops_what_was_edited(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, ZERO, "x")
    claim = await wei.recalculate(NUMBER, claim.version)
    assert (claim.adjudication.total, claim.adjudication.lines[0].edited_by) == (Money.of("830.00"), "")


async def test_that_a_fact_no_document_proves_is_established_and_taken_back(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    for fact, value in (("luck", "bad"), ("disability_grade", "11"), ("costs", "ambulance"), ("repair_cost", "")):
        await unfit(Unfit.FACT_UNFIT, wei.establish(NUMBER, claim.version, fact, value))
    claim = await wei.establish(NUMBER, claim.version, "costs", "ambulance 120.00")
    assert claim.proven == {"costs": "ambulance 120.00"}
    assert audit(parts)[-1] == ("wei", "claim.fact_established", {"fact": "costs"})
    claim = await wei.establish(NUMBER, claim.version, "costs", "")
    assert claim.proven == {}


async def test_that_a_policy_is_attached_where_none_was_found(parts: Parts, wei: AssessorDesk) -> None:
    policy = await until_policy(parts)
    claim = await claim_on_table(parts, policy=policy)
    claim = await change(parts, claim, policies=(), insured=None, adjudication=None, route_reasons=("no_policy",))
    await unfit(Unfit.POLICY_UNKNOWN, wei.attach_policy(NUMBER, claim.version, "P404", None))
    await unfit(Unfit.INSURED_UNKNOWN, wei.attach_policy(NUMBER, claim.version, policy.number, 7))
    claim = await wei.attach_policy(NUMBER, claim.version, policy.number, None)
    assert (claim.policies, claim.insured, claim.adjudication.total) == ((policy.number,), 0, Money.of("830.00"))
    await hindered(Hindrance.HAS_POLICY, wei.attach_policy(NUMBER, claim.version, policy.number, None))


# --- decisions


async def test_that_an_approval_holds_invoices_and_benefits_and_tells_the_customer(
    parts: Parts, wei: AssessorDesk
) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert claim.status is ClaimStatus.APPROVED
    assert list(parts.work.store.claims.invoices.values()) == [NUMBER]
    assert [one.amount for one in parts.work.store.claims.used[NUMBER]] == [Money.of("830.00")]
    assert "¥830.00" in told(parts, "step-4")
    assert "尾号 0018" in told(parts, "step-4")
    assert audit(parts)[-1] == ("wei", "claim.decided", {"decision": "approve", "total": "830.00", "proposed": "no"})


@pytest.mark.parametrize("move", [Move.APPROVE, Move.APPROVE_PARTLY])
async def test_that_the_account_is_asked_for_where_none_is_known(parts: Parts, wei: AssessorDesk, move: Move) -> None:
    claim = await claim_on_table(parts)
    claim = await change(parts, claim, account=None)
    await wei.decide(NUMBER, claim.version, Decision(move, "床位费", cited(claim)))
    assert "请把收款银行卡的照片或卡号发过来" in told(parts, "step-4")
    assert parts.work.store.journeys[CUSTOMER].claiming.question.field == "claim_account"


async def test_that_an_invoice_another_claim_is_paid_for_stops_an_approval(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    policy = parts.work.store.policies[claim.policies[0]]
    other = await claim_on_table(parts, "CL2", policy=policy)
    other = await wei.recalculate("CL2", other.version)
    assert other.papers[0].mismatches[0].code == "invoice_claimed"
    other = await wei.accept_paper("CL2", other.version, "invoice", accept=True)
    other = await wei.recalculate("CL2", other.version)
    await hindered(Hindrance.INVOICE_HELD, wei.decide("CL2", other.version, Decision(Move.APPROVE)))
    assert (await on_record(parts, "CL2")).status is ClaimStatus.ASSESSING
    assert list(parts.work.store.claims.invoices.values()) == [NUMBER]


async def test_that_an_old_calculation_is_not_approved(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.correct(NUMBER, claim.version, "invoice", PaperField.AMOUNT, "1680.00")
    await hindered(Hindrance.CALCULATION_OLD, wei.decide(NUMBER, claim.version, Decision(Move.APPROVE)))
    claim = await wei.recalculate(NUMBER, claim.version)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert claim.adjudication.total == Money.of("740.00")


async def test_that_paying_less_by_hand_is_an_approval_in_part_with_its_clause(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.edit_line(NUMBER, claim.version, claim.policies[0], BENEFIT, Money.of("500.00"), "自费药")
    await hindered(Hindrance.PART_NEEDS_CLAUSE, wei.decide(NUMBER, claim.version, Decision(Move.APPROVE)))
    partly = Decision(Move.APPROVE_PARTLY, "自费药不在保障范围内", cited(claim))
    for broken, code in (
        (replace(partly, words=""), Unfit.WORDS_MISSING), (replace(partly, clause=None), Unfit.CLAUSE_MISSING),
        (replace(partly, clause=CitedClause(claim.policies[0], "99.9")), Unfit.CLAUSE_UNKNOWN),
        (replace(partly, clause=CitedClause("P404", CLAUSE)), Unfit.CLAUSE_UNKNOWN),
    ):  # fmt: skip
        await unfit(code, wei.decide(NUMBER, claim.version, broken))
    claim = await wei.decide(NUMBER, claim.version, partly)
    assert (claim.status, claim.steps[-1].clause) == (ClaimStatus.PARTLY_APPROVED, cited(claim))
    assert claim.adjudication.lines[0].refused_by == CLAUSE
    words = told(parts, "step-4")
    product = parts.catalogue.product(parts.work.store.policies[claim.policies[0]].product_id)
    assert product.clause(CLAUSE).text in words
    assert "自费药不在保障范围内" in words
    assert "申诉" in words


async def test_that_a_refusal_pays_nothing_and_goes_with_the_clause_in_the_customers_language(
    parts: Parts, wei: AssessorDesk
) -> None:
    claim = await claim_on_table(parts)
    async with parts.work() as records:
        journey = await records.journey(CUSTOMER)
        await records.save_journey(replace(journey, language=Language.EN), undoable=False)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.REFUSE, "not an accident", cited(claim)))
    assert (claim.status, claim.adjudication.total) == (ClaimStatus.REFUSED, ZERO)
    assert claim.adjudication.lines[0].deductible_used == ZERO
    product = parts.catalogue.product(parts.work.store.policies[claim.policies[0]].product_id)
    assert product.clause(CLAUSE).summary in told(parts, "step-4")
    assert parts.work.store.claims.invoices == {}


async def test_that_without_a_policy_there_is_no_clause_to_cite(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await change(parts, claim, policies=(), insured=None, adjudication=None)
    await hindered(Hindrance.NOTHING_PAYABLE, wei.decide(NUMBER, claim.version, Decision(Move.APPROVE)))
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.REFUSE, "没有查到您的保单"))
    assert claim.status is ClaimStatus.REFUSED
    assert "没有找到这次事故发生时有效的保单" in told(parts, "step-4")


async def test_that_a_claim_under_risk_review_waits_for_it(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts, risk_case="RC1")
    async with parts.work() as records:
        await records.risk.add_case(case("RC1", NUMBER))
    await hindered(Hindrance.RISK_REVIEW_OPEN, wei.decide(NUMBER, claim.version, Decision(Move.APPROVE)))
    async with parts.work() as records:
        await records.risk.save_case(replace(await records.risk.case("RC1"), status=CaseStatus.CLEARED), 1)
    assert (await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))).status is ClaimStatus.APPROVED


async def test_that_paying_against_the_risk_officers_takes_two(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts, risk_case="RC1")
    async with parts.work() as records:
        await records.risk.add_case(replace(case("RC1", NUMBER), status=CaseStatus.REFUSED))
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert (claim.status, claim.proposal.by) == (ClaimStatus.ASSESSING, "wei")


async def large(parts: Parts, amount: str = "50000.01") -> tuple[Claim, Policy]:
    """A claim under a policy that may pay more than one assessor decides on."""
    policy = replace(await until_policy(parts), sum_insured=Money.of("200000.00"))
    async with parts.work() as records:
        await records.save_policy(policy)
    claim = await claim_on_table(parts, policy=policy)
    wei = AssessorDesk(parts, "wei")
    return await wei.edit_line(NUMBER, claim.version, policy.number, BENEFIT, Money.of(amount), "按伤情"), policy


async def test_that_exactly_the_threshold_is_decided_by_one(parts: Parts, wei: AssessorDesk) -> None:
    claim, _ = await large(parts, "50000.00")
    assert (await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))).status is ClaimStatus.APPROVED


async def test_that_a_large_decision_needs_another_assessor(parts: Parts, wei: AssessorDesk, lan: AssessorDesk) -> None:
    claim, _ = await large(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert (claim.status, claim.proposal.move) == (ClaimStatus.ASSESSING, Move.APPROVE)
    assert f"{NUMBER}-step-4" not in parts.notifier.told
    assert parts.work.store.claims.invoices == {}
    await hindered(Hindrance.SECOND_ASSESSOR, wei.confirm(NUMBER, claim.version))
    await hindered(Hindrance.PROPOSAL_WAITS, lan.decide(NUMBER, claim.version, Decision(Move.APPROVE)))
    await hindered(Hindrance.PROPOSAL_WAITS, wei.recalculate(NUMBER, claim.version))
    claim = await lan.confirm(NUMBER, claim.version)
    assert (claim.status, claim.proposal, claim.steps[-1].by) == (ClaimStatus.APPROVED, None, "wei, lan")
    assert "¥50000.01" in told(parts, "step-4")
    assert [entry[:2] for entry in audit(parts)][-2:] == [("wei", "claim.decided"), ("lan", "claim.confirmed")]


async def test_that_a_rejected_proposal_leaves_the_claim_to_be_decided(
    parts: Parts, wei: AssessorDesk, lan: AssessorDesk
) -> None:
    claim, _ = await large(parts)
    await hindered(Hindrance.NO_PROPOSAL, lan.confirm(NUMBER, claim.version))
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    claim = await lan.reject(NUMBER, claim.version, "材料不足")
    assert (claim.status, claim.proposal) == (ClaimStatus.ASSESSING, None)
    assert (await wei.recalculate(NUMBER, claim.version)).adjudication.total == Money.of("830.00")


async def test_that_a_document_that_comes_in_meanwhile_stops_the_confirmation(
    parts: Parts, wei: AssessorDesk, lan: AssessorDesk
) -> None:
    claim, _ = await large(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    more = invoice(parts, "300.00", "second", "00099999")
    claim = await change(parts, claim, papers=(*claim.papers, more))
    await hindered(Hindrance.CALCULATION_OLD, lan.confirm(NUMBER, claim.version))


async def test_that_a_large_sum_is_not_refused_by_one_alone(parts: Parts, wei: AssessorDesk) -> None:
    claim, _ = await large(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.REFUSE, "不属于意外", cited(claim)))
    assert (claim.status, claim.proposal.move) == (ClaimStatus.ASSESSING, Move.REFUSE)


@pytest.mark.parametrize("move", [Move.PAY, Move.SETTLE])
async def test_that_only_the_machine_pays(parts: Parts, wei: AssessorDesk, move: Move) -> None:
    claim = await claim_on_table(parts)
    with pytest.raises(IllegalMove):
        await wei.decide(NUMBER, claim.version, Decision(move))


# --- after a decision


async def test_that_a_reopened_claim_holds_nothing_and_is_decided_anew(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    await hindered(Hindrance.NOT_ASSESSED_NOW, wei.recalculate(NUMBER, claim.version))
    claim = await wei.reopen(NUMBER, claim.version, "发现新的票据")
    assert (claim.status, claim.assessor) == (ClaimStatus.REOPENED, "wei")
    assert (parts.work.store.claims.invoices, parts.work.store.claims.used[NUMBER]) == ({}, [])
    assert "重新打开" in told(parts, "step-5")
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    assert claim.status is ClaimStatus.APPROVED


async def test_that_what_was_paid_stays_held_when_a_claim_is_reopened(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))
    paid = Payout("k", claim.policies[0], Money.of("830.00"), status=PayoutStatus.SETTLED)
    claim = await change(parts, claim, status=ClaimStatus.PAID, payouts=(paid,))
    await wei.reopen(NUMBER, claim.version, "复查")
    assert list(parts.work.store.claims.invoices.values()) == [NUMBER]


async def test_that_a_refused_claim_is_calculated_again_before_it_is_paid(parts: Parts, wei: AssessorDesk) -> None:
    claim = await claim_on_table(parts)
    claim = await wei.decide(NUMBER, claim.version, Decision(Move.REFUSE, "不属于意外", cited(claim)))
    claim = await wei.reopen(NUMBER, claim.version, "复核")
    await hindered(Hindrance.NOTHING_PAYABLE, wei.decide(NUMBER, claim.version, Decision(Move.APPROVE)))
    claim = await wei.recalculate(NUMBER, claim.version)
    assert (await wei.decide(NUMBER, claim.version, Decision(Move.APPROVE))).adjudication.total == Money.of("830.00")
