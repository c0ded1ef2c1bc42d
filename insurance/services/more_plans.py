"""Plans beyond those on the table: the next three open to these people, until all have been shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insurance import events as e
from insurance.journeys import Journey, Role, plan_key
from insurance.needs import Needs
from insurance.recommending import Candidate, Choice, choose_three, reasons_for
from insurance.refs import Sender
from insurance.services.advancing import advance
from insurance.services.eligibility import find_candidates
from insurance.services.offering import offer_plans, on_the_table
from insurance.services.parts import Parts


async def show_more(parts: Parts, sender: Sender) -> e.Progress:
    """The next plans instead of those on the table; once there are no others, the first three again."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        candidates = find_candidates(parts, journey).candidates
        seen = (*journey.seen, *(plan_key(one.product_id, one.plan_id) for one in journey.offer))
        choices = _beyond(seen, candidates, journey.needs)
        if not choices:
            nothing_else = e.AllPlansShown(len(candidates))
            journey, events = offer_plans(parts, replace(journey, offer=()), (nothing_else,), again=True)
            return await advance(parts, records, journey, events)
        journey = replace(journey, offer=on_the_table(choices), seen=seen)
        return await advance(parts, records, journey, (e.PlansOffered(choices, len(candidates), more=True),))


def table_again(parts: Parts, journey: Journey) -> tuple[e.Event, ...]:
    """The plans on the table once more, by the numbers they are chosen by; nothing changes."""
    if not journey.seen:
        return offer_plans(parts, journey, (), again=True)[1]
    candidates = find_candidates(parts, journey).candidates
    choices = _beyond(journey.seen, candidates, journey.needs)
    return (e.PlansOffered(choices, len(candidates), more=True),) if choices else ()


def _beyond(seen: Sequence[str], candidates: Sequence[Candidate], needs: Needs) -> tuple[Choice, ...]:
    """Three of those not seen yet."""
    left = [one for one in candidates if plan_key(one.product.id, one.plan.id) not in seen]
    return tuple(_plain(one, needs) for one in choose_three(left, needs))


def _plain(choice: Choice, needs: Needs) -> Choice:
    """The cheapest of what is left isn't the cheapest there is: none of these has a rank."""
    reasons = reasons_for(Role.OTHER, choice.candidate, needs, choice.over_budget)
    return replace(choice, role=Role.OTHER, reasons=reasons)
