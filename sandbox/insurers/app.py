"""Routes of the insurers' issuing API."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json

from sandbox.insurers.checks import Refused, check_application
from sandbox.insurers.claims import add_claim_routes
from sandbox.insurers.companies import COMPANIES, policy_number
from sandbox.server import add_common_routes, refusal, signed_call
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS policy (
  serial INTEGER PRIMARY KEY AUTOINCREMENT, insurer TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL,
  number TEXT UNIQUE, line TEXT, product_id TEXT, premium TEXT, status TEXT NOT NULL, issued_at TEXT,
  sum_insured TEXT, effective TEXT, expiry TEXT, UNIQUE (insurer, key));
CREATE TABLE IF NOT EXISTS cancellation (key TEXT PRIMARY KEY, number TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS call (id INTEGER PRIMARY KEY, operation TEXT, insurer TEXT, key TEXT, at TEXT);
"""


def create_app(folder: Path, secret: str, claim_seconds: float) -> Sanic:
    """Build the app; its records lie in `folder`/insurers.sqlite. `claim_seconds`: from a claim to its answer."""
    app = Sanic("sandbox-insurers", configure_logging=False)
    app.ctx.store = store = Store(folder / "insurers.sqlite", SCHEMA)
    store.add_columns("policy", ("sum_insured", "effective", "expiry"))
    add_common_routes(app)
    claims = add_claim_routes(app, store, secret, claim_seconds)

    @app.post("/v1/<insurer:str>/policies")
    @signed_call(app, secret, "issue")
    async def issue(request: Request, insurer: str) -> HTTPResponse:
        key = request.headers.get("idempotency-key", "")
        if insurer not in COMPANIES:
            return refusal("UNKNOWN_INSURER", 404)
        if not key:
            return refusal("MISSING_FIELD", field="Idempotency-Key")
        _note(store, "issue", insurer, key)
        body_hash = hashlib.sha256(request.body).hexdigest()
        if known := store.row("SELECT * FROM policy WHERE insurer = ? AND key = ?", insurer, key):
            return _known(known, body_hash)
        try:
            check_application(insurer, request.json, datetime.now(UTC))
        except Refused as no:
            return refusal(no.reason, field=no.field)
        return json(_issue(store, insurer, key, body_hash, request.json), status=201)

    @app.get("/v1/<insurer:str>/policies/by-key/<key:str>")
    @signed_call(app, secret, "by_key")
    async def by_key(request: Request, insurer: str, key: str) -> HTTPResponse:
        found = store.row("SELECT * FROM policy WHERE insurer = ? AND key = ? AND number NOT NULL", insurer, key)
        return json(_shown(found)) if found else refusal("UNKNOWN_KEY", 404)

    @app.post("/v1/<insurer:str>/policies/by-key/<key:str>/void")
    @signed_call(app, secret, "void")
    async def void(request: Request, insurer: str, key: str) -> HTTPResponse:
        """Make sure that nothing is in force under this key, now or when a delayed request still arrives."""
        store.write(
            "INSERT INTO policy (insurer, key, body_hash, status) VALUES (?, ?, '', 'void') "
            "ON CONFLICT (insurer, key) DO UPDATE SET status = 'void'",
            insurer, key,
        )  # fmt: skip
        return json({"key": key, "status": "void"})

    @app.post("/v1/<insurer:str>/policies/<number:str>/cancel")
    @signed_call(app, secret, "cancel")
    async def cancel(request: Request, insurer: str, number: str) -> HTTPResponse:
        key = request.headers.get("idempotency-key", "")
        _note(store, "cancel", insurer, key)
        policy = store.row("SELECT * FROM policy WHERE insurer = ? AND number = ?", insurer, number)
        if policy is None:
            return refusal("UNKNOWN_POLICY", 404)
        done = store.row("SELECT number FROM cancellation WHERE key = ?", key)
        if done and done["number"] != number:
            return refusal("KEY_REUSED")
        if policy["status"] != "in_force" and not done:
            return refusal("NOT_IN_FORCE", 409)
        store.write("INSERT OR IGNORE INTO cancellation VALUES (?, ?)", key, number)
        store.write("UPDATE policy SET status = 'cancelled' WHERE number = ?", number)
        return json({"policy_number": number, "status": "cancelled"})

    @app.get("/_sandbox/ledger")
    async def ledger(request: Request) -> HTTPResponse:
        policies = [_shown(row) for row in store.rows("SELECT * FROM policy WHERE number NOT NULL ORDER BY serial")]
        calls = [dict(row) for row in store.rows("SELECT * FROM call ORDER BY id")]
        return json({"policies": policies, "calls": calls, "claims": claims.ledger()})

    return app


def _issue(store: Store, insurer: str, key: str, body_hash: str, body: dict) -> dict[str, object]:
    now = datetime.now(UTC)
    serial = store.row("SELECT COALESCE(MAX(serial), 0) + 1 AS n FROM policy")["n"]
    number = policy_number(insurer, body["line"], now.year, serial)
    store.write(
        "INSERT INTO policy (serial, insurer, key, body_hash, number, line, product_id, premium, status, issued_at, "
        "sum_insured, effective, expiry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'in_force', ?, ?, ?, ?)",
        serial, insurer, key, body_hash, number, body["line"], body["product_id"], body["premium"], now.isoformat(),
        body.get("sum_insured"), body["effective"], body.get("expiry"),
    )  # fmt: skip
    return _shown(store.row("SELECT * FROM policy WHERE serial = ?", serial))


def _known(row: object, body_hash: str) -> HTTPResponse:
    if row["status"] == "void" and row["number"] is None:
        return refusal("KEY_VOIDED")
    return json(_shown(row)) if row["body_hash"] == body_hash else refusal("KEY_REUSED")


def _shown(row: object) -> dict[str, object]:
    names = ("insurer", "key", "line", "product_id", "premium", "status", "issued_at")
    return {"policy_number": row["number"]} | {name: row[name] for name in names}


def _note(store: Store, operation: str, insurer: str, key: str) -> None:
    store.write(
        "INSERT INTO call (operation, insurer, key, at) VALUES (?, ?, ?, ?)",
        operation, insurer, key, datetime.now(UTC).isoformat(),
    )  # fmt: skip
