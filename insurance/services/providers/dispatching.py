"""Sending orders to providers and following them, from the records: called again, it goes on where it stopped.

An order is sent with its own id as the key until the provider has confirmed it, so it is there once whatever crashes.
Each change is committed first and told afterwards under a key of its own, so it is told once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from insurance.provider_orders import ProviderOrder, ServiceStatus
from insurance.provider_ports import DispatchRequest, DispatchState, DispatchUnavailable
from insurance.records import Records
from insurance.refs import ProviderOrderId
from insurance.services.parts import Parts
from insurance.services.providers.notices import LATE, late_message, status_key, status_message

AT_ONCE = 50  # orders looked at in one sweep
LOOK = timedelta(seconds=5)  # between two looks at an order that goes on
LOOK_LONGEST = timedelta(minutes=2)  # between two tries of a provider that doesn't answer
LATE_AFTER = timedelta(minutes=3)  # without an answer the customer is told how to reach the provider directly
REFERENCE = re.compile(r"⟦\w+:[0-9a-f]+⟧")


async def carry_on_orders(parts: Parts) -> None:
    """Look at every order whose time has come. One that fails doesn't hinder the others.

    Raises:
        ExceptionGroup: what went wrong; all of it is tried again later.
    """
    async with parts.work.reading() as records:
        waiting = await records.providers.to_look_at(parts.clock.now(), AT_ONCE)
    failures: list[Exception] = []
    for order_id in waiting:
        try:
            await look_at(parts, order_id)
        except Exception as error:
            failures.append(error)
            await _put_off(parts, order_id)
    if failures:
        raise ExceptionGroup("orders not looked at", failures)


async def look_at(parts: Parts, order_id: ProviderOrderId) -> None:
    """Tell what wasn't told yet, then ask the provider how the order stands and tell that."""
    async with parts.work.reading() as records:
        order = await records.providers.order(order_id)
    if order.told is not order.status:
        await _tell(parts, order)
    if order.ended:
        return
    try:
        state = await _ask(parts, order)
    except DispatchUnavailable:
        await _unanswered(parts, order_id)
        return
    async with parts.work() as records:
        order = _noted(await records.providers.order(order_id), state)
        await records.providers.save(replace(order, look_at=parts.clock.now() + LOOK))
    if order.told is not order.status:
        await _tell(parts, order)


def _noted(order: ProviderOrder, state: DispatchState) -> ProviderOrder:
    order = order.moved(state.status)
    kept = {"eta_minutes": state.eta_minutes, "crew": state.crew or order.crew, "decline_reason": state.decline_reason}
    return replace(order, sent=True, failures=0, **kept)  # type: ignore[arg-type]


async def _ask(parts: Parts, order: ProviderOrder) -> DispatchState:
    """Whatever has to be said to the provider now; its answer is how the order stands."""
    if order.cancel_asked:
        return await parts.dispatch.cancel(order.id)
    state = await parts.dispatch.state(order.id) if order.sent else None
    return state or await parts.dispatch.place(await _request(parts, order))


async def _request(parts: Parts, order: ProviderOrder) -> DispatchRequest:
    at = order.place.at
    if at is None:
        raise ValueError("an order at a place without coordinates")
    return DispatchRequest(
        order_id=order.id,
        provider_id=order.provider_id,
        service=order.service.value,
        latitude=at.latitude,
        longitude=at.longitude,
        where=order.place.name.zh,
        words=REFERENCE.sub("", order.words),
        phone=await parts.vault.reveal(order.sender, order.phone),
        claim_number=order.claim or "",
    )


async def _unanswered(parts: Parts, order_id: ProviderOrderId) -> None:
    """Try again later; after a while the customer is told, once."""
    order = await _put_off(parts, order_id)
    late = parts.clock.now() - order.placed_at >= LATE_AFTER
    if not late or order.late_told or order.sent:
        return
    async with parts.work.reading() as records:
        language = (await records.journey(order.sender)).language
    message = late_message(parts.wording, language, order, parts.directory.provider(order.provider_id))
    await parts.notifier.tell(order.sender, f"provider-{order.id}-{LATE}", message)
    async with parts.work() as records:
        await records.providers.save(replace(await records.providers.order(order_id), late_told=True))


async def _put_off(parts: Parts, order_id: ProviderOrderId) -> ProviderOrder:
    async with parts.work() as records:
        order = await records.providers.order(order_id)
        pause = min(LOOK * 2 ** min(order.failures, 10), LOOK_LONGEST)
        order = replace(order, failures=order.failures + 1, look_at=parts.clock.now() + pause)
        await records.providers.save(order)
    return order


async def _tell(parts: Parts, order: ProviderOrder) -> None:
    async with parts.work.reading() as records:
        language = (await records.journey(order.sender)).language
    message = status_message(parts.wording, language, order, parts.directory.provider(order.provider_id))
    await parts.notifier.tell(order.sender, status_key(order), message)
    async with parts.work() as records:
        await _mark_told(records, order.id, order.status)


async def _mark_told(records: Records, order_id: ProviderOrderId, status: ServiceStatus) -> None:
    await records.providers.save(replace(await records.providers.order(order_id), told=status))
