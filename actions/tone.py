"""Meeting a feeling with a word before the matter goes on: once for each feeling, and never in place of the matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import language
from actions.handing_over import handed_over
from actions.reply import Reply
from actions.speaking.voice import Message, Voice
from insurance.facts import Feeling
from insurance.journeys import Journey
from insurance.services import consult

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.turn import Turn

MET = (Feeling.GRIEF, Feeling.ANGER, Feeling.HURRY)  # the others are met where nothing else is said
COMPLAINTS_TO_HUMAN = 3


def apology(voice: Voice, journey: Journey) -> Message:
    """Sorry, with a human offered; never twice in the same words."""
    key = "sorry" if journey.complaints == 1 else "sorry_again"
    return voice.message(key, [voice.button("human", "/ask_human")])


async def in_tone(action: LingbaoAction, turn: Turn, reply: Reply) -> Reply:
    """The reply with a word for the feeling first; anger counts as dissatisfaction."""
    feeling = language.read_feeling(turn.text) if turn.text else None
    if feeling not in MET:
        return reply
    if feeling is Feeling.ANGER:
        journey = await consult.note_complaint(action.parts, turn.sender)
        if journey.complaints == COMPLAINTS_TO_HUMAN:
            handed = await handed_over(action, turn, "dissatisfied")
            return replace(reply, messages=[handed, *reply.messages])
        if journey.complaints > 1:
            return replace(reply, messages=[apology(action.voice(turn), journey), *reply.messages])
    if not await consult.note_feeling(action.parts, turn.sender, feeling):
        return reply
    return replace(reply, messages=[action.voice(turn).message(f"tone_{feeling.value}"), *reply.messages])
