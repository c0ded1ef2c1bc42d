"""Handing a conversation over to a human."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.speaking.voice import Message
from insurance.services import navigating

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.turn import Turn


async def handed_over(action: LingbaoAction, turn: Turn, reason: str) -> Message:
    """The contract's `handoff` message."""
    position = await navigating.ask_for_human(action.parts, turn.sender, reason)
    voice = action.voice(turn)
    hours = voice.say("advisor_hours", hours=action.parts.terms.advisor_hours)
    text = voice.say("handed_over", position=position, hours=hours)
    custom = {"type": "handoff", "reason": reason, "queue_position": position, "hours": hours}
    return Message(text, [voice.button("resume", "/resume")], custom)
