"""Routes of the dispatch API: an order is placed, accepted, somebody is on the way, done; or declined, or cancelled."""

from __future__ import annotations

import hashlib
import json as js
import time
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json

from sandbox.server import add_common_routes, refusal, signed_call
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS service (
  serial INTEGER PRIMARY KEY AUTOINCREMENT, order_id TEXT NOT NULL UNIQUE, body_hash TEXT NOT NULL, provider_id TEXT,
  service TEXT, claim TEXT, place TEXT, ended TEXT, reason TEXT, placed REAL NOT NULL, pace REAL NOT NULL);
CREATE TABLE IF NOT EXISTS call (id INTEGER PRIMARY KEY, operation TEXT, order_id TEXT);
"""
STEPS = ("placed", "accepted", "on_the_way", "done")
COMING_MINUTES = (0, 35, 20, 0)  # how long until somebody is there, by step
AREA = ((3.0, 54.0), (73.0, 136.0))  # degrees of latitude and longitude where crews go
NEEDED = ("order_id", "provider_id", "service", "latitude", "longitude", "where", "phone")


def create_app(folder: Path, secret: str, pace: float) -> Sanic:
    """Build the app; its records lie in `folder`/providers.sqlite. Each step takes `pace` seconds."""
    app = Sanic("sandbox-providers", configure_logging=False)
    app.ctx.store = store = Store(folder / "providers.sqlite", SCHEMA)
    add_common_routes(app)

    @app.post("/v1/orders")
    @signed_call(app, secret, "place")
    async def place(request: Request) -> HTTPResponse:
        key, body = request.headers.get("idempotency-key", ""), request.json
        _note(store, "place", key)
        if missing := [name for name in NEEDED if body.get(name) in (None, "")]:
            return refusal("MISSING_FIELD", field=missing[0])
        if key != body["order_id"]:
            return refusal("KEY_MISMATCH")
        body_hash = hashlib.sha256(request.body).hexdigest()
        if known := _row(store, key):
            return json(_shown(known)) if known["body_hash"] in ("", body_hash) else refusal("KEY_REUSED")
        _place(store, body, body_hash, pace)
        return json(_shown(_row(store, key)), status=201)

    @app.get("/v1/orders/<order_id:str>")
    @signed_call(app, secret, "state")
    async def state(request: Request, order_id: str) -> HTTPResponse:
        found = _row(store, order_id)
        return json(_shown(found)) if found else refusal("UNKNOWN_ORDER", 404)

    @app.post("/v1/orders/<order_id:str>/cancel")
    @signed_call(app, secret, "cancel")
    async def cancel(request: Request, order_id: str) -> HTTPResponse:
        """Cancel what isn't done, also an order whose request is still on its way here."""
        _note(store, "cancel", order_id)
        store.write(
            "INSERT OR IGNORE INTO service (order_id, body_hash, ended, placed, pace) "
            "VALUES (?, '', 'cancelled', ?, ?)",
            order_id, time.time(), pace,
        )  # fmt: skip
        if _status(_row(store, order_id)) not in ("done", "declined"):
            store.write("UPDATE service SET ended = 'cancelled' WHERE order_id = ?", order_id)
        return json(_shown(_row(store, order_id)))

    @app.get("/_sandbox/ledger")
    async def ledger(request: Request) -> HTTPResponse:
        orders = [_shown(row) for row in store.rows("SELECT * FROM service ORDER BY serial")]
        return json({"orders": orders, "calls": [dict(row) for row in store.rows("SELECT * FROM call ORDER BY id")]})

    return app


def _place(store: Store, body: dict, body_hash: str, pace: float) -> None:
    declined = store.take_switch("decline", "place")
    reason = str(declined.get("reason", "no_crew")) if declined else None
    spot = (body["latitude"], body["longitude"])
    if any(not low <= value <= high for value, (low, high) in zip(spot, AREA, strict=True)):
        reason = "out_of_area"
    quick = store.take_switch("pace", "place")
    store.write(
        "INSERT INTO service (order_id, body_hash, provider_id, service, claim, place, ended, reason, placed, pace) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        body["order_id"], body_hash, body["provider_id"], body["service"], body.get("claim_number", ""),
        js.dumps({"at": spot, "where": body["where"]}, ensure_ascii=False), "declined" if reason else None, reason,
        time.time(), float(quick["seconds"]) if quick else pace,
    )  # fmt: skip


def _row(store: Store, order_id: str) -> object:
    return store.row("SELECT * FROM service WHERE order_id = ?", order_id)


def _step(row: object) -> int:
    passed = (time.time() - row["placed"]) / row["pace"] if row["pace"] else len(STEPS)
    return min(int(passed), len(STEPS) - 1)


def _status(row: object) -> str:
    return row["ended"] or STEPS[_step(row)]


def _shown(row: object) -> dict[str, object]:
    status, step = _status(row), _step(row)
    coming = status in ("accepted", "on_the_way")
    return {
        "order_id": row["order_id"],
        "provider_id": row["provider_id"],
        "service": row["service"],
        "claim_number": row["claim"] or "",
        "place": js.loads(row["place"] or "{}"),
        "status": status,
        "eta_minutes": COMING_MINUTES[step] if coming else None,
        "crew": f"{row['serial']:03d}" if coming else "",
        "decline_reason": row["reason"] if status == "declined" else None,
    }


def _note(store: Store, operation: str, order_id: str) -> None:
    store.write("INSERT INTO call (operation, order_id) VALUES (?, ?)", operation, order_id)
