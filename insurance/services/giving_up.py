"""Giving up an order that isn't paid: nothing that was ordered changes while its page can still be paid."""

from __future__ import annotations

from dataclasses import replace

from insurance import events as e
from insurance.journeys import Journey
from insurance.policies import Order, OrderStatus
from insurance.ports import PaymentsRefused, PaymentsUnavailable
from insurance.refs import Sender
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts

UNPAYABLE = (OrderStatus.EXPIRED, OrderStatus.CLOSED, OrderStatus.REFUNDED)


async def close_order(parts: Parts, sender: Sender) -> Order | None:
    """Give up an order that isn't paid: its page can't be paid any more.

    Returns the order as it now stands: still OPEN when the provider can't be reached, PAID and on when money has
    already moved (then nothing is given up); None when there is none.
    """
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        order_id = journey.purchase.order_id if journey.purchase else None
        if order_id is None:
            return None
        order = await records.order(order_id)
    if order.status is not OrderStatus.OPEN:
        return order
    try:
        await parts.payments.close(order.id)
    except PaymentsUnavailable:
        return order
    except PaymentsRefused:  # already paid: the money decides
        return replace(order, status=OrderStatus.PAID)
    async with parts.work() as records:
        order = await records.order(order.id)
        if order.status is OrderStatus.OPEN:
            order = replace(order, status=OrderStatus.CLOSED)
            await records.save_order(order)
        journey = await records.journey(sender)
        if journey.purchase is not None and journey.purchase.order_id == order.id:
            await records.save_journey(journey.with_purchase(order_id=None), undoable=False)
    return order


def under_review(parts: Parts, journey: Journey) -> e.Progress | None:
    """The one thing there is to say while people look at the application: nothing of it changes. None otherwise."""
    if journey.purchase is None or journey.purchase.review is None:
        return None
    return e.Progress(journey, (), open_question(parts, replace(journey, doubt=None, restarting=False)))


async def free_to_change(parts: Parts, sender: Sender) -> e.Progress | None:
    """Close the payment page of an order before what was ordered changes.

    Returns where the order stands when it can't be given up (paid, the provider unreachable, or under review): then
    nothing may change. None when the way is free.
    """
    async with parts.work.reading() as records:
        reviewed = under_review(parts, await records.journey(sender))
    if reviewed is not None:
        return reviewed
    order = await close_order(parts, sender)
    if order is None or order.status in UNPAYABLE:
        return None
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    return e.Progress(journey, (e.OrderStands(order, None),), open_question(parts, journey))
