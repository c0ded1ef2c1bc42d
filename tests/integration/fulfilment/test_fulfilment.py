"""The durable purchase with real stand-ins: one charge, one policy, one delivery, or the money back once."""

from __future__ import annotations

import asyncio
import socket
import sqlite3

import pytest

from adapters.payments import HttpPayments
from insurance.money import Money
from insurance.ports import PaymentState, PurchaseRefused
from insurance.refs import PolicyNumber
from tests.integration.issue_requests import FATHER, SON
from tests.integration.providers import PAYMENTS_SECRET

pytestmark = pytest.mark.server


async def test_that_a_paid_order_becomes_one_delivered_policy_however_often_started(shop) -> None:
    order = await shop.order()
    await asyncio.gather(*(shop.fulfilment.start(order) for _ in range(3)))
    events = await shop.until(order, "deliver")
    await shop.fulfilment.start(order)
    books = shop.of(order)
    assert list(events) == ["mark_paid", "record_policy", "prepare_papers", "deliver"]
    assert [p["policy_number"] for p in books["policies"]] == [events["record_policy"]]
    assert (len(books["charges"]), books["refunds"]) == (1, [])


async def test_that_a_callback_delivered_twice_sells_once(shop) -> None:
    """A small merchant takes the callbacks as the gateway does: read_notice, then start."""
    seen = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:]
        headers = dict(line.split(": ", 1) for line in head if line)
        lengths = [value for name, value in headers.items() if name.lower() == "content-length"]
        notice = client.read_notice(await reader.readexactly(int(lengths[0])), headers)
        seen.append(notice)
        await shop.fulfilment.start(notice.order_id)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    notify = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    client = HttpPayments(shop.payments.url, PAYMENTS_SECRET, notify, lambda order_id: notify)
    shop.provider = client
    shop.payments.switch(callback_twice={"times": 1})
    order = await shop.order()
    await shop.until(order, "deliver")
    for _ in range(100):
        if len(seen) == 2:
            break
        await asyncio.sleep(0.05)
    server.close()
    books = shop.of(order)
    assert [notice.order_id for notice in seen] == [order, order]
    assert (len(books["charges"]), len(books["policies"]), len(books["refunds"])) == (1, 1, 0)


async def test_that_a_purchase_begun_before_the_payment_waits_for_it(shop) -> None:
    order = await shop.order(pay=False)
    await shop.fulfilment.start(order)
    await asyncio.sleep(0.3)
    assert shop.steps.events(order) == {}
    page = await shop.provider.open(order, Money.of("168.00"), "意外险", 30)
    await asyncio.to_thread(shop.payments.press, page.url)
    assert "deliver" in await shop.until(order, "deliver")


async def test_that_an_insurer_that_times_out_after_the_work_issues_once(shop) -> None:
    shop.insurers.switch(hang_after_work={"seconds": 1, "times": 1, "on": "issue"})
    order = await shop.order()
    await shop.fulfilment.start(order)
    await shop.until(order, "deliver")
    assert len(shop.of(order)["policies"]) == 1


async def test_that_a_policy_issued_in_silence_is_found_and_delivered_not_refunded(shop) -> None:
    shop.insurers.switch(hang_after_work={"seconds": 1, "on": "issue"})
    order = await shop.order()
    await shop.fulfilment.start(order)
    events = await shop.until(order, "deliver")
    assert "refund_needed" not in events
    assert [p["status"] for p in shop.of(order)["policies"]] == ["in_force"]


async def test_that_a_refusal_refunds_once_and_tells(shop) -> None:
    shop.insurers.switch(refuse={"reason": "RISK_DECLINED", "on": "issue"})
    shop.payments.switch(hang_after_work={"seconds": 11, "times": 1, "on": "refund"})
    shop.provider._client.timeout = 0.5
    order = await shop.order()
    await shop.fulfilment.start(order)
    events = await shop.until(order, "record_refund")
    books = shop.of(order)
    assert events["refund_needed"] == "RISK_DECLINED"
    assert [r["amount"] for r in books["refunds"]] == ["168.00"]
    assert books["policies"] == []
    assert await shop.provider.state(order) is PaymentState.REFUNDED


async def test_that_an_insurer_that_stays_down_ends_in_a_refund_and_no_late_policy(shop) -> None:
    shop.insurers.switch(fail={"status": 503})
    order = await shop.order()
    await shop.fulfilment.start(order)
    events = await shop.until(order, "stuck_void")
    assert events["refund_needed"] == "INSURER_UNAVAILABLE"
    assert "record_refund" in events
    shop.insurers.switch()
    for _ in range(100):
        await asyncio.sleep(0.05)
        if (await shop.insurer.find("hengtai", order)) is None and _voided(shop.insurers.folder, order):
            break
    assert _voided(shop.insurers.folder, order)
    assert len(shop.of(order)["refunds"]) == 1


