"""The shared blacklist as risk officers use it: verify, reject, appeal, decide, look into the evidence, report."""

from __future__ import annotations

from datetime import date, timedelta

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import NotFound
from sanic.response import json, raw

from bot.gateway import blacklist_views as views
from bot.gateway.blacklist_forms import Form, read_after, read_count, read_form, read_submission
from bot.gateway.gateway import Gateway
from bot.gateway.problems import Problem
from bot.gateway.routes.partner_blacklist import check_paper
from bot.gateway.security import require_role
from insurance.blacklist import OFFICER, Entry, Status
from insurance.refs import EntryId
from insurance.services import appeals, blacklist, partners


def attach(app: Sanic, gateway: Gateway) -> None:
    api = Blueprint("risk_blacklist", url_prefix="/api/v1/risk/blacklist")
    parts, settings = gateway.parts.blacklist, gateway.settings

    def officer(request: Request) -> str:
        return require_role(request, settings, "risk").name

    def form(request: Request) -> Form:
        return read_form(request, gateway.parts.find_sensitive)

    def shown(entry: Entry, status: int = 200) -> HTTPResponse:
        return json(views.staff_entry(entry, parts.clock.now()), status, ensure_ascii=False)

    @api.get("/entries")
    async def entries(request: Request) -> HTTPResponse:
        officer(request)
        status, limit = _status(request), read_count(request, "limit", 50, 200)
        async with parts.work.reading() as books:
            found = await books.entries(status, None, read_after(request), limit)
        now = parts.clock.now()
        return json({"entries": [views.staff_entry(entry, now) for entry in found]}, ensure_ascii=False)

    @api.post("/entries")
    async def submit(request: Request) -> HTTPResponse:
        entry, new = await blacklist.submit(parts, read_submission(form(request), OFFICER + officer(request)))
        return shown(entry, 201 if new else 200)

    @api.get("/entries/<entry_id:str>")
    async def entry(request: Request, entry_id: str) -> HTTPResponse:
        officer(request)
        async with parts.work.reading() as books:
            found = await books.entry(EntryId(entry_id))
            identifiers = views.listed(await books.identifiers(found.id))
        steps = views.history(await parts.audit.read(found.id))
        body = {**views.staff_entry(found, parts.clock.now()), "identifiers": identifiers, "history": steps}
        return json(body, ensure_ascii=False)

    @api.post("/entries/<entry_id:str>/verify")
    async def verify(request: Request, entry_id: str) -> HTTPResponse:
        return shown(await blacklist.verify(parts, EntryId(entry_id), officer(request)))

    @api.post("/entries/<entry_id:str>/reject")
    async def reject(request: Request, entry_id: str) -> HTTPResponse:
        who, why = officer(request), form(request).only("why").text("why")
        return shown(await blacklist.reject(parts, EntryId(entry_id), who, why))

    @api.post("/entries/<entry_id:str>/withdraw")
    async def withdraw(request: Request, entry_id: str) -> HTTPResponse:
        who, why = officer(request), form(request).only("why").text("why")
        return shown(await blacklist.withdraw(parts, EntryId(entry_id), OFFICER + who, why))

    @api.post("/entries/<entry_id:str>/appeal")
    async def appeal(request: Request, entry_id: str) -> HTTPResponse:
        who, given = officer(request), form(request).only("grounds", "evidence")
        grounds, papers = given.text("grounds"), given.evidence()
        return shown(await appeals.appeal_for_person(parts, EntryId(entry_id), who, grounds, papers))

    @api.post("/entries/<entry_id:str>/decide")
    async def decide(request: Request, entry_id: str) -> HTTPResponse:
        who, given = officer(request), form(request).only("upheld", "why")
        return shown(
            await appeals.decide_appeal(parts, EntryId(entry_id), who, given.truth("upheld"), given.text("why"))
        )

    @api.post("/entries/<entry_id:str>/confirm-hashes")
    async def confirm_hashes(request: Request, entry_id: str) -> HTTPResponse:
        return json({"confirmed": await blacklist.confirm_hashes(parts, EntryId(entry_id), officer(request))})

    @api.post("/search")
    async def search(request: Request) -> HTTPResponse:
        """Entries that list one of these identifiers, whatever their status; which person was searched isn't kept."""
        who, identifiers = officer(request), form(request).only("identifiers").identifiers()
        async with parts.work() as books:
            found = [await books.entry(entry_id) for entry_id in await books.listing(identifiers)]
            await books.note(OFFICER + who, "blacklist.searched", "blacklist", {"found": str(len(found))})
        now = parts.clock.now()
        return json({"entries": [views.staff_entry(entry, now) for entry in found]}, ensure_ascii=False)

    @api.post("/evidence")
    async def bring_evidence(request: Request) -> HTTPResponse:
        who, kind = officer(request), await check_paper(gateway.parts.uploads, request.body)
        return json({"sha256": await blacklist.keep_evidence(parts, OFFICER + who, request.body, kind)}, 201)

    @api.get("/evidence/<sha256:str>")
    async def see_evidence(request: Request, sha256: str) -> HTTPResponse:
        who = officer(request)
        async with parts.work() as books:
            kind = await books.evidence_type(sha256)
            if kind is None:
                raise NotFound("no such evidence")
            await books.note(OFFICER + who, "blacklist.evidence_seen", sha256, {})
        shown_as = {"content-disposition": f'inline; filename="{sha256[:12]}"'}
        return raw(await parts.files.get(sha256), content_type=kind, headers=shown_as)

    @api.get("/usage")
    async def usage(request: Request) -> HTTPResponse:
        officer(request)
        today = parts.clock.today()
        since, until = _day(request, "since", today - timedelta(days=30)), _day(request, "until", today)
        return json({"usage": views.usage(await partners.usage_report(parts, since, until))}, ensure_ascii=False)

    app.blueprint(api)


def _status(request: Request) -> Status | None:
    value = request.args.get("status")
    try:
        return Status(value) if value else None
    except ValueError:
        raise Problem(400, "malformed", f"status must be one of: {', '.join(Status)}") from None


def _day(request: Request, name: str, default: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name) or default.isoformat())
    except ValueError:
        raise Problem(400, "malformed", f"{name} must be a day such as 2026-03-31") from None
