"""Insurers over HTTP: signed requests, idempotency keys, and what every answer or silence means."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote

import httpx

from adapters.signing import ONE_CALL_A_CONNECTION, reason_code, signed_headers
from insurance.ports import InsurerRefused, InsurerUnavailable, IssuedPolicy, IssueRequest
from insurance.refs import OrderId, PolicyNumber, ProductId

# Refusals of the call, not of the customer: mended on either side, then the same call goes through.
PASSING = frozenset({401, 403, 404, 408, 425, 429})


class HttpInsurer:
    """Implements ports.PurchaseInsurer (and so ports.Insurer).

    Args:
        base_url: where `/v1/{insurer}/…` begins.
        secret: shared with the insurers, for signatures.
        line_of: the line of business of a product, which insurers file a policy under.
        timeout_seconds: for a whole call; after it nothing is known about the outcome.

    A person of `applicant` and `insured` has the keys name, id_number, and as far as known id_type (id_card passport
    hk_macau_permit taiwan_permit birth_certificate uscc; default id_card), birth (ISO; required unless id_card or
    uscc), sex, phone (required of the applicant), email, relation, occupation_class.
    """

    def __init__(
        self, base_url: str, secret: str, line_of: Callable[[ProductId], str], timeout_seconds: float = 10.0
    ) -> None:
        self._secret, self._line_of = secret, line_of
        self._client = httpx.AsyncClient(
            base_url=base_url, timeout=timeout_seconds, limits=ONE_CALL_A_CONNECTION, trust_env=False
        )

    async def close_connections(self) -> None:
        await self._client.aclose()

    async def issue(self, request: IssueRequest) -> IssuedPolicy:
        """Issue once for this order id.

        A key that the insurer knows with another body (a record was corrected between two tries) is settled by what
        the insurer has on its books.

        Raises:
            InsurerUnavailable: ask again with the same request.
            InsurerRefused: a final no, nothing was issued.
        """
        body = _body(request, str(self._line_of(request.product_id)))
        try:
            answer = await self._call("POST", f"/v1/{quote(request.insurer_id)}/policies", body, request.order_id)
        except InsurerRefused as no:
            found = await self.find(request.insurer_id, request.order_id) if no.reason == "KEY_REUSED" else None
            if found is None:
                raise
            return found
        return _policy(answer, request.order_id)

    async def find(self, insurer_id: str, order_id: OrderId) -> IssuedPolicy | None:
        try:
            path = f"/v1/{quote(insurer_id)}/policies/by-key/{quote(order_id, safe='')}"
            return _policy(await self._call("GET", path, None, order_id), order_id)
        except InsurerRefused as no:
            if no.reason == "UNKNOWN_KEY":
                return None
            raise InsurerUnavailable(no.reason) from no

    async def void(self, insurer_id: str, order_id: OrderId) -> None:
        path = f"/v1/{quote(insurer_id)}/policies/by-key/{quote(order_id, safe='')}/void"
        try:
            await self._call("POST", path, {}, order_id)
        except InsurerRefused as no:
            raise InsurerUnavailable(no.reason) from no

    async def cancel(self, insurer_id: str, policy_number: PolicyNumber, key: str) -> None:
        path = f"/v1/{quote(insurer_id)}/policies/{quote(policy_number, safe='')}/cancel"
        await self._call("POST", path, {}, key)

    async def _call(self, method: str, path: str, body: Mapping[str, object] | None, key: str) -> object:
        content = b"" if body is None else json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
        headers = signed_headers(self._secret, method, path, content) | {"Idempotency-Key": key}
        try:
            answer = await self._client.request(method, path, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise InsurerUnavailable(type(error).__name__) from None  # the error's own text may quote the request
        return _read(answer)


def _read(answer: httpx.Response) -> object:
    try:
        data = answer.json()
    except ValueError:
        raise InsurerUnavailable(f"status {answer.status_code}, not JSON") from None
    if answer.is_success:
        return data
    reason = reason_code(data.get("reason")) if isinstance(data, dict) else None
    if 400 <= answer.status_code < 500 and reason is not None:
        raise InsurerRefused(reason)
    if 400 <= answer.status_code < 500 and answer.status_code not in PASSING:
        raise InsurerRefused("UNSPECIFIED")
    raise InsurerUnavailable(f"status {answer.status_code}")


def _policy(data: object, key: str) -> IssuedPolicy:
    try:
        if data["key"] != key:  # type: ignore[index]
            raise InsurerUnavailable("answer to another request")
        number, issued_at = data["policy_number"], datetime.fromisoformat(data["issued_at"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
        raise InsurerUnavailable("answer without a policy") from None
    if not isinstance(number, str) or not number or issued_at.tzinfo is None:
        raise InsurerUnavailable("answer without a policy")
    return IssuedPolicy(PolicyNumber(number), issued_at)


def _body(request: IssueRequest, line: str) -> dict[str, object]:
    """The same bytes at every try: an insurer compares them under one key."""
    return {
        "order_id": request.order_id,
        "product_id": request.product_id,
        "product_version": request.product_version,
        "plan_id": request.plan_id,
        "line": line,
        "premium": str(request.premium),
        "sum_insured": str(request.sum_insured),
        "currency": request.premium.currency,
        "effective": request.effective.isoformat(),
        "expiry": request.expiry.isoformat() if request.expiry else None,
        "applicant": dict(request.applicant),
        "insured": [dict(person) for person in request.insured],
        "beneficiary": request.beneficiary,
    }
