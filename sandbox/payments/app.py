"""Routes of the payment provider."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic
from sanic.response import html, json, redirect

from sandbox.payments.callbacks import deliver_callbacks, is_local
from sandbox.payments.page import pay_page, result_page
from sandbox.payments.payouts import add_payout_routes
from sandbox.payments.records import Books, cents, shown
from sandbox.server import add_common_routes, refusal, signed_call

HEADERS = {
    # No form-action: some browsers apply it to the way back as well.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
SAME = ("amount", "currency", "subject", "notify_url", "return_url")


def create_app(folder: Path, secret: str, callback_pause: float, settle_seconds: float) -> Sanic:
    """Build the app; its records lie in `folder`/payments.sqlite.

    Args:
        callback_pause: seconds before the first retry.
        settle_seconds: from accepting a payout to its end.
    """
    app = Sanic("sandbox-payments", configure_logging=False)
    books = Books(folder)
    app.ctx.store = books.store
    add_common_routes(app)
    _add_merchant_routes(app, books, secret)
    _add_page_routes(app, books)
    payouts = add_payout_routes(app, books.store, secret, settle_seconds)

    @app.before_server_start
    async def start(app: Sanic) -> None:
        app.ctx.callbacks = asyncio.create_task(deliver_callbacks(books, secret, callback_pause))

    @app.before_server_stop
    async def stop(app: Sanic) -> None:
        app.ctx.callbacks.cancel()

    @app.get("/_sandbox/ledger")
    async def ledger(request: Request) -> HTTPResponse:
        payouts.end_due()
        tables = {"orders": "orders", "charges": "charge", "refunds": "refund", "callbacks": "callback"}
        tables |= {"payouts": "payout"}
        return json({name: [dict(r) for r in books.store.rows(f"SELECT * FROM {t}")] for name, t in tables.items()})  # noqa: S608

    return app


def _add_merchant_routes(app: Sanic, books: Books, secret: str) -> None:
    @app.post("/v1/orders")
    @signed_call(app, secret, "open")
    async def open_order(request: Request) -> HTTPResponse:
        body = request.json
        missing = [n for n in ("order_id", "minutes", *SAME) if not isinstance(body, dict) or not body.get(n)]
        if missing:
            return refusal("MISSING_FIELD", field=missing[0])
        try:
            body["amount"] = str(amount := cents(body["amount"]))
        except ArithmeticError:
            return refusal("AMOUNT_INVALID")
        if amount <= 0:
            return refusal("AMOUNT_NOT_POSITIVE")
        if not is_local(body["notify_url"]):
            return refusal("NOTIFY_URL_NOT_LOCAL")
        order = books.order(body["order_id"])
        if order is not None and any(order[name] != body[name] for name in SAME):
            return refusal("KEY_REUSED")
        order = order or books.open(body, amount)
        return json(shown(order) | {"pay_url": f"http://{request.host}/pay/{order['token']}"})

    @app.get("/v1/orders/<order_id:str>")
    @signed_call(app, secret, "state")
    async def state(request: Request, order_id: str) -> HTTPResponse:
        order = books.order(order_id)
        return json(shown(order)) if order else refusal("UNKNOWN_ORDER", 404)

    @app.post("/v1/orders/<order_id:str>/close")
    @signed_call(app, secret, "close")
    async def close(request: Request, order_id: str) -> HTTPResponse:
        order = books.order(order_id)
        if order is None:
            return refusal("UNKNOWN_ORDER", 404)
        if order["state"] in ("paid", "refunded"):
            return refusal("ALREADY_PAID", 409)
        books.close(order_id)
        return json(shown(books.order(order_id)))

    @app.post("/v1/orders/<order_id:str>/refunds")
    @signed_call(app, secret, "refund")
    async def refund(request: Request, order_id: str) -> HTTPResponse:
        order, key = books.order(order_id), request.headers.get("idempotency-key", "")
        if order is None:
            return refusal("UNKNOWN_ORDER", 404)
        if not key:
            return refusal("MISSING_FIELD", field="Idempotency-Key")
        try:
            amount = cents((request.json or {}).get("amount"))
        except ArithmeticError:
            return refusal("AMOUNT_INVALID")
        if done := books.store.row("SELECT * FROM refund WHERE key = ?", key):
            same = done["order_id"] == order_id and cents(done["amount"]) == amount
            return json(shown(order)) if same else refusal("KEY_REUSED")
        if order["state"] not in ("paid", "refunded"):
            return refusal("NOT_PAID", 409)
        if amount <= 0 or books.refunded(order_id) + amount > cents(order["amount"]):
            return refusal("REFUND_EXCEEDS_PAID")
        books.refund(order, key, amount)
        return json(shown(books.order(order_id)), status=201)


def _add_page_routes(app: Sanic, books: Books) -> None:
    def show(kind: str, order: object, status: int = 200, retry: str | None = None) -> HTTPResponse:
        back = order["return_url"] if order else None
        return html(result_page(kind, back, retry), status=status, headers=HEADERS)

    @app.get("/pay/<token:str>")
    async def page(request: Request, token: str) -> HTTPResponse:
        order = books.by_token(token)
        if order is None:
            return show("unknown", None, 404)
        if request.args.get("result") == "paid" and order["state"] == "paid":
            return show("paid", order)
        if request.args.get("result") == "declined" and order["state"] == "open":
            return show("declined", order, retry=token)
        if order["state"] == "open":
            return html(pay_page(order, token), headers=HEADERS)
        return show("already" if order["state"] == "paid" else order["state"], order)

    @app.post("/pay/<token:str>")
    async def decide(request: Request, token: str) -> HTTPResponse:
        order = books.by_token(token)
        if order is None:
            return show("unknown", None, 404)
        if request.form is None or request.form.get("action") != "pay":
            return redirect(f"/pay/{token}?result=declined", status=303)
        if order["state"] != "open" or not books.pay(token, time.time(), _callbacks(books)):
            order = books.by_token(token)
            return show("already" if order["state"] == "paid" else order["state"], order)
        return redirect(f"/pay/{token}?result=paid", status=303)


def _callbacks(books: Books) -> int:
    if books.store.take_switch("drop_callback", "pay"):
        return 0
    return 2 if books.store.take_switch("callback_twice", "pay") else 1
