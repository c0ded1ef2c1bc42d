"""Picking one of the plans shown: by place, by a quality, by its name or its insurer, also once another was picked."""

from __future__ import annotations

import language
from actions.naming import Mentions, mentioned, places_of, product_wished
from actions.turn import Turn
from insurance import events as e
from insurance.facts import ChoiceFact
from insurance.journeys import Journey, Purchase
from insurance.questions import Flow, Question
from insurance.services import choosing, comparing, consult
from insurance.services.eligibility import open_products
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from language.answers.about_plans import asks_the_difference

STILL_OPEN = (Flow.DISCLOSURE, Flow.QUOTE, Flow.SUMMARY)  # a plan is picked, and another may be picked instead
ASKING = "?？呢 "  # what makes a question of a choice
WISHES = ("correct_answer", "other_plans")  # 保额高一点 wishes for more than is shown; 保额高的那个 chooses


async def pick_plan(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """Take the words as a choice among the plans on the table; None when they are none."""
    choice = _choice(parts, turn.text, journey)
    if choice is None:
        if language.is_indifferent(turn.text):
            return await choosing.suggest_plan(parts, turn.sender)
        return await _asked_after(parts, turn, journey) or await _not_shown(parts, turn, journey)
    decides = language.points_back(turn.text) or language.settles(turn.text)
    if choice.ranked and turn.intent in WISHES and not decides:
        return None
    return await choosing.choose_plan(parts, turn.sender, choice)


async def _asked_after(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """便宜的那款呢: beside the others."""
    choice = _choice(parts, turn.text.rstrip(ASKING), journey) if language.asks_something(turn.text) else None
    if choice is None:
        return None
    place = journey.offer.index(choosing.pick(journey.offer, choice)) + 1
    return await comparing.compare_plans(parts, turn.sender, [place])


async def pick_another(parts: Parts, turn: Turn, journey: Journey, question: Question) -> e.Progress | None:
    """Once a plan is picked: 还是刚才那个便宜的 picks another, 刚才那个贵的呢 puts it beside the one picked."""
    bought = _picked(journey, question)
    if bought is None or len(turn.text.strip()) == 1:  # 1 answers what is asked
        return None
    choice = _choice(parts, turn.text.rstrip(ASKING), journey)
    if choice is None:
        return None
    offered = choosing.pick(journey.offer, choice)
    if (offered.product_id, offered.plan_id) == (bought.product_id, bought.plan_id):
        return None
    if language.asks_something(turn.text):
        return await comparing.compare_plans(parts, turn.sender, [journey.offer.index(offered) + 1])
    return await choosing.choose_plan(parts, turn.sender, choice)


async def keep_picked(parts: Parts, turn: Turn, journey: Journey, question: Question) -> e.Progress | None:
    """The plan that is picked already, pointed at again."""
    if _picked(journey, question) is None:
        return None
    if _choice(parts, turn.text, journey) is None and not language.points_back(turn.text):
        return None
    return await choosing.keep_plan(parts, turn.sender)


def _picked(journey: Journey, question: Question) -> Purchase | None:
    """What is being bought, as long as another of the plans shown may be picked instead."""
    return journey.purchase if question.flow in STILL_OPEN and journey.offer else None


def _choice(parts: Parts, text: str, journey: Journey) -> ChoiceFact | None:
    choice = language.read_pointed(text, len(journey.offer))
    return choice if choice is not None else _by_name(parts, text, journey)


def _by_name(parts: Parts, text: str, journey: Journey) -> ChoiceFact | None:
    """The one plan on the table of a product or an insurer named; None where two are, or something is asked."""
    mentions = _picked_out(parts, text)
    places = places_of(parts.catalogue, mentions, journey) if mentions else []
    return ChoiceFact(position=places[0]) if len(places) == 1 else None


def _picked_out(parts: Parts, text: str) -> Mentions | None:
    """The one product or insurer that is named in order to have it."""
    if language.asks_something(text) or asks_the_difference(text) or language.refuses(text):
        return None
    mentions = mentioned(parts.catalogue, text)
    return mentions if len(mentions.products) + len(mentions.insurers) == 1 else None


async def _not_shown(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """A product or an insurer is wanted that isn't among the plans: they are chosen anew with it, where it is open."""
    mentions = _picked_out(parts, turn.text)
    if mentions is None or places_of(parts.catalogue, mentions, journey):
        return None
    for insurer in mentions.insurers:
        own = open_products(parts, journey, insurer)
        if not own:
            return e.Progress(journey, (e.InsurerHasNone(insurer, journey.needs.line),), open_question(parts, journey))
        return await consult.note_needs(parts, turn.sender, [], own[0])
    wished = product_wished(parts.catalogue, turn.text)
    if wished is None or wished.line is not journey.needs.line:
        return None
    return await consult.note_needs(parts, turn.sender, [], wished.id)
