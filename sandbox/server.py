"""What the stand-ins share: the process, signature check, failure switches and health."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import json, raw

from sandbox.signing import request_is_signed
from sandbox.store import Store

Handler = Callable[..., Awaitable[HTTPResponse | None]]
SWITCHES = {
    "slow": "wait `seconds` before the work",
    "fail": "answer `status` without doing the work",
    "refuse": "a final no with `reason`",
    "hang_after_work": "do the work, then wait `seconds` before answering",
    "nonsense": "do the work, then answer something else: `status` (default 200) and an object without meaning",
    "answer_twice": "send the same answer a second time on the same connection",
    "callback_twice": "payments: deliver the callback twice",
    "drop_callback": "payments: never deliver the callback",
    "decline": "providers: turn a new order down with `reason` (no_crew, out_of_area)",
    "pace": "providers: a step of a new order takes `seconds`",
    "send_back": "payments: accept a payout, then return it with `reason` after `seconds`",
}


def data_folder() -> Path:
    """Where the stand-ins keep their SQLite files: LINGBAO_SANDBOX_DIR, by default var/sandbox."""
    return Path(os.environ.get("LINGBAO_SANDBOX_DIR", "var/sandbox"))


def refusal(reason: str, status: int = 422, **detail: str) -> HTTPResponse:
    return json({"code": "REFUSED", "reason": reason, **detail}, status=status)


def signed_call(app: Sanic, secret: str, operation: str) -> Callable[[Handler], Handler]:
    """Wrap a handler of the merchant's API: signature first, then the failure switches around the work."""

    def wrap(handler: Handler) -> Handler:
        async def call(request: Request, **path: str) -> HTTPResponse | None:
            if not request_is_signed(secret, request.method, request.path, request.headers, request.body):
                return json({"code": "BAD_SIGNATURE"}, status=401)
            store: Store = app.ctx.store
            if slow := store.take_switch("slow", operation):
                await asyncio.sleep(float(slow.get("seconds", 1)))
            if fail := store.take_switch("fail", operation):
                return json({"code": "FAILED"}, status=int(fail.get("status", 503)))
            if refuse := store.take_switch("refuse", operation):
                return refusal(str(refuse.get("reason", "REFUSED_BY_SWITCH")))
            answer = await handler(request, **path)
            if hang := store.take_switch("hang_after_work", operation):
                await asyncio.sleep(float(hang.get("seconds", 30)))
            if nonsense := store.take_switch("nonsense", operation):
                return json({"ok": "maybe"}, status=int(nonsense.get("status", 200)))
            if store.take_switch("answer_twice", operation):
                return await _answer_twice(request, answer)
            return answer

        call.__name__ = operation
        return call

    return wrap


async def _answer_twice(request: Request, answer: HTTPResponse) -> None:
    """Put a second, unasked-for response on the wire: a client must not take it for the answer to its next call."""
    stream = await request.respond(raw(b"", status=answer.status, content_type="application/json"))
    await stream.send(answer.body, end_stream=True)
    head = f"HTTP/1.1 {answer.status} OK\r\ncontent-length: {len(answer.body)}\r\n\r\n"
    request.transport.write(head.encode() + answer.body)


def add_common_routes(app: Sanic) -> None:
    """/healthz and /_sandbox/switches."""

    @app.get("/healthz")
    async def health(request: Request) -> HTTPResponse:
        return json({"status": "ok", "service": app.name})

    @app.get("/_sandbox/switches")
    async def show_switches(request: Request) -> HTTPResponse:
        return json({"on": app.ctx.store.switches(), "known": SWITCHES})

    @app.put("/_sandbox/switches")
    async def set_switches(request: Request) -> HTTPResponse:
        """Turn on the switches named; an empty object turns all off."""
        wanted = request.json or {}
        if unknown := set(wanted) - set(SWITCHES):
            return json({"code": "UNKNOWN_SWITCH", "names": sorted(unknown)}, status=422)
        if not wanted:
            app.ctx.store.clear_switches()
        for name, value in wanted.items():
            app.ctx.store.set_switch(name, value)
        return json({"on": app.ctx.store.switches()})

    @app.exception(Exception)
    async def fault(request: Request, error: Exception) -> HTTPResponse:
        status = error.status_code if isinstance(error, SanicException) else 500
        return json({"code": type(error).__name__.upper()}, status=status)


def serve(app: Sanic, port: int) -> None:
    """Run in this process on loopback only: a stand-in is never for the outside."""
    app.config.KEEP_ALIVE_TIMEOUT = 30
    app.run(host="127.0.0.1", port=port, single_process=True, motd=False, access_log=False)
