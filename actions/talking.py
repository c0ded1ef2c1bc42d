"""Actions of small talk, in moderation, and always back to the matter."""

from __future__ import annotations

import language
from actions.base import LingbaoAction
from actions.repairing import TO_A_HUMAN, not_understood
from actions.reply import Reply
from actions.speaking.voice import Message
from actions.telling import hear_facts
from actions.turn import Turn
from insurance.facts import LineFact
from insurance.questions import Question
from insurance.services import consult

FROM_AFAR = ("out_of_scope", "express_feeling")
TURNED_AWAY = ("out_of_scope", "out_of_scope_again", "out_of_scope_still")  # in this order, then from the start


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
    """Thanks, goodbye, who are you, how one feels, and what isn't our matter: the intent names the words."""

    action = "action_smalltalk"
    meets_feelings = False

    async def reply(self, turn: Turn) -> Reply:
        journey, question = await self.place(turn)
        if turn.intent in FROM_AFAR and (not language.asks_something(turn.text) or self._names_cover(turn)):
            heard = await hear_facts(self.parts, turn, journey)  # what tells of the need is never out of place
            if heard is not None:
                return self.progress(turn, heard)
        voice = self.voice(turn)
        match turn.intent:
            case "out_of_scope":
                return await self._out_of_scope(turn, question)
            case "express_feeling":
                feeling = language.read_feeling(turn.text)
                text = voice.say(f"feeling_{feeling.value}" if feeling else "feeling_other")
            case _:
                text = voice.say(f"smalltalk_{turn.intent}")
        buttons = [] if question else [voice.button("start", "/seek_advice"), voice.button("human", "/ask_human")]
        return await self.and_ask_again(turn, [Message(text, buttons if turn.intent == "express_feeling" else [])])

    def _names_cover(self, turn: Turn) -> bool:
        """终身寿险怎么卖 is our matter, however it was read."""
        found = language.read_facts(turn.text, self.parts.clock.today())
        return turn.intent == "out_of_scope" and any(isinstance(fact, LineFact) for fact in found)

    async def _out_of_scope(self, turn: Turn, question: Question | None) -> Reply:
        """A miss, yet what was understood is never answered as if it weren't, and no two in a row alike."""
        journey, _ = await self.place(turn)
        if journey.misses + 1 >= TO_A_HUMAN or language.read_provider_wish(turn.text) is not None:
            return await not_understood(self, turn, question)
        journey = await consult.note_miss(self.parts, turn.sender)
        key = TURNED_AWAY[(journey.misses - 1) % len(TURNED_AWAY)]
        human = [self.voice(turn).button("human", "/ask_human")] if journey.misses > 1 else []
        return await self.and_ask_again(turn, [self.voice(turn).message(key, human)])


class Honesty(LingbaoAction):
    """不说行不行: concealing is never helped with; what it leads to is explained."""

    action = "action_honesty"

    async def reply(self, turn: Turn) -> Reply:
        return await self.and_ask_again(turn, [self.voice(turn).message("honesty")])


ACTIONS = (Greet, Smalltalk, Honesty)
