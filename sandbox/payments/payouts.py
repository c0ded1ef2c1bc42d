"""The payout bank: transfers to customers' accounts, accepted at once, settled or sent back a while later."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from sqlite3 import Row

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json

from sandbox.payments.accounts import SCHEMA as ACCOUNTS
from sandbox.payments.accounts import configure, returns, why_not
from sandbox.payments.records import cents
from sandbox.server import refusal, signed_call
from sandbox.store import Store

SCHEMA = (
    ACCOUNTS
    + """
CREATE TABLE IF NOT EXISTS payout (
  key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, claim_number TEXT NOT NULL, policy_number TEXT NOT NULL,
  amount TEXT NOT NULL, currency TEXT NOT NULL, account_tail TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
  accepted_at TEXT NOT NULL, due REAL NOT NULL, due_state TEXT NOT NULL, ended_at TEXT);
"""
)
REQUIRED = ("key", "claim_number", "policy_number", "amount", "currency", "account_name", "account_number")


class PayoutBooks:
    """Payouts move accepted → settled | returned, noticed on the next look; a refusal stays under its key for ever."""

    def __init__(self, store: Store, settle_seconds: float) -> None:
        store.add_tables(SCHEMA)
        self._store, self._settle_seconds = store, settle_seconds

    def find(self, key: str) -> Row | None:
        self.end_due()
        return self._store.row("SELECT * FROM payout WHERE key = ?", key)

    def end_due(self) -> None:
        self._store.write(
            "UPDATE payout SET state = due_state, ended_at = ? WHERE state = 'accepted' AND due <= ?",
            datetime.now(UTC).isoformat(), time.time(),
        )  # fmt: skip

    def decide(self, body: dict, body_hash: str) -> Row:
        """Accept or refuse, once for a key: of two requests at once the first one counts."""
        number = str(body["account_number"])
        reason = why_not(self._store, number, str(body["account_name"]), str(body.get("bank") or ""))
        state, seconds, comes_back = "refused" if reason else "accepted", self._settle_seconds, ""
        if not reason:
            comes_back = returns(self._store, number)
            if switch := self._store.take_switch("send_back", "payout"):
                comes_back = str(switch.get("reason", "ACCOUNT_CLOSED"))
                seconds = float(switch.get("seconds", seconds))
        self._store.write(
            "INSERT OR IGNORE INTO payout VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            body["key"], body_hash, body["claim_number"], body["policy_number"], str(cents(body["amount"])),
            body["currency"], number[-4:], state, reason or comes_back, datetime.now(UTC).isoformat(),
            time.time() + seconds, "returned" if comes_back else "settled",
        )  # fmt: skip
        return self._store.row("SELECT * FROM payout WHERE key = ?", body["key"])


def add_payout_routes(app: Sanic, store: Store, secret: str, settle_seconds: float) -> PayoutBooks:
    books = PayoutBooks(store, settle_seconds)

    @app.post("/v1/payouts")
    @signed_call(app, secret, "payout")
    async def pay(request: Request) -> HTTPResponse:
        body = request.json
        missing = [name for name in REQUIRED if not isinstance(body, dict) or not body.get(name)]
        if missing:
            return refusal("MISSING_FIELD", field=missing[0])
        if request.headers.get("idempotency-key") != body["key"]:
            return refusal("KEY_DIFFERS")
        try:
            if cents(body["amount"]) <= 0:
                return refusal("AMOUNT_NOT_POSITIVE")
        except ArithmeticError:
            return refusal("AMOUNT_INVALID")
        if body["currency"] != "CNY":
            return refusal("CURRENCY_UNKNOWN")
        body_hash = hashlib.sha256(request.body).hexdigest()
        payout = books.find(body["key"]) or books.decide(body, body_hash)
        if payout["body_hash"] != body_hash:
            return refusal("KEY_REUSED")
        return refusal(payout["reason"]) if payout["state"] == "refused" else json(shown(payout), status=201)

    @app.get("/v1/payouts/<key:str>")
    @signed_call(app, secret, "payout_state")
    async def state(request: Request, key: str) -> HTTPResponse:
        payout = books.find(key)
        return json(shown(payout)) if payout else refusal("UNKNOWN_PAYOUT", 404)

    @app.put("/_sandbox/accounts")
    async def accounts(request: Request) -> HTTPResponse:
        """Configure accounts: a list of {number, holder?, status?, returns?}."""
        for account in request.json:
            try:
                configure(store, account)
            except (KeyError, ValueError):
                return refusal("ACCOUNT_NOT_CONFIGURED")
        return json({"configured": len(request.json)})

    return books


def shown(payout: Row) -> dict[str, object]:
    """What the merchant is told; why a transfer comes back only once it has."""
    names = ("key", "amount", "currency", "state", "accepted_at", "ended_at")
    told = payout["state"] in ("returned", "refused")
    return {name: payout[name] for name in names} | ({"reason": payout["reason"]} if told else {})
