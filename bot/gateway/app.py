"""The Sanic application, with everything it needs given to it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sanic import HTTPResponse, Request, Sanic

from bot.channels.channel import Channel
from bot.channels.rest import RestChannel
from bot.channels.web import WebChannel
from bot.gateway import errors
from bot.gateway.gateway import build
from bot.gateway.parts import Parts, Settings
from bot.gateway.routes import claims, decisions, files, health, partner_blacklist, public, risk, risk_blacklist, staff
from bot.gateway.security import add_security_headers

REQUEST_BYTES = 64 * 1024 * 1024  # of one upload with all its files


def create_app(settings: Settings, parts: Parts, channels: Sequence[Channel] | None = None) -> Sanic:
    """Build the gateway. `parts` are opened before it serves and closed after the last turn has ended.

    Raises:
        ValueError: no secret key is set.
    """
    gateway = build(settings, parts)
    app = Sanic("lingbao-bot-" + secrets.token_hex(4), configure_logging=False)
    app.config.REQUEST_MAX_SIZE = REQUEST_BYTES
    app.config.RESPONSE_TIMEOUT = 60
    app.config.TOUCHUP = False  # rewrites the server class for one application only: tests run several
    app.config.MOTD = False
    app.config.ACCESS_LOG = False
    app.ctx.gateway = gateway

    @app.before_server_start
    async def open_parts(_app: Sanic) -> None:
        await parts.open()

    @app.before_server_stop
    async def finish_turns(_app: Sanic) -> None:
        await gateway.turns.drain()

    @app.after_server_stop
    async def close_parts(_app: Sanic) -> None:
        await gateway.rasa.close()
        await parts.close()

    @app.on_response
    async def secure(request: Request, response: HTTPResponse) -> None:
        if response is not None:
            add_security_headers(request, response, settings.embed_origins)

    for attach in (
        errors.attach,
        health.attach,
        public.attach,
        staff.attach,
        claims.attach,
        decisions.attach,
        files.attach,
        risk.attach,
        partner_blacklist.attach,
        risk_blacklist.attach,
    ):
        attach(app, gateway)
    for channel in channels or (RestChannel(), WebChannel()):
        channel.attach(app, gateway)
    return app
