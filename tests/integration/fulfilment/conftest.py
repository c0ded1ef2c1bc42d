import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adapters.fulfilment import Fulfilment
from adapters.insurers import HttpInsurer
from adapters.payments import HttpPayments
from adapters.purchase_flow import PurchaseLimits
from insurance.money import Money
from insurance.refs import OrderId
from tests.integration.fulfilment_steps import FileSteps
from tests.integration.providers import INSURERS_SECRET, PAYMENTS_SECRET, Provider

PRICE = Money.of("168.00")


@dataclass
class Shop:
    """A seller on real stand-ins, and what a test asks of it."""

    insurers: Provider
    payments: Provider
    insurer: HttpInsurer
    provider: HttpPayments
    steps: FileSteps
    folder: Path
    limits: PurchaseLimits
    fulfilment: Fulfilment

    @property
    def workflows(self) -> str:
        return f"sqlite+aiosqlite:///{self.folder}/workflows.db"

    def build(self, **changes: float) -> Fulfilment:
        limits = replace(self.limits, **changes)
        return Fulfilment(self.steps, self.insurer, self.provider, self.workflows, limits)

    async def order(self, pay: bool = True, minutes: float = 30) -> OrderId:
        order = OrderId(f"o-{uuid.uuid4().hex}")
        page = await self.provider.open(order, PRICE, "意外险", minutes)  # type: ignore[arg-type]
        self.steps.await_payment(order)
        if pay:
            await asyncio.to_thread(self.payments.press, page.url)
        return order

    async def until(self, order: OrderId, event: str, seconds: float = 15) -> dict[str, str]:
        """Wait for an event, and a little longer for what must not follow."""
        deadline = time.monotonic() + seconds
        while event not in self.steps.events(order):
            assert time.monotonic() < deadline, f"no {event}, only {self.steps.events(order)}"
            await asyncio.sleep(0.03)
        await asyncio.sleep(0.2)
        return self.steps.events(order)

    def of(self, order: OrderId) -> dict[str, list[dict[str, object]]]:
        """What both providers' own books say about an order."""
        books = self.payments.ledger()
        return {
            "charges": [c for c in books["charges"] if c["order_id"] == order],
            "refunds": [r for r in books["refunds"] if r["order_id"] == order],
            "policies": [p for p in self.insurers.ledger()["policies"] if p["key"] == order],
        }


@pytest.fixture
async def shop(insurers: Provider, payments: Provider, tmp_path: Path) -> AsyncIterator[Shop]:
    insurers.switch()
    payments.switch()
    insurer = HttpInsurer(insurers.url, INSURERS_SECRET, lambda product_id: "accident", timeout_seconds=0.5)
    provider = HttpPayments(
        payments.url, PAYMENTS_SECRET, "http://127.0.0.1:9/", lambda order_id: "http://127.0.0.1:9/"
    )
    limits = PurchaseLimits(0.05, 0.2, issue_attempts=3, stuck_after=3, poll_pause=0.1, sweep_pause=3600)
    shop = Shop(
        insurers, payments, insurer, provider, FileSteps(tmp_path / "records.db", PRICE), tmp_path, limits, None
    )
    shop.fulfilment = shop.build()
    await shop.fulfilment.launch()
    yield shop
    await shop.fulfilment.stop()
    await insurer.close_connections()
    await provider.close_connections()
