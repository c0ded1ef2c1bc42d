"""Starting to buy a chosen plan. Called inside one unit of work."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from insurance import events as e
from insurance.applications import ApplicationDraft, key_of, questions_for
from insurance.catalogue import Plan, Product
from insurance.decisions import Stage
from insurance.journeys import Journey, Purchase, plan_key
from insurance.needs import Needs
from insurance.quotes import fit_cover
from insurance.records import Records
from insurance.refs import PlanId
from insurance.services.deciding import keep_decision
from insurance.services.eligibility import candidate_for, risk_facts
from insurance.services.parts import Parts
from insurance.services.quoting import make_quote, void_quote
from insurance.underwriting import Decision, full_check


async def start_purchase(
    parts: Parts, records: Records, journey: Journey, product: Product, plan_id: PlanId
) -> tuple[Journey, tuple[e.Event, ...]]:
    """Quote a chosen plan and start buying it; an earlier quote of this journey is void.

    A plan these people may not buy is never quoted, whichever way it was chosen.
    """
    plan = product.plan(plan_id)
    declined = plan_key(product.id, plan.id) in journey.declined
    candidate = None if declined else candidate_for(parts, journey.needs, product, plan, 0, Counter())
    if candidate is None:
        decision = _check(parts, journey.needs, product, plan)
        await keep_decision(parts, records, journey, Stage.CHOSEN, product.id, plan.id, decision)
        return journey, (e.NotInsurable(product, decision),)
    await void_quote(records, journey)
    quote = make_quote(parts, journey, product, candidate.cover, candidate.premium, plan.id, candidate.decision)
    await records.add_quote(quote)
    await keep_decision(parts, records, journey, Stage.CHOSEN, product.id, plan.id, candidate.decision, quote.id)
    purchase = Purchase(product.id, plan.id, quote.id, application=_typed_before(journey))
    return replace(journey, purchase=purchase), (e.PlanChosen(product, quote),)


def _typed_before(journey: Journey) -> ApplicationDraft:
    """What was typed for a plan that was given up and is asked for this one, too."""
    known = journey.without_purchase().kept
    asked = [key_of(question) for question in questions_for(journey.needs)]
    return ApplicationDraft({key: known[key] for key in asked if key in known})


def _check(parts: Parts, needs: Needs, product: Product, plan: Plan) -> Decision:
    today = parts.clock.today()
    cover = fit_cover(needs, product, plan, today)
    return full_check(product, plan, risk_facts(needs, cover, today), parts.rules)
