"""The one way a message can take: taken once, in order, masked, answered by Rasa or truthfully by the gateway."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

from bot.gateway.acknowledging import acknowledge, for_rasa
from bot.gateway.asking import Asking, Heard
from bot.gateway.messages import Answer, InboundMessage
from bot.gateway.parts import Limits, Parts
from bot.gateway.rasa import Rasa, RasaUncertain, RasaUnreachable
from bot.gateway.reading import LONGEST, Reader, Reading, clean
from bot.gateway.telemetry import Metrics, Stages, log
from bot.gateway.tongue import choose_language
from bot.gateway.turnstile import Turnstile
from bot.gateway.words import HUMAN, Words, files_payload, refusal
from insurance.chat import Conversation, OpenLine, Outcome, Reply


@dataclass
class Ticket:
    """One message on its way.

    `late`: the customer was told to wait, so the answer goes to the outbox. `settling`: the answer is being written
    for direct delivery, it can't become late any more. `acknowledged`: the customer was told what became of the files.
    """

    message: InboundMessage
    language: str
    answer: asyncio.Future[Answer]
    stages: Stages = field(default_factory=Stages)
    late: bool = False
    settling: bool = False
    acknowledged: bool = False


class Turns:
    """Takes messages from every channel."""

    def __init__(self, parts: Parts, rasa: Rasa, limits: Limits, words: Words, metrics: Metrics) -> None:
        self._store = parts.conversations
        self._outbox = parts.outbox
        self._handoffs = parts.handoffs
        self._reader = Reader(parts.vault, parts.find_sensitive, limits.message_chars)
        self._asking = Asking(rasa, words)
        self._rasa = rasa
        self._limits = limits
        self._words = words
        self._metrics = metrics
        self._gate = Turnstile()
        self._running: set[asyncio.Task[None]] = set()

    async def take(self, message: InboundMessage) -> Answer:
        """Answer within `limits.reply_seconds`: with the answer, or by saying that it follows.

        The work goes on when the caller goes away, and when the time is over; nothing is done twice.
        """
        message = replace(message, text=clean(message.text[:LONGEST]))
        language = choose_language(message.text, None, message.language)
        if self._gate.waiting(message.chat_id) >= self._limits.waiting_messages:
            return Answer((self._words.reply("busy", language),), language)
        ticket = Ticket(message, language, asyncio.get_running_loop().create_future())
        self._gate.join(message.chat_id)
        task = asyncio.create_task(self._run(ticket))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await asyncio.wait({ticket.answer}, timeout=self._limits.reply_seconds)
        except asyncio.CancelledError:  # the caller hung up: the answer waits in the outbox
            ticket.late = not ticket.settling
            raise
        if ticket.answer.done() or ticket.settling:
            return await asyncio.shield(ticket.answer)
        ticket.late = ticket.acknowledged = True
        replies = (*self._acknowledgement(ticket), self._words.with_human("slow", ticket.language))
        for reply in replies:
            await self._store.say(message.chat_id, reply)
        self._metrics.turn(message.channel, "slow", {})
        return Answer(replies, ticket.language, ticket.stages.total())

    async def drain(self) -> None:
        """Let the messages that are being answered finish, before the process ends."""
        if self._running:
            await asyncio.wait(self._running, timeout=self._limits.reply_seconds)

    async def _run(self, ticket: Ticket) -> None:
        message = ticket.message
        self._metrics.waiting.inc()
        try:
            async with self._gate.hold(message.chat_id):
                ticket.stages.waited()
                talk = await self._turn(ticket)
                if talk is not None and talk.fresh_turns + 1 >= self._limits.turns_per_session:
                    await self._begin_session(talk)
        except Exception as error:  # the last line of defence: the customer hears something, the log says what
            log.error("turn_failed", sender=message.chat_id, error=type(error).__name__, where=where(error))
            if not ticket.answer.done():
                reply = self._words.with_human("error", ticket.language, id=message.message_id[:8])
                ticket.answer.set_result(Answer((reply,), ticket.language, ticket.stages.total()))
        finally:
            self._metrics.waiting.dec()

    async def _turn(self, ticket: Ticket) -> Conversation | None:
        """Take one message. Returns the conversation if Rasa answered."""
        message, stages = ticket.message, ticket.stages
        with stages.stage("store"):
            known, unanswered = await self._store.load(message.chat_id)
        ticket.language = choose_language(message.text, known.language if known else None, message.language)
        talk = replace(
            known or Conversation(message.chat_id, message.channel, ticket.language),
            channel=message.channel, language=ticket.language,
        )  # fmt: skip
        with stages.stage("mask"):
            reading = await self._read(message, talk)
        files = for_rasa(message.files)
        custom = {"type": "files", "files": files} if files else None
        with stages.stage("store"):
            line = await self._store.receive(
                talk, message.message_id, reading.shown, intent=reading.intent, custom=custom
            )
        if line is None:
            before = await self._store.answer_to(message.channel, message.chat_id, message.message_id)
            waiting = await self._outbox.take(message.chat_id)
            ticket.answer.set_result(Answer(before + waiting, talk.language, stages.total(), repeated=True))
            return None
        metadata = {"language": talk.language, "channel": talk.channel, "message_id": message.message_id}
        outcome = await self._outcome(talk, reading, unanswered, metadata | ({"files": files} if files else {}), stages)
        await self._settle(ticket, talk, line, outcome)
        return talk if outcome.counts else None

    async def _read(self, message: InboundMessage, talk: Conversation) -> Reading:
        if message.files:
            count = len(message.files)
            shown = self._words.text("files", talk.language, count=count)
            return Reading(shown, forward=files_payload(count), intent="files_received")
        reading = await self._reader.read(message.chat_id, message.text, talk.offered)
        if reading.shown == HUMAN:  # tapped on the page itself: the transcript shows words, not a payload
            return replace(reading, shown=self._words.text("button_human", talk.language))
        return reading

    async def _outcome(
        self,
        talk: Conversation,
        reading: Reading,
        unanswered: tuple[OpenLine, ...],
        metadata: dict[str, object],
        stages: Stages,
    ) -> Outcome:
        if talk.mode == "manual":
            return Outcome("desk")
        if reading.refusal is not None:
            reply = refusal(self._words, reading.refusal, talk.language, self._limits.message_chars, talk.offered)
            return Outcome("answered", (reply,))
        if reading.forward == HUMAN:
            position = await self._handoffs.request(talk.sender, "customer_asked")
            return Outcome("answered", (self._words.handoff(talk.language, position),))
        with stages.stage("rasa"):
            heard = Heard(reading.shown, reading.forward or "", reading.intent is not None)
            return await self._asking.ask(talk, heard, unanswered, metadata)

    async def _settle(self, ticket: Ticket, talk: Conversation, line: int, outcome: Outcome) -> None:
        """Write the end of the turn and give the answer, or leave it in the outbox if the customer was told to wait."""
        ticket.settling = not ticket.late
        if not ticket.acknowledged:
            outcome = replace(outcome, replies=(*self._acknowledgement(ticket), *outcome.replies))
        with ticket.stages.stage("store"):
            before: tuple[Reply, ...] = await self._store.finish(talk, line, replace(outcome, late=ticket.late))
        timings = ticket.stages.total()
        self._metrics.turn(talk.channel, outcome.state, timings)
        log.info(
            "turn", sender=talk.sender, channel=talk.channel, line=line, outcome=outcome.state, late=ticket.late,
            replies=len(outcome.replies), **{f"{k}_ms": round(v, 2) for k, v in timings.items()},
        )  # fmt: skip
        ticket.answer.set_result(Answer(before + outcome.replies, outcome.language or talk.language, timings))
        if ticket.late:
            self._outbox.wake()

    def _acknowledgement(self, ticket: Ticket) -> tuple[Reply, ...]:
        files, refused = ticket.message.files, ticket.message.refused
        return (acknowledge(self._words, ticket.language, files, refused),) if files else ()

    async def _begin_session(self, talk: Conversation) -> None:
        """A long tracker makes Rasa slow: begin a new session. Retried at the next turn."""
        try:
            await self._rasa.say(talk.sender, "/session_start", {"language": talk.language, "channel": talk.channel})
        except (RasaUnreachable, RasaUncertain) as error:
            log.warning("session_not_begun", sender=talk.sender, error=str(error))
            return
        await self._store.start_afresh(talk.sender)


def where(error: Exception) -> list[str]:
    """File and line of each frame: enough to find a fault, without the values that were in play."""
    frames, frame = [], error.__traceback__
    while frame is not None:
        frames.append(f"{frame.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno}")
        frame = frame.tb_next
    return frames[-8:]
