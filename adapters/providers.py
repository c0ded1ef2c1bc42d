"""Service providers' dispatch over HTTP: signed requests, idempotency keys, and what every answer or silence means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import quote

from adapters.signed_client import NothingKnown, Refused, SignedClient
from insurance.provider_orders import DeclineReason, ServiceStatus
from insurance.provider_ports import DispatchRequest, DispatchState, DispatchUnavailable
from insurance.refs import ProviderOrderId

UNKNOWN_ORDER = "UNKNOWN_ORDER"


class HttpDispatch:
    """Implements insurance.provider_ports.ProviderDispatch.

    Args:
        base_url: where `/v1/orders` begins.
        secret: shared with the dispatch service, for signatures.
        timeout_seconds: for a whole call; after it nothing is known about the outcome.
    """

    def __init__(self, base_url: str, secret: str, timeout_seconds: float = 5.0) -> None:
        self._client = SignedClient(base_url, secret, timeout_seconds)

    async def close_connections(self) -> None:
        await self._client.close()

    async def place(self, request: DispatchRequest) -> DispatchState:
        """Place once for this order id, however often called. Raises DispatchUnavailable."""
        return _state(await self._call("POST", "/v1/orders", asdict(request), request.order_id), request.order_id)

    async def state(self, order_id: ProviderOrderId) -> DispatchState | None:
        """None for an order it never got. Raises DispatchUnavailable."""
        try:
            return _state(await self._client.call("GET", _path(order_id), order_id), order_id)
        except Refused as no:
            if no.reason == UNKNOWN_ORDER:
                return None
            raise DispatchUnavailable(no.reason) from None
        except NothingKnown as error:
            raise DispatchUnavailable(str(error)) from None

    async def cancel(self, order_id: ProviderOrderId) -> DispatchState:
        """Cancel, also an order that only arrives later. Raises DispatchUnavailable."""
        return _state(await self._call("POST", f"{_path(order_id)}/cancel", {}, order_id), order_id)

    async def _call(self, method: str, path: str, body: Mapping[str, object], key: str) -> dict[str, object]:
        try:
            return await self._client.call(method, path, key, body)
        except (NothingKnown, Refused) as error:
            raise DispatchUnavailable(str(error)) from None


def _path(order_id: ProviderOrderId) -> str:
    return f"/v1/orders/{quote(order_id, safe='')}"


def _state(data: Mapping[str, object], order_id: ProviderOrderId) -> DispatchState:
    if data.get("order_id") != order_id:
        raise DispatchUnavailable("answer to another request")
    eta, crew, reason = data.get("eta_minutes"), data.get("crew"), data.get("decline_reason")
    try:
        status = ServiceStatus(str(data.get("status")))
    except ValueError:
        raise DispatchUnavailable("unknown status") from None
    known = {one.value for one in DeclineReason}
    declined = status is ServiceStatus.DECLINED
    return DispatchState(
        status=status,
        eta_minutes=eta if isinstance(eta, int) and 0 < eta < 24 * 60 else None,
        crew=crew[:40] if isinstance(crew, str) else "",
        decline_reason=DeclineReason(str(reason) if reason in known else DeclineReason.OTHER) if declined else None,
    )
