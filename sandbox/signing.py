"""Request signatures of both providers: HMAC-SHA256 in hex over a timestamp and what is being sent."""

from __future__ import annotations

import hashlib
import hmac
import time

WINDOW_SECONDS = 300


def sign(secret: str, *parts: bytes) -> str:
    """Sign the parts joined with a full stop."""
    return hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).hexdigest()


def request_is_signed(secret: str, method: str, path: str, headers: dict[str, str], body: bytes) -> bool:
    """Check X-Timestamp (unix seconds, 5 minutes either way) and X-Signature."""
    timestamp, signature = headers.get("x-timestamp", ""), headers.get("x-signature", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > WINDOW_SECONDS:
        return False
    wanted = sign(secret, timestamp.encode(), method.encode(), path.encode(), body)
    return hmac.compare_digest(wanted, signature)
