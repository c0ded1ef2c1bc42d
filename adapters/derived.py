"""Keys derived from an installation's secret, each for one purpose."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived_key(secret: str, purpose: bytes, variable: str = "LINGBAO_SECRET_KEY") -> bytes:
    """32 bytes. Losing the secret, which `variable` holds, loses what was sealed or is looked up with them.

    Raises:
        ValueError: the secret is empty.
    """
    if not secret:
        raise ValueError(f"{purpose.decode()} needs a secret: set {variable}")
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
