"""Actions about claims: reporting, documents, how far it is, withdrawing, appealing."""

from __future__ import annotations

import re

import language
from actions.base import LingbaoAction
from actions.claim_answers import claim_named, correction, edit_field, hear_claim_answer, what_happened, with_summary
from actions.claim_numbers import claim_numbered
from actions.doubting import unsure
from actions.handing_over import handed_over
from actions.reply import Reply
from actions.speaking.claims import reported
from actions.telling import hear_facts
from actions.turn import Turn
from insurance import events as e
from insurance.claim_events import ClaimReported
from insurance.claims import ClaimType, IllegalMove, Loss
from insurance.facts import Feeling
from insurance.questions import Flow
from insurance.refs import ClaimNumber
from insurance.services.claims import floor, papers, reporting, standing
from insurance.services.claims.floor import NoClaim

ANOTHER = re.compile(
    r"另报|另一[件笔次]|另外[一有还]|还有一[件笔个次]|再报一|"
    r"\b(?:another|second|separate|new) claim\b|\banother accident\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"^(?!.*(?:不|别|撤|停|don'?t|\bnot\b|\bnever\b|withdraw|stop|cancel)).*"
    r"(?:继续|接着|\bgo(?:ing)? on\b|\bcontinue\b|\bcarry on\b|\bresume\b|\btake up\b)",
    re.IGNORECASE | re.DOTALL,
)


class ReportClaim(LingbaoAction):
    """报案: a number at once; what only may have happened is asked back."""

    action = "action_claim"
    hears_first = False
    meets_feelings = False

    async def reply(self, turn: Turn) -> Reply:
        told = what_happened(self.parts, turn) if turn.text else Loss()
        happened = told.type is not None or told.cause is not None
        grieving = language.read_feeling(turn.text) is Feeling.GRIEF or told.type is ClaimType.DEATH
        named = claim_named(turn)
        if named is not None:
            return await _named(self, turn, named)
        journey, question = await self.place(turn)
        if question is not None and question.flow is Flow.CLAIM and turn.text and not told.type:
            heard = await hear_claim_answer(self.parts, turn, journey, question)  # 全责, whatever it was taken for
            if heard is not None:
                return self.progress(turn, heard)
        if turn.text and not grieving and not happened and (unsure(turn) or language.only_fears(turn.text)):
            return await self._asked_back(turn)
        if not happened:
            told = Loss(type=ClaimType.DEATH) if grieving else Loss()
        progress = await self._reported(turn, told, happened=happened)
        first = next((event for event in progress.events if isinstance(event, ClaimReported)), None)
        if grieving and first is not None:
            return await self._after_a_death(turn, first)
        return self.progress(turn, progress)

    async def _after_a_death(self, turn: Turn, event: ClaimReported) -> Reply:
        """A human comes first; what may be paid and what is needed can wait until somebody asks."""
        voice = self.voice(turn)
        human = await handed_over(self, turn, "claim_death")
        human.buttons = []
        registered = reported(voice, event)
        registered.text = voice.say("claim_registered_death", number=event.claim.number)
        registered.buttons = [voice.button("claim_papers", "/claim_materials")]
        left = await floor.let_go(self.parts, turn.sender)
        return Reply([voice.message("claim_received_death"), human, registered], left.journey, left.question)

    async def _reported(self, turn: Turn, told: Loss, *, happened: bool) -> e.Progress:
        opened = await reporting.list_claims(self.parts, turn.sender)
        another = "another" in turn.values
        if not happened and opened and not another:
            return await standing.take_up(self.parts, turn.sender, opened[0])
        different = happened and opened and await self._is_another(turn, told)
        return await reporting.report(
            self.parts, turn.sender, told, language.merge_loss, another=another or bool(different)
        )

    async def _is_another(self, turn: Turn, told: Loss) -> bool:
        """Whether what is told is a second loss rather than more of the one under way."""
        async with self.parts.work.reading() as records:
            known = (await floor.own_claim(records, turn.sender)).loss
        if ANOTHER.search(turn.text):
            return True
        if told.type is None or known.type is None:
            return False
        other_day = None not in (told.happened, known.happened) and told.happened != known.happened
        return told.type is not known.type and (other_day or not language.read_correction(turn.text))

    async def _asked_back(self, turn: Turn) -> Reply:
        voice = self.voice(turn)
        heard = await hear_facts(self.parts, turn, (await self.place(turn))[0])
        if heard is not None and heard.events:
            return self.progress(turn, heard)
        ways = [voice.button("reading_report_claim", "/report_claim"), voice.button("ask_cover", "/ask_clause")]
        return await self.and_ask_again(turn, [voice.message("claim_or_question", ways)])


class TakeFiles(LingbaoAction):
    """Files arrived: into the claim under way, else kept until one is reported."""

    action = "action_files"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        uploads = [
            papers.Upload(one["sha256"], one["media_type"], int(one["size"]), one.get("name", "")) for one in turn.files
        ]
        if not uploads:
            message = self.voice(turn).message("files_received", count=turn.values.get("count", "1"))
            return await self.and_ask_again(turn, [message])
        return self.progress(turn, await papers.take_papers(self.parts, turn.sender, uploads))


class ClaimProgress(LingbaoAction):
    """理赔到哪了: step, what is missing, who has it, when the next step is due."""

    action = "action_claim_status"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        named = claim_named(turn)
        if named is not None:
            return await _named(self, turn, named)
        return await _or_none(self, turn, standing.claim_stands(self.parts, turn.sender))


class ClaimPapers(LingbaoAction):
    """要准备什么材料: the checklist of the claim under way."""

    action = "action_claim_papers"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        return await _or_none(self, turn, standing.take_up(self.parts, turn.sender, claim_named(turn)))


class ClaimDone(LingbaoAction):
    """都传完了: on to what is left, or to the summary."""

    action = "action_claim_done"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        try:
            progress = await papers.that_is_all(self.parts, turn.sender)
        except NoClaim:
            return await _no_claim(self, turn)
        shown = await with_summary(self.parts, turn, progress)
        return self.progress(turn, shown or progress)


class EditPaper(LingbaoAction):
    """A value that was read is wrong: the button beside it, or the right one in words."""

    action = "action_claim_edit"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        if turn.text:
            heard = await correction(self.parts, turn)
        else:
            heard = await edit_field(self.parts, turn, turn.values.get("paper", ""), turn.values.get("field", ""))
        return self.progress(turn, heard or await papers.offer_edit(self.parts, turn.sender))


class WithdrawClaim(LingbaoAction):
    """撤销理赔: asked back first."""

    action = "action_claim_withdraw"
    hears_first = False

    async def reply(self, turn: Turn) -> Reply:
        if GOES_ON.search(turn.text):  # go on with the claim names it, and gives nothing up
            return await _or_none(self, turn, standing.take_up(self.parts, turn.sender, claim_named(turn)))
        return await _or_none(self, turn, floor.ask_withdrawal(self.parts, turn.sender, claim_named(turn)))


class AppealClaim(LingbaoAction):
    """不服: what the customer says against a decision goes to a human."""

    action = "action_claim_appeal"
    hears_first = False
    meets_feelings = False

    async def reply(self, turn: Turn) -> Reply:
        try:
            return self.progress(turn, await floor.ask_appeal(self.parts, turn.sender, claim_named(turn)))
        except NoClaim:
            return await _no_claim(self, turn)
        except IllegalMove:  # nothing was decided yet that could be appealed against
            return await _or_none(self, turn, standing.claim_stands(self.parts, turn.sender))


async def _or_none(action: LingbaoAction, turn: Turn, work: object) -> Reply:
    try:
        return action.progress(turn, await work)  # type: ignore[misc]
    except NoClaim:
        return await _no_claim(action, turn)


async def _no_claim(action: LingbaoAction, turn: Turn) -> Reply:
    voice = action.voice(turn)
    ways = [voice.button("claim", "/report_claim"), voice.button("human", "/ask_human")]
    return await action.and_ask_again(turn, [voice.message("claim_none", ways)])


async def _named(action: LingbaoAction, turn: Turn, number: ClaimNumber) -> Reply:
    return action.progress(turn, await claim_numbered(action.parts, turn, number))


ACTIONS = (
    ReportClaim, TakeFiles, ClaimProgress, ClaimPapers, ClaimDone, EditPaper, WithdrawClaim, AppealClaim,
)  # fmt: skip
