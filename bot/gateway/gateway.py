"""What channels and routes share: one object for each application, given to them, never imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sanic.request import File

from bot.gateway.messages import Answer, InboundMessage
from bot.gateway.parts import Parts, Settings
from bot.gateway.rasa import Rasa
from bot.gateway.security import Sessions
from bot.gateway.telemetry import Metrics
from bot.gateway.tongue import choose_language
from bot.gateway.turn import Turns
from bot.gateway.uploads import Refused, store_uploads
from bot.gateway.words import Words
from insurance.refs import Sender


@dataclass(frozen=True)
class Gateway:
    settings: Settings
    parts: Parts
    rasa: Rasa
    words: Words
    turns: Turns
    sessions: Sessions
    metrics: Metrics

    async def take(self, message: InboundMessage) -> Answer:
        """Answer one message of a customer; see `Turns.take`."""
        return await self.turns.take(message)

    async def take_files(
        self, channel: str, sender: Sender, message_id: str, files: Sequence[File], language: str | None
    ) -> Answer:
        """Store a customer's files and answer as to a message. A file that isn't taken is explained."""
        try:
            stored = await store_uploads(files, self.parts.files, self.settings.limits)
        except Refused as refused:
            known, _ = await self.parts.conversations.load(sender)
            tongue = choose_language("", known.language if known else None, language)
            reply = self.words.reply(refused.key, tongue, **refused.values)
            await self.parts.conversations.say(sender, reply)
            return Answer((reply,), tongue)
        return await self.take(InboundMessage(channel, sender, message_id, files=stored, language=language))


def build(settings: Settings, parts: Parts) -> Gateway:
    rasa = Rasa(settings.rasa_url, settings.limits.rasa_seconds)
    words = Words(parts.wording, settings.advisor_hours)
    metrics = Metrics()
    turns = Turns(parts, rasa, settings.limits, words, metrics)
    return Gateway(settings, parts, rasa, words, turns, Sessions(settings.secret_key), metrics)
