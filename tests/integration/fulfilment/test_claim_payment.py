"""Paying claims with a real bank's stand-in: once, or not at all and somebody knows."""

from __future__ import annotations

import asyncio
import sqlite3
import time
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.claim_flow import ClaimFlow, ClaimPaymentLimits
from adapters.fulfilment import Fulfilment
from adapters.payouts import HttpPayouts
from insurance.claim_ports import ClaimPaymentRefused
from insurance.refs import ClaimNumber
from tests.integration.claim_payment_steps import FileClaimSteps
from tests.integration.claim_samples import HOLDER, card
from tests.integration.fulfilment.conftest import Shop
from tests.integration.providers import PAYMENTS_SECRET, Provider

pytestmark = pytest.mark.server


@dataclass
class Till:
    """Where claims are paid, and what a test asks of it."""

    bank: Provider
    steps: FileClaimSteps
    flow: ClaimFlow
    build: Callable[[], Fulfilment]
    fulfilment: Fulfilment
    folder: Path

    def approve(self, account: str | None = None, invoices: tuple[str, ...] = (), **payouts: str) -> ClaimNumber:
        claim = f"C{uuid.uuid4().hex}"
        return self.steps.approve(claim, account or card(), payouts or {"P1": "1860.00"}, invoices)

    async def until(self, claim: str, event: str, times: int = 1, seconds: float = 15) -> list[tuple[str, str, str]]:
        """Wait for an event, and a little longer for what must not follow."""
        deadline = time.monotonic() + seconds
        while self.steps.names(claim).count(event) < times:
            assert time.monotonic() < deadline, f"no {event}, only {self.steps.events(claim)}"
            await asyncio.sleep(0.03)
        await asyncio.sleep(0.3)
        return self.steps.events(claim)

    def booked(self, claim: str) -> list[tuple[str, str, str]]:
        rows = [row for row in self.bank.ledger()["payouts"] if row["claim_number"] == claim]
        return [(str(row["policy_number"]), str(row["state"]), str(row["amount"])) for row in rows]


@pytest.fixture
async def till(shop: Shop, payments: Provider, tmp_path: Path) -> AsyncIterator[Till]:
    await shop.fulfilment.stop()
    payouts = HttpPayouts(payments.url, PAYMENTS_SECRET, timeout_seconds=0.5)
    steps = FileClaimSteps(tmp_path / "claims.db")
    flow = ClaimFlow(steps, payouts, ClaimPaymentLimits(0.05, 0.2, 3, 0.05, overdue_after=20, sweep_pause=0.05))

    def build() -> Fulfilment:
        return Fulfilment(shop.steps, shop.insurer, shop.provider, shop.workflows, shop.limits, claims=flow)

    shop.fulfilment = build()  # the shop stops it
    await shop.fulfilment.launch()
    yield Till(payments, steps, flow, build, shop.fulfilment, tmp_path)
    await payouts.close_connections()


async def test_that_an_approved_claim_is_found_paid_and_told_once(till: Till) -> None:
    claim = till.approve()
    await asyncio.gather(*(till.fulfilment.pay_claim(claim) for _ in range(3)))
    events = await till.until(claim, "finish")
    await till.fulfilment.pay_claim(claim)
    assert [name for name, _, _ in events] == ["begin", "record_accepted", "record_settled", "finish"]
    assert till.booked(claim) == [("P1", "settled", "1860.00")]


async def test_that_every_policy_of_a_claim_pays_its_part(till: Till) -> None:
    claim = till.approve(P1="1860.00", P2="40.55")
    events = await till.until(claim, "finish")
    assert sorted(till.booked(claim)) == [("P1", "settled", "1860.00"), ("P2", "settled", "40.55")]
    assert events[-1] == ("finish", "1", "paid")


@pytest.mark.parametrize(
    "switch",
    [
        {"fail": {"status": 503, "times": 2}},
        {"slow": {"seconds": 0.8, "times": 2}},
        {"hang_after_work": {"seconds": 0.8, "times": 2, "on": "payout"}},
        {"hang_after_work": {"seconds": 0.8, "times": 2, "on": "payout_state"}},
        {"nonsense": {"times": 2, "on": "payout"}},
        {"nonsense": {"times": 2, "on": "payout_state"}},
        {"nonsense": {"times": 2, "status": 404}},
        {"answer_twice": {"times": 2}},
    ],
)
async def test_that_a_bank_in_trouble_pays_once(till: Till, switch: dict[str, dict[str, object]]) -> None:
    till.bank.switch(**switch)
    claim = till.approve()
    events = await till.until(claim, "finish")
    assert till.booked(claim) == [("P1", "settled", "1860.00")]
    assert [name for name, _, _ in events].count("record_settled") == 1


async def test_that_a_bank_that_stays_down_is_told_to_the_staff_and_paid_when_it_is_back(till: Till) -> None:
    till.bank.switch(fail={"status": 503})
    claim = till.approve()
    await till.until(claim, "stuck")
    assert ("stuck", "pay", "") in till.steps.events(claim)
    assert till.booked(claim) == []
    till.bank.switch()
    await till.until(claim, "finish")
    assert till.booked(claim) == [("P1", "settled", "1860.00")]


async def test_that_a_house_without_money_at_its_bank_never_asks_the_customer_for_an_account(till: Till) -> None:
    till.bank.switch(refuse={"reason": "INSUFFICIENT_FUNDS", "on": "payout"})
    claim = till.approve()
    await till.until(claim, "stuck")
    assert "record_returned" not in till.steps.names(claim)
    till.bank.switch()
    assert (await till.until(claim, "finish"))[-1] == ("finish", "1", "paid")
    assert till.booked(claim) == [("P1", "settled", "1860.00")]


