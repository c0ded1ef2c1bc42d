"""Implements insurance.riskcontrol.ports.DocumentPrints."""

from __future__ import annotations

import asyncio
import importlib

PICTURES = "adapters.picture_prints"  # some 30 MB of libraries that no turn of a conversation needs


class ImagePrints:
    async def of(self, content: bytes) -> str | None:
        """256 bits as 64 hex digits; off the event loop."""
        return await asyncio.to_thread(_print, content)


def _print(content: bytes) -> str | None:
    found: str | None = importlib.import_module(PICTURES).print_of(content)
    return found
