"""People hurt on the road: the numbers to call come before everything else, whatever the message was taken for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import language
from actions.reply import Reply
from actions.speaking.questions import payload

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.turn import Turn


def with_first_help(action: LingbaoAction, turn: Turn, reply: Reply) -> Reply:
    if not turn.text or not language.read_road_emergency(turn.text):
        return reply
    voice = action.voice(turn)
    rescue = [voice.button("provider_roadside", payload("find_provider", kind="roadside"))]
    return replace(reply, messages=[voice.message("road_emergency", rescue), *reply.messages])