async def test_that_a_refused_account_waits_for_another_and_then_pays_once(till: Till) -> None:
    number = card()
    till.bank.configure("accounts", [{"number": number, "holder": "王小红"}])
    claim = till.approve(number)
    events = await till.until(claim, "finish")
    assert ("record_returned", f"payout-{claim}-P1-1", "NAME_MISMATCH") in events
    assert events[-1] == ("finish", "1", "waiting")
    till.steps.name_account(claim, card())
    await till.until(claim, "finish", times=2)
    assert till.booked(claim) == [("P1", "refused", "1860.00"), ("P1", "settled", "1860.00")]


async def test_that_only_what_came_back_is_paid_again(till: Till) -> None:
    till.bank.switch(send_back={"reason": "ACCOUNT_CLOSED", "seconds": 0.2, "times": 1})
    claim = till.approve(P1="1860.00", P2="40.55")
    await till.until(claim, "finish")
    till.steps.name_account(claim, card())
    events = await till.until(claim, "finish", times=2)
    assert sorted(till.booked(claim)) == [
        ("P1", "returned", "1860.00"),
        ("P1", "settled", "1860.00"),
        ("P2", "settled", "40.55"),
    ]
    assert [name for name, _, _ in events].count("record_settled") == 2


async def test_that_no_second_round_begins_while_the_first_is_in_flight(till: Till) -> None:
    till.bank.switch(send_back={"reason": "ACCOUNT_CLOSED", "seconds": 1.5, "times": 1})
    claim = till.approve()
    await till.until(claim, "record_accepted")
    till.steps.name_account(claim, card())  # too early: the customer had another idea
    await till.fulfilment.pay_claims()
    await asyncio.sleep(0.5)
    assert [state for _, state, _ in till.booked(claim)] == ["accepted"]
    await till.until(claim, "record_returned")


async def test_that_a_transfer_that_neither_arrives_nor_returns_is_told_to_the_staff(till: Till) -> None:
    till.bank.switch(send_back={"reason": "ACCOUNT_CLOSED", "seconds": 600, "times": 1})
    claim = till.approve()
    await till.until(claim, "stuck")
    assert ("stuck", "check_payout", "") in till.steps.events(claim)
    assert "finish" not in till.steps.names(claim)


async def test_that_one_invoice_is_paid_in_one_claim_only(till: Till) -> None:
    one, other = till.approve(invoices=("044001900211",)), till.approve(invoices=("044001900211",))
    for _ in range(300):
        if {"finish", "refused"} <= {*till.steps.names(one), *till.steps.names(other)}:
            break
        await asyncio.sleep(0.05)
    paid, not_paid = (one, other) if "finish" in till.steps.names(one) else (other, one)
    assert till.steps.events(not_paid) == [("refused", "1", "DUPLICATE_INVOICE")]
    assert till.booked(paid) == [("P1", "settled", "1860.00")]
    assert till.booked(not_paid) == []


async def test_that_a_claim_freed_by_an_assessor_is_paid_in_another_run(till: Till) -> None:
    till.steps.trouble = [ClaimPaymentRefused("CLAIM_WITHDRAWN")]
    claim = till.approve()
    await till.until(claim, "refused")
    till.steps.name_account(claim, card())
    await till.until(claim, "finish")
    assert till.booked(claim) == [("P1", "settled", "1860.00")]


async def test_that_records_that_change_their_mind_after_a_silent_transfer_never_pay_twice(till: Till) -> None:
    till.bank.switch(hang_after_work={"seconds": 0.8, "times": 1, "on": "payout"})
    till.steps.later_trouble = [ClaimPaymentRefused("NO_ACCOUNT")] * 2
    claim = till.approve()
    events = await till.until(claim, "finish")
    assert "record_returned" not in till.steps.names(claim)
    assert events[-1] == ("finish", "1", "paid")
    assert till.booked(claim) == [("P1", "settled", "1860.00")]


async def test_that_stopping_anywhere_loses_nothing(till: Till, shop: Shop) -> None:
    till.bank.switch(slow={"seconds": 0.2})
    claim = till.approve(P1="1860.00", P2="40.55")
    for _ in range(4):
        await asyncio.sleep(0.25)
        await shop.fulfilment.stop()
        shop.fulfilment = till.build()
        await shop.fulfilment.launch()
    await till.until(claim, "finish")
    assert sorted(till.booked(claim)) == [("P1", "settled", "1860.00"), ("P2", "settled", "40.55")]


async def test_that_no_name_and_no_account_reach_the_workflow_tables_or_a_log(
    till: Till, caplog: pytest.LogCaptureFixture
) -> None:
    number, closed = card(), card()
    till.steps.trouble = [RuntimeError(f"could not pay {HOLDER} {number}")]
    till.bank.switch(fail={"status": 503, "times": 1})
    till.bank.configure("accounts", [{"number": closed, "status": "closed"}])
    claims = till.approve(number), till.approve(closed)
    for claim in claims:
        await till.until(claim, "finish")
    with sqlite3.connect(till.folder / "workflows.db") as db:
        dump = "\n".join(db.iterdump())
    assert all(claim in dump for claim in claims)
    assert "ACCOUNT_CLOSED" in dump
    for private in (HOLDER, number, closed, number[:10], closed[:10]):
        assert private not in dump + caplog.text
