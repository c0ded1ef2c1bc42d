"""What is asked about products and plans: an answer from the clauses, or the plans side by side."""

from __future__ import annotations

import re
from dataclasses import replace

import language
from actions.naming import besides, mentioned, product_wished, products_meant
from actions.pointing import places_named
from actions.turn import Turn
from insurance import events as e
from insurance.asked import next_question
from insurance.facts import LineFact
from insurance.journeys import Journey
from insurance.refs import ProductId
from insurance.services import asking, comparing, consult
from insurance.services.eligibility import open_products
from insurance.services.parts import Parts
from language.words.normal import normalise

PRICE = re.compile(
    r"(?<![赔报给领补退拿付得扣])(?:多少钱|多钱|几块钱|几多钱)|什么价|价格|保费(?:是|要|大概|一年|每年)?多少|贵不贵|贵吗|怎么收费|"
    r"(?:一年|一个月|每年|每月|要|得)交多少(?!年|期|次)|^一[年个]月?(?:要|大概)?多少|"
    r"how much (?:is|does|would|will|do)(?!.*\b(?:pay|pays|paid|cover|reimburse|get|refund|deduct))|"
    r"what.{0,20}(?:cost|price|premium)|how much (?:per|a|each) (?:year|month)|^(?:is it )?expensive|price\??$",
    re.IGNORECASE,
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
WHAT_ABOUT = re.compile(
    r"(?:那|换成|要是|如果|和|跟|比起|那么|\s)*(?:的|那[个款]|这[个款]|\s)*(?:呢|怎么样|咋样|如何|好不好|好吗|行吗)[\s?？]*|"
    r"(?:and )?(?:what|how) about (?:the )?(?: ?one| ?plan)?[\s?]*"
)
OVERVIEW = re.compile(
    r"(?:想|我想|请|能|帮我)*(?:问问?|了解|看看|介绍|说说|讲讲)?(?:一下|下)?\s*(?:的|这款|这个|那款)*\s*"
    r"(?:怎么样|咋样|如何|好不好|好吗|靠谱吗|靠不靠谱|值得买吗|值不值得买|可以吗|行不行|呢)?[\s?？。.!]*|"
    r"(?:is|how is|how about|what about|what is|tell me about|anything about)? ?(?:the )? ?"
    r"(?:any good|good|worth (?:it|buying)|like|ok|okay)?[\s?.!]*"
)
THESE = re.compile(
    r"[这那][两三2-3][个款种]|两款|三款|它们|他们|几款|these|those|them|the (?:two|three)|between", re.IGNORECASE
)
# Read so, a question about a product by its name was taken for something else.
MISREAD = ("out_of_scope", "nlu_fallback", "", "seek_advice", "inform", "other_plans", "express_feeling")


async def explained(parts: Parts, turn: Turn, journey: Journey) -> e.Progress:
    """The answer about the products named or pointed at, else about those in question."""
    words = normalise(turn.text)  # clauses are in simplified characters
    pointed = [journey.offer[place - 1].product_id for place in places_named(words, journey)]
    products = [*named(parts, words, journey), *pointed]
    overview = bool(OVERVIEW.fullmatch(besides(parts.catalogue, words)))
    return await asking.answer_question(parts, turn.sender, words, products, overview=overview)


def named(parts: Parts, words: str, journey: Journey) -> list[ProductId]:
    """The products named, and those meant by their insurers."""
    return products_meant(parts, mentioned(parts.catalogue, words), journey)


async def compared(parts: Parts, turn: Turn, journey: Journey) -> e.Progress:
    progress = await comparing.compare_plans(
        parts,
        turn.sender,
        places_named(turn.text, journey),
        named(parts, turn.text, journey),
        advise=bool(WHICH.search(turn.text)),
    )
    return replace(progress, events=(*_without_any(parts, turn.text, journey), *progress.events))


def _without_any(parts: Parts, words: str, journey: Journey) -> list[e.InsurerHasNone]:
    """The insurers named that have nothing these people may buy."""
    if journey.needs.line is None or next_question(journey.needs) is not None:
        return []
    insurers = mentioned(parts.catalogue, words).insurers
    return [e.InsurerHasNone(one, journey.needs.line) for one in insurers if not open_products(parts, journey, one)]


def compares_some(parts: Parts, words: str, journey: Journey) -> bool:
    """Whether a question tells two or more plans apart rather than asking about each."""
    table = journey.purchase is not None or journey.offer
    if table and named(parts, words, journey) and WHAT_ABOUT.fullmatch(besides(parts.catalogue, words)):
        return True
    if not APART.search(words) or parts.glossary.meant(words):
        return False
    some = len(places_named(words, journey)) + len(named(parts, words, journey))
    if some and journey.purchase is not None:
        some += 1  # this one, and the one named
    return some > 1 or bool(THESE.search(words))


def tells_apart(parts: Parts, words: str, journey: Journey) -> bool:
    return bool(APART.search(words) or places_named(words, journey) or named(parts, words, journey))


async def priced_by_name(parts: Parts, turn: Turn) -> e.Progress | None:
    """孝心安多少钱, before anything is known: what the price depends on is asked, and the product is offered then."""
    product = product_wished(parts.catalogue, turn.text)
    if product is None:
        return None
    found = [*language.read_facts(turn.text, parts.clock.today())]
    line = [] if any(isinstance(fact, LineFact) for fact in found) else [LineFact(product.line)]
    return await consult.note_needs(parts, turn.sender, [*line, *found], product.id)


async def asked_by_name(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """恒泰和民信哪个好, whatever it was read as; None where no name stands in a question."""
    if turn.intent not in MISREAD or not mentioned(parts.catalogue, turn.text):
        return None
    if PRICE.search(turn.text) and not journey.offer and journey.purchase is None:
        return await priced_by_name(parts, turn)
    if compares_some(parts, turn.text, journey):
        return await compared(parts, turn, journey)
    if language.asks_something(turn.text) and not APART.search(turn.text) and named(parts, turn.text, journey):
        return await explained(parts, turn, journey)
    return None
