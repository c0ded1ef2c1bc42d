"""The insurers' claim handling over HTTP: submitted once, asked for the answer, documents on demand."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from adapters.signed_client import NothingKnown, Refused, SignedClient
from adapters.signing import reason_code
from insurance.claim_ports import (
    BenefitLine,
    ClaimSubmission,
    InsurerAnswer,
    InsurerAnswerStatus,
    SubmissionKey,
)
from insurance.money import Money
from insurance.ports import InsurerRefused, InsurerUnavailable


class HttpInsurerClaims:
    """Implements claim_ports.InsurerClaims. Arguments as of SignedClient; every insurer is below `base_url`."""

    def __init__(self, base_url: str, secret: str, timeout_seconds: float = 10.0) -> None:
        self._client = SignedClient(base_url, secret, timeout_seconds)

    async def close_connections(self) -> None:
        await self._client.close()

    async def submit(self, submission: ClaimSubmission) -> InsurerAnswer:
        path = f"/v1/{quote(submission.insurer_id, safe='')}/claims"
        return _answer(await self._call("POST", path, submission.key, _body(submission)), submission.key)

    async def answer(self, insurer_id: str, key: SubmissionKey) -> InsurerAnswer | None:
        try:
            return _answer(await self._call("GET", _path(insurer_id, key), key), key)
        except InsurerRefused as no:
            if no.reason == "UNKNOWN_KEY":
                return None
            raise

    async def send_document(self, insurer_id: str, key: SubmissionKey, sha256: str, content: bytes) -> None:
        path = f"{_path(insurer_id, key)}/documents/{quote(sha256, safe='')}"
        _answer(await self._call("PUT", path, key, content), key)

    async def _call(
        self, method: str, path: str, key: str, body: Mapping[str, object] | bytes | None = None
    ) -> dict[str, object]:
        try:
            return await self._client.call(method, path, key, body)
        except NothingKnown as error:
            raise InsurerUnavailable(str(error)) from None
        except Refused as no:
            raise InsurerRefused(no.reason) from None


def _path(insurer_id: str, key: str) -> str:
    return f"/v1/{quote(insurer_id, safe='')}/claims/{quote(key, safe='')}"


def _answer(data: Mapping[str, object], key: str) -> InsurerAnswer:
    try:
        if data["key"] != key:
            raise InsurerUnavailable("answer to another request")
        status = InsurerAnswerStatus(str(data["state"]))
        if status is InsurerAnswerStatus.PENDING:
            wanted = data.get("wanted") or []
            return InsurerAnswer(status, wanted=tuple(str(each) for each in wanted))  # type: ignore[attr-defined]
        reason = reason_code(data.get("reason")) or ""
        if status is InsurerAnswerStatus.REFUSED:
            return InsurerAnswer(status, reason=reason or "UNSPECIFIED")
        amount = Money.of(str(data["amount"]), str(data["currency"]))
    except (KeyError, TypeError, ValueError):
        raise InsurerUnavailable("answer without a decision") from None
    return InsurerAnswer(status, amount, reason)


def _body(submission: ClaimSubmission) -> dict[str, object]:
    """The same bytes at every try: an insurer compares them under one key."""
    return {
        "key": submission.key,
        "claim_number": submission.claim_number,
        "policy_number": submission.policy_number,
        "claim_type": submission.claim_type,
        "event_date": submission.event_date.isoformat(),
        "currency": submission.payable.currency,
        "payable": str(submission.payable),
        "lines": [_line(line) for line in submission.lines],
        "documents": [{"kind": document.kind, "sha256": document.sha256} for document in submission.documents],
    }


def _line(line: BenefitLine) -> dict[str, object]:
    return {
        "benefit": line.benefit,
        "claimed": str(line.claimed),
        "payable": str(line.payable),
        "deductible": str(line.deductible),
        "ratio": line.ratio,
        "invoices": list(line.invoices),
    }
