"""HttpPayments against the real payment provider's stand-in and its failure switches."""

# ruff: noqa: ASYNC110, ASYNC210 - a test may block its own loop

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest

from adapters.payments import HttpPayments
from adapters.signing import sign
from insurance.money import Money
from insurance.ports import InvalidSignature, PaymentsRefused, PaymentState, PaymentsUnavailable
from insurance.refs import OrderId
from tests.integration.providers import PAYMENTS_SECRET, Provider

pytestmark = pytest.mark.server
PRICE = Money.of("168.00")


@pytest.fixture
def order() -> OrderId:
    return OrderId(f"o-{uuid.uuid4().hex}")


class Merchant(HTTPServer):
    """Takes callbacks, refusing the first few, and keeps what it was sent."""

    def __init__(self, refuse: int) -> None:
        self.refuse, self.received = refuse, list[tuple[bytes, dict[str, str]]]()
        super().__init__(("127.0.0.1", 0), MerchantHandler)

    def client(self, payments: Provider) -> HttpPayments:
        notify = f"http://127.0.0.1:{self.server_port}/callback"
        return HttpPayments(payments.url, PAYMENTS_SECRET, notify, lambda order_id: f"http://127.0.0.1:9/{order_id}", 1)

    async def wait_for(self, count: int, seconds: float = 5) -> None:
        deadline = time.monotonic() + seconds
        while len(self.received) < count and time.monotonic() < deadline:
            await asyncio.sleep(0.05)


class MerchantHandler(BaseHTTPRequestHandler):
    server: Merchant

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((body, dict(self.headers)))
        self.send_response(503 if len(self.server.received) <= self.server.refuse else 200)
        self.end_headers()

    def log_message(self, *values: object) -> None:
        pass


@contextmanager
def merchant(refuse: int = 0) -> Iterator[Merchant]:
    server = Merchant(refuse)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


async def test_that_the_same_order_gives_the_same_page(provider: HttpPayments, order: OrderId) -> None:
    first = await provider.open(order, PRICE, "意外险", 30)
    assert await provider.open(order, PRICE, "意外险", 30) == first
    assert await provider.state(order) is PaymentState.OPEN
    with pytest.raises(PaymentsRefused, match="KEY_REUSED"):
        await provider.open(order, Money.of("1"), "意外险", 30)


async def test_that_a_paid_page_calls_back_once_signed(payments: Provider, order: OrderId) -> None:
    payments.switch()
    with merchant() as shop:
        client = shop.client(payments)
        page = await client.open(order, PRICE, "意外险", 30)
        assert "支付成功" in payments.press(page.url).text
        await shop.wait_for(1)
        notice = client.read_notice(*shop.received[0])
    assert (notice.order_id, notice.amount) == (order, PRICE)
    assert await client.notice(order) == notice


async def test_that_callbacks_are_repeated_until_taken(payments: Provider, order: OrderId) -> None:
    payments.switch()
    with merchant(refuse=2) as shop:
        payments.press((await shop.client(payments).open(order, PRICE, "意外险", 30)).url)
        await shop.wait_for(3)
        await asyncio.sleep(0.6)
        assert len(shop.received) == 3


async def test_that_the_switch_delivers_a_callback_twice(payments: Provider, order: OrderId) -> None:
    payments.switch(callback_twice={"times": 1})
    with merchant() as shop:
        client = shop.client(payments)
        payments.press((await client.open(order, PRICE, "意外险", 30)).url)
        await shop.wait_for(2)
        notices = [client.read_notice(*each) for each in shop.received]
    assert len(notices) == 2
    assert notices[0] == notices[1]


async def test_that_a_dropped_callback_is_found_by_asking(payments: Provider, order: OrderId) -> None:
    payments.switch(drop_callback={"times": 1})
    with merchant() as shop:
        client = shop.client(payments)
        payments.press((await client.open(order, PRICE, "意外险", 30)).url)
        await asyncio.sleep(0.3)
        assert shop.received == []
    assert await client.state(order) is PaymentState.PAID


async def test_that_paying_twice_charges_once_and_says_so(
    provider: HttpPayments, payments: Provider, order: OrderId
) -> None:
    page = await provider.open(order, PRICE, "意外险", 30)
    payments.press(page.url)
    assert "已经支付过" in payments.press(page.url).text
    assert len([c for c in payments.ledger()["charges"] if c["order_id"] == order]) == 1


async def test_that_a_declined_payment_can_be_made_later(
    provider: HttpPayments, payments: Provider, order: OrderId
) -> None:
    page = await provider.open(order, PRICE, "意外险", 30)
    declined = payments.press(page.url, "decline")
    assert "取消" in declined.text
    assert f"http://127.0.0.1:9/?order={order}" in declined.text
    assert await provider.state(order) is PaymentState.OPEN
    payments.press(page.url)
    assert await provider.state(order) is PaymentState.PAID


