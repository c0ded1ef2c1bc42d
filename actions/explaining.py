"""Actions that answer a question in between, and then ask the open one again exactly once."""

from __future__ import annotations

import re

from actions.base import LingbaoAction
from actions.pointing import places_named
from actions.reply import Reply
from actions.speaking.plans import plans_message
from actions.speaking.quotes import quote_message
from actions.speaking.voice import Message
from actions.telling import hear_facts
from actions.turn import Turn
from actions.yes_no import asks_something
from insurance import events as e
from insurance.journeys import Journey
from insurance.services import asking, choosing, comparing, consult
from insurance.services.offering import offer_plans
from insurance.services.parts import Parts
from language import read_facts
from language.normal import normalise

PRICE = re.compile(
    r"(?<![赔报给领补退拿付得扣])(?:多少钱|多钱|几块钱|几多钱)|什么价|价格|保费(?:是|要|大概|一年|每年)?多少|贵不贵|贵吗|怎么收费|"
    r"(?:一年|一个月|每年|每月|要|得)交多少(?!年|期|次)|^一[年个]月?(?:要|大概)?多少|"
    r"how much (?:is|does|would|will|do)(?!.*\b(?:pay|pays|paid|cover|reimburse|get|refund|deduct))|"
    r"what.{0,20}(?:cost|price|premium)|how much (?:per|a|each) (?:year|month)|^(?:is it )?expensive|price\??$",
    re.IGNORECASE,
)
# What asks here though it would tell a worry elsewhere: 潜水赔不, 骨折能报.
ASKS = re.compile(
    r"啥|[赔保报管]不(?!了)|(?:能|可以|给|会)[赔报保]|\b(?:covered|coverage|meaning|means?)\b", re.IGNORECASE
)
APART = re.compile(
    r"区别|差别|差异|差距|不同|不一样|差在|差多少|哪一?[个款种](?:更|最|比较)?(?:好|划算|合适|值|便宜|贵|保|赔|适合)|选哪|更好|"
    r"为[什啥]么?.{0,8}(?:贵|便宜)|差(?:了)?(?:什么|啥)|多了(?:什么|啥|哪些)|少了(?:什么|啥|哪些)|推荐哪|"
    r"differen|differ\b|versus|\bvs\b|better|best|"
    r"which (?:one|of|plan|should|would|do|is|covers|has)|worth|cheaper than",
    re.IGNORECASE,
)
WHICH = re.compile(
    r"哪一?[个款种](?:更|最|比较)?(?:好|划算|合适|值|适合)|选哪|更好|推荐|性价比|适合我|better|best|recommend|"
    r"which (?:one |plan )?(?:should|would|do you|is)|worth|decide",
    re.IGNORECASE,
)
THESE = re.compile(
    r"[这那][两三2-3][个款种]|两款|三款|它们|他们|几款|these|those|them|the (?:two|three)|between", re.IGNORECASE
)


class Explain(LingbaoAction):
    """A question about a term or a product: the article itself, or that the clauses are silent."""

    action = "action_explain"

    async def reply(self, turn: Turn) -> Reply:
        if not turn.text:
            return Reply([self.voice(turn).message("ask_what_to_explain")])
        words = normalise(turn.text)
        if not asks_something(words) and not ASKS.search(words):  # 就是怕生病住院 tells a worry
            heard = await hear_facts(self.parts, turn, (await self.place(turn))[0])
            if heard is not None:
                return self.progress(turn, heard)
        if PRICE.search(turn.text):
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
    """Just the plans asked about side by side; all of them once more where only that is wished."""

    action = "action_compare"

    async def reply(self, turn: Turn) -> Reply:
        journey, _ = await self.place(turn)
        if self.parts.glossary.meant(turn.text):  # 保额和保费有什么区别 compares two terms
            return self.progress(turn, await explained(self.parts, turn, journey))
        if journey.offer and journey.purchase is None and not _tells_apart(self.parts, turn.text, journey):
            return await self.and_ask_again(turn, offered_again(self, turn, journey))
        return self.progress(turn, await compared(self.parts, turn, journey))


async def explained(parts: Parts, turn: Turn, journey: Journey) -> e.Progress:
    """The answer about the products named or pointed at, else about those in question."""
    words = normalise(turn.text)  # clauses are in simplified characters
    pointed = [journey.offer[place - 1].product_id for place in places_named(words, journey)]
    products = [*asking.products_named(parts, words), *pointed]
    return await asking.answer_question(parts, turn.sender, words, products)


async def compared(parts: Parts, turn: Turn, journey: Journey) -> e.Progress:
    return await comparing.compare_plans(
        parts,
        turn.sender,
        places_named(turn.text, journey),
        asking.products_named(parts, turn.text),
        advise=bool(WHICH.search(turn.text)),
    )


def compares_some(parts: Parts, words: str, journey: Journey) -> bool:
    """Whether a question tells two or more plans apart rather than asking about each."""
    if not APART.search(words) or parts.glossary.meant(words):
        return False
    some = len(places_named(words, journey)) + len(asking.products_named(parts, words))
    if some and journey.purchase is not None:
        some += 1  # this one, and the one named
    return some > 1 or bool(THESE.search(words))


def _tells_apart(parts: Parts, words: str, journey: Journey) -> bool:
    return bool(APART.search(words) or places_named(words, journey) or asking.products_named(parts, words))


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
