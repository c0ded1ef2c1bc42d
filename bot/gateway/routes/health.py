"""Liveness, readiness of every part, metrics."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx
from sanic import HTTPResponse, Request, Sanic
from sanic.response import json, raw

from bot.gateway.gateway import Gateway

PROBE_SECONDS = 3.0


def attach(app: Sanic, gateway: Gateway) -> None:
    async def actions() -> bool:
        async with httpx.AsyncClient(timeout=PROBE_SECONDS, trust_env=False) as client:
            return (await client.get(gateway.settings.actions_url + "/health")).status_code == 200

    probes = {"rasa": gateway.rasa.is_ready, "actions": actions, **gateway.parts.probes}

    @app.get("/healthz", name="healthz")
    async def healthz(_request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.get("/readyz", name="readyz")
    async def readyz(_request: Request) -> HTTPResponse:
        ready = dict(zip(probes, await asyncio.gather(*map(_probe, probes.values())), strict=True))
        well = all(ready.values())
        state = gateway.parts.rules.state
        rules = {name: getattr(state, name) for name in ("activation", "set_id", "problem", "notice")}
        return json({"ready": well, "parts": ready, "rules": rules}, status=200 if well else 503)

    @app.get("/metrics", name="metrics")
    async def metrics(_request: Request) -> HTTPResponse:
        state = gateway.parts.rules.state
        gateway.metrics.rules(state.activation, bool(state.problem))
        return raw(gateway.metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


async def _probe(probe: Callable[[], Awaitable[bool]]) -> bool:
    """A part that fails or is slow to tell isn't ready."""
    try:
        return bool(await asyncio.wait_for(probe(), PROBE_SECONDS))
    except Exception:
        return False
