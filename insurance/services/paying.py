"""From the acknowledged application to the open payment page."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

from insurance import events as e
from insurance.applications import Application
from insurance.journeys import Journey, Review, plan_key
from insurance.policies import Order, OrderStatus
from insurance.ports import PaymentsRefused, PaymentState, PaymentsUnavailable
from insurance.questions import Flow
from insurance.quotes import Quote, QuoteExpired, QuoteVoid
from insurance.records import Records
from insurance.refs import ApplicationId, OrderId, Sender
from insurance.riskcontrol.cases import UNDECIDED, CaseStatus, RiskCase
from insurance.services.advancing import advance
from insurance.services.apply import NothingToApplyFor, submit
from insurance.services.deciding import check_again
from insurance.services.giving_up import UNPAYABLE, under_review
from insurance.services.known_cover import hold_cover
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.quoting import check_quote, void_quote
from insurance.services.requoting import requote
from insurance.services.screening import fingerprint_of, screen_application

_SEEN = {
    PaymentState.PAID: OrderStatus.PAID,
    PaymentState.EXPIRED: OrderStatus.EXPIRED,
    PaymentState.CLOSED: OrderStatus.CLOSED,
}


async def open_payment(parts: Parts, sender: Sender) -> e.Progress:
    """Place the order once and open its payment page; called again, the same page is shown again.

    The page is opened after the order is stored: whatever happens between, the next call finds the order.
    """
    await _notice_expiry(parts, sender)
    async with parts.work() as records:
        journey = await records.journey(sender)
        question = open_question(parts, journey)
        if journey.purchase is None or question is None or question.flow is not Flow.PAYMENT:
            return await advance(parts, records, journey)
        quote = await records.quote(journey.purchase.quote_id)
        order = await records.order(journey.purchase.order_id) if journey.purchase.order_id else None
        if order is None or order.status in UNPAYABLE:
            try:
                check_quote(parts, quote)
            except (QuoteExpired, QuoteVoid):
                journey, events = await requote(parts, records, journey.with_purchase(order_id=None), "expired", ())
                return await advance(parts, records, journey, events)
            journey, events = await check_again(parts, records, journey)
            if journey.purchase is None:  # what was bought meanwhile leaves no room
                return await advance(parts, records, journey, events)
            application, case = await _screened(parts, records, journey, quote)
            if case is not None and case.status is not CaseStatus.CLEARED:
                return await _stopped(parts, records, journey, case)
            order, journey = await place_order(parts, records, journey, application.id)
    if order.status is not OrderStatus.OPEN:
        return e.Progress(journey, (e.OrderStands(order, None),), None)
    product = parts.catalogue.product(quote.product_id)
    subject = f"{product.name.zh} {product.plan(quote.plan_id).name.zh}"
    try:
        page = await parts.payments.open(order.id, order.amount, subject, parts.terms.payment_minutes)
    except PaymentsUnavailable:
        return e.Progress(journey, (e.PaymentUnavailable(),), question)
    async with parts.work() as records:
        order = replace(await records.order(order.id), payment_url=page.url, expires_at=page.expires_at)
        await records.save_order(order)
    return e.Progress(journey, (e.PaymentOpened(order, product, quote),), question)


async def _notice_expiry(parts: Parts, sender: Sender) -> None:
    """A page that can't be paid any more is never shown again."""
    async with parts.work.reading() as records:
        orders = await records.orders_of(sender)
    seen = await _as_the_provider_says(parts, orders[-1]) if orders else None
    if seen is None or seen.status is not OrderStatus.EXPIRED or orders[-1].status is not OrderStatus.OPEN:
        return
    async with parts.work() as records:
        order = await records.order(seen.id)
        if order.status is OrderStatus.OPEN:
            await records.save_order(replace(order, status=OrderStatus.EXPIRED))


async def _screened(
    parts: Parts, records: Records, journey: Journey, quote: Quote
) -> tuple[Application, RiskCase | None]:
    """Submit and screen the application, with its case if there is one. What people decided before holds."""
    fingerprint = fingerprint_of(parts, journey, quote)
    case = await records.risk.case_for(journey.sender, fingerprint)
    if case is not None and case.status is not CaseStatus.CLEARED:
        return await records.application(ApplicationId(case.subject)), case
    application = await submit(parts, records, journey)
    return application, case or await screen_application(parts, records, application, quote, fingerprint)


async def _stopped(parts: Parts, records: Records, journey: Journey, case: RiskCase) -> e.Progress:
    """Held until people have decided, or closed when they have."""
    if case.status in UNDECIDED:
        review = Review(ApplicationId(case.subject), max(case.due, parts.clock.now() + timedelta(hours=1)))
        return await advance(parts, records, journey.with_purchase(review=review, order_id=None), undoable=False)
    journey, closed = await close_purchase(parts, records, journey)
    return await advance(parts, records, journey, (closed,), undoable=False)


async def close_purchase(parts: Parts, records: Records, journey: Journey) -> tuple[Journey, e.ApplicationClosed]:
    """Nothing is being bought any more; this plan isn't offered to these people again."""
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the callers
    await void_quote(records, journey)
    declined = (*journey.declined, plan_key(purchase.product_id, purchase.plan_id))
    closed = e.ApplicationClosed(parts.catalogue.product(purchase.product_id))
    return journey.without_purchase(offer=(), started=False, declined=declined), closed


async def place_order(
    parts: Parts, records: Records, journey: Journey, application_id: ApplicationId
) -> tuple[Order, Journey]:
    """Place an order for what is being bought."""
    assert journey.purchase is not None  # noqa: S101 - checked by the callers
    quote = await records.quote(journey.purchase.quote_id)
    now = parts.clock.now()
    order = Order(
        id=OrderId(f"LB{now:%Y%m%d}{uuid.uuid4().hex[:12].upper()}"),
        sender=journey.sender,
        application_id=application_id,
        quote_id=quote.id,
        amount=quote.premium,
        status=OrderStatus.OPEN,
        created_at=now,
        expires_at=now + timedelta(minutes=parts.terms.payment_minutes),
    )
    await records.add_order(order)
    await hold_cover(parts, records, order, quote)
    journey = journey.with_purchase(order_id=order.id, review=None)
    journey = replace(journey, open=open_question(parts, journey))
    await records.save_journey(journey, undoable=False)
    return order, journey


async def order_state(parts: Parts, sender: Sender) -> e.Progress:
    """How far the newest order is."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        reviewed = under_review(parts, journey)
        if reviewed is not None:
            return reviewed
        orders = await records.orders_of(sender)
        if not orders:
            raise NothingToApplyFor
        policy = await records.policy_of_order(orders[-1].id)
    question = open_question(parts, journey)
    return e.Progress(journey, (e.OrderStands(await _as_the_provider_says(parts, orders[-1]), policy),), question)


async def _as_the_provider_says(parts: Parts, order: Order) -> Order:
    """An order whose callback is late or lost, as it really stands. For showing: the workflow changes the records."""
    if order.status is not OrderStatus.OPEN or not order.payment_url:
        return order
    try:
        state = await parts.payments.state(order.id)
    except (PaymentsUnavailable, PaymentsRefused):
        return order
    return replace(order, status=_SEEN.get(state, order.status))
