"""Keyed hashes of identifiers: implements insurance.riskcontrol.ports.Hashing."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from insurance.riskcontrol.identifiers import Identifier, KeyedHash

HEX_DIGITS = 32  # 128 bits: no two identifiers of a lifetime share them by chance


class KeyedHashes:
    """HMAC-SHA256 over kind and value.

    Raises:
        ValueError: the key is empty.
    """

    def __init__(self, key: str) -> None:
        if not key:
            raise ValueError("matching identifiers needs a key: set LINGBAO_RISK_KEY")
        self._key = HKDF(SHA256(), length=32, salt=None, info=b"lingbao risk identifiers").derive(key.encode())

    def of(self, identifier: Identifier) -> KeyedHash:
        return KeyedHash(self._mac(identifier.kind.value, identifier.value))

    def fingerprint(self, *parts: str) -> str:
        return self._mac("fingerprint", *parts)

    def _mac(self, *parts: str) -> str:
        return hmac.digest(self._key, "\0".join(parts).encode(), "sha256").hex()[:HEX_DIGITS]
