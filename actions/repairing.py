"""Not understood: first the likeliest readings, then what is expected and a human; never the same sentence twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import language
from actions.choosing import CLASSES
from actions.handing_over import handed_over
from actions.naming import mentioned, places_of
from actions.provider_answers import told_in
from actions.reply import Reply
from actions.speaking.questions import answer_payload
from actions.speaking.voice import Button, Message, Voice
from insurance.facts import ChoiceFact
from insurance.journeys import Journey
from insurance.needs import Needs
from insurance.providers import ProviderKind
from insurance.questions import AnswerKind, Flow, Question
from insurance.services import choosing, consult
from insurance.services.claims import reporting, standing
from insurance.services.parts import Parts
from insurance.services.providers.finding import look_for

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.turn import Turn

TO_A_HUMAN = 5  # the miss that brings a human without being asked
READINGS = 3
LIKELY = 0.12  # confidence of a reading worth offering
SAYABLE = (
    "seek_advice", "ask_clause", "help", "show_policies", "compare_plans", "other_plans", "check_order",
    "cancel_policy", "report_claim", "find_provider", "provider_status", "ask_human", "ask_why", "go_back",
    "start_over", "cancel", "resume", "switch_language",
)  # fmt: skip
GOES_ON = re.compile(r"继续|接着|还是.{0,4}买|^\s*(?:买|go on|continue|carry on|let's go on|resume)", re.IGNORECASE)

ASKS_PROGRESS = re.compile(
    r"到哪|进度|进展|怎么样了|\bhow far\b|\bprogress\b|\bany news\b|\bwhat'?s the status\b", re.IGNORECASE
)


async def not_understood(action: LingbaoAction, turn: Turn, question: Question | None) -> Reply:
    """The next rung of the ladder: each miss in a row is answered by other words, with more help."""
    before, _ = await action.place(turn)
    if ASKS_PROGRESS.search(turn.text) and await reporting.list_claims(action.parts, turn.sender):
        return action.progress(turn, await standing.claim_stands(action.parts, turn.sender))
    if question is None and GOES_ON.search(turn.text) and before.needs != Needs():
        return action.progress(turn, await consult.start_again(action.parts, turn.sender))
    said = language.read_agreement(turn.text)
    if question is not None and question.flow is Flow.OFFER and said and len(before.offer) == 1:
        return action.progress(turn, await choosing.choose_plan(action.parts, turn.sender, ChoiceFact(position=1)))
    if _needs_a_provider(turn, before, question):
        return action.progress(turn, await look_for(action.parts, turn.sender, told_in(action.parts, turn)))
    if question is None and said is not None and turn.text:  # 嗯, ok: nothing was asked, and nothing else is said
        return Reply([_acknowledged(action.voice(turn))])
    journey = await consult.note_miss(action.parts, turn.sender)
    if journey.misses == TO_A_HUMAN:
        return await action.and_ask_again(turn, [await handed_over(action, turn, "not_understood")])
    if question is None:
        return Reply([_at_large(action.voice(turn), turn, journey.misses)])
    key = _about_plans(action.parts, turn, journey, said) if question.flow is Flow.OFFER else None
    return await action.and_ask_again(turn, [_in_form(action, turn, journey, question, key)])


def _acknowledged(voice: Voice) -> Message:
    return voice.message("nothing_more", [voice.button("start", "/seek_advice"), voice.button("human", "/ask_human")])


def _needs_a_provider(turn: Turn, journey: Journey, question: Question | None) -> bool:
    """Words of a car that doesn't go are plain, whatever they were taken for; others count where nothing is asked."""
    wish = language.read_provider_wish(turn.text)
    if wish is None or journey.provider is not None:
        return False
    return question is None or wish.kind is ProviderKind.ROADSIDE


def _about_plans(parts: Parts, turn: Turn, journey: Journey, said: bool | None) -> str | None:
    """The words for a yes or no to the plans, or for pointing at them without saying which; None for all else."""
    if journey.misses > 2:
        return None
    several = len(places_of(parts.catalogue, mentioned(parts.catalogue, turn.text), journey)) > 1
    meant = said or several or language.points_back(turn.text)  # 刚才那个
    if not meant and said is None:
        return None
    return ("which_of_these" if meant else "none_of_these") + ("_more" if journey.misses > 1 else "")


def _in_form(action: LingbaoAction, turn: Turn, journey: Journey, question: Question, key: str | None) -> Message:
    voice, misses = action.voice(turn), journey.misses
    human = voice.button("human", "/ask_human")
    words = {"expected": expected(voice, question), "why": action.why(turn, journey, question)}
    classes = _classes(voice, question)
    match key, misses:
        case str(), _:
            return Message(voice.say(key), [human] if misses > 1 else [])
        case None, 1 | 2 if classes:
            says = "repair_occupation" if misses == 1 else "repair_occupation_again"
            return Message(voice.say(says), [*classes, *([human] if misses > 1 else [])])
        case None, 1:
            return Message(voice.say("repair_first_open", **words), _readings(voice, turn, LIKELY))
        case None, 2:
            return Message(voice.say("repair_expected", **words), [human])
        case None, 3:
            return Message(voice.say("repair_still", **words), [human, voice.button("start_over", "/start_over")])
    ways = [human, voice.button("back", "/go_back"), voice.button("start_over", "/start_over")]
    return Message(voice.say(_later(misses), **words), ways)


def _classes(voice: Voice, question: Question) -> list[Button]:
    """The classes of occupations with examples, for a question about one: a list never has them all."""
    if question.kind is not AnswerKind.OCCUPATION:
        return []
    return [{"title": voice.say(f"choice_{name}"), "payload": answer_payload(question, name)} for name in CLASSES]


def _at_large(voice: Voice, turn: Turn, misses: int) -> Message:
    human, start = voice.button("human", "/ask_human"), voice.button("start", "/seek_advice")
    match misses:
        case 1:
            readings = _readings(voice, turn, LIKELY)
            offered = {button["payload"] for button in readings}
            more = [_reading(voice, name) for name in SAYABLE[:READINGS]]
            readings += [button for button in more if button["payload"] not in offered][: 2 - len(readings)]
            return Message(voice.say("repair_first"), readings)
        case 2:
            return Message(voice.say("repair_human"), [start, human])
        case 3:
            return Message(voice.say("help"), [start, human])
    return Message(voice.say(_later(misses), expected="", why=""), [start, human])


def _later(misses: int) -> str:
    """After a human was asked for, two sentences take turns."""
    if misses < TO_A_HUMAN:
        return "repair_again"
    return "repair_waiting" if misses % 2 else "repair_waiting_too"


def _readings(voice: Voice, turn: Turn, likely: float) -> list[Button]:
    names = [name for name, confidence in turn.ranking if name in SAYABLE and confidence >= likely]
    return [_reading(voice, name) for name in names[:READINGS]]


def _reading(voice: Voice, name: str) -> Button:
    return voice.button(f"reading_{name}", f"/{name}")


def expected(voice: Voice, question: Question) -> str:
    """What an answer looks like: for this field, else for its kind."""
    field = voice.try_say(f"expected_{question.field}")
    return field or voice.try_say(f"expected_{question.kind.value}") or voice.say("expected_text")
