"""What the durable purchase does to the records: each step once, however often it is called."""

from __future__ import annotations

from datetime import timedelta

import pytest

from insurance import events as e
from insurance import facts as f
from insurance.lines import Language, Line, Relation
from insurance.money import Money
from insurance.policies import OrderStatus, PolicyStatus
from insurance.ports import PurchaseRefused
from insurance.quotes import QuoteStatus
from insurance.services import consult, paying, policies
from insurance.services.fulfil import Fulfilling, mask_name
from insurance.services.parts import Parts
from tests.buying import MY_ACCIDENT, PHONE, issued_for, kinds, notice_for, the, until_order, until_policy
from tests.fakes import CUSTOMER, journey_of


async def order_of(parts: Parts, order):
    async with parts.work() as records:
        return await records.order(order.id)


async def twice(step, *arguments) -> None:
    await step(*arguments)
    await step(*arguments)


async def paid(parts: Parts, steps: Fulfilling, facts=None):
    order = await (until_order(parts, facts) if facts else until_order(parts))
    await steps.mark_paid(order.id, notice_for(order))
    return order


async def issued(parts: Parts, steps: Fulfilling, facts=None):
    order = await paid(parts, steps, facts)
    await steps.record_policy(order.id, issued_for(order))
    return order


# --- payment


async def test_that_a_payment_counts_once_and_is_told_once(parts: Parts, steps: Fulfilling):
    order = await until_order(parts)
    await twice(steps.mark_paid, order.id, notice_for(order))
    assert (await order_of(parts, order)).status is OrderStatus.PAID
    assert list(parts.notifier.told) == [f"paid-{order.id}"]


@pytest.mark.parametrize("amount", ["0.01", "59.99", "60.01"])
async def test_that_an_amount_that_differs_is_refused(parts: Parts, steps: Fulfilling, amount: str):
    order = await until_order(parts)
    with pytest.raises(PurchaseRefused) as refused:
        await steps.mark_paid(order.id, notice_for(order, Money.of(amount)))
    assert refused.value.reason == "AMOUNT_DIFFERS"
    assert (await order_of(parts, order)).status is OrderStatus.OPEN


async def test_that_a_payment_in_another_currency_is_refused(parts: Parts, steps: Fulfilling):
    order = await until_order(parts)
    with pytest.raises(PurchaseRefused):
        await steps.mark_paid(order.id, notice_for(order, Money(order.amount.amount, "USD")))


async def test_that_a_payment_after_expiry_still_buys(parts: Parts, steps: Fulfilling):
    order = await until_order(parts)
    await steps.expire(order.id)
    await steps.mark_paid(order.id, notice_for(order))
    assert (await order_of(parts, order)).status is OrderStatus.PAID


