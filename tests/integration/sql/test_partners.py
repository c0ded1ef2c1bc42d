"""Partners on real databases: who is let in, how often, and what is kept of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from test_blacklist_entries import PHONE, listed, parts

from insurance.blacklist import ReasonClass
from insurance.partners import (
    ClockSkew,
    NotAuthenticated,
    PartnerExists,
    QuotaUsedUp,
    Replayed,
    SignedRequest,
    UnknownPartner,
    signature_of,
)
from insurance.services import asking_blacklist, matching, partners

__all__ = ["parts"]


def signed(parts, key, nonce="n" * 16, **changes):
    stamp = str(int(changes.pop("at", parts.clock.now()).timestamp()))
    secret, what = changes.pop("secret", key.secret), ("POST", "/query?a=1", b"{}")
    request = SignedRequest(key.id, stamp, nonce, signature_of(secret, stamp, nonce, *what), *what)
    return SignedRequest(**{**vars(request), **changes})


async def test_that_a_signed_request_is_let_in_once(parts):
    partner, key = await partners.add_partner(parts, "安心保险", "operator")
    assert await partners.authenticate(parts, signed(parts, key)) == partner
    with pytest.raises(Replayed):
        await partners.authenticate(parts, signed(parts, key))
    await partners.authenticate(parts, signed(parts, key, nonce="m" * 16))


async def test_that_a_nonce_is_taken_once_by_many_at_once(parts):
    _, key = await partners.add_partner(parts, "A", "operator")
    tries = (partners.authenticate(parts, signed(parts, key)) for _ in range(8))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, Replayed) for each in done) == 7


@pytest.mark.parametrize(
    "change",
    [{"secret": "another"}, {"key_id": "pk_0"}, {"key_id": "pk\0"}, {"body": b"{ }"}, {"method": "GET"},
     {"target": "/query?a=2"}, {"signature": ""}, {"signature": "é"}, {"timestamp": "1e9"}, {"nonce": "short"}],
)  # fmt: skip
async def test_that_anything_changed_is_refused(parts, change):
    _, key = await partners.add_partner(parts, "A", "operator")
    with pytest.raises(NotAuthenticated):
        await partners.authenticate(parts, signed(parts, key, **change))


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_that_a_clock_may_be_off_by_five_minutes(parts, seconds):
    _, key = await partners.add_partner(parts, "A", "operator")
    with pytest.raises(ClockSkew):
        await partners.authenticate(parts, signed(parts, key, at=parts.clock.now() + timedelta(seconds=seconds)))


async def test_that_an_old_key_works_until_its_grace_is_over(parts):
    _, old = await partners.add_partner(parts, "A", "operator")
    new = await partners.rotate_key(parts, "A", "operator", grace_days=7)
    for n, key in enumerate((old, new)):
        await partners.authenticate(parts, signed(parts, key, nonce=str(n) * 16))
    parts.clock.pass_(days=7)
    with pytest.raises(NotAuthenticated):
        await partners.authenticate(parts, signed(parts, old))
    await partners.authenticate(parts, signed(parts, new))


async def test_that_a_revoked_partner_is_out_at_once(parts):
    _, key = await partners.add_partner(parts, "A", "operator")
    await partners.revoke_partner(parts, "A", "operator")
    with pytest.raises(NotAuthenticated):
        await partners.authenticate(parts, signed(parts, key))
    with pytest.raises(UnknownPartner):
        await partners.rotate_key(parts, "A", "operator")


async def test_that_names_are_taken_once(parts):
    await partners.add_partner(parts, "A", "operator")
    with pytest.raises(PartnerExists):
        await partners.add_partner(parts, "A", "operator")


async def test_that_no_secret_is_stored(parts, database):
    _, key = await partners.add_partner(parts, "A", "operator")
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT * FROM partner_keys"))).all()
        steps = (await session.execute(text("SELECT * FROM audit_log"))).all()
    assert key.secret not in str(rows)
    assert key.secret not in str(steps)
    ((_, (shown,)),) = await partners.list_partners(parts)
    assert shown.id == key.id
    assert len(shown.fingerprint) == 12


async def test_that_an_answer_is_yes_or_no_and_a_reason(parts, database):
    partner, _ = await partners.add_partner(parts, "A", "operator")
    await listed(parts, PHONE)
    await listed(parts, PHONE, by="partner:p2", reason=ReasonClass.FRAUDULENT_CLAIM)
    here, nobody = [await matching.hashed(parts, (each,)) for each in (PHONE, (PHONE[0], "13700137000"))]
    assert await asking_blacklist.ask(parts, partner, [nobody, here]) == [None, ReasonClass.FRAUDULENT_CLAIM]
    kept = await parts.audit.read(f"partner:{partner.id}")
    assert [step.action for step in kept] == ["partner.added", "blacklist.queried"]
    assert kept[-1].details == {"asked": "2", "listed": "1"}
    async with database.reading() as session:
        steps = (await session.execute(text("SELECT * FROM audit_log"))).all()
    assert here[0].hash not in str(steps)


async def test_that_a_quota_counts_subjects_and_is_there_again_later(parts):
    partner, _ = await partners.add_partner(parts, "A", "operator", per_minute=3, per_day=5)
    subject = await matching.hashed(parts, (PHONE,))
    await asking_blacklist.ask(parts, partner, [subject] * 3)
    with pytest.raises(QuotaUsedUp) as refused:
        await asking_blacklist.charge(parts, partner)
    assert refused.value.retry_after == 60
    parts.clock.pass_(seconds=60)
    await asking_blacklist.ask(parts, partner, [subject] * 2)
    with pytest.raises(QuotaUsedUp, match="5 per day") as refused:
        await asking_blacklist.charge(parts, partner)
    assert refused.value.retry_after == 12 * 3600 - 60  # it is noon in Shanghai
    parts.clock.pass_(hours=12)
    await asking_blacklist.charge(parts, partner)
    today = parts.clock.today()
    report = await partners.usage_report(parts, today - timedelta(days=1), today)
    assert [(day.name, day.used, day.listed) for day in report] == [("A", 5, 0), ("A", 1, 0)]


async def test_that_a_quota_holds_against_many_at_once(parts):
    partner, _ = await partners.add_partner(parts, "A", "operator", per_minute=10, per_day=100)
    tries = (asking_blacklist.charge(parts, partner) for _ in range(25))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(each is None for each in done) == 10
    assert sum(isinstance(each, QuotaUsedUp) for each in done) == 15
