"""Plans beyond those on the table: the next three open to these people, until all have been shown."""

from __future__ import annotations

from dataclasses import replace

from insurance import events as e
from insurance.journeys import Role, plan_key
from insurance.needs import Needs
from insurance.recommending import Choice, choose_three, reasons_for
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
        left = [one for one in candidates if plan_key(one.product.id, one.plan.id) not in seen]
        if not left:
            nothing_else = e.AllPlansShown(len(candidates))
            journey, events = offer_plans(parts, replace(journey, offer=()), (nothing_else,), again=True)
            return await advance(parts, records, journey, events)
        choices = tuple(_plain(one, journey.needs) for one in choose_three(left, journey.needs))
        journey = replace(journey, offer=on_the_table(choices), seen=seen)
        return await advance(parts, records, journey, (e.PlansOffered(choices, len(candidates), more=True),))


def _plain(choice: Choice, needs: Needs) -> Choice:
    """The cheapest of what is left isn't the cheapest there is: none of these has a rank."""
    reasons = reasons_for(Role.OTHER, choice.candidate, needs, choice.over_budget)
    return replace(choice, role=Role.OTHER, reasons=reasons)
