"""What must stay secret at rest, as one value that holds all it takes to open it but the key."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Seal:
    """AES-256-GCM with a nonce of its own for each value, kept in front of it.

    Raises:
        ValueError: the key hasn't 16, 24 or 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, plain: bytes, bound_to: bytes) -> bytes:
        """Sealed, and bound to its place: it can't be opened in another's."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        """Raises cryptography.exceptions.InvalidTag: changed, bound to another place, or sealed with another key."""
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
