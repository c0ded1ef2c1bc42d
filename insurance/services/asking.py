"""Answering a customer's question from the clauses, and never beyond them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insurance import events as e
from insurance.catalogue import Clause, Product
from insurance.journeys import Journey
from insurance.ports import SearchFilter
from insurance.refs import ProductId, Sender
from insurance.services.offering import open_question
from insurance.services.parts import Parts

WAITING = re.compile(r"等待期|观察期|waiting period", re.IGNORECASE)
QUOTED = 1  # articles quoted in one answer


async def answer_question(
    parts: Parts, sender: Sender, words: str, product_ids: Sequence[ProductId] = ()
) -> e.Progress:
    """Quote the article that answers, from the product in question.

    The product in question is, in this order: those named, the one being bought, those on the table, the ones bought.

    Returns:
        ClauseQuoted for each product asked about, or ClausesSilent; the journey is unchanged.
    """
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        owned = [policy.product_id for policy in await records.policies_of(sender)]
    products = list(product_ids) or products_in_question(journey) or owned[-1:]
    question = open_question(parts, journey)
    events: tuple[e.Event, ...] = ()
    for product_id in products:
        events += (_about(parts, parts.catalogue.product(product_id), words),)
    if not products:
        events = _anywhere(parts, journey, words)
    return e.Progress(journey, events, question)


def _about(parts: Parts, product: Product, words: str) -> e.Event:
    if WAITING.search(words) and not product.waiting_days:
        return e.NoWaitingPeriod(product)
    clause = best_clause(parts, product, words)
    return e.ClauseQuoted(product, clause) if clause else e.ClausesSilent(product)


def products_in_question(journey: Journey) -> list[ProductId]:
    if journey.purchase is not None:
        return [journey.purchase.product_id]
    return list(dict.fromkeys(one.product_id for one in journey.offer))


def best_clause(parts: Parts, product: Product, words: str) -> Clause | None:
    hits = parts.search.find_clauses(words, SearchFilter(product_ids=(product.id,)), QUOTED)
    return product.clause(hits[0].article) if hits else None


def _anywhere(parts: Parts, journey: Journey, words: str) -> tuple[e.Event, ...]:
    """Nothing chosen yet: the nearest article of the line talked about, as an example."""
    lines = (journey.needs.line,) if journey.needs.line else ()
    hits = parts.search.find_clauses(words, SearchFilter(lines=lines), QUOTED)
    if not hits:
        return (e.ClausesSilent(None),)
    product = parts.catalogue.product(hits[0].product_id)
    return (e.ClauseQuoted(product, product.clause(hits[0].article), example=True),)


def product_named(parts: Parts, words: str) -> ProductId | None:
    """The product whose name or nickname stands in the words; the longest such name wins."""
    text = words.lower()
    found: list[tuple[int, ProductId]] = []
    for product in parts.catalogue.all():
        for name in (product.name.zh, product.name.en, *product.nicknames):
            if len(name) >= 3 and name.lower() in text:
                found.append((len(name), product.id))
    return max(found)[1] if found else None
