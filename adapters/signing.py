"""Request and callback signatures: HMAC-SHA256, hex, over the parts joined with a full stop."""

from __future__ import annotations

import hashlib
import hmac
import re
import time

import httpx

WINDOW_SECONDS = 300
# A provider that answers twice leaves a stray response on a kept-alive connection, and the next call would read it
# as its own (httpx does). One connection a call costs a handshake and rules that out.
ONE_CALL_A_CONNECTION = httpx.Limits(max_keepalive_connections=0)
REASON = re.compile(r"[A-Za-z_]{2,40}")


def sign(secret: str, *parts: bytes) -> str:
    return hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).hexdigest()


def signed_headers(secret: str, method: str, path: str, body: bytes) -> dict[str, str]:
    """X-Timestamp (unix seconds) and X-Signature over timestamp, method, path and body."""
    stamp = str(int(time.time()))
    return {
        "Content-Type": "application/json",
        "X-Timestamp": stamp,
        "X-Signature": sign(secret, stamp.encode(), method.encode(), path.encode(), body),
    }


def signature_holds(secret: str, stamp: str, signature: str, body: bytes, now: float) -> bool:
    """Whether a callback is signed with our secret and not older or newer than five minutes (constant time)."""
    if not (stamp.isascii() and stamp.isdigit()) or abs(now - int(stamp)) > WINDOW_SECONDS:
        return False
    return hmac.compare_digest(sign(secret, stamp.encode(), body).encode(), signature.encode())


def reason_code(value: object) -> str | None:
    """A provider's reason, only if it looks like a code: free text could carry personal data into logs and records."""
    return value if isinstance(value, str) and REASON.fullmatch(value) else None
