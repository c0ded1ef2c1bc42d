"""A gateway that only speaks the web protocol, with canned replies: `python tests/e2e/stub_gateway.py PORT RECORDS`.

Same paths, same response headers and same session tokens as the real one. What was said is kept in the JSON file
RECORDS, so that a restarted stub still has the history.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import canned_claims
import socketio
from canned import replies
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import Unauthorized
from sanic.response import file, html, raw
from sanic.response import json as as_json

from bot.gateway.security import Sessions, add_security_headers, bearer

WEB = Path(__file__).parents[2] / "bot" / "web"
SLOW_SECONDS = 1.5
EARLY_SECONDS = 0.7
HOST_PAGE = "<!doctype html><html lang=zh><body><h1>别人的网页</h1><script src=/widget.js></script></body></html>"


class Records:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.lines: dict[str, list[dict[str, Any]]] = json.loads(path.read_text()) if path.exists() else {}
        self.heard: list[dict[str, Any]] = []

    def add(self, sender: str, author: str, message: dict[str, Any]) -> None:
        lines = self.lines.setdefault(sender, [])
        lines.append({"id": len(lines) + 1, "author": author, "at": datetime.now(UTC).isoformat(), **message})
        self._path.write_text(json.dumps(self.lines))


def create_app(records: Records, origin: str) -> Sanic:
    app = Sanic("stub", configure_logging=False)
    app.config.TOUCHUP = False
    io = socketio.AsyncServer(async_mode="sanic")
    io.attach(app, "/socket.io")
    sessions = Sessions("a secret for tests")
    senders: dict[str, str] = {}
    seen: set[str] = set()
    languages: dict[str, str] = {}
    uploads: list[list[tuple[str, int]]] = []

    @app.on_response
    async def secure(request: Request, response: HTTPResponse) -> None:
        add_security_headers(request, response, "*")

    @io.on("session_request")
    async def session_request(sid: str, data: Any = None) -> None:
        token = (data or {}).get("session_id")
        if sessions.sender(token) is None:
            token = sessions.create()
        senders[sid] = sessions.sender(token)
        await io.enter_room(sid, senders[sid])
        await io.emit("session_confirm", token, to=sid)

    @io.on("user_uttered")
    async def user_uttered(sid: str, data: dict[str, Any]) -> dict[str, Any]:
        sender, metadata = senders[sid], data["metadata"]
        languages[sender] = metadata.get("language") or languages.get(sender, "zh")
        if metadata["message_id"] not in seen:
            seen.add(metadata["message_id"])
            records.heard.append(data)
            await answer(sender, data["message"])
        return {"ok": True, "language": languages[sender]}

    async def answer(sender: str, text: str) -> None:
        shown = title_of(sender, text)
        records.add(sender, "customer", {"text": "转人工" if shown == "/gateway_handoff" else shown})
        if text == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        found = (replies(origin) | canned_claims.replies()).get(text, [{"text": f"收到:{text}"}])
        for reply in found:
            records.add(sender, "bot", reply)
            await io.emit("bot_uttered", reply, room=sender)

    def title_of(sender: str, text: str) -> str:
        offered = [b for line in records.lines.get(sender, []) for b in line.get("buttons", [])]
        return next((b["title"] for b in reversed(offered) if b["payload"] == text), text)

    def sender_of(request: Request) -> str:
        sender = sessions.sender(bearer(request))
        if sender is None:
            raise Unauthorized("a session token is needed")
        return sender

    @app.get("/api/web/history")
    async def history(request: Request) -> HTTPResponse:
        return as_json({"language": None, "mode": "auto", "lines": records.lines.get(sender_of(request), [])})

    @app.post("/api/web/upload")
    async def upload(request: Request) -> HTTPResponse:
        """Taken like the gateway does; a file called early.* is read before its receipt is written."""
        sender, files = sender_of(request), request.files.getlist("file")
        uploads.append([(f.name, len(f.body)) for f in files])
        records.add(sender, "customer", {"text": f"（发来{len(files)}个文件）"})
        if any(f.name.startswith("early") for f in files):
            await io.emit("bot_uttered", canned_claims.pushes()[0], room=sender)
            await asyncio.sleep(EARLY_SECONDS)
        answered = [canned_claims.acknowledged(files), canned_claims.upload_question("还有要传的吗？")]
        for reply in answered:
            records.add(sender, "bot", reply)
        return as_json({"messages": answered})

    @app.get("/uploads")
    async def uploaded(_request: Request) -> HTTPResponse:
        return as_json(uploads)

    @app.post("/push/<word:str>")
    async def push(_request: Request, word: str) -> HTTPResponse:
        """To every page that is open, as what happens without the customer doing anything."""
        for sender in set(senders.values()):
            for reply in canned_claims.replies()[word]:
                records.add(sender, "bot", reply)
                await io.emit("bot_uttered", reply, room=sender)
        return as_json({})

    @app.get("/heard")
    async def heard(_request: Request) -> HTTPResponse:
        return as_json(records.heard)

    @app.get("/host")
    async def host(_request: Request) -> HTTPResponse:
        return html(HOST_PAGE)

    @app.get("/pay/1")
    async def pay(_request: Request) -> HTTPResponse:
        return html("<title>pay</title>")

    @app.get("/documents/abc")
    async def document(_request: Request) -> HTTPResponse:
        return raw(b"%PDF-1.4", content_type="application/pdf")

    @app.get("/")
    async def index(_request: Request) -> HTTPResponse:
        return await file(WEB / "index.html")

    @app.get("/widget.js")
    async def widget(_request: Request) -> HTTPResponse:
        return await file(WEB / "widget.js")

    app.static("/web", WEB, name="web")
    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    create_app(Records(Path(sys.argv[2])), f"http://127.0.0.1:{port}").run(
        "127.0.0.1", port, single_process=True, motd=False, access_log=False
    )
