"""Actions about what was bought: policies, orders, cancellation."""

from __future__ import annotations

import language
from actions.base import LingbaoAction
from actions.reply import Reply
from actions.turn import Turn
from insurance.refs import PolicyNumber
from insurance.services import paying, policies
from insurance.services.claims import reporting, standing


class ShowPolicies(LingbaoAction):
    action = "action_policies"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await policies.list_policies(self.parts, turn.sender))


class CancelPolicy(LingbaoAction):
    """退保: asked back first, with what is refunded and until when."""

    action = "action_cancel_policy"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        named = turn.values.get("number")
        if named is None:
            named = _policy_named(turn.text)
        number = PolicyNumber(named) if named else None
        return self.progress(turn, await policies.ask_cancellation(self.parts, turn.sender, number))


def _policy_named(text: str) -> str | None:
    """The policy number in a text, as insurers make them."""
    found = (one for one in language.read_references(text) if one.kind is language.ReferenceKind.POLICY)
    return next((one.number for one in found), None)


class CheckOrder(LingbaoAction):
    """我付了 · 到哪了: how far the newest order is, or a claim where nothing waits to be paid."""

    action = "action_order"

    async def reply(self, turn: Turn) -> Reply:
        opened = await reporting.list_claims(self.parts, turn.sender)
        ordering = (await self.place(turn))[0].purchase
        if opened and (ordering is None or ordering.order_id is None):
            return self.progress(turn, await standing.claim_stands(self.parts, turn.sender))
        return self.progress(turn, await paying.order_state(self.parts, turn.sender))


ACTIONS = (ShowPolicies, CancelPolicy, CheckOrder)
