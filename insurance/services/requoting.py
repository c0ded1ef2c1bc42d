"""The chosen plan computed again after a fact changed. Called inside one unit of work."""

from __future__ import annotations

from datetime import date, timedelta

from insurance import events as e
from insurance.asked import next_question
from insurance.decisions import Stage
from insurance.journeys import Journey
from insurance.quotes import Quote, fit_cover
from insurance.rating import NoRate
from insurance.records import Records
from insurance.services.deciding import decide, keep_decision, refuse
from insurance.services.eligibility import risk_facts
from insurance.services.health_questions import health_question
from insurance.services.known_cover import with_known_cover
from insurance.services.offering import offer_plans
from insurance.services.open_questions import open_disclosure
from insurance.services.parts import Parts
from insurance.services.quoting import loaded_price, make_quote, void_quote
from insurance.underwriting import quick_check


async def requote(
    parts: Parts, records: Records, journey: Journey, why: str, events: tuple[e.Event, ...], start: date | None = None
) -> tuple[Journey, tuple[e.Event, ...]]:
    """Compute the chosen plan again after a fact changed; what was answered stays, what was agreed to is asked again.

    Args:
        why: the field that changed, or `expired`.
        start: an effective date that was chosen.
    """
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the caller
    before = await records.quote(purchase.quote_id)
    product = parts.catalogue.product(purchase.product_id)
    if next_question(journey.needs) is not None:  # the fact opened a question the premium depends on
        await void_quote(records, journey)
        return journey.without_purchase(offer=()), events
    plan = product.plan(purchase.plan_id)
    cover = fit_cover(journey.needs, product, plan, parts.clock.today(), start or _kept_start(parts, before, journey))
    if health_question(parts, journey) is not None and cover == before.cover:
        # The price may follow from what the fact opened: it is decided once that is answered.
        return journey.undecided(), events
    journey = await with_known_cover(parts, records, journey)
    undisclosed = open_disclosure(parts, journey) is not None
    facts = risk_facts(journey.needs, cover, parts.clock.today())
    decision = quick_check(product, plan, facts, parts.rules) if undisclosed else decide(parts, journey, cover)
    if not decision.buyable and health_question(parts, journey) is None:
        return await refuse(parts, records, journey, Stage.CHANGED, decision, events)
    try:
        premium = loaded_price(journey, product, cover, decision)
    except NoRate:
        await keep_decision(parts, records, journey, Stage.CHANGED, product.id, plan.id, decision, before.id)
        await void_quote(records, journey)
        return offer_plans(parts, journey.without_purchase(offer=()), events, again=True)
    await void_quote(records, journey)
    after = make_quote(parts, journey, product, cover, premium, plan.id, decision)
    await records.add_quote(after)
    await keep_decision(parts, records, journey, Stage.CHANGED, product.id, plan.id, decision, after.id)
    journey = journey.with_purchase(quote_id=after.id, decided=not undisclosed, confirmed=False, review=None)
    return journey, (*events, e.QuoteReplaced(product, before, after, why))


def _kept_start(parts: Parts, before: Quote, journey: Journey) -> date | None:
    """The start chosen before, unless the trip moved or it has gone by."""
    if journey.needs.trip_start is not None:
        return journey.needs.trip_start
    product = parts.catalogue.product(before.product_id)
    earliest = parts.clock.today() + timedelta(days=max(1, product.effective.earliest_days))
    return before.cover.start if before.cover.start >= earliest else None
