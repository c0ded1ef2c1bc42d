"""Underwriting decisions, for staff who check them."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import NotFound
from sanic.response import json

from bot.gateway.gateway import Gateway
from bot.gateway.security import require_role
from insurance.records import UnknownRecord
from insurance.refs import DecisionId

LARGEST = 2**31 - 1  # number of a decision


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("decisions_api", url_prefix="/api/v1/decisions")
    settings, parts = gateway.settings, gateway.parts

    @api.get("/<number:int>")
    async def decision(request: Request, number: int) -> HTTPResponse:
        require_role(request, settings, "underwriter", "risk")
        if number > LARGEST:
            raise NotFound("no such decision")
        try:
            found = await parts.decisions.decision_file(DecisionId(number))
        except UnknownRecord as error:
            raise NotFound("no such decision") from error
        return json(dict(found), ensure_ascii=False)

    app.blueprint(api)
