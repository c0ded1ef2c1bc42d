"""What every action has in common: one service call, words from domain.yml, and never a stack trace."""

from __future__ import annotations

import traceback
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

import language
from actions.claim_numbers import asked_by_number
from actions.comparing import asked_by_name, explained
from actions.doubting import settle
from actions.first_help import with_first_help
from actions.health import is_about_health
from actions.hearing import FREE_TEXT, hear_answer
from actions.reply import Reply
from actions.speaking import claim_speech  # noqa: F401 - teaches `speak` how claims are told
from actions.speaking.asked import wording_of
from actions.speaking.events import ask, progress_messages
from actions.speaking.questions import why
from actions.speaking.voice import Message, Voice
from actions.tone import in_tone
from actions.turn import Turn, turn_of
from actions.whys import why_and_what
from actions.words_for_errors import KNOWN_ERRORS, words_for
from actions.yes_no import read_yes
from insurance import events as e
from insurance.journeys import Journey
from insurance.questions import Flow, Question
from insurance.services import consult
from insurance.services.parts import Parts
from language.words.normal import normalise

ONLY_A_TONE = "?？吗呢啊 "
log = structlog.get_logger("actions")


def _says_unknown(turn: Turn) -> bool:
    """记不清了, while a condition is asked about: the answer it is, whatever Rasa took it for."""
    question = turn.place[1] if turn.place is not None else None
    return question is not None and is_about_health(question) and language.says_unknown(turn.text)


class LingbaoAction(Action):
    """Built with its parts by `actions.__main__`; tests build it with fakes."""

    action: str
    hears_first = True  # typed text that answers the open question is an answer, whatever Rasa took it for
    meets_feelings = True  # a word for grief, anger or hurry goes before the matter, where the action has none itself

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def name(self) -> str:
        return self.action

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        try:
            turn = replace(turn, place=await self._place_in_language(turn))
            heard = await self._heard(turn) if self.hears_first or _says_unknown(turn) else None
            reply = heard or await self.reply(turn)
            if self.meets_feelings:
                reply = await in_tone(self, turn, reply)
        except KNOWN_ERRORS as error:
            reply = await self._explain(turn, error)
        except Exception as error:  # rasa-sdk's own error page repeats the request, and with it what the customer said
            frames = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
            log.error(  # noqa: TRY400 - a trace would quote what the customer said
                "action_failed", action=self.name(), error=type(error).__name__, frames=frames[-6:]
            )
            voice = self.voice(turn)
            reply = Reply([voice.message("internal_error", [voice.button("human", "/ask_human")])])
        reply = with_first_help(self, turn, reply)  # also where the action failed
        for message in reply.messages:
            dispatcher.utter_message(
                text=message.text.replace("\n\n", "\n \n"),  # at an empty line Rasa would cut it into several messages
                buttons=[dict(button) for button in message.buttons] or None,
                json_message=dict(message.custom) if message.custom else None,
                attachment=message.attachment,
            )
        # Rasa stores and replays every event in each turn to come: only those that say something new.
        return [slot for slot in _slots(turn, reply) if tracker.slots.get(slot["name"]) != slot["value"]]

    async def _place_in_language(self, turn: Turn) -> tuple[Journey, Question | None]:
        """Where the journey stands; what is told later, without a turn, is told in this turn's language."""
        journey, question = await consult.open_state(self.parts, turn.sender)
        if journey.language is not turn.language:
            journey = await consult.set_language(self.parts, turn.sender, turn.language)
        return journey, question

    async def _heard(self, turn: Turn) -> Reply | None:
        """The turn as an answer to the open question, None when it isn't one."""
        if not turn.text:
            return None
        journey, question = await self.place(turn)
        if journey.doubt is not None and question is not None and question.flow is Flow.DOUBT:
            yes = read_yes(turn, question)
            return None if yes is None else await settle(self, turn, journey.doubt, yes)
        asks_why = language.read_why(turn.text) is not None
        if asks_why and (question is None or question.kind in FREE_TEXT):
            return await why_and_what(self, turn)
        if self._asks_about_a_term(turn.text):
            return self.progress(turn, await explained(self.parts, turn, journey))
        progress = await hear_answer(self.parts, turn, journey, question)
        if progress is None and (asks_why or await self.question_unclear(turn, journey, question)):
            return await why_and_what(self, turn)
        if progress is None:
            progress = await asked_by_number(self.parts, turn)
        if progress is None:
            progress = await asked_by_name(self.parts, turn, journey)
        return self.progress(turn, progress) if progress is not None else None

    def _asks_about_a_term(self, text: str) -> bool:
        """定期寿险是干嘛的, whatever it was read as: naming a kind of cover in a question is no wish for it."""
        asks = language.asks_something(text.rstrip(ONLY_A_TONE))  # 百万医疗险呢 may wish for it
        return asks and bool(self.parts.glossary.meant(normalise(text)))

    async def question_unclear(self, turn: Turn, journey: Journey, question: Question | None) -> bool:
        """啥意思: the question is explained once; asked again, other help is needed."""
        if question is None or journey.misses:
            return False
        health = question.flow is Flow.DISCLOSURE or is_about_health(question)
        if not language.asks_what_is_meant(turn.text) and not (health and language.asks_how_to_tell(turn.text)):
            return False
        await consult.note_miss(self.parts, turn.sender)
        return True

    @abstractmethod
    async def reply(self, turn: Turn) -> Reply:
        """Answer one turn. Errors the domain names are put into words by the caller."""

    def voice(self, turn: Turn) -> Voice:
        return Voice(self.parts.wording, turn.language, self.parts.conditions)

    def progress(self, turn: Turn, progress: e.Progress, before: Sequence[Message] = ()) -> Reply:
        voice = self.voice(turn)
        messages = [*before, *progress_messages(self.parts, voice, progress)]
        messages = messages or [voice.message("nothing_more", [voice.button("start", "/seek_advice")])]
        return Reply(messages, progress.journey, progress.question)

    async def place(self, turn: Turn) -> tuple[Journey, Question | None]:
        """Where the journey stood when the turn began."""
        return turn.place or await consult.open_state(self.parts, turn.sender)

    async def and_ask_again(self, turn: Turn, messages: Sequence[Message], lead: str = "") -> Reply:
        """After a word in between, the open question once more, exactly once."""
        journey, question = await self.place(turn)
        if question is None:
            return Reply(messages, journey)
        return Reply([*messages, ask(self.parts, self.voice(turn), journey, question, lead)], journey, question)

    def why(self, turn: Turn, journey: Journey, question: Question) -> str:
        voice = self.voice(turn)
        return why(voice, question, wording_of(self.parts, voice, journey, question))

    async def _explain(self, turn: Turn, error: Exception) -> Reply:
        """What was wrong and what is expected, and the question again: nothing is lost."""
        text = words_for(self.voice(turn), error)
        return await self.and_ask_again(turn, [Message(text)])


def _slots(turn: Turn, reply: Reply) -> list[EventType]:
    slots: list[EventType] = [SlotSet("language", turn.language.value)]
    if reply.journey is None:
        return slots
    purchase = reply.journey.purchase
    return [
        *slots,
        SlotSet("open_question", reply.question.field if reply.question else None),
        SlotSet("flow", reply.question.flow.value if reply.question else None),
        SlotSet("quote_id", purchase.quote_id if purchase else None),
        SlotSet("order_id", purchase.order_id if purchase else None),
    ]
