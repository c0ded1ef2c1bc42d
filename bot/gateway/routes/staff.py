"""The staff and partner API. Whatever it tells of a person is masked."""

from __future__ import annotations

from pathlib import Path

import yaml
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import NotFound
from sanic.response import file, json

from bot.gateway.gateway import Gateway
from bot.gateway.security import require_role

PAGES = Path(__file__).parent.parent / "pages"
TRANSCRIPT_LINES = 1_000


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("staff_api", url_prefix="/api/v1")
    settings, parts = gateway.settings, gateway.parts

    @api.get("/conversations/<sender:str>", unquote=True)
    async def conversation(request: Request, sender: str) -> HTTPResponse:
        require_role(request, settings, "advisor", "risk")
        talk, _ = await parts.conversations.load(sender)
        if talk is None:
            raise NotFound("no such conversation")
        return json(
            {
                "sender": talk.sender,
                "channel": talk.channel,
                "customer_id": talk.customer_id,
                "mode": talk.mode,
                "owner": talk.owner,
                "language": talk.language,
                "turns": talk.turns,
                "created": talk.created.isoformat() if talk.created else None,
                "last_seen": talk.last_seen.isoformat() if talk.last_seen else None,
                "transcript": list(await parts.conversations.history(sender, TRANSCRIPT_LINES)),
            },
            ensure_ascii=False,
        )

    @api.get("/customers/<sender:str>", unquote=True)
    async def customer(request: Request, sender: str) -> HTTPResponse:
        require_role(request, settings, "advisor", "risk")
        talk, _ = await parts.conversations.load(sender)
        if talk is None:
            raise NotFound("no such customer")
        return json(dict(await parts.customers.customer_file(sender)), ensure_ascii=False, default=str)

    @api.get("/handoffs")
    async def handoffs(request: Request) -> HTTPResponse:
        require_role(request, settings, "advisor")
        return json({"handoffs": list(await parts.handoffs.recent())}, ensure_ascii=False)

    app.blueprint(api)

    @app.get("/desk", name="desk")
    async def desk(_request: Request) -> HTTPResponse:
        return await file(PAGES / "desk.html")

    @app.get("/docs", name="docs")
    async def docs(_request: Request) -> HTTPResponse:
        return await file(PAGES / "docs.html")

    @app.get("/docs/openapi.json", name="openapi")
    async def openapi(_request: Request) -> HTTPResponse:
        return json(yaml.safe_load((PAGES / "openapi.yaml").read_text("utf-8")), ensure_ascii=False)

    app.static("/pages", PAGES, name="pages")
