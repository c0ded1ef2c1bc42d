"""The payment provider over HTTP: payment pages, refunds and signed callbacks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote

from adapters.signed_client import NothingKnown, Refused, SignedClient
from adapters.signing import signature_holds
from insurance.money import Money
from insurance.ports import (
    InvalidSignature,
    PaymentNotice,
    PaymentPage,
    PaymentsRefused,
    PaymentState,
    PaymentsUnavailable,
)
from insurance.refs import OrderId


class HttpPayments:
    """Implements ports.PurchasePayments (and so ports.Payments).

    Args:
        base_url: the provider's address.
        secret: shared with the provider, for signatures both ways.
        notify_url: where the provider calls back.
        return_url: where the payment page leads back to, for an order.
        timeout_seconds: for a whole call; after it nothing is known about the outcome.
        now: unix seconds, for the age of callbacks.

    Every method may raise PaymentsUnavailable, and PaymentsRefused for the provider's final no.
    """

    def __init__(
        self,
        base_url: str,
        secret: str,
        notify_url: str,
        return_url: Callable[[OrderId], str],
        timeout_seconds: float = 10.0,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._secret, self._notify_url, self._return_url, self._now = secret, notify_url, return_url, now
        self._client = SignedClient(base_url, secret, timeout_seconds)

    async def close_connections(self) -> None:
        await self._client.close()

    async def open(self, order_id: OrderId, amount: Money, subject: str, minutes: int) -> PaymentPage:
        """Open a payment page for `minutes`; the same order id gives the same page, even when it has expired."""
        body = {
            "order_id": order_id,
            "amount": str(amount),
            "currency": amount.currency,
            "subject": subject,
            "minutes": minutes,
            "notify_url": self._notify_url,
            "return_url": self._return_url(order_id),
        }
        data = await self._call("POST", "/v1/orders", body, order_id)
        _is_about(data, order_id)
        try:
            return PaymentPage(order_id, str(data["pay_url"]), datetime.fromisoformat(str(data["expires_at"])))
        except (KeyError, ValueError):
            raise PaymentsUnavailable("answer without a page") from None

    async def state(self, order_id: OrderId) -> PaymentState:
        return _state(await self._order(order_id))

    async def notice(self, order_id: OrderId) -> PaymentNotice | None:
        data = await self._order(order_id)
        if _state(data) not in (PaymentState.PAID, PaymentState.REFUNDED):
            return None
        try:
            return _notice(data)
        except (KeyError, ValueError):
            raise PaymentsUnavailable("answer without a payment") from None

    async def refund(self, order_id: OrderId, amount: Money, key: str) -> None:
        path = f"/v1/orders/{quote(order_id, safe='')}/refunds"
        await self._call("POST", path, {"amount": str(amount), "currency": amount.currency}, key)

    async def close(self, order_id: OrderId) -> None:
        """Close an unpaid page. Raises PaymentsRefused (ALREADY_PAID) when it was too late."""
        await self._call("POST", f"/v1/orders/{quote(order_id, safe='')}/close", {}, order_id)

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> PaymentNotice:
        """Check a callback and read it. The signature covers timestamp and body; the window is five minutes.

        Raises:
            InvalidSignature: not signed by the provider, too old, or not a payment.
        """
        lower = {name.lower(): value for name, value in headers.items()}
        stamp, signature = lower.get("x-payment-timestamp", ""), lower.get("x-payment-signature", "")
        if not signature_holds(self._secret, stamp, signature, body, self._now()):
            raise InvalidSignature
        try:
            data = json.loads(body)
            if data["event"] != "payment.paid":
                raise InvalidSignature
            return _notice(data)
        except (KeyError, TypeError, ValueError):
            raise InvalidSignature from None

    async def _order(self, order_id: OrderId) -> dict[str, object]:
        data = await self._call("GET", f"/v1/orders/{quote(order_id, safe='')}", None, order_id)
        _is_about(data, order_id)
        return data

    async def _call(self, method: str, path: str, body: Mapping[str, object] | None, key: str) -> dict[str, object]:
        try:
            return await self._client.call(method, path, key, body)
        except NothingKnown as error:
            raise PaymentsUnavailable(str(error)) from None
        except Refused as no:
            raise PaymentsRefused(no.reason) from None


def _is_about(data: Mapping[str, object], order_id: OrderId) -> None:
    if data.get("order_id") != order_id:
        raise PaymentsUnavailable("answer to another request")


def _state(data: Mapping[str, object]) -> PaymentState:
    try:
        return PaymentState(str(data.get("state")))
    except ValueError:
        raise PaymentsUnavailable("unknown state") from None


def _notice(data: Mapping[str, object]) -> PaymentNotice:
    return PaymentNotice(
        order_id=OrderId(str(data["order_id"])),
        transaction_id=str(data["transaction_id"]),
        amount=Money.of(str(data["amount"]), str(data["currency"])),
        paid_at=datetime.fromisoformat(str(data["paid_at"])),
    )
