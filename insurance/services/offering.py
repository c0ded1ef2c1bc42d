"""Moving a journey on: offering plans, quoting the chosen one, deciding it. Called inside one unit of work."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from insurance import events as e
from insurance.applications import ApplicationDraft, key_of, questions_for
from insurance.asked import next_question
from insurance.catalogue import Product
from insurance.decisions import DecisionRecord, Stage
from insurance.doubts import Doubt
from insurance.health import WHICH
from insurance.journeys import Journey, Offered, Purchase
from insurance.needs import Needs
from insurance.policies import start_of
from insurance.questions import Flow, Question
from insurance.quotes import Cover, Quote, QuoteExpired, QuoteStatus, fit_cover, loaded, price
from insurance.rating import NoRate, Premium
from insurance.recommending import CHOICES, Choice, choose_three
from insurance.records import Records
from insurance.refs import PlanId, ProductId, QuoteId, VaultRef
from insurance.services.eligibility import candidate_for, find_candidates, risk_facts
from insurance.services.health_questions import health_question
from insurance.services.known_cover import with_known_cover
from insurance.services.notices import notices_for
from insurance.services.parts import Parts
from insurance.underwriting import Decision, Outcome, full_check, quick_check

IN_VAULT = ("applicant_id", "insured_id", "applicant_phone")  # answers that are vault references


async def advance(
    parts: Parts,
    records: Records,
    journey: Journey,
    events: tuple[e.Event, ...] = (),
    *,
    doubt: Doubt | None = None,
    undoable: bool = True,
) -> e.Progress:
    """Bring a journey as far as it goes without the customer, store it, and say what is now open.

    Args:
        doubt: what has to be asked back first; an older one is settled by whatever moved the journey.
    """
    journey = replace(journey, doubt=doubt)
    if journey.started and not journey.offer and journey.purchase is None and open_question(parts, journey) is None:
        journey, events = offer_plans(parts, journey, events)
    if journey.purchase is not None and not journey.purchase.decided and await _is_decided(parts, records, journey):
        journey, events = await _decide(parts, records, journey, events)
    question = open_question(parts, journey)
    if question is not None and question.flow is Flow.SUMMARY and journey.purchase is not None:
        quote = await records.quote(journey.purchase.quote_id)
        product = parts.catalogue.product(quote.product_id)
        events += (e.SummaryReady(journey, product, quote, await _tails(parts, journey)),)
    await _keep_offered(parts, records, journey, events)
    journey = replace(journey, open=question, misses=0)
    await records.save_journey(journey, undoable=undoable)
    return e.Progress(journey, events, question)


async def _keep_offered(parts: Parts, records: Records, journey: Journey, events: tuple[e.Event, ...]) -> None:
    """The decision behind each plan shown."""
    choices = [choice for event in events if isinstance(event, e.PlansOffered) for choice in event.choices]
    for one in (choice.candidate for choice in choices):
        await _keep(parts, records, journey, Stage.OFFERED, one.product.id, one.plan.id, one.decision)


async def _keep(
    parts: Parts,
    records: Records,
    journey: Journey,
    stage: Stage,
    product_id: ProductId,
    plan_id: PlanId,
    decision: Decision,
    quote_id: QuoteId | None = None,
) -> None:
    now = parts.clock.now()
    await records.add_decision(DecisionRecord(journey.sender, stage, product_id, plan_id, decision, now, quote_id))


async def _tails(parts: Parts, journey: Journey) -> Mapping[str, str]:
    """The last four characters of each answer that is kept in the vault, by its field."""
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    answers = journey.purchase.application.answers
    kept = {key: value for key, value in answers.items() if key.split(".")[0] in IN_VAULT}
    return {key: (await parts.vault.reveal(journey.sender, VaultRef(value)))[-4:] for key, value in kept.items()}


def open_question(parts: Parts, journey: Journey) -> Question | None:
    return journey.next_question(
        _disclosure_ids(parts, journey), health_question(parts, journey), notices_for(parts, journey)
    )


def _disclosure_ids(parts: Parts, journey: Journey) -> tuple[str, ...]:
    if journey.purchase is None:
        return ()
    product = parts.catalogue.product(journey.purchase.product_id)
    return tuple(question.id for question in product.disclosure)


def _undisclosed(parts: Parts, journey: Journey) -> bool:
    question = open_question(parts, replace(journey, cancelling=None, restarting=False, doubt=None))
    return question is not None and question.flow is Flow.DISCLOSURE


async def _is_decided(parts: Parts, records: Records, journey: Journey) -> bool:
    """Every disclosure question is answered, or one answer alone means a no: nobody is asked ten more for nothing."""
    if not _undisclosed(parts, journey):
        return True
    purchase = journey.purchase
    if purchase is None or set(purchase.disclosure.values()) <= {"no"} or _asks_which(parts, journey):
        return False
    quote = await records.quote(purchase.quote_id)
    return decide(parts, journey, quote.cover).outcome is Outcome.DECLINE


def _asks_which(parts: Parts, journey: Journey) -> bool:
    """The condition decides about other plans, too, even where its yes declines this one."""
    question = health_question(parts, journey)
    return question is not None and question.field == WHICH


def offer_plans(
    parts: Parts, journey: Journey, events: tuple[e.Event, ...], *, again: bool = False
) -> tuple[Journey, tuple[e.Event, ...]]:
    """Put the three plans on the journey, or say that nothing fits."""
    assert journey.needs.line is not None  # noqa: S101 - asked first
    found = find_candidates(parts, journey)
    choices = choose_three(found.candidates, journey.needs, journey.wished)
    if not choices:
        nothing = e.NothingFits(journey.needs.line, found.reasons, found.elsewhere)
        return replace(journey, started=False, offer=()), (*events, nothing)
    offer = on_the_table(choices)
    events += wish_unmet(parts, journey, [one.product_id for one in offer])
    reasons = found.reasons if len(choices) < CHOICES else ()
    offered = e.PlansOffered(choices, len(found.candidates), reasons, again, found.elsewhere)
    return replace(journey, offer=offer, seen=()), (*events, offered)


def on_the_table(choices: Sequence[Choice]) -> tuple[Offered, ...]:
    """The plans as the journey keeps them."""
    return tuple(
        Offered(one.candidate.product.id, one.candidate.plan.id, one.role, one.candidate.premium.total, one.over_budget)
        for one in choices
    )


def wish_unmet(parts: Parts, journey: Journey, offered: Sequence[ProductId]) -> tuple[e.Event, ...]:
    """Why the product that was named isn't among the plans."""
    if journey.wished is None or journey.wished in offered:
        return ()
    product = parts.catalogue.product(journey.wished)
    if product.line is not journey.needs.line:
        return ()
    ruled_out: Counter[str] = Counter()
    for plan in product.plans:
        candidate_for(parts, journey.needs, product, plan, 0, ruled_out)
    return (e.WishUnmet(product, tuple(reason for reason, _ in ruled_out.most_common(2))),)


