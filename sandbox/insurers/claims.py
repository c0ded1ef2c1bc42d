"""Routes of the insurers' claim handling: submitted once, answered after a while."""

from __future__ import annotations

import hashlib
import json as text
import time
from datetime import UTC, datetime
from decimal import Decimal
from sqlite3 import Row

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json

from sandbox.insurers.checks import Refused
from sandbox.insurers.claim_checks import Submitted, decide, read, wanted
from sandbox.insurers.companies import COMPANIES
from sandbox.server import refusal, signed_call
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS claim (
  insurer TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, claim_number TEXT NOT NULL,
  policy_number TEXT NOT NULL, invoices TEXT NOT NULL, asked TEXT NOT NULL, amount TEXT NOT NULL, state TEXT NOT NULL,
  reason TEXT NOT NULL, wanted TEXT NOT NULL, due REAL NOT NULL, submitted_at TEXT NOT NULL,
  PRIMARY KEY (insurer, key));
CREATE TABLE IF NOT EXISTS claim_document (
  insurer TEXT NOT NULL, key TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  PRIMARY KEY (insurer, key, sha256));
"""


class ClaimBooks:
    """A claim is decided when it comes in, and the decision shown once the documents wanted are there and time has
    passed: whoever comes second with an invoice is refused, not whoever is answered second."""

    def __init__(self, store: Store, answer_seconds: float) -> None:
        store.add_tables(SCHEMA)
        self._store, self._seconds = store, answer_seconds

    def find(self, insurer: str, key: str) -> Row | None:
        return self._store.row("SELECT * FROM claim WHERE insurer = ? AND key = ?", insurer, key)

    def submit(self, insurer: str, key: str, body_hash: str, policy_number: str, claim: Submitted) -> Row:
        policy = self._store.row("SELECT * FROM policy WHERE insurer = ? AND number = ?", insurer, policy_number)
        others = self._others(insurer, claim.claim_number)
        used = sum((Decimal(row["amount"]) for row in others if row["policy_number"] == policy_number), Decimal(0))
        invoices = {invoice for row in others for invoice in text.loads(row["invoices"])}
        made = decide(insurer, claim, policy, used, invoices, datetime.now(UTC))
        documents = () if made.state == "refused" else wanted(insurer, claim)
        self._store.write(
            "INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            insurer, key, body_hash, claim.claim_number, policy_number, text.dumps(sorted(claim.invoices)),
            str(claim.payable), str(made.amount), made.state, made.reason, text.dumps(documents),
            time.time() + self._seconds, datetime.now(UTC).isoformat(),
        )  # fmt: skip
        return self.find(insurer, key)

    def _others(self, insurer: str, claim_number: str) -> list[Row]:
        return self._store.rows(
            "SELECT * FROM claim WHERE insurer = ? AND claim_number != ? AND state != 'refused'", insurer, claim_number
        )

    def missing(self, claim: Row) -> list[str]:
        rows = self._store.rows(
            "SELECT sha256 FROM claim_document WHERE insurer = ? AND key = ?", claim["insurer"], claim["key"]
        )
        return [each for each in text.loads(claim["wanted"]) if each not in {row["sha256"] for row in rows}]

    def take(self, claim: Row, sha256: str, size: int) -> None:
        """Only that it came is kept, never what is on it."""
        self._store.write(
            "INSERT OR IGNORE INTO claim_document VALUES (?, ?, ?, ?)", claim["insurer"], claim["key"], sha256, size
        )
        if not self.missing(claim):
            self._store.write(
                "UPDATE claim SET due = MAX(due, ?) WHERE insurer = ? AND key = ?",
                time.time() + self._seconds, claim["insurer"], claim["key"],
            )  # fmt: skip

    def shown(self, claim: Row) -> dict[str, object]:
        known = {"key": claim["key"], "claim_number": claim["claim_number"], "submitted_at": claim["submitted_at"]}
        missing = self.missing(claim)
        if missing or claim["due"] > time.time():
            return known | {"state": "pending", "wanted": missing}
        if claim["state"] == "refused":
            return known | {"state": "refused", "reason": claim["reason"]}
        answer = {"state": claim["state"], "amount": claim["amount"], "currency": "CNY"}
        return known | answer | ({"reason": claim["reason"]} if claim["state"] == "differs" else {})

    def ledger(self) -> list[dict[str, object]]:
        return [dict(row) for row in self._store.rows("SELECT * FROM claim ORDER BY submitted_at")]


def add_claim_routes(app: Sanic, store: Store, secret: str, answer_seconds: float) -> ClaimBooks:
    books = ClaimBooks(store, answer_seconds)

    @app.post("/v1/<insurer:str>/claims")
    @signed_call(app, secret, "claim")
    async def submit(request: Request, insurer: str) -> HTTPResponse:
        if insurer not in COMPANIES:
            return refusal("UNKNOWN_INSURER", 404)
        try:
            claim = read(request.json)
        except Refused as no:
            return refusal(no.reason, field=no.field)
        key = str(request.json["key"])
        if request.headers.get("idempotency-key") != key:
            return refusal("KEY_DIFFERS")
        body_hash = hashlib.sha256(request.body).hexdigest()
        known = books.find(insurer, key)
        if known and known["body_hash"] != body_hash:
            return refusal("KEY_REUSED")
        known = known or books.submit(insurer, key, body_hash, str(request.json["policy_number"]), claim)
        return json(books.shown(known), status=201)

    @app.get("/v1/<insurer:str>/claims/<key:str>")
    @signed_call(app, secret, "claim_state")
    async def state(request: Request, insurer: str, key: str) -> HTTPResponse:
        claim = books.find(insurer, key)
        return json(books.shown(claim)) if claim else refusal("UNKNOWN_KEY", 404)

    @app.put("/v1/<insurer:str>/claims/<key:str>/documents/<sha256:str>")
    @signed_call(app, secret, "claim_document")
    async def document(request: Request, insurer: str, key: str, sha256: str) -> HTTPResponse:
        claim = books.find(insurer, key)
        if claim is None:
            return refusal("UNKNOWN_KEY", 404)
        if sha256 not in text.loads(claim["wanted"]):
            return refusal("DOCUMENT_NOT_WANTED")
        if hashlib.sha256(request.body).hexdigest() != sha256:
            return refusal("DOCUMENT_DIFFERS")
        books.take(claim, sha256, len(request.body))
        return json(books.shown(claim), status=201)

    @app.put("/_sandbox/policies/<number:str>")
    async def move_term(request: Request, number: str) -> HTTPResponse:
        """Move a policy's term {effective, expiry?}, for tests that can't wait until it has begun."""
        body = request.json
        changed = store.write(
            "UPDATE policy SET effective = ?, expiry = ? WHERE number = ?",
            body["effective"],
            body.get("expiry"),
            number,
        )
        return json({"changed": changed}) if changed else refusal("UNKNOWN_POLICY", 404)

    return books
