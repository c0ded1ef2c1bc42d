"""Service providers' dispatch over HTTP: signed requests, idempotency keys, and what every answer or silence means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import quote

import httpx

from adapters.signing import ONE_CALL_A_CONNECTION, reason_code, signed_headers
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
        self._secret = secret
        self._client = httpx.AsyncClient(
            base_url=base_url, timeout=timeout_seconds, limits=ONE_CALL_A_CONNECTION, trust_env=False
        )

    async def close_connections(self) -> None:
        await self._client.aclose()

    async def place(self, request: DispatchRequest) -> DispatchState:
        """Place once for this order id, however often called. Raises DispatchUnavailable."""
        return _state(await self._call("POST", "/v1/orders", asdict(request), request.order_id), request.order_id)

    async def state(self, order_id: ProviderOrderId) -> DispatchState | None:
        """None for an order it never got. Raises DispatchUnavailable."""
        data = await self._call("GET", _path(order_id), None, order_id)
        return None if data.get("reason") == UNKNOWN_ORDER else _state(data, order_id)

    async def cancel(self, order_id: ProviderOrderId) -> DispatchState:
        """Cancel, also an order that only arrives later. Raises DispatchUnavailable."""
        return _state(await self._call("POST", f"{_path(order_id)}/cancel", {}, order_id), order_id)

    async def _call(self, method: str, path: str, body: Mapping[str, object] | None, key: str) -> dict[str, object]:
        content = b"" if body is None else json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
        headers = signed_headers(self._secret, method, path, content) | {"Idempotency-Key": key}
        try:
            answer = await self._client.request(method, path, content=content, headers=headers)
            data = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise DispatchUnavailable(type(error).__name__) from None  # the error's own text may quote the request
        known = isinstance(data, dict) and (answer.is_success or reason_code(data.get("reason")) == UNKNOWN_ORDER)
        if not known:
            raise DispatchUnavailable(f"status {answer.status_code}")
        return data


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
