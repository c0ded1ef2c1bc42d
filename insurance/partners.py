"""Partner insurers: their keys, how a request is signed, and how much they may ask."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from insurance.policies import SHANGHAI
from insurance.refs import PartnerId

KEY_ID = re.compile(r"[A-Za-z0-9_]{1,40}")
NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


class UnknownPartner(LookupError):
    """No such partner, or none in force."""


class PartnerExists(ValueError):
    """The name is taken."""


class NotAuthenticated(Exception):
    """The request isn't proved to come from a partner. The same words whatever is wrong with key or signature."""

    def __init__(self) -> None:
        super().__init__("the key or the signature isn't right; see docs/blacklist.md for how to sign")


class ClockSkew(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__(f"the timestamp is more than {seconds} seconds from ours; please set your clock")


class Replayed(Exception):
    def __init__(self) -> None:
        super().__init__("this nonce was used before; please make a new one for each request")


class QuotaUsedUp(Exception):
    """`retry_after`: seconds until the quota is there again."""

    def __init__(self, period: Period, limit: int, retry_after: int) -> None:
        super().__init__(f"the quota of {limit} per {period.value} is used up; it is there again in {retry_after} s")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Partner:
    """`per_minute` and `per_day` count those asked about; any other request counts as one."""

    id: PartnerId
    name: str
    per_minute: int
    per_day: int
    created: datetime
    active: bool = True


@dataclass(frozen=True)
class PartnerKey:
    """A key without its secret: `fingerprint` is the beginning of the secret's SHA-256, to compare by eye."""

    id: str
    partner_id: PartnerId
    fingerprint: str
    created: datetime
    ends: datetime | None = None  # rotated: it goes on working until then


@dataclass(frozen=True)
class ShownKey:
    """A new key with its secret: shown once."""

    id: str
    secret: str


@dataclass(frozen=True)
class SignedRequest:
    key_id: str
    timestamp: str  # unix seconds
    nonce: str
    signature: str
    method: str
    target: str  # path, with ?query where there is one
    body: bytes


@dataclass(frozen=True)
class Usage:
    """What one partner asked on one day (Asia/Shanghai, by its beginning)."""

    partner_id: PartnerId
    name: str
    day: datetime
    used: int
    listed: int


def signature_of(secret: str, timestamp: str, nonce: str, method: str, target: str, body: bytes) -> str:
    """HMAC-SHA-256 in hex over the five parts, each on its line, the body as its SHA-256."""
    lines = "\n".join((timestamp, nonce, method.upper(), target, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret.encode(), lines.encode(), hashlib.sha256).hexdigest()


def check_signature(request: SignedRequest, secret: str | None) -> None:
    """In the same time whether the key is known or not. Raises NotAuthenticated."""
    wanted = signature_of(
        secret or "nobody's", request.timestamp, request.nonce, request.method, request.target, request.body
    )
    if not hmac.compare_digest(wanted.encode(), request.signature.lower().encode()) or secret is None:
        raise NotAuthenticated


def check_freshness(request: SignedRequest, now: datetime, seconds: int) -> None:
    """Raises ClockSkew, NotAuthenticated (a header of another shape)."""
    stamp = request.timestamp
    shapes = KEY_ID.fullmatch(request.key_id), re.fullmatch(r"[0-9]{1,12}", stamp), NONCE.fullmatch(request.nonce)
    if not all(shapes):
        raise NotAuthenticated
    if abs(now.timestamp() - int(stamp)) > seconds:
        raise ClockSkew(seconds)


class Period(StrEnum):
    MINUTE = "minute"
    DAY = "day"

    def began(self, now: datetime) -> datetime:
        if self is Period.MINUTE:
            return now.astimezone(UTC).replace(second=0, microsecond=0)
        return now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)

    def seconds_left(self, now: datetime) -> int:
        length = timedelta(minutes=1) if self is Period.MINUTE else timedelta(days=1)
        return max(1, -int(-(self.began(now) + length - now).total_seconds() // 1))