async def test_that_a_payment_uses_the_quote_and_ends_the_journey(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    async with parts.work() as records:
        assert (await records.quote(order.quote_id)).status is QuoteStatus.USED
    journey = journey_of(parts)
    assert (journey.purchase, journey.needs.line) == (None, None)
    assert journey.needs.person().relation is Relation.PARENT  # who was told of stays


async def test_that_a_late_second_notice_does_not_undo_what_came_after(parts: Parts, steps: Fulfilling):
    order = await issued(parts, steps)
    await steps.mark_paid(order.id, notice_for(order))
    assert (await order_of(parts, order)).status is OrderStatus.ISSUED


# --- the insurer


async def test_that_the_insurer_is_the_products_own(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    async with parts.work() as records:
        quote = await records.quote(order.quote_id)
    assert await steps.insurer_of(order.id) == parts.catalogue.product(quote.product_id).insurer


async def test_that_an_issue_request_says_the_same_at_every_call(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    first = await steps.issue_request(order.id)
    parts.clock.pass_(hours=1)
    assert await steps.issue_request(order.id) == first


async def test_that_an_issue_request_carries_the_parties_in_full(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    request = await steps.issue_request(order.id)
    assert request.applicant["name"] == "王小明"
    assert len(request.applicant["id_number"]) == 18
    assert request.applicant["phone"].endswith(PHONE)
    assert [(one["name"], one["relation"]) for one in request.insured] == [("王大山", Relation.PARENT)]
    assert (request.premium, request.beneficiary) == (order.amount, "legal")


async def test_that_who_insures_themselves_is_both_parties(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps, MY_ACCIDENT)
    request = await steps.issue_request(order.id)
    assert [one["id_number"] for one in request.insured] == [request.applicant["id_number"]]


@pytest.mark.parametrize(("facts", "relation"), [
    ((f.LineFact(Line.HOME), f.HomeFact(Money.of(2000000), building="concrete")), Relation.SELF),
    ((f.LineFact(Line.CAR, "third_party"), f.VehicleFact(seats=5, no_claim_years=1)), Relation.SELF),
    ((f.LineFact(Line.GROUP), f.HeadcountFact(total=5), f.OccupationFact("office", 1), f.PersonFact(age=f.Age(40)),
      f.NoBudgetFact()), Relation.EMPLOYEE),
])  # fmt: skip
async def test_that_things_and_groups_are_issued_too(parts: Parts, steps: Fulfilling, facts, relation: Relation):
    order = await issued(parts, steps, facts)
    request = await steps.issue_request(order.id)
    assert {one["relation"] for one in request.insured} == {relation}
    await steps.prepare_papers(order.id)
    assert len(parts.papers.contents) == 1


async def test_that_a_policy_is_not_issued_backwards(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    parts.clock.pass_(days=10)
    with pytest.raises(PurchaseRefused) as refused:
        await steps.issue_request(order.id)
    assert refused.value.reason == "EFFECTIVE_DATE_PAST"


async def test_that_a_policy_is_recorded_once(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    await twice(steps.record_policy, order.id, issued_for(order))
    async with parts.work() as records:
        assert len(await records.policies_of(CUSTOMER)) == 1
    assert (await order_of(parts, order)).status is OrderStatus.ISSUED


async def test_that_a_policy_is_what_was_quoted(parts: Parts, steps: Fulfilling):
    policy = await until_policy(parts)
    async with parts.work() as records:
        quote = await records.quote(policy.quote_id)
    assert (policy.premium, policy.effective, policy.expiry) == (quote.premium, quote.cover.start, quote.cover.end)
    assert [dict(one) for one in policy.insured] == [{"name": "王**", "relation": "parent"}]


# --- papers and delivery


async def test_that_papers_are_typeset_once(parts: Parts, steps: Fulfilling):
    order = await issued(parts, steps)
    await twice(steps.prepare_papers, order.id)
    assert len(parts.papers.contents) == len(parts.files.kept) == 1


async def test_that_papers_show_no_whole_identity_number(parts: Parts, steps: Fulfilling):
    await until_policy(parts)
    content = parts.papers.contents[0]
    assert content["applicant"]["id_number"].count("*") == 8
    assert content["applicant"]["phone"].endswith("****5678")
    assert content["beneficiary"] == "法定"


async def test_that_papers_are_made_even_after_a_long_standstill(parts: Parts, steps: Fulfilling):
    order = await issued(parts, steps)
    parts.clock.pass_(days=30)
    await steps.prepare_papers(order.id)
    assert parts.papers.contents


async def test_that_a_policy_is_delivered_once_with_its_document(parts: Parts, steps: Fulfilling):
    policy = await until_policy(parts)
    await steps.deliver(policy.order_id)
    told = [message for key, message in parts.notifier.told.items() if key.startswith("issued-")]
    assert len(told) == 1
    assert policy.number in told[0].text
    assert told[0].attachment == f"/documents/{policy.number}.pdf"


async def test_that_the_receipt_speaks_the_customers_language(parts: Parts):
    await consult.set_language(parts, CUSTOMER, Language.EN)
    await until_policy(parts)
    paid, issued = (message.text for message in parts.notifier.told.values())
    assert paid.isascii()
    assert issued.replace("·", "").isascii()


# --- refunds


async def test_that_an_order_that_failed_is_refunded_once_and_the_customer_told(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    await twice(steps.refund_needed, order.id, "INSURER_REFUSED")
    assert (await order_of(parts, order)).reason == "INSURER_REFUSED"
    assert await steps.refund_amount(order.id) == order.amount
    await twice(steps.record_refund, order.id)
    assert (await order_of(parts, order)).status is OrderStatus.REFUNDED
    message = parts.notifier.told[f"refunded-{order.id}"]
    assert str(order.amount) in message.text
    assert message.custom["type"] == "receipt"


async def test_that_a_refund_keeps_its_first_reason(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    await steps.refund_needed(order.id, "FIRST")
    await steps.refund_needed(order.id, "SECOND")
    assert (await order_of(parts, order)).reason == "FIRST"


async def test_that_a_refunded_order_does_not_owe_again(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    await steps.refund_needed(order.id, "FIRST")
    await steps.record_refund(order.id)
    await steps.refund_needed(order.id, "AGAIN")
    assert (await order_of(parts, order)).status is OrderStatus.REFUNDED


# --- expiry and trouble


async def test_that_only_an_unpaid_order_expires(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    await steps.expire(order.id)
    assert (await order_of(parts, order)).status is OrderStatus.PAID


async def test_that_expiry_is_told_once(parts: Parts, steps: Fulfilling):
    order = await until_order(parts)
    await twice(steps.expire, order.id)
    assert list(parts.notifier.told) == [f"expired-{order.id}"]


async def test_that_an_expired_order_is_placed_anew(parts: Parts, steps: Fulfilling):
    order = await until_order(parts)
    await steps.expire(order.id)
    assert the(e.PaymentOpened, await paying.open_payment(parts, CUSTOMER)).order.id != order.id


async def test_that_only_orders_older_than_a_minute_are_swept(parts: Parts, steps: Fulfilling):
    order = await until_order(parts)
    assert list(await steps.orders_awaiting_payment()) == []
    parts.clock.pass_(seconds=61)
    assert list(await steps.orders_awaiting_payment()) == [order.id]


async def test_that_a_stuck_step_reaches_the_desk(parts: Parts, steps: Fulfilling):
    order = await paid(parts, steps)
    await steps.report_stuck(order.id, "issue")
    assert parts.desk.requests == [(CUSTOMER, "purchase_stuck_issue")]


# --- cancellation


async def asked(parts: Parts, yes: bool = True) -> e.Progress:
    await policies.ask_cancellation(parts, CUSTOMER, None)
    return await policies.confirm_cancellation(parts, CUSTOMER, yes)


async def policy_of(parts: Parts, number):
    async with parts.work() as records:
        return await records.policy(number)


async def test_that_a_policy_is_cancelled_within_the_cooling_off_period_and_refunded(parts: Parts, steps: Fulfilling):
    policy = await until_policy(parts)
    question = (await policies.ask_cancellation(parts, CUSTOMER, None)).question
    assert question.field == "cancel_policy"
    assert kinds(await policies.confirm_cancellation(parts, CUSTOMER, True)) == ["CancellationStarted"]
    ((number, order_id, _),) = await steps.cancellations_asked()
    await twice(steps.record_cancelled, order_id, number)
    await twice(steps.record_refund, order_id)
    assert (await policy_of(parts, number)).status is PolicyStatus.CANCELLED
    assert policy.number in parts.notifier.told[f"refunded-{order_id}"].text
    assert list(await steps.cancellations_asked()) == []


async def test_that_a_cancellation_is_asked_back_first(parts: Parts):
    policy = await until_policy(parts)
    event = the(e.CancellationAsked, await policies.ask_cancellation(parts, CUSTOMER, policy.number))
    assert event.refund == policy.premium
    await policies.confirm_cancellation(parts, CUSTOMER, False)
    assert (await policy_of(parts, policy.number)).status is PolicyStatus.IN_FORCE


async def test_that_a_policy_is_not_cancelled_twice(parts: Parts):
    policy = await until_policy(parts)
    await asked(parts)
    progress = await policies.ask_cancellation(parts, CUSTOMER, policy.number)
    assert the(e.CancellationRefused, progress).why == "not_in_force"


async def test_that_a_yes_without_a_question_cancels_nothing(parts: Parts):
    policy = await until_policy(parts)
    await policies.confirm_cancellation(parts, CUSTOMER, True)
    assert (await policy_of(parts, policy.number)).status is PolicyStatus.IN_FORCE


async def test_that_the_cooling_off_period_ends(parts: Parts):
    policy = await until_policy(parts)
    parts.clock.pass_(days=policy.cooling_off_days)
    await policies.ask_cancellation(parts, CUSTOMER, policy.number)
    parts.clock.pass_(days=1)
    refused = the(e.CancellationRefused, await policies.confirm_cancellation(parts, CUSTOMER, True))
    assert refused.why == "cooling_off_over"
    assert refused.until == parts.clock.today() - timedelta(days=1)


async def test_that_a_refused_cancellation_leaves_the_policy_and_may_be_asked_again(parts: Parts, steps: Fulfilling):
    policy = await until_policy(parts)
    for _ in range(2):
        await asked(parts)
        ((number, order_id, _),) = await steps.cancellations_asked()
        await twice(steps.cancel_refused, order_id, number, "NOT_NOW")
        assert (await policy_of(parts, policy.number)).status is PolicyStatus.IN_FORCE
        parts.clock.pass_(minutes=5)
    assert len([key for key in parts.notifier.told if key.startswith("cancel-refused")]) == 2


async def test_that_somebody_elses_policy_is_unknown(parts: Parts):
    policy = await until_policy(parts)
    with pytest.raises(LookupError):
        await policies.ask_cancellation(parts, "web:stranger", policy.number)


@pytest.mark.parametrize(("name", "shown"), [("王小明", "王**"), ("李", "李*"), ("John Smith", "J***")])
def test_that_a_name_is_cut_short(name: str, shown: str):
    assert mask_name(name) == shown
