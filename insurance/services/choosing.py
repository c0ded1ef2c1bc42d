"""Choosing one of the three plans, and accepting the quote."""

from __future__ import annotations

from collections.abc import Sequence

from insurance import events as e
from insurance.catalogue import Product
from insurance.facts import ChoiceFact, Ranked
from insurance.journeys import Journey, Offered, Role
from insurance.quotes import Quote, QuoteExpired, QuoteVoid
from insurance.records import Records
from insurance.refs import PlanId, ProductId, Sender
from insurance.services.advancing import advance
from insurance.services.giving_up import free_to_change, under_review
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.quoting import check_quote, void_quote
from insurance.services.requoting import requote
from insurance.services.starting import start_purchase


class NothingOffered(Exception):
    """A choice among plans was made before any were shown."""


class NoSuchChoice(Exception):
    """Fewer plans are on the table than the number said."""


async def choose_plan(parts: Parts, sender: Sender, choice: ChoiceFact) -> e.Progress:
    """Start buying one of the plans shown. Raises NothingOffered, NoSuchChoice."""
    async with parts.work.reading() as records:
        offered = pick((await records.journey(sender)).offer, choice)
    return await choose_product(parts, sender, offered.product_id, offered.plan_id)


async def choose_product(parts: Parts, sender: Sender, product_id: ProductId, plan_id: PlanId) -> e.Progress:
    """Start buying a plan named by its ids, as a button does. Raises UnknownProduct, UnknownPlan, NothingOffered."""
    async with parts.work.reading() as records:
        offer = (await records.journey(sender)).offer
    if all((one.product_id, one.plan_id) != (product_id, plan_id) for one in offer):
        raise NothingOffered(plan_id)
    standing = await free_to_change(parts, sender)
    if standing is not None:
        return standing
    async with parts.work() as records:
        return await _start(parts, records, await records.journey(sender), product_id, plan_id)


async def _start(
    parts: Parts, records: Records, journey: Journey, product_id: ProductId, plan_id: PlanId
) -> e.Progress:
    product = parts.catalogue.product(product_id)
    journey, events = await start_purchase(parts, records, journey, product, plan_id)
    return await advance(parts, records, journey, events)


def pick(offer: Sequence[Offered], choice: ChoiceFact) -> Offered:
    """The plan a choice points at. Raises NothingOffered, NoSuchChoice."""
    if not offer:
        raise NothingOffered
    if choice.position is not None:
        if not 1 <= choice.position <= len(offer):
            raise NoSuchChoice(str(choice.position))
        return offer[choice.position - 1]
    by_premium = sorted(offer, key=lambda one: one.premium.amount)
    match choice.ranked:
        case Ranked.CHEAPEST:
            return by_premium[0]
        case Ranked.DEAREST:
            return by_premium[-1]
        case Ranked.LAST:
            return offer[-1]
        case Ranked.MOST_COVER:
            return next((one for one in offer if one.role is Role.MOST_COVER), offer[-1])
        case Ranked.BALANCED:
            return next((one for one in offer if one.role is Role.BALANCED), by_premium[len(offer) // 2])
    raise NoSuchChoice


async def suggest_plan(parts: Parts, sender: Sender) -> e.Progress:
    """随便哪个: the balanced plan of those on the table; nothing is chosen yet. Raises NothingOffered."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    one = pick(journey.offer, ChoiceFact(ranked=Ranked.BALANCED))
    product = parts.catalogue.product(one.product_id)
    event = e.PlanSuggested(product, product.plan(one.plan_id), journey.offer.index(one) + 1, one.premium)
    return e.Progress(journey, (event,), open_question(parts, journey))


async def point_at_limit(parts: Parts, sender: Sender, *, more: bool) -> e.Progress:
    """Of the plans on the table the one with most or least cover. Raises NothingOffered."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    if not journey.offer:
        raise NothingOffered
    plans = [(parts.catalogue.product(one.product_id), one.plan_id) for one in journey.offer]
    sums = [product.plan(plan).default_sum().amount for product, plan in plans]
    number = sums.index(max(sums) if more else min(sums))
    product, plan = plans[number]
    event = e.CoverAtLimit(product, product.plan(plan), number + 1, more)
    return e.Progress(journey, (event,), open_question(parts, journey))


async def keep_plan(parts: Parts, sender: Sender) -> e.Progress:
    """Say which plan is being bought; nothing changes. Raises UnknownPlan when none is."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    purchase = journey.chosen()
    product = parts.catalogue.product(purchase.product_id)
    event = e.AlreadyChosen(product, product.plan(purchase.plan_id))
    return e.Progress(journey, (event,), open_question(parts, journey))


async def accept_quote(parts: Parts, sender: Sender) -> e.Progress:
    """Go on to the application with the quote as shown; an expired one is computed again and shown first."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        purchase = journey.chosen()
        reviewed = under_review(parts, journey)
        if reviewed is not None:
            return reviewed
        events: tuple[e.Event, ...] = ()
        try:
            check_quote(parts, await records.quote(purchase.quote_id))
            journey = journey.with_purchase(accepted=True)
        except (QuoteExpired, QuoteVoid):
            journey, events = await requote(parts, records, journey, "expired", ())
        return await advance(parts, records, journey, events)


async def current_quote(parts: Parts, sender: Sender) -> tuple[Product, Quote]:
    """The quote of what is being bought. Raises UnknownPlan when nothing is."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        quote = await records.quote(journey.chosen().quote_id)
    return parts.catalogue.product(quote.product_id), quote


async def show_other_plans(parts: Parts, sender: Sender) -> e.Progress:
    """Back to the three plans; the quote taken so far is void, what was told stays."""
    standing = await free_to_change(parts, sender)
    if standing is not None:
        return standing
    async with parts.work() as records:
        journey = await records.journey(sender)
        await void_quote(records, journey)
        return await advance(parts, records, journey.without_purchase(offer=(), started=True))
