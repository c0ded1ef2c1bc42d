"""Placing, watching, cancelling and rating orders, on the customer's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insurance import events as e
from insurance import provider_events as pe
from insurance.journeys import Journey
from insurance.provider_orders import CannotRate, ProviderDraft, ProviderOrder, ServiceStatus
from insurance.records import Records
from insurance.refs import ProviderOrderId, Sender, VaultRef
from insurance.services.parts import Parts
from insurance.services.providers.finding import drop, go_on, settle

SHOWN = 3  # orders told of
RUNNING = (ServiceStatus.PLACED, ServiceStatus.ACCEPTED, ServiceStatus.ON_THE_WAY)


class IncompleteOrder(Exception):
    """Confirmed before everything was known: a fault of ours, never of the customer's."""


async def give_phone(parts: Parts, sender: Sender, phone: VaultRef) -> e.Progress:
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.provider is None:
            return await settle(parts, records, journey)
        return await go_on(parts, records, journey, replace(journey.provider, phone=phone))


async def confirm(parts: Parts, sender: Sender, yes: bool) -> e.Progress:
    """Place the order, once however often it is confirmed. It is sent from the records, whatever crashes now."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        draft = journey.provider
        if draft is None or not yes:
            return await drop(parts, records, journey)
        order = _order(parts, journey, draft)
        if not await records.providers.add(order):
            order = await records.providers.order(order.id)
        event = pe.ServiceOrdered(order, parts.directory.provider(order.provider_id))
        return await settle(parts, records, replace(journey, provider=None), (event,))


def _order(parts: Parts, journey: Journey, draft: ProviderDraft) -> ProviderOrder:
    if not (draft.kind and draft.service and draft.place and draft.provider_id and draft.phone):
        raise IncompleteOrder
    now = parts.clock.now()
    return ProviderOrder(
        id=draft.order_id,
        sender=journey.sender,
        provider_id=draft.provider_id,
        kind=draft.kind,
        service=draft.service,
        place=draft.place,
        words=draft.words,
        phone=draft.phone,
        placed_at=now,
        look_at=now,
        claim=draft.claim,
    )


async def orders_stand(parts: Parts, sender: Sender) -> e.Progress:
    """How the newest orders stand."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        orders = (await records.providers.orders_of(sender))[:SHOWN]
        event = pe.ServicesStand(tuple((one, parts.directory.provider(one.provider_id)) for one in orders))
        return await settle(parts, records, journey, (event,))


async def cancel(parts: Parts, sender: Sender, order_id: ProviderOrderId | None = None) -> e.Progress:
    """Ask for the cancellation of one order, by default the newest under way; the provider has the last word."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        order = await _own(records, sender, order_id, RUNNING)
        if order is None or order.ended:
            return await settle(parts, records, journey, (pe.NoServiceToCancel(),))
        order = replace(order, cancel_asked=True, look_at=parts.clock.now())
        await records.providers.save(order)
        event = pe.CancellingService(order, parts.directory.provider(order.provider_id))
        return await settle(parts, records, journey, (event,))


async def rate(
    parts: Parts, sender: Sender, stars: int | None, words: str = "", order_id: ProviderOrderId | None = None
) -> e.Progress:
    """Rate an order once, by default the newest that is done and has no stars; without words these are asked for."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        order = await _own(records, sender, order_id, (ServiceStatus.DONE,))
        if order is None:
            return await settle(parts, records, journey, (pe.NothingToRate(),))
        provider = parts.directory.provider(order.provider_id)
        if stars is None:
            return await settle(parts, records, journey, (pe.StarsNeeded(order, provider),))
        try:
            order = order.rated(stars, words)
        except CannotRate:
            return await settle(parts, records, journey, (pe.NothingToRate(),))
        await records.providers.save(order)
        if not words and journey.provider is None:
            journey = replace(journey, provider=ProviderDraft(order.id, rating=order.id))
        return await settle(parts, records, journey, (pe.ServiceRated(order, provider),))


async def word_rating(parts: Parts, sender: Sender, words: str) -> e.Progress:
    """What the customer says about it, empty when nothing."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        rating = journey.provider.rating if journey.provider else None
        if rating is not None and words:
            order = await records.providers.order(rating)
            if not order.rating_words:
                await records.providers.save(replace(order, rating_words=words))
        return await settle(parts, records, replace(journey, provider=None), (pe.RatingWorded(bool(words)),))


async def _own(
    records: Records,
    sender: Sender,
    order_id: ProviderOrderId | None,
    statuses: Sequence[ServiceStatus],
) -> ProviderOrder | None:
    """The customer's order of this id, or the newest in one of these states; nobody else's."""
    found = await records.providers.orders_of(sender)
    if order_id is not None:
        found = [one for one in found if one.id == order_id]
    else:
        found = [one for one in found if one.status in statuses and one.stars is None]
    return await records.providers.order(found[0].id) if found else None
