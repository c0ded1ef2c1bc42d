"""Partners: register, rotate, revoke, report, and tell whether a request is theirs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from insurance.partners import (
    Partner,
    PartnerKey,
    Replayed,
    ShownKey,
    SignedRequest,
    UnknownPartner,
    Usage,
    check_freshness,
    check_signature,
)
from insurance.policies import SHANGHAI
from insurance.refs import PartnerId
from insurance.services.blacklist_parts import BlacklistParts


async def add_partner(
    parts: BlacklistParts, name: str, actor: str, per_minute: int | None = None, per_day: int | None = None
) -> tuple[Partner, ShownKey]:
    """The key's secret is told this once. Raises PartnerExists."""
    now, terms = parts.clock.now(), parts.terms
    partner = Partner(
        PartnerId("p" + secrets.token_hex(5)), name, per_minute or terms.per_minute, per_day or terms.per_day, now
    )
    async with parts.work() as books:
        await books.add_partner(partner)
        key = await books.new_key(partner.id, now)
        await books.note(actor, "partner.added", f"partner:{partner.id}", {"key": key.id})
    return partner, key


async def rotate_key(parts: BlacklistParts, name: str, actor: str, grace_days: int | None = None) -> ShownKey:
    """A new key; the old ones go on working for the days of grace. Raises UnknownPartner."""
    now = parts.clock.now()
    days = parts.terms.key_grace_days if grace_days is None else grace_days
    async with parts.work() as books:
        partner = await books.partner_named(name)
        if not partner.active:
            raise UnknownPartner("this partner was revoked")
        await books.end_keys(partner.id, now + timedelta(days=days))
        key = await books.new_key(partner.id, now)
        details = {"key": key.id, "grace_days": str(days)}
        await books.note(actor, "partner.key_rotated", f"partner:{partner.id}", details)
    return key


async def revoke_partner(parts: BlacklistParts, name: str, actor: str) -> None:
    """At once, with every key. Entries it submitted stay. Raises UnknownPartner."""
    now = parts.clock.now()
    async with parts.work() as books:
        partner = await books.partner_named(name)
        await books.save_partner(replace(partner, active=False))
        await books.end_keys(partner.id, now)
        await books.note(actor, "partner.revoked", f"partner:{partner.id}", {})


async def set_quota(parts: BlacklistParts, name: str, actor: str, per_minute: int, per_day: int) -> None:
    """Raises UnknownPartner."""
    async with parts.work() as books:
        partner = await books.partner_named(name)
        await books.save_partner(replace(partner, per_minute=per_minute, per_day=per_day))
        details = {"per_minute": str(per_minute), "per_day": str(per_day)}
        await books.note(actor, "partner.quota_set", f"partner:{partner.id}", details)


async def list_partners(parts: BlacklistParts) -> Sequence[tuple[Partner, Sequence[PartnerKey]]]:
    async with parts.work.reading() as books:
        return [(partner, await books.keys_of(partner.id)) for partner in await books.partners()]


async def authenticate(parts: BlacklistParts, request: SignedRequest) -> Partner:
    """Whose request this is. Nothing is remembered of a request that isn't signed rightly.

    Raises:
        ClockSkew, NotAuthenticated, Replayed.
    """
    now, skew = parts.clock.now(), parts.terms.clock_skew
    check_freshness(request, now, skew)
    async with parts.work.reading() as books:
        found = await books.secret(request.key_id, now)
        check_signature(request, found[1] if found else None)
        partner = await books.partner(found[0] if found else PartnerId(""))
    async with parts.work() as books:
        if not await books.take_nonce(request.key_id, request.nonce, now):
            raise Replayed
    return partner


async def usage_report(parts: BlacklistParts, since: date, until: date) -> Sequence[Usage]:
    """Day by day, both days included (Asia/Shanghai)."""
    async with parts.work.reading() as books:
        return await books.usage(_midnight(since), _midnight(until + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
