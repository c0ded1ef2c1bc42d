"""Rasa's REST protocol, server to server, behind a bearer token."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import BadRequest
from sanic.response import json

from bot.gateway.gateway import Gateway
from bot.gateway.messages import Answer, InboundMessage, as_json, is_sender
from bot.gateway.security import require_token


class RestChannel:
    name = "rest"

    def attach(self, app: Sanic, gateway: Gateway) -> None:
        wanted = gateway.settings.rest_token

        @app.get("/webhooks/rest", name="rest_health")
        async def health(_request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @app.post("/webhooks/rest/webhook", name="rest_webhook")
        async def webhook(request: Request) -> HTTPResponse:
            require_token(request, wanted)
            answer = await gateway.take(_read(request.json))
            return _respond(gateway, answer, request.json["sender"])

        @app.post("/webhooks/rest/upload", name="rest_upload")
        async def upload(request: Request) -> HTTPResponse:
            require_token(request, wanted)
            form, files = request.form or {}, request.files or {}
            sender = form.get("sender")
            if not is_sender(sender):
                raise BadRequest("sender must be 1 to 128 characters without spaces")
            answer = await gateway.take_files(
                self.name, sender, _message_id(form), files.getlist("file") if files else [], form.get("language")
            )
            return _respond(gateway, answer, sender)


def _read(body: Any) -> InboundMessage:
    if not isinstance(body, Mapping) or not is_sender(body.get("sender")):
        raise BadRequest("sender must be 1 to 128 characters without spaces")
    text, metadata = body.get("message"), body.get("metadata") or {}
    if not isinstance(text, str | None) or not isinstance(metadata, Mapping):
        raise BadRequest("message must be a string and metadata an object")
    language = metadata.get("language")
    return InboundMessage(
        "rest",
        body["sender"],
        _message_id(metadata),
        text or "",
        language=language if language in ("zh", "en") else None,
    )


def _message_id(values: Mapping[str, Any]) -> str:
    """The caller's own id makes a repeated call harmless; without one every call is a new message."""
    given = values.get("message_id")
    return str(given)[:200] if given else uuid.uuid4().hex


def _respond(gateway: Gateway, answer: Answer, sender: str) -> HTTPResponse:
    headers = {"x-language": answer.language}
    if gateway.settings.timings:
        headers["x-stage-timings"] = ";".join(f"{k}={v:.3f}" for k, v in answer.timings.items())
    return json([as_json(sender, reply) for reply in answer.replies], headers=headers, ensure_ascii=False)
