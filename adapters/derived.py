"""Keys derived from the installation's one secret, each for one purpose."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived_key(secret: str, purpose: bytes) -> bytes:
    """32 bytes. Losing the secret loses what was sealed with them.

    Raises:
        ValueError: the secret is empty.
    """
    if not secret:
        raise ValueError(f"{purpose.decode()} needs a secret: set LINGBAO_SECRET_KEY")
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
