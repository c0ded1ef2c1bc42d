"""Answers to the questions asked while a service provider is looked for: typed or tapped."""

from __future__ import annotations

import re

import language
from actions.application_answers import references
from actions.turn import Turn
from insurance import events as e
from insurance.journeys import Journey
from insurance.provider_orders import NONE_OF_THEM, ProviderDraft
from insurance.providers import ProviderKind
from insurance.questions import Question
from insurance.refs import VaultRef
from insurance.services.parts import Parts
from insurance.services.providers import finding, ordering
from insurance.services.providers.finding import Told

# Typed while words on a rating are asked for: a request is carried out, everything else is what is said about it.
REQUESTS = {
    "ask_human", "go_back", "start_over", "cancel", "help", "show_policies", "cancel_policy", "switch_language",
    "ask_why", "ask_clause", "compare_plans", "report_claim", "check_order", "seek_advice", "find_provider",
    "provider_status", "cancel_provider",
}  # fmt: skip
SURE = 0.5
NTH = re.compile(r"(?:第|^|[选要叫就])\s?([1-3一二三])\s?家")
NEAREST = re.compile(r"最近|就近|近的|头一家|nearest|closest", re.IGNORECASE)
NONE = re.compile(
    r"都不|不用|不要|不需要|不叫|不约|算了|自己去|自己叫|自己打|先不|"
    r"\b(?:none|neither|no thanks|not now|myself|no need)\b",
    re.IGNORECASE,
)
SAYS_NOTHING = re.compile(
    r"^(?:没有?|不说了?|没什么|没了|不用了?|跳过|算了|无|no|nope|nothing|skip|none)\W*$", re.IGNORECASE
)


def told_in(parts: Parts, turn: Turn) -> Told:
    """What a sentence says of the kind of help, the place and the number to call."""
    wish = language.read_provider_wish(turn.text)
    phone = next(iter(references(turn.text, "phone")), None)
    told = Told(
        kind=wish.kind if wish else None,
        service=wish.service if wish else None,
        places=tuple(parts.directory.places_named(turn.text)),
        phone=VaultRef(phone) if phone else None,
    )
    return Told(**{**vars(told), "words": turn.text}) if told.tells else told


async def hear_provider(parts: Parts, turn: Turn, journey: Journey, question: Question) -> e.Progress | None:
    """Take the typed text as an answer, or as a change of what was told before; None when it is neither."""
    draft = journey.provider
    if draft is None:
        return None
    if question.field == "provider_words":
        return await _words(parts, turn)
    told = told_in(parts, turn)
    if _changes(draft, told):
        return await finding.look_for(parts, turn.sender, told)
    match question.field:
        case "provider_kind":
            number = _number(turn.text, len(question.choices))
            chosen = Told(kind=ProviderKind(question.choices[number - 1])) if number else None
            return await finding.look_for(parts, turn.sender, chosen) if chosen else None
        case "provider" | "provider_hospital":
            return await _chosen(parts, turn, draft)
        case "provider_confirm":
            return await _confirmed(parts, turn)
    return None


def _changes(draft: ProviderDraft, told: Told) -> bool:
    """Whether anything is told that wasn't known: 对,拖车快点来 changes nothing."""
    if told.kind not in (None, draft.kind) or told.phone not in (None, draft.phone):
        return True
    if told.service is not None and told.service is not draft.service:
        return True
    return bool(told.places) and (draft.place is None or draft.place not in told.places)


async def _words(parts: Parts, turn: Turn) -> e.Progress | None:
    if SAYS_NOTHING.search(turn.text):
        return await ordering.word_rating(parts, turn.sender, "")
    asks = turn.intent in REQUESTS and turn.confidence >= SURE
    if asks or language.read_facts(turn.text, parts.clock.today()):
        return None
    return await ordering.word_rating(parts, turn.sender, turn.text)


async def _chosen(parts: Parts, turn: Turn, draft: ProviderDraft) -> e.Progress | None:
    number = _number(turn.text, len(draft.offered)) or _named(parts, turn.text, draft)
    if number is None and NONE.search(turn.text):
        return await finding.choose(parts, turn.sender, None)
    said = language.read_agreement(turn.text)
    if number is None and (NEAREST.search(turn.text) or (said and len(draft.offered) == 1)):
        number = 1
    if number is None and said is False:
        return await finding.choose(parts, turn.sender, None)
    return await finding.choose(parts, turn.sender, number) if number else None


def _number(text: str, count: int) -> int | None:
    """第二家, 2, the second one."""
    found = NTH.search(text)
    if found is not None:
        number = int(found[1]) if found[1].isdigit() else "一二三".index(found[1]) + 1
        return number if number <= count else None
    choice = language.read_choice(text, count)
    return choice.position if choice is not None and choice.position is not None else None


def _named(parts: Parts, text: str, draft: ProviderDraft) -> int | None:
    """One of those shown by its name, whole or by its beginning: 安捷 for 安捷道路救援上海站."""
    names = [parts.directory.provider(one).name for one in draft.offered]
    hits = [n for n, one in enumerate(names, 1) if one.zh[:2] in text or one.en.split()[0].lower() in text.lower()]
    whole = [n for n, one in enumerate(names, 1) if one.zh in text or one.en.lower() in text.lower()]
    return next((found[0] for found in (whole, hits) if len(found) == 1), None)


async def _confirmed(parts: Parts, turn: Turn) -> e.Progress | None:
    said = language.read_agreement(turn.text)
    if said is None and re.search(
        r"下单|确认|叫吧|叫他|快来|派人|\bplace the order\b|\bconfirm\b", turn.text, re.IGNORECASE
    ):
        said = not re.search(r"[不别]|\bdon't\b|\bnot\b", turn.text, re.IGNORECASE)
    if said is None and NONE.search(turn.text):
        said = False
    return await ordering.confirm(parts, turn.sender, said) if said is not None else None


async def take_provider_choice(parts: Parts, turn: Turn, question: Question, choice: str) -> e.Progress | None:
    """A tapped button of one of these questions."""
    match question.field:
        case "provider_kind":
            return await finding.look_for(parts, turn.sender, Told(kind=ProviderKind(choice)))
        case "provider_place":
            place = parts.directory.place(choice)
            return await finding.look_for(parts, turn.sender, Told(places=(place,))) if place else None
        case "provider" | "provider_hospital":
            return await finding.choose(parts, turn.sender, None if choice == NONE_OF_THEM else int(choice))
        case "provider_confirm":
            return await ordering.confirm(parts, turn.sender, choice == "yes")
        case "provider_words":
            return await ordering.word_rating(parts, turn.sender, "")
    return None
