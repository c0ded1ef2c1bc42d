"""Partners, their keys, nonces and quotas, on one open session: implements insurance.blacklist_books.PartnerBooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.sql.database import insert_into, insert_new
from adapters.sql.partner_tables import NonceRow, PartnerKeyRow, PartnerRow, UsageRow
from insurance.partners import Partner, PartnerExists, PartnerKey, Period, ShownKey, UnknownPartner, Usage
from insurance.refs import PartnerId

FINGERPRINT = 12  # hex digits of a secret's SHA-256 that are shown


class SqlPartnerBooks:
    """A signature can be checked only with the secret itself, and secrets aren't kept: each follows from its key's id
    and `root`, which follows from the installation's own secret. What is stored is its hash."""

    def __init__(self, session: AsyncSession, root: bytes) -> None:
        self._session, self._root = session, root

    async def add_partner(self, partner: Partner) -> None:
        if (await self._session.execute(insert_new(self._session, PartnerRow, vars(partner)))).rowcount != 1:
            raise PartnerExists("there is a partner of this name already")

    async def partner(self, partner_id: PartnerId) -> Partner:
        row = await self._session.get(PartnerRow, partner_id)
        if row is None:
            raise UnknownPartner("no such partner")
        return _partner(row)

    async def partner_named(self, name: str) -> Partner:
        row = (await self._session.scalars(select(PartnerRow).where(PartnerRow.name == name))).one_or_none()
        if row is None:
            raise UnknownPartner("no partner of this name")
        return _partner(row)

    async def partners(self) -> Sequence[Partner]:
        return [_partner(row) for row in (await self._session.scalars(select(PartnerRow).order_by(PartnerRow.name)))]

    async def save_partner(self, partner: Partner) -> None:
        await self._session.execute(update(PartnerRow).where(PartnerRow.id == partner.id).values(**vars(partner)))

    async def new_key(self, partner_id: PartnerId, now: datetime) -> ShownKey:
        key_id = "pk_" + secrets.token_hex(8)
        secret = self._secret(key_id)
        self._session.add(
            PartnerKeyRow(id=key_id, partner_id=partner_id, secret_sha256=_sha256(secret), created=now, ends=None)
        )
        await self._session.flush()
        return ShownKey(key_id, secret)

    async def keys_of(self, partner_id: PartnerId) -> Sequence[PartnerKey]:
        mine = select(PartnerKeyRow).where(PartnerKeyRow.partner_id == partner_id).order_by(PartnerKeyRow.created)
        rows = (await self._session.scalars(mine)).all()
        return [PartnerKey(r.id, partner_id, r.secret_sha256[:FINGERPRINT], r.created, r.ends) for r in rows]

    async def end_keys(self, partner_id: PartnerId, ends: datetime) -> None:
        later = or_(PartnerKeyRow.ends.is_(None), PartnerKeyRow.ends > ends)
        mine = update(PartnerKeyRow).where(PartnerKeyRow.partner_id == partner_id, later)
        await self._session.execute(mine.values(ends=ends))

    async def secret(self, key_id: str, now: datetime) -> tuple[PartnerId, str] | None:
        query = (
            select(PartnerKeyRow.partner_id, PartnerKeyRow.secret_sha256)
            .join(PartnerRow, PartnerRow.id == PartnerKeyRow.partner_id)
            .where(PartnerKeyRow.id == key_id, PartnerRow.active)
            .where(or_(PartnerKeyRow.ends.is_(None), PartnerKeyRow.ends > now))
        )
        row = (await self._session.execute(query)).one_or_none()
        secret = self._secret(key_id)
        if row is None or not hmac.compare_digest(_sha256(secret), row.secret_sha256):
            return None
        return PartnerId(row.partner_id), secret

    async def take_nonce(self, key_id: str, nonce: str, now: datetime) -> bool:
        values = {"key_id": key_id, "nonce": nonce, "at": now}
        return (await self._session.execute(insert_new(self._session, NonceRow, values))).rowcount == 1

    async def forget(self, before: datetime) -> None:
        await self._session.execute(delete(NonceRow).where(NonceRow.at < before))
        minutes = delete(UsageRow).where(UsageRow.period == Period.MINUTE.value, UsageRow.began < before)
        await self._session.execute(minutes)

    async def spend(self, partner_id: PartnerId, period: Period, began: datetime, units: int, limit: int) -> bool:
        if units > limit:
            return False
        values = {"partner_id": partner_id, "period": period.value, "began": began, "used": units, "listed": 0}
        upsert = insert_into(self._session, UsageRow).values(**values)
        upsert = upsert.on_conflict_do_update(
            index_elements=["partner_id", "period", "began"],
            set_={"used": UsageRow.used + units},
            where=UsageRow.used + units <= limit,
        )
        return (await self._session.execute(upsert.returning(UsageRow.used))).scalar() is not None

    async def count_listed(self, partner_id: PartnerId, day: datetime, listed: int) -> None:
        today = update(UsageRow).where(UsageRow.partner_id == partner_id, UsageRow.began == day)
        today = today.where(UsageRow.period == Period.DAY.value)
        await self._session.execute(today.values(listed=UsageRow.listed + listed))

    async def usage(self, since: datetime, until: datetime) -> Sequence[Usage]:
        query = (
            select(UsageRow, PartnerRow.name)
            .join(PartnerRow, PartnerRow.id == UsageRow.partner_id)
            .where(UsageRow.period == Period.DAY.value, UsageRow.began >= since, UsageRow.began < until)
            .order_by(UsageRow.began, PartnerRow.name)
        )
        rows = (await self._session.execute(query)).all()
        return [Usage(PartnerId(r.partner_id), name, r.began, r.used, r.listed) for r, name in rows]

    def _secret(self, key_id: str) -> str:
        made = hmac.digest(self._root, key_id.encode(), "sha256")
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def _partner(row: PartnerRow) -> Partner:
    return Partner(PartnerId(row.id), row.name, row.per_minute, row.per_day, row.created, row.active)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
