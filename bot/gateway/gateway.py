"""What channels and routes share: one object for each application, given to them, never imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sanic.request import File

from bot.gateway.acknowledging import acknowledge
from bot.gateway.messages import Answer, InboundMessage, Reply
from bot.gateway.parts import Parts, Settings
from bot.gateway.rasa import Rasa
from bot.gateway.security import Sessions
from bot.gateway.telemetry import Metrics
from bot.gateway.tongue import choose_language
from bot.gateway.turn import Turns
from bot.gateway.uploads import Refused, Uploads
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
    uploads: Uploads

    async def take(self, message: InboundMessage) -> Answer:
        """Answer one message of a customer; see `Turns.take`."""
        return await self.turns.take(message)

    async def take_files(
        self, channel: str, sender: Sender, message_id: str, files: Sequence[File], language: str | None
    ) -> Answer:
        """Store a customer's files and answer as to a message. Every file that isn't taken is explained."""
        try:
            taken, refused = await self.uploads.take(files)
        except Refused as why:
            tongue = await self._tongue(sender, language)
            return await self._say(sender, tongue, self.words.reply(why.key, tongue, **why.values))
        if taken:
            message = InboundMessage(channel, sender, message_id, files=taken, refused=refused, language=language)
            return await self.take(message)
        tongue = await self._tongue(sender, language)
        return await self._say(sender, tongue, acknowledge(self.words, tongue, taken, refused))

    async def _tongue(self, sender: Sender, language: str | None) -> str:
        known, _ = await self.parts.conversations.load(sender)
        return choose_language("", known.language if known else None, language)

    async def _say(self, sender: Sender, tongue: str, reply: Reply) -> Answer:
        await self.parts.conversations.say(sender, reply)
        return Answer((reply,), tongue)


def build(settings: Settings, parts: Parts) -> Gateway:
    rasa = Rasa(settings.rasa_url, settings.limits.rasa_seconds)
    words = Words(parts.wording, settings.advisor_hours)
    metrics = Metrics()
    turns = Turns(parts, rasa, settings.limits, words, metrics)
    uploads = Uploads(parts.uploads, parts.files, settings.limits, parts.find_sensitive)
    return Gateway(settings, parts, rasa, words, turns, Sessions(settings.secret_key), metrics, uploads)
