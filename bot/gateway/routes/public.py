"""The customer page, products' clauses, stored documents, payment callbacks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import NotFound, ServiceUnavailable, Unauthorized
from sanic.response import file, html, json, raw

from bot.gateway.clauses_page import clauses_page
from bot.gateway.gateway import Gateway
from bot.gateway.telemetry import log
from insurance.catalogue import UnknownProduct
from insurance.lines import Language
from insurance.ports import InvalidSignature
from insurance.refs import ProductId

WEB = Path(__file__).parent.parent.parent / "web"


def attach(app: Sanic, gateway: Gateway) -> None:
    parts = gateway.parts

    @app.get("/", name="index")
    async def index(_request: Request) -> HTTPResponse:
        return await _page("index.html")

    @app.get("/widget.js", name="widget")
    async def widget(_request: Request) -> HTTPResponse:
        return await _page("widget.js")

    if WEB.is_dir():
        app.static("/web", WEB, name="web")

    @app.get("/products/<product_id:str>/clauses", name="clauses")
    async def clauses(_request: Request, product_id: str) -> HTTPResponse:
        """What the articles quoted in a chat link to: `#article-<number>`."""
        try:
            product = parts.catalogue.product(ProductId(product_id))
        except UnknownProduct as error:
            raise NotFound("no such product") from error
        insurer = parts.catalogue.insurer_name(product.insurer, Language.ZH)
        page = clauses_page(gateway.words, product, insurer)
        return html(page, headers={"cache-control": "no-cache"})

    @app.get("/documents/<token:str>", name="document")
    async def document(_request: Request, token: str) -> HTTPResponse:
        linked = parts.links.read(token)
        if linked is None:
            both = "".join(f"<p>{gateway.words.text('link_expired', language)}</p>" for language in ("zh", "en"))
            return html(f"<!doctype html><meta charset=utf-8>{both}", status=410)
        try:
            content = await parts.files.get(linked.sha256)
        except FileNotFoundError as error:
            raise NotFound("no such document") from error
        shown = f"inline; filename*=UTF-8''{quote(linked.filename)}"
        return raw(content, content_type=linked.media_type, headers={"content-disposition": shown})

    @app.post("/webhooks/payments/notify", name="payment_notice")
    async def payment_notice(request: Request) -> HTTPResponse:
        """Answers 200 only when the order's workflow is recorded: until then the provider calls again."""
        try:
            notice = parts.payments.read_notice(request.body, dict(request.headers))
        except InvalidSignature as error:
            raise Unauthorized("the signature doesn't hold") from error
        try:
            await parts.fulfilment.start(notice.order_id)
        except Exception as error:
            log.error("payment_notice_failed", order=notice.order_id, error=type(error).__name__)
            raise ServiceUnavailable("not recorded, please call again") from error
        log.info("payment_notice", order=notice.order_id)
        return json({"code": "SUCCESS"})


async def _page(name: str) -> HTTPResponse:
    path = WEB / name
    if not path.is_file():
        raise NotFound("no such page")
    return await file(path, headers={"cache-control": "no-cache"})
