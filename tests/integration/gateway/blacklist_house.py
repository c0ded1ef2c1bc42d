"""A gateway with partners and officers of the shared blacklist."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from gateway_running import Running, badge

from insurance.services import partners
from tests.integration.adapters.upload_samples import pdf

PDF = pdf(draw=b"1 0 0 rg 9 9 99 99 re f")  # the letter that was forged
PHONE, OTHER = ("phone", "138 0013 8000"), ("phone", "+8613900139000")


def load_example() -> ModuleType:
    """docs/examples/blacklist_client.py, as a partner would run it."""
    path = Path(__file__).parents[3] / "docs" / "examples" / "blacklist_client.py"
    spec = importlib.util.spec_from_file_location("blacklist_client", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXAMPLE = load_example()


class House:
    def __init__(self, gateway: Running) -> None:
        self.gateway, self.parts = gateway, gateway.parts.blacklist

    async def partner(self, name: str, **quota: int) -> Any:
        _, key = await partners.add_partner(self.parts, name, "operator", **quota)
        return InThread(EXAMPLE.BlacklistClient(self.gateway.url, key.id, key.secret))

    async def staff(self, method: str, path: str, who: str = "wei", **more: Any) -> httpx.Response:
        headers = {**badge("risk", sub=who), **more.pop("headers", {})}
        return await self.gateway.client.request(method, f"/api/v1/risk/blacklist{path}", headers=headers, **more)

    async def listed(self, client: Any, *values: tuple[str, str], reference: str = "CASE-1") -> str:
        paper = await client.upload(PDF)
        entry = await client.submit(reference, "forged_documents", {"letter": paper}, list(values or (PHONE,)))
        for who in ("wei", "lan"):
            assert (await self.staff("POST", f"/entries/{entry['id']}/verify", who)).status_code == 200
        return entry["id"]


class InThread:
    """The client waits for its answers: beside the gateway's own loop it has to wait in a thread."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def __getattr__(self, name: str) -> Any:
        async def call(*given: Any, **named: Any) -> Any:
            return await asyncio.to_thread(getattr(self.client, name), *given, **named)

        return call
