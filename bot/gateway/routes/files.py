"""Files of customers as staff see them: copies only, a page at a time, never the original."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import BadRequest, NotFound
from sanic.response import raw

from bot.gateway.gateway import Gateway
from bot.gateway.problems import Problem
from bot.gateway.security import require_role
from insurance.ports import UploadRefused


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("files", url_prefix="/api/v1/files")
    parts, settings = gateway.parts, gateway.settings

    @api.get("/<sha256:str>/shown")
    async def shown(request: Request, sha256: str) -> HTTPResponse:
        """One page as JPEG, upright and without what a camera notes; `page` counts from 1."""
        member = require_role(request, settings, "advisor", "risk")
        page = request.args.get("page", "1")
        if not (page.isascii() and page.isdigit() and len(page) < 5):
            raise BadRequest("page must be a number")
        try:
            copy = await parts.copies.shown_copy(sha256, int(page))
        except FileNotFoundError as error:
            raise NotFound("no such file or page") from error
        except UploadRefused as refused:
            raise Problem(415, "not_shown", f"this file can't be shown: {refused.reason}") from refused
        await parts.audit.append(member.name, "file.viewed", sha256, {"page": page})
        return raw(copy.content, content_type=copy.media_type, headers={"cache-control": "private, no-store"})

    app.blueprint(api)
