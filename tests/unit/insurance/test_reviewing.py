"""Officers decide; what follows for the customer happens once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from insurance.policies import OrderStatus
from insurance.ports import PaymentsUnavailable
from insurance.questions import Flow
from insurance.quotes import QuoteStatus
from insurance.riskcontrol.cases import AlreadyDecided, CaseChanged, CaseStatus, NothingToConfirm, SecondOfficerNeeded
from insurance.services import apply, consult, navigating, paying
from insurance.services.carrying_out import carry_out_decisions
from insurance.services.fulfil import Fulfilling
from insurance.services.parts import Parts
from insurance.services.reviewing import NoteMissing, OfficerDesk
from tests.buying import issued_for, notice_for
from tests.fakes import CUSTOMER, journey_of
from tests.unit.insurance.test_screening import risk_of, the_case, three_insurers

LEAKS = ("risk", "score", "rule", "list", "hit", "case", "名单", "风险", "风控", "分数", "规则", "黑")


async def decided(parts: Parts, step: str, *values: str) -> None:
    case = the_case(parts)
    await getattr(OfficerDesk(parts, "wei"), step)(case.number, case.version, *values)
    await carry_out_decisions(parts)


def told(parts: Parts):
    (message,) = parts.notifier.told.values()
    return message


async def test_that_a_cleared_purchase_goes_on_to_the_policy(parts: Parts):
    await three_insurers(parts)
    await decided(parts, "clear", "同一个人在比价")
    (order,) = parts.work.store.orders.values()
    assert order.payment_url in told(parts).text
    assert told(parts).custom["type"] == "payment"
    assert journey_of(parts).next_question().flow is Flow.PAYMENT
    steps = Fulfilling(parts)
    await steps.mark_paid(order.id, notice_for(order))
    await steps.record_policy(order.id, issued_for(order))
    assert len(parts.work.store.policies) == 1


async def test_that_clearing_is_carried_out_once(parts: Parts):
    await three_insurers(parts)
    await decided(parts, "clear", "没有问题")
    for _ in range(3):
        await carry_out_decisions(parts)
    assert len(parts.work.store.orders) == len(parts.notifier.told) == 1
    assert [action for _, action, *_ in risk_of(parts).audit] == ["case.opened", "case.cleared", "case.carried_out"]


@pytest.mark.parametrize("fails", ["payments", "notifier"])
async def test_that_carrying_out_goes_on_where_it_stopped(parts: Parts, fails: str, monkeypatch: pytest.MonkeyPatch):
    await three_insurers(parts)

    async def broken(*_: object) -> None:
        raise PaymentsUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(*((parts.payments, "open") if fails == "payments" else (parts.notifier, "tell")), broken)
        with pytest.raises(ExceptionGroup):
            await decided(parts, "clear", "没有问题")
    assert not parts.notifier.told
    await carry_out_decisions(parts)
    assert len(parts.work.store.orders) == len(parts.notifier.told) == 1
    assert the_case(parts).carried_out


async def test_that_a_quote_that_ran_out_meanwhile_is_computed_again_and_said(parts: Parts):
    await three_insurers(parts)
    before = journey_of(parts).purchase.quote_id
    parts.clock.pass_(days=9)
    await decided(parts, "clear", "没有问题")
    assert "重新计算" in told(parts).text
    assert parts.work.store.quotes[before].status is QuoteStatus.VOID
    progress = await consult.start_again(parts, CUSTOMER)
    assert progress.question.flow is Flow.SUMMARY
    await apply.confirm_summary(parts, CUSTOMER)
    progress = await paying.open_payment(parts, CUSTOMER)
    assert progress.question.flow is Flow.PAYMENT
    assert len(parts.work.store.orders) == 1
    assert len(risk_of(parts).cases) == 1


async def test_that_a_payment_page_that_ran_out_is_opened_again_without_another_review(parts: Parts):
    await three_insurers(parts)
    await decided(parts, "clear", "没有问题")
    (order,) = parts.work.store.orders.values()
    await Fulfilling(parts).expire(order.id)
    await paying.open_payment(parts, CUSTOMER)
    assert [one.status for one in parts.work.store.orders.values()] == [OrderStatus.EXPIRED, OrderStatus.OPEN]
    assert len(risk_of(parts).cases) == 1


async def test_that_a_refused_purchase_is_closed_with_neutral_words(parts: Parts):
    await three_insurers(parts)
    await decided(parts, "refuse", "三家同日投保")
    assert journey_of(parts).purchase is None
    assert not parts.work.store.orders
    shown = f"{told(parts)}".lower()
    assert not [leak for leak in LEAKS if leak in shown]
    assert [one["payload"] for one in told(parts).buttons] == ["/resume", "/ask_human"]


async def test_that_nothing_is_said_of_an_application_withdrawn_meanwhile(parts: Parts):
    await three_insurers(parts)
    await navigating.drop_purchase(parts, CUSTOMER)
    await decided(parts, "clear", "没有问题")
    assert not parts.notifier.told
    assert not parts.work.store.orders


async def test_that_going_back_never_restores_a_purchase_that_still_waits(parts: Parts):
    await three_insurers(parts)
    await navigating.ask_restart(parts, CUSTOMER)
    await decided(parts, "clear", "没有问题")
    await navigating.step_back(parts, CUSTOMER)
    purchase = journey_of(parts).purchase
    assert purchase is None or purchase.review is None


async def test_that_listing_needs_a_second_officer(parts: Parts):
    await three_insurers(parts)
    number = the_case(parts).number
    case = await OfficerDesk(parts, "wei").propose_listing(number, 1, "forged_documents", "三家同日投保,材料雷同")
    with pytest.raises(SecondOfficerNeeded):
        await OfficerDesk(parts, "wei").confirm_listing(number, case.version, "同意")
    await carry_out_decisions(parts)
    assert not parts.blacklist.added
    await OfficerDesk(parts, "lan").confirm_listing(number, case.version, "同意")
    await carry_out_decisions(parts)
    keys, reason, officers = parts.blacklist.added[number]
    assert (reason, officers) == ("forged_documents", ("wei", "lan"))
    assert {one.kind for one in keys} == {"person", "phone"}
    assert journey_of(parts).purchase is None


async def test_that_a_listing_somebody_disagrees_with_is_open_again(parts: Parts):
    await three_insurers(parts)
    desk, number = OfficerDesk(parts, "lan"), the_case(parts).number
    with pytest.raises(NothingToConfirm):
        await desk.confirm_listing(number, 1, "同意")
    case = await OfficerDesk(parts, "wei").propose_listing(number, 1, "forged_documents", "材料雷同")
    case = await desk.reject_listing(number, case.version, "证据不足")
    assert (case.status, case.proposed_by) == (CaseStatus.OPEN, "")


async def test_that_two_officers_do_not_overwrite_each_other(parts: Parts):
    await three_insurers(parts)
    case = the_case(parts)
    await OfficerDesk(parts, "wei").assign(case.number, case.version, "wei")
    with pytest.raises(CaseChanged):
        await OfficerDesk(parts, "lan").clear(case.number, case.version, "没有问题")
    assert the_case(parts).status is CaseStatus.OPEN
    assert [actor for actor, *_ in risk_of(parts).audit] == ["lingbao", "wei"]


async def test_that_a_decision_needs_a_note_and_is_taken_once(parts: Parts):
    await three_insurers(parts)
    number, desk = the_case(parts).number, OfficerDesk(parts, "wei")
    with pytest.raises(NoteMissing):
        await desk.clear(number, 1, "  ")
    case = await desk.refuse(number, 1, "材料雷同")
    with pytest.raises(AlreadyDecided):
        await desk.clear(number, case.version, "没有问题")


async def test_that_a_refused_case_that_was_noted_on_later_stays_refused(parts: Parts):
    await three_insurers(parts)
    await decided(parts, "refuse", "材料雷同")
    case = the_case(parts)
    await OfficerDesk(parts, "lan").note(case.number, case.version, "客户来电")
    assert replace(the_case(parts), version=case.version) == case
