"""The assessors' workbench. Every step names the version of the claim it was decided on; nobody overwrites anybody."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any
from urllib.parse import quote

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import BadRequest, NotFound
from sanic.response import json, raw

from bot.gateway.claim_forms import STEPS, StepForm
from bot.gateway.gateway import Gateway
from bot.gateway.problems import Problem
from bot.gateway.security import Staff, require_role
from insurance.claim_records import ClaimFilter
from insurance.claims import MOVES, WHO, Actor, ClaimChanged, ClaimStatus, IllegalMove, Move
from insurance.ports import UploadRefused
from insurance.records import UnknownRecord
from insurance.refs import ClaimNumber, PaperId
from insurance.services.claims.desk.refusals import StepHindered, StepUnfit

ASSESSORS = ("assessor", "supervisor")
READERS = (*ASSESSORS, "risk")
OTHERS = ("advisor", "partner")  # they see how far a claim is, nothing of what is in it
MOST_A_PAGE = 100
LAST_PAGE = 10_000


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("claims_api", url_prefix="/api/v1/claims")
    settings, desk = gateway.settings, gateway.parts.claims

    @api.get("/")
    async def claims(request: Request) -> HTTPResponse:
        staff = require_role(request, settings, *READERS)
        size = min(_number(request, "size", 20), MOST_A_PAGE)
        found = await desk.claims(_filter(request), _number(request, "page", 1), size)
        return json({**found, "you": staff.name}, ensure_ascii=False)

    @api.get("/<number:str>", unquote=True)
    async def claim(request: Request, number: str) -> HTTPResponse:
        staff = require_role(request, settings, *READERS, *OTHERS)
        if staff.role in OTHERS:
            return json(dict(await _known(desk.brief(ClaimNumber(number)))), ensure_ascii=False)
        return await shown(staff, number)

    @api.post("/<number:str>/<step:str>")
    async def take(request: Request, number: str, step: str) -> HTTPResponse:
        staff = require_role(request, settings, *ASSESSORS)
        if step not in STEPS:
            raise NotFound("no such step")
        form = StepForm(request.body, gateway.parts.find_sensitive)
        await _known(_allowed(STEPS[step](desk.assessor(staff.name), ClaimNumber(number), form)))
        return await shown(staff, number)

    @api.get("/<number:str>/papers/<paper:str>/image")
    async def image(request: Request, number: str, paper: str) -> HTTPResponse:
        if request.args.get("original") == "1":
            return await original(require_role(request, settings, *ASSESSORS), number, paper)
        staff = require_role(request, settings, *READERS)
        page = _number(request, "page", 1)
        try:
            copy = await _known(desk.page(ClaimNumber(number), PaperId(paper), page, staff.name))
        except FileNotFoundError as error:
            raise NotFound("no such page") from error
        except UploadRefused as error:
            raise Problem(415, "cannot_be_shown", "no picture can be drawn of this document") from error
        return raw(copy.content, content_type=copy.media_type)

    async def original(staff: Staff, number: str, paper: str) -> HTTPResponse:
        """As it was sent, to be saved: a browser must not run what is in it."""
        try:
            found = await _known(desk.original(ClaimNumber(number), PaperId(paper), staff.name))
        except FileNotFoundError as error:
            raise NotFound("no such document") from error
        saved = f"attachment; filename*=UTF-8''{quote(found.name or paper)}"
        return raw(found.content, content_type=found.media_type, headers={"content-disposition": saved})

    async def shown(staff: Staff, number: str) -> HTTPResponse:
        found = await _known(desk.claim(ClaimNumber(number), staff.name, risk=staff.role == "risk"))
        return json({**found, "you": staff.name}, ensure_ascii=False)

    app.blueprint(api)


async def _known(work: Awaitable[Any]) -> Any:
    try:
        return await work
    except UnknownRecord as error:
        raise NotFound("no such claim or document") from error


async def _allowed(work: Awaitable[Any]) -> Any:
    """A refusal with its code; what is possible instead is said where a move isn't."""
    try:
        return await work
    except ClaimChanged as error:
        raise Problem(409, "claim_changed", "the claim was changed meanwhile: read it again") from error
    except IllegalMove as error:
        raise Problem(409, "illegal_move", _possible(error)) from error
    except StepHindered as error:
        raise Problem(409, error.code.value, error.code.value.replace("_", " ")) from error
    except StepUnfit as error:
        raise Problem(400, error.code.value, error.code.value.replace("_", " ")) from error


def _possible(error: IllegalMove) -> str:
    moves = [move.value for move in Move if (error.status, move) in MOVES and Actor.ASSESSOR in WHO[move]]
    return f"{error.move.value} isn't possible: the claim is {error.status.value}; possible: {', '.join(moves) or '-'}"


def _filter(request: Request) -> ClaimFilter:
    try:
        statuses = tuple(ClaimStatus(one) for one in request.args.getlist("status", []))
    except ValueError as error:
        raise BadRequest(f"status: one of {', '.join(ClaimStatus)}") from error
    assessor = request.args.get("assessor")
    nobody = request.args.get("unassigned") == "1"
    return ClaimFilter(
        statuses, "" if nobody else assessor[:100] if assessor else None, request.args.get("q", "")[:100]
    )


def _number(request: Request, name: str, default: int) -> int:
    value = request.args.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= LAST_PAGE:
        raise BadRequest(f"{name}: a number from 1 to {LAST_PAGE}")
    return int(value[:9])
