"""Implements insurance.riskcontrol.ports.DocumentPrints."""

from __future__ import annotations

import asyncio


class ImagePrints:
    async def of(self, content: bytes) -> str | None:
        """256 bits as 64 hex digits; off the event loop."""
        return await asyncio.to_thread(_print, content)


def _print(content: bytes) -> str | None:
    from adapters.picture_prints import print_of  # some 30 MB of libraries that no turn of a conversation needs

    return print_of(content)
