"""Signed JSON calls to a provider: what came back is an object, a refusal with a code, or nothing known."""

from __future__ import annotations

import json
from collections.abc import Mapping

import httpx

from adapters.signing import ONE_CALL_A_CONNECTION, reason_code, signed_headers

# Refusals of the call, not of what was asked: mended on either side, then the same call goes through.
PASSING = frozenset({401, 403, 408, 425, 429})


class NothingKnown(Exception):
    """Slow, down or answering nonsense. The text never quotes request or answer."""


class Refused(Exception):
    """The provider's no; `reason` is its code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SignedClient:
    """
    Args:
        base_url: the provider's address.
        secret: shared with the provider, for signatures.
        timeout_seconds: for a whole call; after it nothing is known about the outcome.
    """

    def __init__(self, base_url: str, secret: str, timeout_seconds: float) -> None:
        self._secret = secret
        self._client = httpx.AsyncClient(
            base_url=base_url, timeout=timeout_seconds, limits=ONE_CALL_A_CONNECTION, trust_env=False
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def call(
        self, method: str, path: str, key: str, body: Mapping[str, object] | bytes | None = None
    ) -> dict[str, object]:
        """`body` as JSON, or the bytes themselves; `key` is the idempotency key.

        Raises NothingKnown, Refused.
        """
        content = body if isinstance(body, bytes) else b"" if body is None else _json(body)
        headers = signed_headers(self._secret, method, path, content) | {"Idempotency-Key": key}
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/octet-stream"
        try:
            answer = await self._client.request(method, path, content=content, headers=headers)
            data = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise NothingKnown(type(error).__name__) from None  # the error's own text may quote the request
        if not isinstance(data, dict):
            raise NothingKnown("answer is not an object")
        if answer.is_success:
            return data
        reason = reason_code(data.get("reason"))
        if 400 <= answer.status_code < 500 and answer.status_code not in PASSING and reason is not None:
            raise Refused(reason)
        raise NothingKnown(f"status {answer.status_code}")


def _json(body: Mapping[str, object]) -> bytes:
    """The same bytes at every try: providers compare them under one key."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
