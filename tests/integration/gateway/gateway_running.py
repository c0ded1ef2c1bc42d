"""The gateway, served within a test's own loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
from gateway_fakes import SECRET, FakeParts, FakeRasa, serve, settings_for, stop

from bot.gateway.app import create_app


class Running:
    """A gateway that serves, and what a test wants of it."""

    def __init__(self, rasa: FakeRasa, parts: FakeParts, settings: Any) -> None:
        self.rasa, self.parts, self.settings = rasa, parts, settings
        self.url = f"http://127.0.0.1:{settings.port}"
        self.client = httpx.AsyncClient(base_url=self.url, timeout=30, trust_env=False)
        self.staff = {"authorization": "Bearer staff-token"}

    async def post(self, text: object, sender: str = "li", **metadata: Any) -> httpx.Response:
        body = {"sender": sender, "message": text, "metadata": metadata}
        headers = {"authorization": "Bearer rest-token"}
        return await self.client.post("/webhooks/rest/webhook", json=body, headers=headers)

    async def say(self, text: object, sender: str = "li", **metadata: Any) -> list[dict[str, Any]]:
        response = await self.post(text, sender, **metadata)
        assert response.status_code == 200, response.text
        return response.json()

    async def transcript(self, sender: str = "li") -> list[dict[str, Any]]:
        response = await self.client.get(f"/api/v1/conversations/{sender}", headers=self.staff)
        return response.json()["transcript"]


def badge(role: str, secret: str = SECRET, hours: int = 1, sub: str = "wang") -> dict[str, str]:
    """The header of a member of staff."""
    claims = {"sub": sub, "role": role, "aud": "lingbao-staff", "exp": datetime.now(UTC) + timedelta(hours=hours)}
    return {"authorization": "Bearer " + jwt.encode(claims, secret, "HS256")}


@asynccontextmanager
async def running(tmp_path: Path, *, rasa_up: bool = True, **changes: Any) -> AsyncIterator[Running]:
    rasa = FakeRasa()
    if rasa_up:
        await rasa.start()
    parts, settings = FakeParts(tmp_path), settings_for(rasa, **changes)
    app = create_app(settings, parts)
    server = await serve(app, settings.port)
    gateway = Running(rasa, parts, settings)
    gateway.take, gateway.app = app.ctx.gateway.take, app
    try:
        yield gateway
    finally:
        await gateway.client.aclose()
        await stop(server)
        await rasa.stop()
