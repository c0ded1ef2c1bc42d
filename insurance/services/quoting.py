"""Quotes made, checked and voided. Called inside one unit of work."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

from insurance.catalogue import Product
from insurance.journeys import Journey
from insurance.policies import start_of
from insurance.quotes import Cover, Quote, QuoteExpired, QuoteStatus, loaded, price
from insurance.rating import Premium
from insurance.records import Records
from insurance.refs import PlanId, QuoteId
from insurance.services.parts import Parts
from insurance.underwriting import Decision


def make_quote(
    parts: Parts,
    journey: Journey,
    product: Product,
    cover: Cover,
    premium: Premium,
    plan_id: PlanId,
    decision: Decision,
) -> Quote:
    """A quote for a plan as these people would have it; not stored yet."""
    now = parts.clock.now()
    return Quote(
        id=QuoteId(f"Q{uuid.uuid4().hex[:16].upper()}"),
        sender=journey.sender,
        product_id=product.id,
        product_version=product.version,
        plan_id=plan_id,
        premium=premium.total,
        period=premium.period,
        breakdown=premium.breakdown,
        cover=cover,
        needs=journey.needs,
        created_at=now,
        valid_until=_valid_until(parts, now, journey.needs.trip_start),
        exclusions=decision.exclusions,
        loading_percent=decision.loading_percent,
    )


async def void_quote(records: Records, journey: Journey) -> None:
    """The quote of what is being bought holds no longer."""
    if journey.purchase is None:
        return
    quote = await records.quote(journey.purchase.quote_id)
    if quote.status is QuoteStatus.OPEN:
        await records.save_quote(replace(quote, status=QuoteStatus.VOID))


def check_quote(parts: Parts, quote: Quote) -> None:
    """Raises QuoteVoid, QuoteExpired, also when its start date can't be kept any more."""
    quote.check_open(parts.clock.now())
    earliest = parts.catalogue.product(quote.product_id).effective.earliest_days
    if quote.cover.start < parts.clock.today() + timedelta(days=earliest):
        raise QuoteExpired(quote.id)


def _valid_until(parts: Parts, now: datetime, trip_start: date | None) -> datetime:
    """Until the trip begins at the latest: nothing is insured backwards."""
    end = now + parts.terms.quote_validity
    return end if trip_start is None else min(end, max(start_of(trip_start), now + timedelta(hours=1)))


def loaded_price(journey: Journey, product: Product, cover: Cover, decision: Decision) -> Premium:
    """The premium of the chosen plan with what the decision adds."""
    assert journey.purchase is not None  # noqa: S101 - checked by the callers
    plan = product.plan(journey.purchase.plan_id)
    return loaded(price(journey.needs, product, plan, cover), decision.loading_percent)
