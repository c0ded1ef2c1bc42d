"""Actions that answer a question in between, and then ask the open one again exactly once."""

from __future__ import annotations

from actions.base import LingbaoAction, Reply
from actions.speaking.plans import plans_message
from actions.speaking.voice import Message
from actions.turn import Turn
from insurance import events as e
from insurance.services import asking, choosing
from insurance.services.offering import offer_plans


class Explain(LingbaoAction):
    """A question about a term or a product: the article itself, or that the clauses are silent."""

    action = "action_explain"

    async def reply(self, turn: Turn) -> Reply:
        if not turn.text:
            return Reply([self.voice(turn).message("ask_what_to_explain")])
        named = asking.product_named(self.parts, turn.text)
        progress = await asking.answer_question(self.parts, turn.sender, turn.text, [named] if named else ())
        return self.progress(turn, progress)


class Compare(LingbaoAction):
    """The three plans side by side once more."""

    action = "action_compare"

    async def reply(self, turn: Turn) -> Reply:
        journey, _ = await self.place(turn)
        if not journey.offer:
            return await self.and_ask_again(turn, [self.voice(turn).message("nothing_to_compare")])
        _, events = offer_plans(self.parts, journey, (), again=True)
        voice = self.voice(turn)
        shown = [plans_message(voice, self.parts.catalogue, one) for one in events if isinstance(one, e.PlansOffered)]
        return await self.and_ask_again(turn, shown)


class OtherPlans(LingbaoAction):
    """Back to the plans, to choose another."""

    action = "action_other_plans"

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await choosing.show_other_plans(self.parts, turn.sender))


class Why(LingbaoAction):
    """Why the open question is asked."""

    action = "action_why"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if question is None:
            return Reply([self.voice(turn).message("why_nothing_open")])
        return await self.and_ask_again(turn, [Message(self.why(turn, journey, question))])


ACTIONS = (Explain, Compare, OtherPlans, Why)
