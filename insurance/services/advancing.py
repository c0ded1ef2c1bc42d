"""Moving a journey on as far as it goes without the customer. Called inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from insurance import events as e
from insurance.decisions import Stage
from insurance.doubts import Doubt
from insurance.journeys import Journey
from insurance.questions import Flow
from insurance.records import Records
from insurance.refs import VaultRef
from insurance.services.deciding import is_decided, keep_decision, underwrite
from insurance.services.offering import offer_plans
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts

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
    if journey.purchase is not None and not journey.purchase.decided and await is_decided(parts, records, journey):
        journey, events = await underwrite(parts, records, journey, events)
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
        await keep_decision(parts, records, journey, Stage.OFFERED, one.product.id, one.plan.id, one.decision)


async def _tails(parts: Parts, journey: Journey) -> Mapping[str, str]:
    """The last four characters of each answer that is kept in the vault, by its field."""
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    answers = journey.purchase.application.answers
    kept = {key: value for key, value in answers.items() if key.split(".")[0] in IN_VAULT}
    return {key: (await parts.vault.reveal(journey.sender, VaultRef(value)))[-4:] for key, value in kept.items()}
