"""Going back, starting over, asking for a human."""

from __future__ import annotations

from dataclasses import replace

from insurance import events as e
from insurance.journeys import Journey
from insurance.policies import OrderStatus
from insurance.records import Records
from insurance.refs import Sender
from insurance.services.advancing import advance
from insurance.services.giving_up import free_to_change, under_review
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.quoting import void_quote


async def step_back(parts: Parts, sender: Sender) -> e.Progress:
    """Undo the last answer; an open order is given up with it."""
    standing = await free_to_change(parts, sender)
    if standing is not None:
        return standing
    async with parts.work() as records:
        before = await records.journey(sender)
        journey = await records.step_back(sender)
        if journey is None:
            return e.Progress(before, (e.SteppedBack(None),), open_question(parts, before))
        await _void_newer(records, before, journey)
        journey = replace(journey, provider=before.provider)
        question = open_question(parts, journey)
        journey = replace(journey, open=question, misses=0, language=before.language)
        await records.save_journey(journey, undoable=False)
        return e.Progress(journey, (e.SteppedBack(question),), question)


async def _void_newer(records: Records, before: Journey, journey: Journey) -> None:
    """The newer quote was for other facts. One replaced since stays void too: the plan is quoted again when needed."""
    if before.purchase is None:
        return
    if journey.purchase is None or journey.purchase.quote_id != before.purchase.quote_id:
        await void_quote(records, before)


async def ask_restart(parts: Parts, sender: Sender) -> e.Progress:
    """Starting over loses drafts, so it is asked first; with nothing drafted it just happens."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        if not journey.started or (not journey.offer and journey.purchase is None):
            return await _fresh(parts, records, journey)
        return await advance(parts, records, replace(journey, restarting=True))


async def answer_restart(parts: Parts, sender: Sender, yes: bool) -> e.Progress:
    async with parts.work.reading() as records:
        reviewed = under_review(parts, await records.journey(sender))
    # Who starts over withdraws an application under review: nothing of it has to be closed.
    standing = await free_to_change(parts, sender) if yes and reviewed is None else None
    if standing is not None:
        return standing
    async with parts.work() as records:
        journey = await records.journey(sender)
        if not yes:
            return await advance(parts, records, replace(journey, restarting=False))
        return await _fresh(parts, records, journey)


async def _fresh(parts: Parts, records: Records, journey: Journey) -> e.Progress:
    await void_quote(records, journey)
    fresh = Journey(journey.sender, journey.language)
    await records.save_journey(fresh, undoable=False)
    await records.forget_steps(journey.sender)
    return e.Progress(fresh, (e.StartedOver(),))


async def drop_purchase(parts: Parts, sender: Sender) -> tuple[Journey, bool]:
    """取消: give up what is being bought (nothing told is forgotten). False when money is already moving."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.purchase is not None and journey.purchase.order_id is not None:
            order = await records.order(journey.purchase.order_id)
            if order.status not in (OrderStatus.CLOSED, OrderStatus.EXPIRED):
                return journey, False
        await void_quote(records, journey)
        dropped = journey.without_purchase(
            offer=(), started=False, open=None, cancelling=None, restarting=False, doubt=None, misses=0
        )
        await records.save_journey(dropped)
        return dropped, True


async def ask_for_human(parts: Parts, sender: Sender, reason: str) -> int:
    """Queue the customer for an advisor; the answer is the place in the queue. Where the form stood stays."""
    return await parts.desk.request(sender, reason)
