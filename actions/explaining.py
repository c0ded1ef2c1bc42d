"""Actions that answer a question in between, and then ask the open one again exactly once."""

from __future__ import annotations

import language
from actions.base import LingbaoAction
from actions.comparing import compared, compares_some, explained, priced_by_name, tells_apart
from actions.repairing import not_understood
from actions.reply import Reply
from actions.speaking.plans import plan_name, plans_message
from actions.speaking.quotes import quote_message
from actions.speaking.voice import Message
from actions.telling import hear_facts
from actions.turn import Turn
from actions.whys import why_and_what
from insurance import events as e
from insurance.journeys import Journey
from insurance.questions import Flow, Question
from insurance.services import choosing, consult
from insurance.services.more_plans import show_more, table_again
from language.answers.about_plans import asks_the_price, asks_what_is_covered
from language.words.normal import normalise


class Explain(LingbaoAction):
    """A question about a term or a product: the article itself, or that the clauses are silent."""

    action = "action_explain"

    async def reply(self, turn: Turn) -> Reply:
        if not turn.text:
            return Reply([self.voice(turn).message("ask_what_to_explain")])
        words = normalise(turn.text)
        if not language.asks_something(words) and not asks_what_is_covered(words):  # 就是怕生病住院 tells a worry
            heard = await hear_facts(self.parts, turn, (await self.place(turn))[0])
            if heard is not None:
                return self.progress(turn, heard)
        if asks_the_price(turn.text):
            return await self._price(turn)
        journey, _ = await self.place(turn)
        if compares_some(self.parts, turn.text, journey):
            return self.progress(turn, await compared(self.parts, turn, journey))
        return self.progress(turn, await explained(self.parts, turn, journey))

    async def _price(self, turn: Turn) -> Reply:
        """多少钱: the quote or the plans that are on the table; before that, what it still depends on."""
        journey, question = await self.place(turn)
        voice = self.voice(turn)
        if journey.purchase is not None:
            product, quote = await choosing.current_quote(self.parts, turn.sender)
            return await self.and_ask_again(turn, [quote_message(voice, self.parts.catalogue, product, quote)])
        if journey.offer:
            return await self.and_ask_again(turn, offered_again(self, turn, journey))
        started = await priced_by_name(self.parts, turn)
        if started is not None or question is None:
            facts = language.read_facts(turn.text, self.parts.clock.today())
            started = started or await consult.note_needs(self.parts, turn.sender, facts)
            return self.progress(turn, started, [voice.message("price_depends")])
        return await self.and_ask_again(turn, [voice.message("price_depends")])


def offered_again(action: LingbaoAction, turn: Turn, journey: Journey) -> list[Message]:
    """The plans on the table once more, as they stand now."""
    voice, events = action.voice(turn), table_again(action.parts, journey)
    return [plans_message(voice, action.parts.catalogue, one) for one in events if isinstance(one, e.PlansOffered)]


class Compare(LingbaoAction):
    """Just the plans asked about side by side; all of them once more where only that is wished."""

    action = "action_compare"

    async def reply(self, turn: Turn) -> Reply:
        journey, _ = await self.place(turn)
        if self.parts.glossary.meant(turn.text):  # 保额和保费有什么区别 compares two terms
            return self.progress(turn, await explained(self.parts, turn, journey))
        if journey.offer and journey.purchase is None and not tells_apart(self.parts, turn.text, journey):
            return await self.and_ask_again(turn, offered_again(self, turn, journey))
        return self.progress(turn, await compared(self.parts, turn, journey))


class OtherPlans(LingbaoAction):
    """Back to the plans, to choose another."""

    action = "action_other_plans"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if question is not None and question.flow is Flow.CONSULT and not journey.offer and journey.purchase is None:
            return await self._before_plans(turn, journey, question)
        if not journey.offer or journey.purchase is not None:
            return self.progress(turn, await choosing.show_other_plans(self.parts, turn.sender))
        if language.wants_cheaper(turn.text):
            return await self.and_ask_again(turn, [_cheapest(self, turn, journey)])
        return self.progress(turn, await show_more(self.parts, turn.sender))

    async def _before_plans(self, turn: Turn, journey: Journey, question: Question) -> Reply:
        """While there are none yet: that they follow is said once; the second time other help is needed."""
        if journey.misses:
            return await not_understood(self, turn, question)
        await consult.note_miss(self.parts, turn.sender)
        return await self.and_ask_again(turn, [self.voice(turn).message("plans_come_after")])


def _cheapest(action: LingbaoAction, turn: Turn, journey: Journey) -> Message:
    voice, catalogue = action.voice(turn), action.parts.catalogue
    number, one = min(enumerate(journey.offer, start=1), key=lambda pair: pair[1].premium.amount)
    product = catalogue.product(one.product_id)
    name = plan_name(voice, product, product.plan(one.plan_id))
    return voice.message("cheapest_already", number=number, name=name, premium=voice.money(one.premium))


class Why(LingbaoAction):
    """Why the open question is asked."""

    action = "action_why"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        return await why_and_what(self, turn)


ACTIONS = (Explain, Compare, OtherPlans, Why)
