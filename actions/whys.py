"""Why the open question is asked, and what a term in the same sentence means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import language
from actions.reply import Reply
from actions.speaking.clauses import term_message
from actions.speaking.voice import Message
from insurance import events as e

if TYPE_CHECKING:
    from actions.base import LingbaoAction
    from actions.turn import Turn


async def why_and_what(action: LingbaoAction, turn: Turn) -> Reply:
    """保额是啥意思？为什么问我: the term, why the question is asked, and the question."""
    journey, question = await action.place(turn)
    voice = action.voice(turn)
    terms = action.parts.glossary.meant(language.read_why(turn.text) or "")
    messages = [term_message(voice, e.TermExplained(term)) for term in terms]
    if question is None:
        return Reply(messages or [voice.message("why_nothing_open")])
    return await action.and_ask_again(turn, [*messages, Message(action.why(turn, journey, question))])
