"""Asking Rasa so that no message is lost and none is done twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.gateway.rasa import Rasa, RasaUncertain, RasaUnreachable
from bot.gateway.tongue import LANGUAGES
from bot.gateway.words import Words
from insurance.chat import Conversation, OpenLine, Outcome, Reply, offers_of

QUOTED = 20  # characters of a message repeated to the customer to say which one is meant


@dataclass(frozen=True)
class Heard:
    """A message as shown to people and as sent to Rasa."""

    shown: str
    forward: str
    tapped: bool


class Asking:
    """Sends a message to Rasa, after the earlier ones that Rasa never got.

    What Rasa certainly never got is sent again by itself, once. What it may have worked on is never sent again by
    itself: the customer is told and gets a button that does it.
    """

    def __init__(self, rasa: Rasa, words: Words) -> None:
        self._rasa = rasa
        self._words = words

    async def ask(
        self, talk: Conversation, heard: Heard, unanswered: Sequence[OpenLine], metadata: Mapping[str, Any]
    ) -> Outcome:
        replies: list[Reply] = []
        settled: dict[int, str] = {}
        for line in unanswered:
            if line.state == "pending":  # this process, or the one before it, ended in the middle
                settled[line.id] = "uncertain"
                if line.forward != heard.shown:
                    replies.append(self._interrupted(talk, line))
        plain = {"language": talk.language, "channel": talk.channel}
        try:
            for line in (x for x in unanswered if x.state == "unsent"):
                if line.forward == heard.forward:
                    settled[line.id] = "repeated"  # the customer said it again: this turn answers both
                    continue
                files = {"files": line.custom["files"]} if line.custom and "files" in line.custom else {}
                answer = await self._certain(talk.sender, line.forward, plain | files)
                settled[line.id] = "answered" if answer else "uncertain"
                replies += answer or (self._interrupted(talk, line),)
            answer = await self._rasa.say(talk.sender, heard.forward, metadata)
        except RasaUnreachable:
            told = self._words.with_human("unavailable", talk.language)
            return self._unanswered("unsent", (*replies, told), heard, settled)
        except RasaUncertain:
            answer = ()
        if not answer:
            told = self._words.with_human("failed", talk.language, again=heard.forward)
            return self._unanswered("uncertain", (*replies, told), heard, settled)
        replies += answer
        offered = offers_of(replies)
        return Outcome(
            "answered", tuple(replies), offered, language=_language(answer), counts=True, settled=settled
        )  # fmt: skip

    async def _certain(self, sender: str, forward: str, metadata: Mapping[str, Any]) -> tuple[Reply, ...]:
        """Replies to a message sent again; none if it isn't known what became of it."""
        try:
            return await self._rasa.say(sender, forward, metadata)
        except RasaUncertain:
            return ()

    def _interrupted(self, talk: Conversation, line: OpenLine) -> Reply:
        said = line.text[:QUOTED] + ("…" if len(line.text) > QUOTED else "")
        return self._words.with_human("interrupted", talk.language, again=line.forward, said=said)

    def _unanswered(self, state: str, replies: tuple[Reply, ...], heard: Heard, settled: Mapping[int, str]) -> Outcome:
        """What was offered before stays on offer: nothing has moved on."""
        more = offers_of(replies)
        return Outcome(state, replies, more_offered=more, forward=heard.forward, settled=settled)


def _language(replies: Sequence[Reply]) -> str | None:
    """A change of language that the dialogue agreed on: `custom: {type: language, language: en}`."""
    for reply in replies:
        custom = reply.custom or {}
        if custom.get("type") == "language" and custom.get("language") in LANGUAGES:
            return str(custom["language"])
    return None