def _voided(folder, order: str) -> bool:
    with sqlite3.connect(folder / "insurers.sqlite") as db:
        return db.execute("SELECT status FROM policy WHERE key = ?", (order,)).fetchone() == ("void",)


async def test_that_an_order_the_domain_refuses_is_refunded(shop) -> None:
    shop.steps.trouble = [PurchaseRefused("ORDER_WITHDRAWN")]
    order = await shop.order()
    await shop.fulfilment.start(order)
    assert (await shop.until(order, "record_refund"))["refund_needed"] == "ORDER_WITHDRAWN"
    assert shop.of(order)["policies"] == []


async def test_that_cancelling_twice_refunds_once(shop) -> None:
    order = await shop.order()
    await shop.fulfilment.start(order)
    number = PolicyNumber((await shop.until(order, "deliver"))["record_policy"])
    shop.insurers.switch(hang_after_work={"seconds": 1, "times": 1, "on": "cancel"})
    await shop.fulfilment.cancel_policy(number, order)
    await shop.fulfilment.cancel_policy(number, order)
    events = await shop.until(order, "record_refund")
    books = shop.of(order)
    assert events["record_cancelled"] == number
    assert [p["status"] for p in books["policies"]] == ["cancelled"]
    assert len(books["refunds"]) == 1


async def test_that_a_refused_cancellation_keeps_policy_and_money(shop) -> None:
    order = await shop.order()
    await shop.fulfilment.start(order)
    number = PolicyNumber((await shop.until(order, "deliver"))["record_policy"])
    shop.insurers.switch(refuse={"reason": "COOLING_OFF_OVER", "on": "cancel"})
    await shop.fulfilment.cancel_policy(number, order)
    assert (await shop.until(order, "cancel_refused"))["cancel_refused"] == "COOLING_OFF_OVER"
    assert shop.of(order)["refunds"] == []


async def test_that_the_sweep_finds_a_payment_whose_callback_never_came(shop) -> None:
    shop.payments.switch(drop_callback={"times": 1})
    paid, open_, lapsed = await shop.order(), await shop.order(pay=False), await shop.order(False, minutes=0.001)
    await asyncio.sleep(0.1)
    await shop.fulfilment.sweep()
    await shop.until(paid, "deliver")
    assert list(shop.steps.events(lapsed)) == ["expire"]
    assert shop.steps.events(open_) == {}


async def test_that_a_cancellation_confirmed_in_the_records_is_carried_out_once(shop) -> None:
    order = await shop.order()
    await shop.fulfilment.start(order)
    number = PolicyNumber((await shop.until(order, "deliver"))["record_policy"])
    shop.steps.asked = [(number, order, "20261122101500")]
    await shop.fulfilment.carry_out_cancellations()
    await shop.fulfilment.carry_out_cancellations()
    await shop.until(order, "record_refund")
    assert len(shop.of(order)["policies"]) == len(shop.of(order)["refunds"]) == 1


async def test_that_stopping_in_a_pause_or_a_step_loses_nothing(shop) -> None:
    await shop.fulfilment.stop()
    shop.fulfilment = shop.build(first_pause=1.0, issue_attempts=9)
    await shop.fulfilment.launch()
    shop.insurers.switch(fail={"status": 503, "times": 1}, slow={"seconds": 0.4, "times": 2})
    order = await shop.order()
    await shop.fulfilment.start(order)
    await asyncio.sleep(0.9)
    await shop.fulfilment.stop()  # between two attempts
    await shop.fulfilment.launch()
    await asyncio.sleep(0.2)
    await shop.fulfilment.stop()
    await shop.fulfilment.launch()
    await shop.until(order, "deliver")
    assert len(shop.of(order)["policies"]) == 1


async def test_that_trouble_with_personal_data_in_its_text_leaves_none_in_the_workflow_tables(shop, caplog) -> None:
    shop.steps.trouble = [RuntimeError(f"could not write 李明 {SON} 13800138000")]
    shop.insurers.switch(refuse={"reason": f"no {FATHER}", "on": "issue", "times": 1})
    order = await shop.order()
    await shop.fulfilment.start(order)
    assert (await shop.until(order, "record_refund"))["refund_needed"] == "UNSPECIFIED"
    with sqlite3.connect(shop.folder / "workflows.db") as db:
        dump = "\n".join(db.iterdump())
    assert order in dump
    assert '["failed", null]' in dump
    for private in ("李", SON, FATHER, "13800138000", SON[:10]):
        assert private not in dump + caplog.text


async def test_that_nothing_but_this_machine_is_called(shop, monkeypatch: pytest.MonkeyPatch) -> None:
    called = []
    connect = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda self, to: (called.append(to), connect(self, to))[1])
    await shop.fulfilment.stop()
    await shop.fulfilment.launch()
    order = await shop.order()
    await shop.fulfilment.start(order)
    await shop.until(order, "deliver")
    assert [to for to in called if isinstance(to, tuple) and to[0] not in ("127.0.0.1", "::1")] == []
