"""The provider's own books."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from sqlite3 import Row

from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS orders (
  id TEXT PRIMARY KEY, token TEXT UNIQUE NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL, subject TEXT NOT NULL,
  notify_url TEXT NOT NULL, return_url TEXT NOT NULL, expires_at TEXT NOT NULL, state TEXT NOT NULL,
  transaction_id TEXT, paid_at TEXT);
CREATE TABLE IF NOT EXISTS refund (
  key TEXT PRIMARY KEY, order_id TEXT NOT NULL, amount TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS charge (transaction_id TEXT PRIMARY KEY, order_id TEXT NOT NULL, amount TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS callback (
  id INTEGER PRIMARY KEY, order_id TEXT NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL,
  next_at REAL NOT NULL, status TEXT NOT NULL);
"""


class Books:
    """Orders move open → paid → refunded, or open → expired | closed; expiry is noticed on the next look."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "payments.sqlite", SCHEMA)

    def order(self, order_id: str) -> Row | None:
        return self._fresh("id", order_id)

    def by_token(self, token: str) -> Row | None:
        return self._fresh("token", token)

    def open(self, body: dict, amount: Decimal) -> Row:
        expires = datetime.now(UTC) + timedelta(minutes=float(body["minutes"]))
        self.store.write(
            "INSERT INTO orders (id, token, amount, currency, subject, notify_url, return_url, expires_at, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')",
            body["order_id"], secrets.token_urlsafe(18), str(amount), body["currency"], body["subject"],
            body["notify_url"], body["return_url"], expires.isoformat(),
        )  # fmt: skip
        return self.order(body["order_id"])

    def pay(self, token: str, now: float, callbacks: int) -> bool:
        """Charge once: false if the order is no longer open."""
        order = self.by_token(token)
        transaction, at = f"4200{secrets.randbelow(10**14):014d}", datetime.now(UTC).isoformat()
        changed = self.store.write(
            "UPDATE orders SET state = 'paid', transaction_id = ?, paid_at = ? WHERE token = ? AND state = 'open'",
            transaction, at, token,
        )  # fmt: skip
        if not changed:
            return False
        self.store.write("INSERT INTO charge VALUES (?, ?, ?)", transaction, order["id"], order["amount"])
        body = json.dumps({"event": "payment.paid", **shown(self.order(order["id"]))}, sort_keys=True)
        for _ in range(callbacks):
            self.store.write(
                "INSERT INTO callback (order_id, url, body, attempts, next_at, status) VALUES (?, ?, ?, 0, ?, 'due')",
                order["id"], order["notify_url"], body, now,
            )  # fmt: skip
        return True

    def close(self, order_id: str) -> None:
        self.store.write("UPDATE orders SET state = 'closed' WHERE id = ? AND state = 'open'", order_id)

    def refunded(self, order_id: str) -> Decimal:
        rows = self.store.rows("SELECT amount FROM refund WHERE order_id = ?", order_id)
        return sum((Decimal(row["amount"]) for row in rows), Decimal(0))

    def refund(self, order: Row, key: str, amount: Decimal) -> None:
        self.store.write("INSERT INTO refund VALUES (?, ?, ?, ?)", key, order["id"], str(amount), _now())
        if self.refunded(order["id"]) == Decimal(order["amount"]):
            self.store.write("UPDATE orders SET state = 'refunded' WHERE id = ?", order["id"])

    def _fresh(self, column: str, value: str) -> Row | None:
        self.store.write("UPDATE orders SET state = 'expired' WHERE state = 'open' AND expires_at <= ?", _now())
        return self.store.row(f"SELECT * FROM orders WHERE {column} = ?", value)  # noqa: S608 - column is ours


def shown(order: Row) -> dict[str, object]:
    """What the merchant is told about an order."""
    names = ("amount", "currency", "state", "expires_at", "transaction_id", "paid_at")
    return {"order_id": order["id"]} | {name: order[name] for name in names}


def cents(text: object) -> Decimal:
    """Raises ArithmeticError for what is not a finite decimal."""
    value = Decimal(str(text))
    if not value.is_finite():
        raise InvalidOperation
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _now() -> str:
    return datetime.now(UTC).isoformat()
