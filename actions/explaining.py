"""Actions that answer a question in between, and then ask the open one again exactly once."""

from __future__ import annotations

import re

from actions.base import LingbaoAction
from actions.reply import Reply
from actions.speaking.plans import plans_message
from actions.speaking.quotes import quote_message
from actions.speaking.voice import Message
from actions.telling import hear_facts
from actions.turn import Turn
from actions.yes_no import asks_something
from insurance import events as e
from insurance.journeys import Journey
from insurance.services import asking, choosing, consult
from insurance.services.offering import offer_plans
from language import read_facts

PRICE = re.compile(
    r"多少钱|多钱|几块钱|几多钱|什么价|价格|保费(?:是|要|大概)?多少|贵不贵|怎么收费|how much (?:is|does|would|will|do)|"
    r"what.{0,20}(?:cost|price|premium)|price\??$",
    re.IGNORECASE,
)


class Explain(LingbaoAction):
    """A question about a term or a product: the article itself, or that the clauses are silent."""

    action = "action_explain"

    async def reply(self, turn: Turn) -> Reply:
        if not turn.text:
            return Reply([self.voice(turn).message("ask_what_to_explain")])
        if not asks_something(turn.text):  # 就是怕生病住院 tells a worry
            heard = await hear_facts(self.parts, turn, (await self.place(turn))[0])
            if heard is not None:
                return self.progress(turn, heard)
        if PRICE.search(turn.text):
            return await self._price(turn)
        named = asking.product_named(self.parts, turn.text)
        progress = await asking.answer_question(self.parts, turn.sender, turn.text, [named] if named else ())
        return self.progress(turn, progress)

    async def _price(self, turn: Turn) -> Reply:
        """多少钱: the quote or the plans that are on the table; before that, what it still depends on."""
        journey, question = await self.place(turn)
        voice = self.voice(turn)
        if journey.purchase is not None:
            product, quote = await choosing.current_quote(self.parts, turn.sender)
            return await self.and_ask_again(turn, [quote_message(voice, self.parts.catalogue, product, quote)])
        if journey.offer:
            return await self.and_ask_again(turn, offered_again(self, turn, journey))
        if question is None:
            started = await consult.note_needs(self.parts, turn.sender, read_facts(turn.text, self.parts.clock.today()))
            return self.progress(turn, started, [voice.message("price_depends")])
        return await self.and_ask_again(turn, [voice.message("price_depends")])


def offered_again(action: LingbaoAction, turn: Turn, journey: Journey) -> list[Message]:
    """The three plans once more, as they stand now."""
    _, events = offer_plans(action.parts, journey, (), again=True)
    voice = action.voice(turn)
    return [plans_message(voice, action.parts.catalogue, one) for one in events if isinstance(one, e.PlansOffered)]


class Compare(LingbaoAction):
    """The three plans side by side once more."""

    action = "action_compare"

    async def reply(self, turn: Turn) -> Reply:
        journey, _ = await self.place(turn)
        if not journey.offer:
            return await self.and_ask_again(turn, [self.voice(turn).message("nothing_to_compare")])
        return await self.and_ask_again(turn, offered_again(self, turn, journey))


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
