"""A customer's policies: listing them, and cancelling one within the cooling-off period."""

from __future__ import annotations

from dataclasses import replace

from insurance import events as e
from insurance.policies import CoolingOffOver, NotInForce, Policy, PolicyStatus, check_cancellable, cooling_off_end
from insurance.records import UnknownRecord
from insurance.refs import PolicyNumber, Sender
from insurance.services.advancing import advance
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts


async def list_policies(parts: Parts, sender: Sender) -> e.Progress:
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        policies = await records.policies_of(sender)
    listed = [(policy, parts.catalogue.product(policy.product_id)) for policy in policies]
    return e.Progress(journey, (e.PoliciesListed(listed),), open_question(parts, journey))


async def ask_cancellation(parts: Parts, sender: Sender, number: PolicyNumber | None) -> e.Progress:
    """Ask whether this policy (the only one, when none is named) shall be cancelled, or say why it can't be."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        policies = [one for one in await records.policies_of(sender) if number in (None, one.number)]
        active = [one for one in policies if one.status is PolicyStatus.IN_FORCE]
        if number is None and len(active) != 1:
            listed = [(one, parts.catalogue.product(one.product_id)) for one in (active or policies)]
            return e.Progress(journey, (e.PoliciesListed(listed),), open_question(parts, journey))
        if not policies:
            raise UnknownRecord("policies")
        policy = (active or policies)[0]
        refused = _refusal(parts, policy)
        if refused is not None:
            return e.Progress(journey, (refused,), open_question(parts, journey))
        product = parts.catalogue.product(policy.product_id)
        asked = e.CancellationAsked(policy, product, policy.premium, cooling_off_end(policy))
        return await advance(parts, records, replace(journey, cancelling=policy.number), (asked,))


def _refusal(parts: Parts, policy: Policy) -> e.CancellationRefused | None:
    try:
        check_cancellable(policy, parts.clock.today())
    except CoolingOffOver:
        return e.CancellationRefused(policy.number, "cooling_off_over", cooling_off_end(policy))
    except NotInForce:
        return e.CancellationRefused(policy.number, "not_in_force")
    return None


async def confirm_cancellation(parts: Parts, sender: Sender, yes: bool) -> e.Progress:
    """The customer's answer. On a yes the policy waits to be cancelled; the gateway's workflow picks it up."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        number = journey.cancelling
        journey = replace(journey, cancelling=None)
        if number is None or not yes:
            return await advance(parts, records, journey)
        policy = await records.policy(number)
        refused = _refusal(parts, policy)
        if refused is not None:
            return await advance(parts, records, journey, (refused,))
        policy = replace(policy, status=PolicyStatus.CANCELLING, cancel_asked_at=parts.clock.now())
        await records.save_policy(policy)
        return await advance(parts, records, journey, (e.CancellationStarted(policy),))
