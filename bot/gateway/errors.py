"""Errors turned into words, at one place. Never a stack trace, never a value."""

from __future__ import annotations

import uuid

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import json

from bot.gateway.gateway import Gateway
from bot.gateway.problems import Problem, as_problem
from bot.gateway.telemetry import log
from bot.gateway.turn import where

WORDS = {
    400: "bad_request", 401: "forbidden", 403: "forbidden", 404: "not_found", 405: "not_found", 409: "conflict",
    429: "busy",
}  # fmt: skip


def attach(app: Sanic, gateway: Gateway) -> None:
    @app.exception(Exception)
    async def explain(request: Request, error: Exception) -> HTTPResponse:
        error = as_problem(error)
        status = error.status_code if isinstance(error, SanicException) else 500
        number = uuid.uuid4().hex[:8]
        if status >= 500:
            log.error(
                "request_failed", id=number, route=_route(request), error=type(error).__name__, where=where(error)
            )
        name = WORDS.get(status, "error" if status >= 500 else "bad_request")
        if status == 413:
            name = "file_too_large"
        values = {"id": number, "limit": gateway.settings.limits.upload_bytes // (1024 * 1024)}
        wanted = {k: v for k, v in values.items() if k in {"error": "id", "file_too_large": "limit"}.get(name, "")}
        body = {
            "error": name,
            "id": number,
            "message": {language: gateway.words.text(name, language, **wanted) for language in ("zh", "en")},
        }
        if isinstance(error, SanicException) and status < 500:
            body["detail"] = str(error)[:200]  # our own words to integrators; what a client sent isn't in them
        if isinstance(error, Problem):
            body["code"] = error.code
        headers = dict(getattr(error, "headers", {}) or {})
        return json(body, status=status, headers=headers, ensure_ascii=False)


def _route(request: Request | None) -> str:
    """The route's name, not its path: a path can hold a customer's data."""
    return request.route.name if request is not None and request.route else "none"
