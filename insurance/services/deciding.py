"""Underwriting the plan being bought, each decision kept for the record. Called inside one unit of work."""

from __future__ import annotations

from insurance import events as e
from insurance.catalogue import Product
from insurance.decisions import DecisionRecord, Stage
from insurance.health import WHICH
from insurance.journeys import Journey, plan_key
from insurance.quotes import Cover, QuoteStatus
from insurance.records import Records
from insurance.refs import PlanId, ProductId, QuoteId
from insurance.services.eligibility import risk_facts
from insurance.services.known_cover import with_known_cover
from insurance.services.offering import offer_plans
from insurance.services.open_questions import open_disclosure
from insurance.services.parts import Parts
from insurance.services.quoting import loaded_price, make_quote, void_quote
from insurance.underwriting import Decision, Outcome, full_check


async def keep_decision(
    parts: Parts,
    records: Records,
    journey: Journey,
    stage: Stage,
    product_id: ProductId,
    plan_id: PlanId,
    decision: Decision,
    quote_id: QuoteId | None = None,
) -> None:
    """Keep a decision with what it was about, in the commit of the journey it belongs to."""
    now = parts.clock.now()
    await records.add_decision(DecisionRecord(journey.sender, stage, product_id, plan_id, decision, now, quote_id))


async def is_decided(parts: Parts, records: Records, journey: Journey) -> bool:
    """Every disclosure question is answered, or one answer alone means a no: nobody is asked ten more for nothing."""
    question, purchase = open_disclosure(parts, journey), journey.purchase
    if question is None or purchase is None:
        return True
    # Which condition it is decides about other plans, too, even where its yes declines this one.
    if question.field == WHICH or set(purchase.disclosure.values()) <= {"no"}:
        return False
    quote = await records.quote(purchase.quote_id)
    return decide(parts, journey, quote.cover).outcome is Outcome.DECLINE


async def underwrite(
    parts: Parts, records: Records, journey: Journey, events: tuple[e.Event, ...]
) -> tuple[Journey, tuple[e.Event, ...]]:
    """Underwrite with every disclosure answer; a loading makes a new quote, a no brings other plans."""
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the caller
    journey = await with_known_cover(parts, records, journey)
    quote = await records.quote(purchase.quote_id)
    product = parts.catalogue.product(purchase.product_id)
    decision = decide(parts, journey, quote.cover)
    if not decision.buyable:
        return await refuse(parts, records, journey, Stage.APPLIED, decision, events)
    premium = loaded_price(journey, product, quote.cover, decision)
    same = premium.total == quote.premium and decision.exclusions == quote.exclusions
    if not same or quote.status is not QuoteStatus.OPEN:
        await void_quote(records, journey)
        quote = make_quote(parts, journey, product, quote.cover, premium, purchase.plan_id, decision)
        await records.add_quote(quote)
        journey = journey.with_purchase(quote_id=quote.id)
    await keep_decision(parts, records, journey, Stage.APPLIED, product.id, purchase.plan_id, decision, quote.id)
    return journey.with_purchase(decided=True), (*events, e.Underwritten(product, quote, decision))


async def check_again(
    parts: Parts, records: Records, journey: Journey, events: tuple[e.Event, ...] = ()
) -> tuple[Journey, tuple[e.Event, ...]]:
    """Decide once more with the cover that people identified by now have elsewhere; a no brings other plans."""
    if journey.purchase is None or not journey.purchase.decided:
        return journey, events
    journey = await with_known_cover(parts, records, journey)
    assert journey.purchase is not None  # noqa: S101 - it was there before
    quote = await records.quote(journey.purchase.quote_id)
    decision = decide(parts, journey, quote.cover)
    if decision.buyable:
        return journey, events
    return await refuse(parts, records, journey, Stage.CHANGED, decision, events)


def decide(parts: Parts, journey: Journey, cover: Cover) -> Decision:
    """Underwrite the chosen plan with the disclosure answers given so far; a missing one never passes."""
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the callers
    product = parts.catalogue.product(purchase.product_id)
    answers = {key: value != "no" for key, value in purchase.disclosure.items()}
    facts = risk_facts(journey.needs, cover, parts.clock.today(), answers)
    return full_check(product, product.plan(purchase.plan_id), facts, parts.rules)


async def refuse(
    parts: Parts, records: Records, journey: Journey, stage: Stage, decision: Decision, events: tuple[e.Event, ...]
) -> tuple[Journey, tuple[e.Event, ...]]:
    """The plan can't be bought, which is kept: it is never offered to these people again, the next ones are."""
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the callers
    product = parts.catalogue.product(purchase.product_id)
    await keep_decision(parts, records, journey, stage, product.id, purchase.plan_id, decision, purchase.quote_id)
    await void_quote(records, journey)
    declined = (*journey.declined, *_as_well(product, purchase.plan_id, decision))
    journey = journey.without_purchase(offer=(), declined=declined)
    return offer_plans(parts, journey, (*events, e.NotInsurable(product, decision)), again=True)


def _as_well(product: Product, plan_id: PlanId, decision: Decision) -> list[str]:
    """The plan, and with a no to what was disclosed every plan of the product: they ask the same questions."""
    asked = {question.id for question in product.disclosure}
    by_answer = any(one.outcome is Outcome.DECLINE and one.subject in asked for one in decision.findings)
    return [plan_key(product.id, plan.id) for plan in product.plans if by_answer or plan.id == plan_id]
