"""Actions that move about: help, back, start over, cancel, a human, the language."""

from __future__ import annotations

import re
from dataclasses import replace

import language
from actions.base import LingbaoAction
from actions.doubting import ask_step_back, waits_for_payment
from actions.giving_up import give_up_order, put_claim_aside, withdraw
from actions.handing_over import handed_over
from actions.reply import Reply
from actions.speaking.voice import Message
from actions.tone import COMPLAINTS_TO_HUMAN, apology
from actions.turn import Turn
from actions.whys import why_and_what
from insurance.doubts import DoubtKind
from insurance.journeys import Journey
from insurance.lines import Language
from insurance.questions import Flow
from insurance.services import consult, navigating
from insurance.services.claims import reporting, standing
from insurance.services.providers import finding, ordering

NAMES_A_HUMAN = re.compile(
    r"人工|真人|活人|客服|顾问|专员|(?:找|叫|让).{0,4}经理|转接|有人|个人|打电话|human|person|people|agent|advis|representative|operator|"
    r"some(?:one|body)|call me|speak|talk",
    re.IGNORECASE,
)

NAMES_A_CLAIM = re.compile(r"理赔|报案|赔款|\bclaims?\b", re.IGNORECASE)


class Help(LingbaoAction):
    action = "action_help"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if turn.text and await self.question_unclear(turn, journey, question):
            return await why_and_what(self, turn)
        voice = self.voice(turn)
        if question is not None and question.flow is Flow.CLAIM:
            return await self.and_ask_again(turn, [voice.message("claim_help")])
        buttons = [
            voice.button("start", "/seek_advice"),
            voice.button("policies", "/show_policies"),
            voice.button("human", "/ask_human"),
        ]
        if question is None:
            return Reply([voice.message("help", buttons)])
        return await self.and_ask_again(turn, [voice.message("help")])


class GoBack(LingbaoAction):
    action = "action_back"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if journey.provider is not None:
            return self.progress(turn, await finding.step_back(self.parts, turn.sender))
        if question is not None and question.flow is Flow.CLAIM:  # what was told of a claim isn't undone, but corrected
            return await self.and_ask_again(turn, [self.voice(turn).message("claim_back")])
        asked = await ask_step_back(self, turn, DoubtKind.STEP_BACK)
        return asked or self.progress(turn, await navigating.step_back(self.parts, turn.sender))


class StartOver(LingbaoAction):
    action = "action_start_over"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        return self.progress(turn, await navigating.ask_restart(self.parts, turn.sender))


class Cancel(LingbaoAction):
    """Give up what is being bought. Nothing told is forgotten, nothing paid is lost."""

    action = "action_cancel"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if journey.provider is not None:
            return self.progress(turn, await finding.drop_search(self.parts, turn.sender))
        if language.read_provider_wish(turn.text) is not None:  # 取消拖车
            return self.progress(turn, await ordering.cancel(self.parts, turn.sender))
        if question is not None and question.flow is Flow.CLAIM:
            return await put_claim_aside(self, turn)
        if waits_for_payment(journey):
            return await ask_step_back(self, turn, DoubtKind.GIVE_UP) or await give_up_order(self, turn)
        return await withdraw(self, turn)


class Resume(LingbaoAction):
    """Go on where it stood."""

    action = "action_resume"

    async def reply(self, turn: Turn) -> Reply:
        journey, _ = await self.place(turn)
        opened = await reporting.list_claims(self.parts, turn.sender)
        if opened and (NAMES_A_CLAIM.search(turn.text) or not journey.started):
            return self.progress(turn, await standing.take_up(self.parts, turn.sender, opened[0]))
        return self.progress(turn, await consult.start_again(self.parts, turn.sender))


class AskHuman(LingbaoAction):
    """转人工, at once and without argument; where the form stood stays."""

    action = "action_hand_over"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        if turn.text and not NAMES_A_HUMAN.search(turn.text):  # engineer, said to what do you do, is an answer
            heard = await self._heard(turn)
            if heard is not None:
                return heard
        journey, _ = await self.place(turn)
        return Reply([await handed_over(self, turn, _reason(journey))])


def _reason(journey: Journey) -> str:
    """A health that no plan takes straight away goes to an underwriter, with all that was said of it."""
    told = any(person.conditions for person in journey.needs.insured)
    stands = journey.purchase is None and (journey.declined or not journey.offer)
    return "underwriting" if told and stands and journey.needs.line is not None else "customer_asked"


class Complain(LingbaoAction):
    """Dissatisfied: said sorry, in other words the second time, offered a human, handed over at the third time."""

    action = "action_complain"
    meets_feelings = False

    async def reply(self, turn: Turn) -> Reply:
        journey = await consult.note_complaint(self.parts, turn.sender)
        voice = self.voice(turn)
        if journey.complaints >= COMPLAINTS_TO_HUMAN:
            return Reply([await handed_over(self, turn, "dissatisfied")])
        return await self.and_ask_again(turn, [apology(voice, journey)])


class SwitchLanguage(LingbaoAction):
    """中文 or English, from now on."""

    action = "action_language"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        wanted = _wanted(turn)
        await consult.set_language(self.parts, turn.sender, wanted)
        turn = replace(turn, language=wanted)
        message = Message(self.voice(turn).say("language_set"), custom={"type": "language", "language": wanted.value})
        return await self.and_ask_again(turn, [message])


def _wanted(turn: Turn) -> Language:
    text = turn.text.lower()
    if "english" in text or "英文" in text or "英语" in text:
        return Language.EN
    if "中文" in text or "汉语" in text or "chinese" in text:
        return Language.ZH
    named = turn.values.get("language") or language.read_language(turn.text)
    if named in (Language.EN, Language.ZH):
        return Language(named)
    return Language.ZH if turn.language is Language.EN else Language.EN


ACTIONS = (Help, GoBack, StartOver, Cancel, Resume, AskHuman, Complain, SwitchLanguage)
