"""The payout bank over HTTP: signed transfers, idempotent by key."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from adapters.signed_client import NothingKnown, Refused, SignedClient
from adapters.signing import reason_code
from insurance.claim_ports import PayoutKey, PayoutRefused, PayoutRequest, PayoutState, PayoutStatus, PayoutsUnavailable
from insurance.money import Money

REFUSED = "refused"


class HttpPayouts:
    """Implements claim_ports.Payouts. Arguments as of SignedClient."""

    def __init__(self, base_url: str, secret: str, timeout_seconds: float = 10.0) -> None:
        self._client = SignedClient(base_url, secret, timeout_seconds)

    async def close_connections(self) -> None:
        await self._client.close()

    async def pay(self, payout: PayoutRequest) -> PayoutState:
        """Raises PayoutsUnavailable, PayoutRefused."""
        try:
            data = await self._client.call("POST", "/v1/payouts", payout.key, _body(payout))
        except NothingKnown as error:
            raise PayoutsUnavailable(str(error)) from None
        except Refused as no:
            if no.reason != "KEY_REUSED":
                raise PayoutRefused(no.reason) from None
            data = await self._booked(payout.key)
        state = _state(data, payout.key)
        if state.amount != payout.amount:
            # Under no circumstances a reason to pay again: the staff find out what was paid.
            raise PayoutsUnavailable("another amount on the bank's books")
        return state

    async def state(self, key: PayoutKey) -> PayoutState | None:
        """Raises PayoutsUnavailable."""
        data = await self._books(key)
        return None if data is None or data.get("state") == REFUSED else _state(data, key)

    async def _booked(self, key: PayoutKey) -> dict[str, object]:
        """What the bank decided about a key that it knows with another body."""
        data = await self._books(key)
        if data is None:
            raise PayoutsUnavailable("key reused, then unknown")
        if data.get("state") == REFUSED:
            raise PayoutRefused(reason_code(data.get("reason")) or "UNSPECIFIED")
        return data

    async def _books(self, key: PayoutKey) -> dict[str, object] | None:
        try:
            return await self._client.call("GET", f"/v1/payouts/{quote(key, safe='')}", key)
        except NothingKnown as error:
            raise PayoutsUnavailable(str(error)) from None
        except Refused as no:
            if no.reason == "UNKNOWN_PAYOUT":
                return None
            raise PayoutsUnavailable(no.reason) from None


def _body(payout: PayoutRequest) -> dict[str, object]:
    return {
        "key": payout.key,
        "claim_number": payout.claim_number,
        "policy_number": payout.policy_number,
        "amount": str(payout.amount),
        "currency": payout.amount.currency,
        "account_name": payout.account_name,
        "account_number": payout.account_number,
        "bank": payout.bank,
    }


def _state(data: Mapping[str, object], key: PayoutKey) -> PayoutState:
    try:
        if data["key"] != key:
            raise PayoutsUnavailable("answer to another request")
        status = PayoutStatus(str(data["state"]))
        amount = Money.of(str(data["amount"]), str(data["currency"]))
    except (KeyError, ValueError):
        raise PayoutsUnavailable("answer without a payout") from None
    reason = reason_code(data.get("reason")) or "UNSPECIFIED"
    return PayoutState(key, status, amount, reason if status is PayoutStatus.RETURNED else "")
