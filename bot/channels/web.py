"""The web widget: Rasa's socket.io protocol, and plain HTTP for what a reload and an upload need."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

import socketio
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import Unauthorized
from sanic.response import json

from bot.gateway.gateway import Gateway
from bot.gateway.messages import InboundMessage, Reply, Sender, as_json
from bot.gateway.security import bearer
from bot.gateway.telemetry import log

POLL_SECONDS = 1.0  # how soon a message another process queued is pushed


class WebChannel:
    """Each conversation is a room: every tab of a customer's page sees every reply."""

    name = "web"

    def __init__(self) -> None:
        self._present: Counter[Sender] = Counter()
        self._senders: dict[str, Sender] = {}
        self._io: Any = None
        self._gateway: Gateway

    def attach(self, app: Sanic, gateway: Gateway) -> None:
        self._gateway = gateway
        self._io = socketio.AsyncServer(
            async_mode="sanic", max_http_buffer_size=1024 * 1024, logger=False, engineio_logger=False
        )
        self._io.attach(app, "/socket.io")
        self._io.on("session_request", self._session_request)
        self._io.on("user_uttered", self._user_uttered)
        self._io.on("disconnect", self._disconnect)
        app.add_route(self._new_session, "/api/web/session", methods=["POST"], name="web_session")
        app.add_route(self._history, "/api/web/history", methods=["GET"], name="web_history")
        app.add_route(self._upload, "/api/web/upload", methods=["POST"], name="web_upload")
        app.after_server_start(self._start_pushing)
        app.before_server_stop(self._stop_pushing)

    async def _session_request(self, sid: str, data: Any = None) -> None:
        """Join a session the page holds the token of; anything else gets a new one."""
        token = data.get("session_id") if isinstance(data, Mapping) else None
        sender = self._gateway.sessions.sender(token)
        if sender is None:
            token = self._gateway.sessions.create()
            sender = self._gateway.sessions.sender(token)
        await self._leave(sid)
        self._senders[sid] = sender
        self._present[sender] += 1
        self._gateway.metrics.sockets.set(len(self._senders))
        await self._io.enter_room(sid, sender)
        await self._io.emit("session_confirm", token, to=sid)
        await self._deliver(sender)

    async def _user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Take one message. The acknowledgement says whether it was taken."""
        sender = self._senders.get(sid)
        if sender is None or not isinstance(data, Mapping):
            return {"ok": False, "why": "no session"}
        named = data.get("session_id")
        if named is not None and self._gateway.sessions.sender(named) != sender:
            return {"ok": False, "why": "another session"}
        metadata = data.get("metadata") if isinstance(data.get("metadata"), Mapping) else {}
        text, language = data.get("message"), metadata.get("language")
        answer = await self._gateway.take(
            InboundMessage(
                self.name,
                sender,
                str(metadata.get("message_id") or uuid.uuid4().hex)[:200],
                text if isinstance(text, str) else "",
                language=language,  # anything but zh and en is ignored
            )
        )
        if not answer.repeated:
            await self._emit(sender, answer.replies)
        return {"ok": True, "language": answer.language}

    async def _disconnect(self, sid: str, *_reason: Any) -> None:
        await self._leave(sid)
        self._gateway.metrics.sockets.set(len(self._senders))

    async def _leave(self, sid: str) -> None:
        sender = self._senders.pop(sid, None)
        if sender is None:
            return
        self._present[sender] -= 1
        if self._present[sender] <= 0:
            del self._present[sender]
        with contextlib.suppress(ValueError, KeyError):
            await self._io.leave_room(sid, sender)

    async def _emit(self, sender: Sender, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            await self._io.emit("bot_uttered", as_socket(sender, reply), room=sender)

    async def _deliver(self, sender: Sender) -> None:
        await self._emit(sender, await self._gateway.parts.outbox.take(sender))

    async def _start_pushing(self, _app: Sanic) -> None:
        self._pushing = asyncio.create_task(self._push())

    async def _stop_pushing(self, _app: Sanic) -> None:
        self._pushing.cancel()
        await self._io.shutdown()

    async def _push(self) -> None:
        """Push what is queued for the pages that are open."""
        outbox = self._gateway.parts.outbox
        while True:
            await outbox.wait(POLL_SECONDS)
            if not self._present:
                continue
            try:
                for sender in await outbox.waiting(list(self._present)):
                    await self._deliver(sender)
            except Exception as error:  # the database may be away for a moment: the next round tries again
                log.warning("push_failed", error=type(error).__name__)
                await asyncio.sleep(POLL_SECONDS)

    async def _new_session(self, _request: Request) -> HTTPResponse:
        return json({"session_id": self._gateway.sessions.create()})

    async def _history(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        talk, _ = await self._gateway.parts.conversations.load(sender)
        lines = await self._gateway.parts.conversations.history(sender, self._gateway.settings.limits.history_lines)
        about = {"language": talk.language, "mode": talk.mode} if talk else {"language": None, "mode": "auto"}
        return json({**about, "lines": list(lines)}, ensure_ascii=False)

    async def _upload(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        form, files = request.form or {}, request.files
        uploads = [file for name in (files or {}) for file in files.getlist(name)]
        message_id = str(form.get("message_id") or uuid.uuid4().hex)[:200]
        answer = await self._gateway.take_files(self.name, sender, message_id, uploads, form.get("language"))
        return json({"messages": [as_socket(sender, r) for r in answer.replies]}, ensure_ascii=False)

    def _sender(self, request: Request) -> Sender:
        """Whose session token the request carries. Raises Unauthorized."""
        sender = self._gateway.sessions.sender(bearer(request))
        if sender is None:
            raise Unauthorized("a session token is needed", scheme="Bearer")
        return sender


def as_socket(sender: Sender, reply: Reply) -> dict[str, Any]:
    """A reply as Rasa's socket.io channel writes it, with the REST form's fields beside."""
    message = as_json(sender, reply)
    del message["recipient_id"]
    if reply.buttons:
        message["quick_replies"] = [{"content_type": "text", **button} for button in message["buttons"]]
    return message
