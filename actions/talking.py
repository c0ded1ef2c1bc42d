"""Actions of small talk, in moderation, and always back to the matter."""

from __future__ import annotations

from actions.base import LingbaoAction
from actions.consulting import not_understood
from actions.reply import Reply
from actions.speaking.voice import Message
from actions.telling import hear_facts
from actions.turn import Turn
from actions.yes_no import asks_something
from insurance.services import consult


class Greet(LingbaoAction):
    """A first hello says what can be done here; one in the middle goes on where it stood."""

    action = "action_greet"

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        heard = await hear_facts(self.parts, turn, journey) if turn.text else None
        if heard is not None:
            return self.progress(turn, heard)
        voice = self.voice(turn)
        if question is not None:
            return await self.and_ask_again(turn, [voice.message("greet_again")])
        buttons = [
            voice.button("start", "/seek_advice"),
            voice.button("policies", "/show_policies"),
            voice.button("claim", "/report_claim"),
            voice.button("human", "/ask_human"),
        ]
        return Reply([voice.message("greet", buttons)])


class Smalltalk(LingbaoAction):
    """Thanks, goodbye, who are you: the intent names the words."""

    action = "action_smalltalk"

    async def reply(self, turn: Turn) -> Reply:
        voice = self.voice(turn)
        journey, question = await self.place(turn)
        if turn.intent == "out_of_scope" and question is not None and not asks_something(turn.text):
            heard = await hear_facts(self.parts, turn, journey)  # what tells of the need is never out of place
            if heard is not None:
                return self.progress(turn, heard)
        if turn.intent == "out_of_scope" and question is not None and journey.misses:
            return await not_understood(self, turn, question)  # the second time it is a miss like any other
        if turn.intent == "out_of_scope" and question is not None:
            await consult.note_miss(self.parts, turn.sender)
        text = voice.try_say(f"smalltalk_{turn.intent}") or voice.say("out_of_scope")
        return await self.and_ask_again(turn, [Message(text)])


class Honesty(LingbaoAction):
    """不说行不行: concealing is never helped with; what it leads to is explained."""

    action = "action_honesty"

    async def reply(self, turn: Turn) -> Reply:
        return await self.and_ask_again(turn, [self.voice(turn).message("honesty")])


ACTIONS = (Greet, Smalltalk, Honesty)