async def test_that_an_expired_link_says_so_kindly(provider: HttpPayments, payments: Provider, order: OrderId) -> None:
    page = await provider.open(order, PRICE, "意外险", minutes=0.005)  # type: ignore[arg-type]
    await asyncio.sleep(0.4)
    assert "支付链接已过期" in httpx.get(page.url).text
    assert "This payment link has expired" in payments.press(page.url).text
    assert await provider.state(order) is PaymentState.EXPIRED


async def test_that_a_closed_page_cannot_be_paid(provider: HttpPayments, payments: Provider, order: OrderId) -> None:
    page = await provider.open(order, PRICE, "意外险", 30)
    await provider.close(order)
    payments.press(page.url)
    assert await provider.state(order) is PaymentState.CLOSED


async def test_that_the_page_needs_no_script_and_escapes_the_subject(provider: HttpPayments, order: OrderId) -> None:
    page = await provider.open(order, PRICE, "<script>alert(1)</script>", 30)
    answer = httpx.get(page.url)
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_that_a_refund_happens_once_and_never_exceeds_what_was_paid(
    provider: HttpPayments, payments: Provider, order: OrderId
) -> None:
    with pytest.raises(PaymentsRefused, match="UNKNOWN_ORDER"):
        await provider.refund(order, PRICE, "r")
    page = await provider.open(order, PRICE, "意外险", 30)
    with pytest.raises(PaymentsRefused, match="NOT_PAID"):
        await provider.refund(order, PRICE, f"r-{order}")
    payments.press(page.url)
    await provider.refund(order, PRICE, f"r-{order}")
    await provider.refund(order, PRICE, f"r-{order}")
    with pytest.raises(PaymentsRefused, match="REFUND_EXCEEDS_PAID"):
        await provider.refund(order, Money.of("0.01"), "another")
    assert await provider.state(order) is PaymentState.REFUNDED
    assert [r["amount"] for r in payments.ledger()["refunds"] if r["order_id"] == order] == ["168.00"]


@pytest.mark.parametrize(
    "switch",
    [
        {"slow": {"seconds": 1.5, "times": 1}},
        {"fail": {"status": 500, "times": 1}},
        {"hang_after_work": {"seconds": 2, "times": 1}},
    ],
)
async def test_that_a_failing_provider_is_unavailable_and_a_second_try_refunds_once(
    provider: HttpPayments, payments: Provider, order: OrderId, switch: dict[str, dict[str, object]]
) -> None:
    payments.press((await provider.open(order, PRICE, "意外险", 30)).url)
    payments.switch(**switch)
    with pytest.raises(PaymentsUnavailable):
        await provider.refund(order, PRICE, f"r-{order}")
    await provider.refund(order, PRICE, f"r-{order}")
    assert len([r for r in payments.ledger()["refunds"] if r["order_id"] == order]) == 1


async def test_that_a_refusal_is_final(provider: HttpPayments, payments: Provider, order: OrderId) -> None:
    payments.switch(refuse={"reason": "MERCHANT_BLOCKED", "times": 1})
    with pytest.raises(PaymentsRefused, match="MERCHANT_BLOCKED"):
        await provider.open(order, PRICE, "意外险", 30)


async def test_that_an_answer_sent_twice_does_not_mix_up_orders(
    provider: HttpPayments, payments: Provider, order: OrderId
) -> None:
    payments.switch(answer_twice={"times": 1})
    first = await provider.open(order, PRICE, "意外险", 30)
    other = await provider.open(OrderId(f"{order}-b"), PRICE, "意外险", 30)
    assert first.url != other.url


@pytest.mark.parametrize("fault", ["signature", "body", "old", "no headers", "event"])
def test_that_a_callback_the_provider_did_not_sign_is_refused(fault: str) -> None:
    client = HttpPayments("http://127.0.0.1:9", PAYMENTS_SECRET, "", lambda order_id: "")
    data = {"event": "payment.paid", "order_id": "o", "transaction_id": "t", "amount": "1", "currency": "CNY"}
    data |= {"paid_at": "2026-01-01T00:00:00+00:00"} | ({"event": "payment.open"} if fault == "event" else {})
    body, stamp = json.dumps(data).encode(), str(int(time.time()) - (400 if fault == "old" else 0))
    signature = sign(PAYMENTS_SECRET, stamp.encode(), body)
    headers = {"x-payment-timestamp": stamp, "x-payment-signature": "é" if fault == "signature" else signature}
    with pytest.raises(InvalidSignature):
        client.read_notice(body + (b" " if fault == "body" else b""), {} if fault == "no headers" else headers)
