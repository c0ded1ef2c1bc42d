"""Asking back in one line, and what follows from the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import language
from actions.giving_up import give_up_order
from insurance import events as e
from insurance.doubts import Doubt, DoubtKind
from insurance.facts import ChoiceFact
from insurance.journeys import Journey
from insurance.refs import Sender
from insurance.services import consult, navigating
from insurance.services.parts import Parts

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.reply import Reply
    from actions.turn import Turn

SURE_STEP = 0.75  # confidence below which a step that gives something up is asked back


def unsure(turn: Turn) -> bool:
    """Typed, and read with middling confidence only."""
    return not turn.tapped and turn.confidence < SURE_STEP


def waits_for_payment(journey: Journey) -> bool:
    return journey.purchase is not None and journey.purchase.order_id is not None


async def ask_step_back(action: LingbaoAction, turn: Turn, kind: DoubtKind) -> Reply | None:
    """The question whether a step that would close an order is meant; None where it is clear or harmless."""
    journey, _ = await action.place(turn)
    if not (unsure(turn) and waits_for_payment(journey)):
        return None
    return action.progress(turn, await consult.ask_back(action.parts, turn.sender, Doubt(kind, turn.text)))


async def settle(action: LingbaoAction, turn: Turn, doubt: Doubt, yes: bool) -> Reply:
    """Take what was asked back, or leave it."""
    parts, sender = action.parts, turn.sender
    if doubt.kind is DoubtKind.GIVE_UP and yes:
        return await give_up_order(action, turn)
    return action.progress(turn, await _settled(parts, sender, doubt, yes))


async def _settled(parts: Parts, sender: Sender, doubt: Doubt, yes: bool) -> e.Progress:
    if not yes:
        return await consult.leave_as_it_was(parts, sender)
    match doubt.kind:
        case DoubtKind.STEP_BACK:
            return await navigating.step_back(parts, sender)
        case DoubtKind.OTHER_LINE | DoubtKind.OTHER_PERSON:
            told = language.read_facts(doubt.text, parts.clock.today())
            return await consult.note_needs(parts, sender, [one for one in told if not isinstance(one, ChoiceFact)])
    return await consult.start_again(parts, sender)
