"""The three plans side by side, and why a plan that was wished for isn't among them. Called in one unit of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from insurance import events as e
from insurance.journeys import Journey, Offered
from insurance.recommending import CHOICES, Choice, choose_three
from insurance.refs import ProductId
from insurance.services.eligibility import candidate_for, find_candidates
from insurance.services.parts import Parts


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
    events += _wish_unmet(parts, journey, [one.product_id for one in offer])
    reasons = found.reasons if len(choices) < CHOICES else ()
    offered = e.PlansOffered(choices, len(found.candidates), reasons, again, found.elsewhere)
    return replace(journey, offer=offer, seen=()), (*events, offered)


def on_the_table(choices: Sequence[Choice]) -> tuple[Offered, ...]:
    """The plans as the journey keeps them."""
    return tuple(
        Offered(one.candidate.product.id, one.candidate.plan.id, one.role, one.candidate.premium.total, one.over_budget)
        for one in choices
    )


def _wish_unmet(parts: Parts, journey: Journey, offered: Sequence[ProductId]) -> tuple[e.Event, ...]:
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
