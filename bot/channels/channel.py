"""What a channel is: it turns its platform's updates into `InboundMessage`s and carries replies back."""

from __future__ import annotations

from typing import Protocol

from sanic import Sanic

from bot.gateway.gateway import Gateway


class Channel(Protocol):
    """One file a channel. `attach` adds its routes; what it pushes on its own it starts from there."""

    name: str

    def attach(self, app: Sanic, gateway: Gateway) -> None: ...
