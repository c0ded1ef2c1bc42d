"""What is asked about products and plans: an answer from the clauses, or the plans side by side."""

from __future__ import annotations

from dataclasses import replace

import language
from actions.naming import besides, mentioned, product_wished, products_meant
from actions.turn import Turn
from insurance import events as e
from insurance.asked import next_question
from insurance.facts import LineFact
from insurance.journeys import Journey
from insurance.refs import ProductId
from insurance.services import asking, comparing, consult
from insurance.services.eligibility import open_products
from insurance.services.parts import Parts
from language.answers.about_plans import (
    asks_for_advice,
    asks_for_an_overview,
    asks_the_difference,
    asks_the_price,
    asks_what_about,
    asks_what_is_good,
    means_several,
)
from language.answers.on_the_table import places_named
from language.words.normal import normalise

# Read so, a question about a product by its name was taken for something else.
MISREAD = ("out_of_scope", "nlu_fallback", "", "seek_advice", "inform", "other_plans", "express_feeling")


async def explained(parts: Parts, turn: Turn, journey: Journey) -> e.Progress:
    """The answer about the products named or pointed at, else about those in question."""
    words = normalise(turn.text)  # clauses are in simplified characters
    pointed = [journey.offer[place - 1].product_id for place in _pointed_at(words, journey)]
    products = [*named(parts, words, journey), *pointed]
    overview = asks_for_an_overview(besides(parts.catalogue, words))
    return await asking.answer_question(parts, turn.sender, words, products, overview=overview)


def _pointed_at(words: str, journey: Journey) -> list[int]:
    return places_named(words, [one.premium for one in journey.offer])


def named(parts: Parts, words: str, journey: Journey) -> list[ProductId]:
    """The products named, and those meant by their insurers."""
    return products_meant(parts, mentioned(parts.catalogue, words), journey)


async def compared(parts: Parts, turn: Turn, journey: Journey) -> e.Progress:
    progress = await comparing.compare_plans(
        parts,
        turn.sender,
        _pointed_at(turn.text, journey),
        named(parts, turn.text, journey),
        advise=asks_for_advice(turn.text),
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
    apart, table = asks_the_difference(words), journey.purchase is not None or journey.offer
    if not (apart or table):
        return False
    if weighs_one(parts, words, journey):
        return True
    products = named(parts, words, journey)
    if table and products and asks_what_about(besides(parts.catalogue, words)):
        return True
    if not apart or parts.glossary.meant(words):
        return False
    some = len(_pointed_at(words, journey)) + len(products)
    if some and journey.purchase is not None:
        some += 1  # this one, and the one named
    return some > 1 or means_several(words)


def weighs_one(parts: Parts, words: str, journey: Journey) -> bool:
    """贵的那个有啥好, 值不值: one of several plans, pointed at, named or picked, is weighed against the others."""
    if len(journey.offer) < 2 or not asks_what_is_good(words):
        return False
    one = journey.purchase is not None or _pointed_at(words, journey) or named(parts, words, journey)
    return bool(one) or asks_for_advice(words)


def tells_apart(parts: Parts, words: str, journey: Journey) -> bool:
    return bool(asks_the_difference(words) or _pointed_at(words, journey) or named(parts, words, journey))


async def priced_by_name(parts: Parts, turn: Turn) -> e.Progress | None:
    """孝心安多少钱, before anything is known: what the price depends on is asked, and the product is offered then."""
    product = product_wished(parts.catalogue, turn.text)
    if product is None:
        return None
    found = [*language.read_facts(turn.text, parts.clock.today())]
    line = [] if any(isinstance(fact, LineFact) for fact in found) else [LineFact(product.line)]
    return await consult.note_needs(parts, turn.sender, [*line, *found], product.id)


async def asked_by_name(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """恒泰和民信哪个好, 贵的那个有啥好, whatever it was read as; None where no name or place stands in a question."""
    if weighs_one(parts, turn.text, journey):
        return await compared(parts, turn, journey)
    if turn.intent not in MISREAD or not mentioned(parts.catalogue, turn.text):
        return None
    if asks_the_price(turn.text) and not journey.offer and journey.purchase is None:
        return await priced_by_name(parts, turn)
    if compares_some(parts, turn.text, journey):
        return await compared(parts, turn, journey)
    if language.asks_something(turn.text) and not asks_the_difference(turn.text) and named(parts, turn.text, journey):
        return await explained(parts, turn, journey)
    return None
