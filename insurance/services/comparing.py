"""Comparing plans on the table, or products by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from insurance import events as e
from insurance.asked import next_question
from insurance.catalogue import Plan, Product
from insurance.comparing import Column, compare
from insurance.journeys import Journey
from insurance.refs import PlanId, ProductId, Sender
from insurance.services.eligibility import candidate_for
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts


async def compare_plans(
    parts: Parts,
    sender: Sender,
    positions: Sequence[int] = (),
    product_ids: Sequence[ProductId] = (),
    *,
    advise: bool = False,
) -> e.Progress:
    """Put just the plans asked about side by side; with none named, all on the table.

    Args:
        positions: places on the table, from 1.
        product_ids: products named; one alone is compared with what is being bought or was pointed at.
        advise: which one is better was asked, so the customer's own needs have a say.

    Returns:
        PlansCompared, or TooFewToCompare; the journey is unchanged.
    """
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    wanted = _wanted(parts, journey, positions, product_ids)
    columns = [_column(parts, journey, product, plan) for product, plan in wanted]
    if len(columns) < 2:
        event: e.Event = e.TooFewToCompare(len(columns))
    else:
        event = e.PlansCompared(compare(columns, journey.needs, advise=advise))
    return e.Progress(journey, (event,), open_question(parts, journey))


def _wanted(
    parts: Parts, journey: Journey, positions: Sequence[int], product_ids: Sequence[ProductId]
) -> list[tuple[Product, Plan]]:
    """The plans asked about, each once; one alone is compared with the others on the table."""
    table = [(one.product_id, one.plan_id) for one in journey.offer]
    pointed = [table[at - 1] for at in positions if 0 < at <= len(table)]
    wanted = dict.fromkeys([*pointed, *((one, _plan_of(parts, journey, one)) for one in product_ids)])
    bought = journey.purchase
    if len(wanted) < 2 and bought is not None:
        wanted = dict.fromkeys([(bought.product_id, bought.plan_id), *wanted])
    if len(wanted) < 2:
        wanted = dict.fromkeys([*wanted, *table])
    products = [(parts.catalogue.product(product_id), plan_id) for product_id, plan_id in wanted]
    return [(product, product.plan(plan_id)) for product, plan_id in products]


def _plan_of(parts: Parts, journey: Journey, product_id: ProductId) -> PlanId:
    """The plan of a product that is on the table or being bought, else its first."""
    if journey.purchase is not None and journey.purchase.product_id == product_id:
        return journey.purchase.plan_id
    offered = [one.plan_id for one in journey.offer if one.product_id == product_id]
    return offered[0] if offered else parts.catalogue.product(product_id).plans[0].id


def _column(parts: Parts, journey: Journey, product: Product, plan: Plan) -> Column:
    """Priced where the needs are complete and for this line of business."""
    needs = journey.needs
    if needs.line is product.line and next_question(needs) is None:
        candidate = candidate_for(parts, needs, product, plan, 0, Counter())
        if candidate is not None:
            return Column(product, plan, candidate.cover.sum_insured, candidate.premium)
    return Column(product, plan, plan.default_sum())
