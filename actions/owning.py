"""Actions about what was bought: policies, orders, cancellation, claims."""

from __future__ import annotations

import language
from actions.base import LingbaoAction
from actions.doubting import unsure
from actions.handing_over import handed_over
from actions.reply import Reply
from actions.telling import hear_facts
from actions.turn import Turn
from insurance.facts import Feeling
from insurance.refs import PolicyNumber
from insurance.services import paying, policies


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
    """我付了 · 到哪了: how far the newest order is."""

    action = "action_order"

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await paying.order_state(self.parts, turn.sender))


class ReportClaim(LingbaoAction):
    """A claim goes to a human with the conversation; what only may be one is asked back."""

    action = "action_claim"
    hears_first = False
    meets_feelings = False

    async def reply(self, turn: Turn) -> Reply:
        voice = self.voice(turn)
        grieving = language.read_feeling(turn.text) is Feeling.GRIEF
        if not grieving and (unsure(turn) or language.only_fears(turn.text)):
            heard = await hear_facts(self.parts, turn, (await self.place(turn))[0])
            if heard is not None and heard.events:
                return self.progress(turn, heard)
            ways = [voice.button("reading_report_claim", "/report_claim"), voice.button("ask_cover", "/ask_clause")]
            return await self.and_ask_again(turn, [voice.message("claim_or_question", ways)])
        return Reply(
            [
                voice.message("claim_received_death" if grieving else "claim_received"),
                await handed_over(self, turn, "claim"),
            ]
        )


class TakeFiles(LingbaoAction):
    """Files arrived: they're kept with the conversation."""

    action = "action_files"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        message = self.voice(turn).message("files_received", count=turn.values.get("count", "1"))
        return await self.and_ask_again(turn, [message])


ACTIONS = (ShowPolicies, CancelPolicy, CheckOrder, ReportClaim, TakeFiles)
