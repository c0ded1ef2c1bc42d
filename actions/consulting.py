"""Actions that take in what the customer tells: needs, answers, choices."""

from __future__ import annotations

import re

import language
from actions.base import LingbaoAction
from actions.handing_over import handed_over
from actions.hearing import take_choice
from actions.reply import Reply
from actions.speaking.buying import edit_message
from actions.speaking.questions import is_open, payload
from actions.speaking.voice import Message, Voice
from actions.telling import hear_facts
from actions.turn import Turn
from actions.yes_no import asks_something
from insurance import events as e
from insurance.facts import LineFact
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.needs import Needs
from insurance.questions import Flow, Question
from insurance.refs import PlanId, ProductId
from insurance.services import apply, choosing, consult, paying

FEW_MISSES, MANY_MISSES = 2, 5  # the last brings a human without being asked
GOES_ON = re.compile(r"继续|接着|还是.{0,4}买|^\s*(?:买|go on|continue|carry on|let's go on|resume)", re.IGNORECASE)
READINGS = 3
SAYABLE = ("seek_advice", "ask_clause", "show_policies", "compare_plans", "ask_human", "help", "report_claim", "cancel")


class Consult(LingbaoAction):
    """Wants advice or a product: take every fact of the sentence, ask what is missing."""

    action = "action_consult"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if turn.values.get("line"):
            facts = [LineFact(Line(turn.values["line"]))]
            return self.progress(turn, await consult.note_needs(self.parts, turn.sender, facts))
        progress = await hear_facts(self.parts, turn, journey)
        if progress is None and question is not None:
            return await self.and_ask_again(turn, [])
        return self.progress(turn, progress or await consult.start_again(self.parts, turn.sender))


class Hear(LingbaoAction):
    """An answer, a fact or a correction; otherwise not understood."""

    action = "action_hear"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if not (asks_something(turn.text) and turn.intent == "ask_clause"):
            progress = await hear_facts(self.parts, turn, journey)
            if progress is not None:
                return self.progress(turn, progress)
        return await not_understood(self, turn, question)


class Answer(LingbaoAction):
    """A tapped button. One that belongs to a question no longer open changes nothing."""

    action = "action_answer"

    async def reply(self, turn: Turn) -> Reply:
        _, question = await self.place(turn)
        about, choice = turn.values.get("f", ""), turn.values.get("v", "")
        if question is None or not is_open(question, about):
            return await self.and_ask_again(turn, [self.voice(turn).message("button_is_old")])
        if question.flow is Flow.SUMMARY and choice == "edit":
            return await _which_answer(self, turn)
        if question.flow is Flow.PAYMENT and choice == "cancel_order":
            return await give_up_order(self, turn)
        if choice == "other_lines":
            return await _other_lines(self, turn, question)
        progress = await take_choice(self.parts, turn, question, choice)
        if progress is None:
            return await not_understood(self, turn, question)
        return self.progress(turn, progress)


async def _which_answer(action: LingbaoAction, turn: Turn) -> Reply:
    progress = await consult.start_again(action.parts, turn.sender)
    ready = next((event for event in progress.events if isinstance(event, e.SummaryReady)), None)
    if ready is None:
        return action.progress(turn, progress)
    return Reply([edit_message(action.voice(turn), ready)], progress.journey, progress.question)


async def _other_lines(action: LingbaoAction, turn: Turn, question: Question) -> Reply:
    voice = action.voice(turn)
    buttons = [
        {"title": voice.say(f"value_{line.value}"), "payload": payload("seek_advice", line=line.value)} for line in Line
    ]
    return Reply([voice.message("ask_line_all", buttons)], None, question)


class Edit(LingbaoAction):
    """Change one answer, chosen from the summary."""

    action = "action_edit"

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await apply.edit_answer(self.parts, turn.sender, turn.values.get("key", "")))


class Choose(LingbaoAction):
    """One of the plans shown, by button or in words."""

    action = "action_choose"

    async def reply(self, turn: Turn) -> Reply:
        if turn.values.get("product"):
            product, plan = ProductId(turn.values["product"]), PlanId(turn.values.get("plan", ""))
            return self.progress(turn, await choosing.choose_product(self.parts, turn.sender, product, plan))
        journey, question = await self.place(turn)
        progress = await hear_facts(self.parts, turn, journey)
        if progress is None:
            return await not_understood(self, turn, question)
        return self.progress(turn, progress)


class PayAgain(LingbaoAction):
    """Show the payment page of the order once more, or open one."""

    action = "action_pay"

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await paying.open_payment(self.parts, turn.sender))


async def not_understood(action: LingbaoAction, turn: Turn, question: Question | None) -> Reply:
    """First the likeliest readings as buttons, then what is expected and a human: never the same sentence twice."""
    voice = action.voice(turn)
    said = language.read_agreement(turn.text)
    if question is not None and question.flow is Flow.OFFER and said is not None:
        return await action.and_ask_again(turn, [] if said else [voice.message("none_of_these")])
    before, _ = await action.place(turn)
    if question is None and GOES_ON.search(turn.text) and before.needs != Needs():
        return action.progress(turn, await consult.start_again(action.parts, turn.sender))
    journey: Journey = await consult.note_miss(action.parts, turn.sender)
    if journey.misses == MANY_MISSES:
        return await action.and_ask_again(turn, [await handed_over(action, turn, "not_understood")])
    if journey.misses > FEW_MISSES and question is not None:
        buttons = [voice.button("human", "/ask_human"), voice.button("start_over", "/start_over")]
        why, expected = action.why(turn, journey, question), _expected(voice, question)
        return await action.and_ask_again(turn, [voice.message("repair_still", buttons, expected=expected, why=why)])
    if journey.misses >= FEW_MISSES:
        expected = _expected(voice, question) if question else ""
        key = "repair_expected" if expected else "repair_human"
        message = voice.message(key, [voice.button("human", "/ask_human")], expected=expected)
        return await action.and_ask_again(turn, [message])
    if question is not None:
        expected = _expected(voice, question)
        return await action.and_ask_again(turn, [voice.message("repair_first_open", expected=expected)])
    likely = [name for name, _ in turn.ranking if name in SAYABLE][:READINGS] or list(SAYABLE[:READINGS])
    buttons = [voice.button(f"reading_{name}", f"/{name}") for name in likely]
    return Reply([Message(voice.say("repair_first"), buttons)])


def _expected(voice: Voice, question: Question) -> str:
    """What an answer looks like: for this field, else for its kind."""
    field = voice.try_say(f"expected_{question.field}")
    return field or voice.try_say(f"expected_{question.kind.value}") or voice.say("expected_text")


ACTIONS = (Consult, Hear, Answer, Edit, Choose, PayAgain)
