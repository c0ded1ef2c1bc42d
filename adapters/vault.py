"""The vault: personal numbers encrypted at rest, referred to by ⟦kind:hex⟧ everywhere else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from adapters.derived import derived_key
from adapters.sealed import Seal
from adapters.sql.chat_tables import VaultRow
from adapters.sql.database import Database
from insurance.refs import Sender, VaultRef


class UnknownReference(LookupError):
    """No such value is kept for this sender."""


class SqlVault:
    """Implements `insurance.ports.Vault`. A reference is the whole text ⟦kind:hex⟧, as it stands in a message.

    Raises:
        ValueError: the secret is empty.
    """

    def __init__(self, database: Database, secret: str) -> None:
        self._database = database
        self._seal = Seal(derived_key(secret, b"lingbao vault encryption"))
        self._mac_key = derived_key(secret, b"lingbao vault lookup")
        self._mark_key = derived_key(secret, b"lingbao vault marks")

    async def keep(self, sender: Sender, kind: str, value: str, *, valid: bool = True) -> VaultRef:
        """Keep a value; the same value of the same sender and kind gives the same reference."""
        mac = hmac.digest(self._mac_key, f"{sender}\0{kind}\0{value}".encode(), "sha256")
        same = select(VaultRow.ref).where(VaultRow.sender == sender, VaultRow.kind == kind, VaultRow.mac == mac)
        async with self._database.session() as session:
            known = (await session.execute(same)).scalar()
            if known is not None:
                return VaultRef(known)
            ref = f"⟦{kind}:{secrets.token_hex(6)}⟧"
            sealed = self._seal.close(value.encode(), _bound_to(sender, kind))
            now = datetime.now(UTC)
            session.add(VaultRow(ref=ref, sender=sender, kind=kind, mac=mac, ciphertext=sealed, valid=valid, at=now))
        return VaultRef(ref)

    def mark(self, value: str) -> str:
        """A keyed hash of a value, whoever gave it: for looking up only."""
        return hmac.digest(self._mark_key, value.encode(), "sha256").hex()

    async def reveal(self, sender: Sender, ref: VaultRef) -> str:
        """The plain value.

        Raises:
            UnknownReference: never kept, kept for another sender, or sealed with another secret.
        """
        row = await self._row(sender, ref)
        try:
            return self._seal.open(row.ciphertext, _bound_to(row.sender, row.kind)).decode()
        except InvalidTag as error:
            raise UnknownReference(ref) from error

    async def is_valid(self, sender: Sender, ref: VaultRef) -> bool:
        """Whether the value passed its check digits when it was typed. Raises UnknownReference."""
        return (await self._row(sender, ref)).valid

    async def _row(self, sender: Sender, ref: VaultRef) -> VaultRow:
        wanted = f"⟦{ref.strip('⟦⟧')}⟧"
        async with self._database.reading() as session:
            row = await session.get(VaultRow, wanted)
        if row is None or row.sender != sender:
            raise UnknownReference(ref)
        return row


def _bound_to(sender: str, kind: str) -> bytes:
    """Binds a ciphertext to its owner, so that a row copied to another sender can't be opened."""
    return hashlib.sha256(f"{sender}\0{kind}".encode()).digest()
