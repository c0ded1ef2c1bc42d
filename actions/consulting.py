"""Actions that take in what the customer tells: needs, answers, choices."""

from __future__ import annotations

import language
from actions.base import LingbaoAction
from actions.doubting import settle, unsure
from actions.giving_up import give_up_order, withdraw
from actions.hearing import take_choice
from actions.repairing import not_understood
from actions.reply import Reply
from actions.speaking.buying import edit_message
from actions.speaking.questions import is_open, line_button
from actions.telling import hear_facts
from actions.turn import Turn
from insurance import events as e
from insurance.facts import LineFact
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.questions import Flow, Question
from insurance.refs import PlanId, ProductId
from insurance.services import apply, choosing, consult, paying

DISCLOSES_NOT = ("inform", "affirm", "deny", "nlu_fallback", "out_of_scope", "express_feeling", "")


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
            return await self._nothing_told(turn, journey, question)
        return self.progress(turn, progress or await consult.start_again(self.parts, turn.sender))

    async def _nothing_told(self, turn: Turn, journey: Journey, question: Question) -> Reply:
        """A wish without a fact, while something is asked: that it waits for the answer is said once."""
        if not turn.text:
            return await self.and_ask_again(turn, [])
        if journey.misses or unsure(turn):
            return await not_understood(self, turn, question)
        await consult.note_miss(self.parts, turn.sender)
        return await self.and_ask_again(turn, [self.voice(turn).message("need_this_first")])


class Hear(LingbaoAction):
    """An answer, a fact or a correction; otherwise not understood."""

    action = "action_hear"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if _only_discloses(turn, question):
            return await not_understood(self, turn, question)
        if not (language.asks_something(turn.text) and turn.intent == "ask_clause"):
            progress = await hear_facts(self.parts, turn, journey)
            if progress is not None and _moved(progress, question):
                return self.progress(turn, progress)
        if turn.intent == "correct_answer" and not journey.misses:
            return await self._what_to_change(turn)
        return await not_understood(self, turn, question)

    async def _what_to_change(self, turn: Turn) -> Reply:
        """Something said before is wrong, but not what: asked once, by what can be changed."""
        await consult.note_miss(self.parts, turn.sender)
        _, question = await self.place(turn)
        key = "claim_back" if question is not None and question.flow is Flow.CLAIM else "what_to_change"
        return await self.and_ask_again(turn, [self.voice(turn).message(key)])


def _only_discloses(turn: Turn, question: Question | None) -> bool:
    """没有的,我们还在国内 explains the answer to a disclosure question: it doesn't change where the trip goes."""
    disclosing = question is not None and question.flow is Flow.DISCLOSURE
    changes = language.read_correction(turn.text) is not None or language.read_party_change(turn.text)
    return disclosing and turn.intent in DISCLOSES_NOT and not changes


def _moved(progress: e.Progress, question: Question | None) -> bool:
    """Whether something was learned: what is known already doesn't answer the open question."""
    return bool(progress.events) or progress.question != question


class Answer(LingbaoAction):
    """A tapped button. One that belongs to a question no longer open changes nothing."""

    action = "action_answer"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        about, choice = turn.values.get("f", ""), turn.values.get("v", "")
        if question is None or not is_open(question, about):
            return await self.and_ask_again(turn, [self.voice(turn).message("button_is_old")])
        if question.flow is Flow.SUMMARY and choice == "edit":
            return await _which_answer(self, turn)
        if journey.doubt is not None and question.flow is Flow.DOUBT:
            return await settle(self, turn, journey.doubt, choice == "yes")
        if question.flow is Flow.PAYMENT and choice == "cancel_order":
            return await give_up_order(self, turn)
        if choice == "other_lines":
            return await _other_lines(self, turn, question)
        if question.flow is Flow.REVIEW and choice == "withdraw":
            return await withdraw(self, turn)
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
    return Reply([voice.message("ask_line_all", [line_button(voice, line) for line in Line])], None, question)


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


ACTIONS = (Consult, Hear, Answer, Edit, Choose, PayAgain)
