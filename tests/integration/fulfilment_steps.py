"""PurchaseSteps on a small SQLite file, and providers' adapters that can be killed at any point."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from adapters.insurers import HttpInsurer
from adapters.payments import HttpPayments
from insurance.money import Money
from insurance.ports import IssuedPolicy, IssueRequest, PaymentNotice, PaymentState, PurchaseRefused
from insurance.refs import OrderId, PolicyNumber
from tests.integration.issue_requests import issue_request


def kill_point(name: str) -> None:
    """Die here, as if the power went, when this run is told to."""
    if os.environ.get("KILL_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)


class FileSteps:
    """Each method writes one event at most once, as the real records do with their unique keys."""

    def __init__(self, path: Path, price: Money) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.executescript(
            "CREATE TABLE IF NOT EXISTS event (order_id TEXT, name TEXT, detail TEXT, UNIQUE (order_id, name));"
            "CREATE TABLE IF NOT EXISTS waiting (order_id TEXT PRIMARY KEY);"
        )
        self._price = price
        self.trouble: list[Exception] = []  # raised by mark_paid, one a call
        self.asked: list[tuple[PolicyNumber, OrderId, str]] = []  # cancellations confirmed

    def await_payment(self, order_id: OrderId) -> None:
        self._db.execute("INSERT OR IGNORE INTO waiting VALUES (?)", (order_id,))

    def events(self, order_id: OrderId) -> dict[str, str]:
        return dict(self._db.execute("SELECT name, detail FROM event WHERE order_id = ? ORDER BY rowid", (order_id,)))

    def _note(self, order_id: OrderId, name: str, detail: str = "") -> None:
        kill_point(f"{name}.before")
        self._db.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?)", (order_id, name, detail))
        kill_point(f"{name}.after")

    async def mark_paid(self, order_id: OrderId, notice: PaymentNotice) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        if notice.amount != self._price:
            raise PurchaseRefused("AMOUNT_DIFFERS")
        self._note(order_id, "mark_paid", notice.transaction_id)
        self._db.execute("DELETE FROM waiting WHERE order_id = ?", (order_id,))

    async def insurer_of(self, order_id: OrderId) -> str:
        return "hengtai"

    async def issue_request(self, order_id: OrderId) -> IssueRequest:
        return issue_request(order_id, str(self._price))

    async def record_policy(self, order_id: OrderId, issued: IssuedPolicy) -> None:
        self._note(order_id, "record_policy", issued.policy_number)

    async def prepare_papers(self, order_id: OrderId) -> None:
        self._note(order_id, "prepare_papers")

    async def deliver(self, order_id: OrderId) -> None:
        self._note(order_id, "deliver")

    async def refund_needed(self, order_id: OrderId, reason: str) -> None:
        self._note(order_id, "refund_needed", reason)

    async def refund_amount(self, order_id: OrderId) -> Money:
        return self._price

    async def record_refund(self, order_id: OrderId) -> None:
        self._note(order_id, "record_refund")

    async def record_cancelled(self, order_id: OrderId, policy_number: PolicyNumber) -> None:
        self._note(order_id, "record_cancelled", policy_number)

    async def cancel_refused(self, order_id: OrderId, policy_number: PolicyNumber, reason: str) -> None:
        self._note(order_id, "cancel_refused", reason)

    async def cancellations_asked(self) -> Sequence[tuple[PolicyNumber, OrderId, str]]:
        return self.asked

    async def orders_awaiting_payment(self) -> Sequence[OrderId]:
        return [OrderId(row[0]) for row in self._db.execute("SELECT order_id FROM waiting")]

    async def expire(self, order_id: OrderId) -> None:
        self._note(order_id, "expire")
        self._db.execute("DELETE FROM waiting WHERE order_id = ?", (order_id,))

    async def report_stuck(self, order_id: OrderId, step: str) -> None:
        self._note(order_id, f"stuck_{step}")


class MortalInsurer(HttpInsurer):
    async def issue(self, request: IssueRequest) -> IssuedPolicy:
        kill_point("issue.before")
        issued = await super().issue(request)
        kill_point("issue.after")
        return issued


class MortalPayments(HttpPayments):
    async def state(self, order_id: OrderId) -> PaymentState:
        kill_point("check_paid.before")
        state = await super().state(order_id)
        kill_point("check_paid.after")
        return state

    async def refund(self, order_id: OrderId, amount: Money, key: str) -> None:
        kill_point("refund.before")
        await super().refund(order_id, amount, key)
        kill_point("refund.after")