async def start_purchase(
    parts: Parts, records: Records, journey: Journey, product: Product, plan_id: PlanId
) -> tuple[Journey, tuple[e.Event, ...]]:
    """Quote a chosen plan and start buying it; an earlier quote of this journey is void.

    A plan these people may not buy is never quoted, whichever way it was chosen.
    """
    plan = product.plan(plan_id)
    ruled_out: Counter[str] = Counter()
    candidate = None
    if f"{product.id}/{plan.id}" not in journey.declined:
        candidate = candidate_for(parts, journey.needs, product, plan, 0, ruled_out)
    if candidate is None:
        decision = _check(parts, journey.needs, product, plan.id, {})
        await _keep(parts, records, journey, Stage.CHOSEN, product.id, plan.id, decision)
        return journey, (e.NotInsurable(product, decision),)
    await void_quote(records, journey)
    quote = _quote(parts, journey, product, candidate.cover, candidate.premium, plan.id, candidate.decision)
    await records.add_quote(quote)
    await _keep(parts, records, journey, Stage.CHOSEN, product.id, plan.id, candidate.decision, quote.id)
    purchase = Purchase(product.id, plan.id, quote.id, application=_typed_before(journey))
    return replace(journey, purchase=purchase), (e.PlanChosen(product, quote),)


def _typed_before(journey: Journey) -> ApplicationDraft:
    """What was typed for a plan that was given up and is asked for this one, too."""
    known = journey.without_purchase().kept
    asked = [key_of(question) for question in questions_for(journey.needs)]
    return ApplicationDraft({key: known[key] for key in asked if key in known})


def _check(parts: Parts, needs: Needs, product: Product, plan_id: PlanId, answers: dict[str, bool]) -> Decision:
    plan = product.plan(plan_id)
    today = parts.clock.today()
    cover = fit_cover(needs, product, plan, today)
    return full_check(product, plan, risk_facts(needs, cover, today, answers), parts.rules)


