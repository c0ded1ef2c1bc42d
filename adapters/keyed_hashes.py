"""Keyed hashes of identifiers: implements insurance.riskcontrol.ports.Hashing."""

from __future__ import annotations

import hmac

from adapters.derived import derived_key
from insurance.riskcontrol.identifiers import Identifier, KeyedHash

HEX_DIGITS = 32  # 128 bits: no two identifiers of a lifetime share them by chance


class KeyedHashes:
    """HMAC-SHA256 over kind and value.

    Raises:
        ValueError: the key is empty.
    """

    def __init__(self, key: str) -> None:
        self._key = derived_key(key, b"lingbao risk identifiers", "LINGBAO_RISK_KEY")

    def of(self, identifier: Identifier) -> KeyedHash:
        return KeyedHash(self._mac(identifier.kind.value, identifier.value))

    def fingerprint(self, *parts: str) -> str:
        return self._mac("fingerprint", *parts)

    def _mac(self, *parts: str) -> str:
        return hmac.digest(self._key, "\0".join(parts).encode(), "sha256").hex()[:HEX_DIGITS]
