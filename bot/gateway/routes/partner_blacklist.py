"""The shared blacklist as partner insurers use it. docs/blacklist.md tells them how."""

from __future__ import annotations

import base64

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import json

from bot.gateway import blacklist_views as views
from bot.gateway.blacklist_forms import Form, read_after, read_count, read_form, read_submission
from bot.gateway.gateway import Gateway
from bot.gateway.problems import Problem
from bot.gateway.telemetry import log
from insurance.blacklist import PARTNER, Entry
from insurance.blacklist_books import UnknownEntry
from insurance.partners import ClockSkew, NotAuthenticated, Partner, Replayed, SignedRequest
from insurance.ports import UploadChecks, UploadRefused
from insurance.refs import EntryId
from insurance.services import appeals, asking_blacklist, blacklist, matching, partners

HEADERS = ("x-key-id", "x-timestamp", "x-nonce", "x-signature")


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("partner_blacklist", url_prefix="/api/v1/partner/blacklist")
    parts = gateway.parts.blacklist

    async def enter(request: Request, *, charged: bool = True) -> Partner:
        """Who asks, and one request of its quota."""
        signed = SignedRequest(
            *(request.headers.get(name, "") for name in HEADERS),
            request.method,
            request.raw_url.decode("utf-8", "replace"),
            request.body,
        )
        try:
            partner = await partners.authenticate(parts, signed)
        except (ClockSkew, NotAuthenticated, Replayed) as error:
            log.warning("partner_refused", why=type(error).__name__)
            raise
        if charged:
            await asking_blacklist.charge(parts, partner)
        return partner

    def form(request: Request) -> Form:
        return read_form(request, gateway.parts.find_sensitive)

    async def own(entry_id: str, partner: Partner) -> Entry:
        async with parts.work.reading() as books:
            entry = await books.entry(EntryId(entry_id))
        if entry.submitter != PARTNER + partner.id:
            raise UnknownEntry("no such entry")
        return entry

    @api.get("/keys")
    async def keys(request: Request) -> HTTPResponse:
        partner = await enter(request)
        found = await matching.hand_out(parts, PARTNER + partner.id)
        return json({"keys": [{"version": k.version, "key": base64.b64encode(k.key).decode()} for k in found]})

    @api.post("/query")
    async def query(request: Request) -> HTTPResponse:
        partner = await enter(request, charged=False)
        asked = form(request).only("subjects").forms("subjects", parts.terms.subjects, least=1)
        subjects = [each.only("identifiers").identifiers() for each in asked]
        answers = await asking_blacklist.ask(parts, partner, subjects)
        return json({"answers": [{"listed": "yes" if why else "no", "reason_class": why} for why in answers]})

    @api.post("/evidence")
    async def evidence(request: Request) -> HTTPResponse:
        partner = await enter(request)
        kind = await check_paper(gateway.parts.uploads, request.body)
        return json({"sha256": await blacklist.keep_evidence(parts, PARTNER + partner.id, request.body, kind)}, 201)

    @api.post("/entries")
    async def submit(request: Request) -> HTTPResponse:
        partner = await enter(request)
        entry, new = await blacklist.submit(parts, read_submission(form(request), PARTNER + partner.id))
        return json(views.own_entry(entry, parts.clock.now()), 201 if new else 200)

    @api.get("/entries")
    async def entries(request: Request) -> HTTPResponse:
        partner, limit = await enter(request), read_count(request, "limit", 50, 200)
        async with parts.work.reading() as books:
            found = await books.entries(None, PARTNER + partner.id, read_after(request), limit)
        return json({"entries": [views.own_entry(entry, parts.clock.now()) for entry in found]})

    @api.get("/entries/<entry_id:str>")
    async def entry(request: Request, entry_id: str) -> HTTPResponse:
        found = await own(entry_id, await enter(request))
        async with parts.work.reading() as books:
            identifiers = views.listed(await books.identifiers(found.id))
        return json({**views.own_entry(found, parts.clock.now()), "identifiers": identifiers})

    @api.post("/entries/<entry_id:str>/withdraw")
    async def withdraw(request: Request, entry_id: str) -> HTTPResponse:
        partner = await enter(request)
        why, found = form(request).only("why").text("why"), await own(entry_id, partner)
        done = await blacklist.withdraw(parts, found.id, PARTNER + partner.id, why)
        return json(views.own_entry(done, parts.clock.now()))

    @api.post("/entries/<entry_id:str>/hashes")
    async def hashes(request: Request, entry_id: str) -> HTTPResponse:
        partner = await enter(request)
        identifiers = form(request).only("identifiers").identifiers()
        await blacklist.hash_again(parts, EntryId(entry_id), PARTNER + partner.id, identifiers)
        return json({"received": True}, 202)

    @api.post("/appeals")
    async def appeal(request: Request) -> HTTPResponse:
        partner = await enter(request)
        given = form(request).only("identifiers", "grounds", "evidence")
        grounds, papers = given.text("grounds"), given.evidence()
        await appeals.appeal_by_partner(parts, PARTNER + partner.id, given.identifiers(), grounds, papers)
        return json({"received": True}, 202)  # the same whether anything was listed or not

    app.blueprint(api)


async def check_paper(checks: UploadChecks, content: bytes) -> str:
    """Its media type, by its content, looked into as deep as what customers send. Raises Problem."""
    try:
        return (await checks.check(content)).media_type
    except UploadRefused as refused:
        if refused.reason == "too_large":
            raise Problem(413, "too_large", f"a paper may have {refused.values['limit']} MB at most") from None
        asked = "please send the file itself as the body: PDF, JPEG, PNG, WebP or HEIC"
        raise Problem(415, "not_a_paper", f"{asked} (this one: {refused.reason})") from None
