"""Now and then, while the gateway serves: end blacklist entries whose time is over, forget used nonces."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from sanic import Sanic

from bot.gateway.gateway import Gateway
from bot.gateway.telemetry import log
from insurance.services import blacklist

SECONDS = 600


def attach(app: Sanic, gateway: Gateway) -> None:
    async def tidy() -> None:
        while True:
            await asyncio.sleep(SECONDS)
            try:
                ended = await blacklist.tidy(gateway.parts.blacklist)
            except Exception as error:  # the next time may go better; nothing is served that shouldn't be
                log.error("blacklist_tidy_failed", error=type(error).__name__)
            else:
                log.info("blacklist_tidied", ended=ended)

    @app.after_server_start
    async def begin(app: Sanic) -> None:
        app.ctx.tidying = asyncio.create_task(tidy())

    @app.before_server_stop
    async def end(app: Sanic) -> None:
        app.ctx.tidying.cancel()
        with suppress(asyncio.CancelledError):
            await app.ctx.tidying