async def _decide(
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
        await _keep(parts, records, journey, Stage.APPLIED, product.id, purchase.plan_id, decision, quote.id)
        return await _refuse(parts, records, journey, decision, events)
    premium = _loaded_price(journey, product, quote.cover, decision)
    same = premium.total == quote.premium and decision.exclusions == quote.exclusions
    if not same or quote.status is not QuoteStatus.OPEN:
        await void_quote(records, journey)
        quote = _quote(parts, journey, product, quote.cover, premium, purchase.plan_id, decision)
        await records.add_quote(quote)
        journey = journey.with_purchase(quote_id=quote.id)
    await _keep(parts, records, journey, Stage.APPLIED, product.id, purchase.plan_id, decision, quote.id)
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
    bought = journey.purchase
    await _keep(parts, records, journey, Stage.CHANGED, bought.product_id, bought.plan_id, decision, quote.id)
    return await _refuse(parts, records, journey, decision, events)


def decide(parts: Parts, journey: Journey, cover: Cover) -> Decision:
    """Underwrite the chosen plan with the disclosure answers given so far; a missing one never passes."""
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the callers
    product = parts.catalogue.product(purchase.product_id)
    answers = {key: value != "no" for key, value in purchase.disclosure.items()}
    facts = risk_facts(journey.needs, cover, parts.clock.today(), answers)
    return full_check(product, product.plan(purchase.plan_id), facts, parts.rules)


async def _refuse(
    parts: Parts, records: Records, journey: Journey, decision: Decision, events: tuple[e.Event, ...]
) -> tuple[Journey, tuple[e.Event, ...]]:
    """The plan can't be bought: it is never offered to these people again, the next ones are."""
    purchase = journey.purchase
    assert purchase is not None  # noqa: S101 - checked by the callers
    await void_quote(records, journey)
    product = parts.catalogue.product(purchase.product_id)
    declined = (*journey.declined, *_as_well(product, purchase.plan_id, decision))
    journey = journey.without_purchase(offer=(), declined=declined)
    return offer_plans(parts, journey, (*events, e.NotInsurable(product, decision)), again=True)


def _as_well(product: Product, plan_id: PlanId, decision: Decision) -> list[str]:
    """The plan, and with a no to what was disclosed every plan of the product: they ask the same questions."""
    asked = {question.id for question in product.disclosure}
    by_answer = any(one.outcome is Outcome.DECLINE and one.subject in asked for one in decision.findings)
    return [f"{product.id}/{plan.id}" for plan in product.plans if by_answer or plan.id == plan_id]


def _loaded_price(journey: Journey, product: Product, cover: Cover, decision: Decision) -> Premium:
    assert journey.purchase is not None  # noqa: S101 - checked by the callers
    plan = product.plan(journey.purchase.plan_id)
    return loaded(price(journey.needs, product, plan, cover), decision.loading_percent)


def _valid_until(parts: Parts, now: datetime, trip_start: date | None) -> datetime:
    """Until the trip begins at the latest: nothing is insured backwards."""
    end = now + parts.terms.quote_validity
    return end if trip_start is None else min(end, max(start_of(trip_start), now + timedelta(hours=1)))


def check_quote(parts: Parts, quote: Quote) -> None:
    """Raises QuoteVoid, QuoteExpired, also when its start date can't be kept any more."""
    quote.check_open(parts.clock.now())
    earliest = parts.catalogue.product(quote.product_id).effective.earliest_days
    if quote.cover.start < parts.clock.today() + timedelta(days=earliest):
        raise QuoteExpired(quote.id)


def _quote(
    parts: Parts,
    journey: Journey,
    product: Product,
    cover: Cover,
    premium: Premium,
    plan_id: PlanId,
    decision: Decision,
) -> Quote:
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
    if journey.purchase is None:
        return
    quote = await records.quote(journey.purchase.quote_id)
    if quote.status is QuoteStatus.OPEN:
        await records.save_quote(replace(quote, status=QuoteStatus.VOID))


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
        return journey.with_purchase(decided=False, accepted=False, confirmed=False), events
    journey = await with_known_cover(parts, records, journey)
    undisclosed = _undisclosed(parts, journey)
    facts = risk_facts(journey.needs, cover, parts.clock.today())
    decision = quick_check(product, plan, facts, parts.rules) if undisclosed else decide(parts, journey, cover)
    if not decision.buyable and health_question(parts, journey) is None:
        await _keep(parts, records, journey, Stage.CHANGED, product.id, plan.id, decision, before.id)
        return await _refuse(parts, records, journey, decision, events)
    try:
        premium = _loaded_price(journey, product, cover, decision)
    except NoRate:
        await _keep(parts, records, journey, Stage.CHANGED, product.id, plan.id, decision, before.id)
        await void_quote(records, journey)
        return offer_plans(parts, journey.without_purchase(offer=()), events, again=True)
    await void_quote(records, journey)
    after = _quote(parts, journey, product, cover, premium, plan.id, decision)
    await records.add_quote(after)
    await _keep(parts, records, journey, Stage.CHANGED, product.id, plan.id, decision, after.id)
    journey = journey.with_purchase(quote_id=after.id, decided=not undisclosed, confirmed=False, review=None)
    return journey, (*events, e.QuoteReplaced(product, before, after, why))


def _kept_start(parts: Parts, before: Quote, journey: Journey) -> date | None:
    """The start chosen before, unless the trip moved or it has gone by."""
    if journey.needs.trip_start is not None:
        return journey.needs.trip_start
    product = parts.catalogue.product(before.product_id)
    earliest = parts.clock.today() + timedelta(days=max(1, product.effective.earliest_days))
    return before.cover.start if before.cover.start >= earliest else None
