"""The review queue of the risk officers. Every step names the version it was decided on; nobody overwrites anybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import BadRequest, NotFound, SanicException
from sanic.response import json

from bot.gateway.gateway import Gateway
from bot.gateway.parts import OfficerSteps
from bot.gateway.security import require_role
from insurance.blacklist import ReasonClass
from insurance.records import UnknownRecord
from insurance.riskcontrol.cases import (
    AlreadyDecided,
    CaseChanged,
    CaseNumber,
    CaseStatus,
    NothingToConfirm,
    RiskCase,
    SecondOfficerNeeded,
)
from insurance.riskcontrol.entries import EntryKind
from insurance.riskcontrol.ports import CaseFilter
from insurance.services.reviewing import NoteMissing

CONFLICTS = {
    CaseChanged: "the case was changed meanwhile",
    AlreadyDecided: "the case is decided already",
    NothingToConfirm: "nobody proposed a listing",
    SecondOfficerNeeded: "a listing is confirmed by another officer than the one who proposed it",
}
REASONS = tuple(ReasonClass)
MOST_A_PAGE = 100
Chosen = TypeVar("Chosen", bound=StrEnum)


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("risk_api", url_prefix="/api/v1/risk")
    settings, desk = gateway.settings, gateway.parts.risk

    @api.get("/cases")
    async def cases(request: Request) -> HTTPResponse:
        require_role(request, settings, "risk")
        only, page, size = _filter(request), _number(request, "page", 1), _number(request, "size", 20)
        return json(dict(await desk.cases(only, page, min(size, MOST_A_PAGE))), ensure_ascii=False)

    @api.get("/cases/<number:str>")
    async def case(request: Request, number: str) -> HTTPResponse:
        officer = require_role(request, settings, "risk")
        return json({**await _known(desk.case(CaseNumber(number))), "you": officer.name}, ensure_ascii=False)

    @api.post("/cases/<number:str>/<step:str>")
    async def take(request: Request, number: str, step: str) -> HTTPResponse:
        officer = require_role(request, settings, "risk")
        if step not in STEPS:
            raise NotFound("no such step")
        body = request.json
        if not isinstance(body, dict) or type(body.get("version")) is not int:
            raise BadRequest("version: the number that came with the case")
        try:
            await _known(STEPS[step](desk.officer(officer.name), CaseNumber(number), body["version"], body))
        except tuple(CONFLICTS) as error:
            raise SanicException(CONFLICTS[type(error)], status_code=409) from error
        except NoteMissing as error:
            raise BadRequest("note: say why") from error
        return json({**await _known(desk.case(CaseNumber(number))), "you": officer.name}, ensure_ascii=False)

    app.blueprint(api)


Step = Callable[[OfficerSteps, CaseNumber, int, dict[str, Any]], Awaitable[RiskCase]]
STEPS: dict[str, Step] = {
    "assign": lambda officer, number, version, body: officer.assign(number, version, _text(body, "to", 100)),
    "notes": lambda officer, number, version, body: officer.note(number, version, _text(body, "note")),
    "clear": lambda officer, number, version, body: officer.clear(number, version, _text(body, "note")),
    "refuse": lambda officer, number, version, body: officer.refuse(number, version, _text(body, "note")),
    "list": lambda officer, number, version, body: officer.propose_listing(
        number, version, _reason(body), _text(body, "note")
    ),
    "confirm-listing": lambda officer, number, version, body: officer.confirm_listing(
        number, version, _text(body, "note")
    ),
    "reject-listing": lambda officer, number, version, body: officer.reject_listing(
        number, version, _text(body, "note")
    ),
}


def _text(body: dict[str, Any], name: str, most: int = 2_000) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise BadRequest(f"{name}: a text of at most {most} characters")
    return value


def _reason(body: dict[str, Any]) -> str:
    if body.get("reason") not in REASONS:
        raise BadRequest(f"reason: one of {', '.join(REASONS)}")
    return str(body["reason"])


async def _known(work: Awaitable[Any]) -> Any:
    try:
        return await work
    except UnknownRecord as error:
        raise NotFound("no such case") from error


def _filter(request: Request) -> CaseFilter:
    kind = _chosen(EntryKind, [request.args["kind"][0]] if "kind" in request.args else [], "kind")
    return CaseFilter(
        statuses=tuple(_chosen(CaseStatus, request.args.getlist("status", []), "status")),
        assignee=request.args.get("assignee", "")[:100],
        kind=kind[0] if kind else None,
        table=request.args.get("signal", "")[:60],
        text=request.args.get("q", "")[:100],
    )


def _chosen(kind: type[Chosen], values: list[str], name: str) -> list[Chosen]:
    try:
        return [kind(value) for value in values]
    except ValueError as error:
        raise BadRequest(f"{name}: one of {', '.join(kind)}") from error


def _number(request: Request, name: str, default: int) -> int:
    value = request.args.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not int(value[:9]) >= 1:
        raise BadRequest(f"{name}: a number from 1")
    return int(value[:9])
