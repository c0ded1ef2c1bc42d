"""The shared blacklist on real databases: what is served, and that nothing doubles."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from adapters.sql.audit import SqlAuditLog
from adapters.sql.blacklist import SqlBlacklistWork
from adapters.sql.blacklist_tables import ListedRow
from insurance.blacklist import Evidence, ReasonClass, SameOfficer, Status, WrongStep
from insurance.blacklist_books import UnknownEntry
from insurance.identifiers import HashedIdentifier, Kind
from insurance.services import appeals, blacklist, matching
from insurance.services.blacklist_parts import BlacklistParts, BlacklistTerms
from tests.fakes import FixedClock

LETTER = hashlib.sha256(b"letter").hexdigest()
PHONE, OTHER = (Kind.PHONE, "13800138000"), (Kind.PHONE, "13900139000")
CARD = (Kind.BANK_CARD, "6222020200000000018")


class Papers:
    async def put(self, content: bytes, media_type: str) -> str:
        return hashlib.sha256(content).hexdigest()


@pytest.fixture
def parts(database) -> BlacklistParts:
    return BlacklistParts(SqlBlacklistWork(database, "a secret"), Papers(), SqlAuditLog(database), FixedClock())


async def wish(parts, *values, by="partner:p1", reference="case-1", reason=ReasonClass.FORGED_DOCUMENTS):
    await blacklist.keep_evidence(parts, by, b"letter", "application/pdf")
    identifiers = tuple(await matching.hashed(parts, values or (PHONE,)))
    return blacklist.Submission(by, reference, reason, (Evidence("letter", LETTER),), identifiers)


async def listed(parts, *values, **more):
    entry, _ = await blacklist.submit(parts, await wish(parts, *values, **more))
    await blacklist.verify(parts, entry.id, "wei")
    return await blacklist.verify(parts, entry.id, "lan")


async def hits(parts, *values):
    identifiers = await matching.hashed(parts, values or (PHONE,))
    async with parts.work.reading() as books:
        return await books.hits(identifiers, parts.clock.now())


async def actions(parts, entry_id):
    return [step.action.removeprefix("blacklist.") for step in await parts.audit.read(entry_id)]


async def test_that_an_entry_is_found_by_each_of_its_identifiers_once_verified(parts):
    entry, new = await blacklist.submit(parts, await wish(parts, PHONE, CARD))
    assert (new, await hits(parts)) == (True, [])
    await blacklist.verify(parts, entry.id, "wei")
    assert await hits(parts) == []
    await blacklist.verify(parts, entry.id, "lan")
    for value in (PHONE, CARD):
        (hit,) = await hits(parts, value, OTHER)
        assert (hit.entry_id, hit.reason, hit.since) == (entry.id, ReasonClass.FORGED_DOCUMENTS, parts.clock.now())
    assert await hits(parts, OTHER) == []
    assert await actions(parts, entry.id) == ["submitted", "checked", "verified"]


async def test_that_an_open_appeal_keeps_it_from_being_served(parts):
    entry = await listed(parts)
    await appeals.appeal_for_person(parts, entry.id, "wei", "it wasn't me")
    assert await hits(parts) == []
    await appeals.decide_appeal(parts, entry.id, "mei", True, "the letter is forged")
    assert len(await hits(parts)) == 1
    assert (await actions(parts, entry.id))[-2:] == ["appealed", "appeal_upheld"]


@pytest.mark.parametrize("end", ["withdraw", "remove", "expire"])
async def test_that_what_has_ended_isnt_served_and_forgets_whom_it_listed(parts, database, end):
    entry = await listed(parts)
    if end == "withdraw":
        await blacklist.withdraw(parts, entry.id, "partner:p1", "settled")
    elif end == "remove":
        await appeals.appeal_for_person(parts, entry.id, "wei", "it wasn't me")
        await appeals.decide_appeal(parts, entry.id, "mei", False, "another person")
    else:
        parts.clock.pass_(days=parts.terms.days_forged_documents)
        assert await hits(parts) == []  # before anybody has tidied
        assert [await blacklist.tidy(parts), await blacklist.tidy(parts)] == [1, 0]
    assert await hits(parts) == []
    async with database.reading() as session:
        assert (await session.scalars(select(ListedRow))).all() == []
    again, new = await blacklist.submit(parts, await wish(parts, reference="case-2"))
    assert (new, again.status) == (True, Status.SUBMITTED)


async def test_that_the_same_submission_again_changes_nothing(parts):
    first, _ = await blacklist.submit(parts, await wish(parts))
    assert await blacklist.submit(parts, await wish(parts)) == (first, False)
    with pytest.raises(blacklist.ListedAlready, match=first.id):
        await blacklist.submit(parts, await wish(parts, reference="case-2"))
    with pytest.raises(blacklist.ReferenceTaken):
        await blacklist.submit(parts, await wish(parts, OTHER))
    other, new = await blacklist.submit(parts, await wish(parts, by="partner:p2"))
    assert (new, other.id != first.id) == (True, True)


async def test_that_many_submissions_at_once_make_one_entry(parts):
    one = await wish(parts)
    made = await asyncio.gather(*(blacklist.submit(parts, one) for _ in range(12)))
    assert sum(new for _, new in made) == 1
    assert len({entry.id for entry, _ in made}) == 1


async def test_that_two_officers_at_once_make_one_verified_entry(parts):
    entry, _ = await blacklist.submit(parts, await wish(parts))
    done = await asyncio.gather(*(blacklist.verify(parts, entry.id, who) for who in ("wei", "lan")))
    assert sorted(each.status for each in done) == [Status.CHECKED, Status.VERIFIED]
    assert await actions(parts, entry.id) == ["submitted", "checked", "verified"]


async def test_that_one_officer_twice_at_once_is_one_look(parts):
    entry, _ = await blacklist.submit(parts, await wish(parts))
    done = await asyncio.gather(*(blacklist.verify(parts, entry.id, "wei") for _ in range(6)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["Entry"] + ["SameOfficer"] * 5
    assert await hits(parts) == []


async def test_that_verifying_and_rejecting_at_once_leave_one_outcome(parts):
    entry, _ = await blacklist.submit(parts, await wish(parts))
    await blacklist.verify(parts, entry.id, "wei")
    verify, reject = blacklist.verify(parts, entry.id, "lan"), blacklist.reject(parts, entry.id, "mei", "unfounded")
    done = await asyncio.gather(verify, reject, return_exceptions=True)
    assert [type(each) for each in done].count(WrongStep) == 1


async def test_that_an_officers_own_entry_needs_one_more_officer(parts):
    entry, _ = await blacklist.submit(parts, await wish(parts, by="officer:wei"))
    assert entry.status is Status.CHECKED
    with pytest.raises(SameOfficer):
        await blacklist.verify(parts, entry.id, "wei")
    await blacklist.verify(parts, entry.id, "lan")
    assert len(await hits(parts)) == 1


async def test_that_evidence_must_have_been_brought_by_the_submitter(parts):
    theirs = await wish(parts, by="partner:p2")
    with pytest.raises(blacklist.EvidenceUnknown):
        await blacklist.submit(parts, replace(theirs, submitter="partner:p1"))


async def test_that_a_partners_appeal_reaches_every_entry_and_has_a_limit(parts):
    parts = replace(parts, terms=BlacklistTerms(open_appeals=2))
    entries = [await listed(parts, by=f"partner:p{n}") for n in range(2)]
    identifiers = tuple(await matching.hashed(parts, (PHONE,)))
    assert await appeals.appeal_by_partner(parts, "partner:p9", identifiers, "another person") == 2
    assert await hits(parts) == []
    with pytest.raises(appeals.TooManyAppeals):
        await appeals.appeal_by_partner(parts, "partner:p9", identifiers, "again")
    for entry in entries:
        await appeals.decide_appeal(parts, entry.id, "mei", True, "it stands")
    assert await appeals.appeal_by_partner(parts, "partner:p9", identifiers, "again, nothing new") == 0


async def test_that_an_unknown_entry_is_told(parts):
    with pytest.raises(UnknownEntry):
        await blacklist.verify(parts, "BL1", "wei")


async def test_that_a_copy_of_the_records_cant_be_searched_with_the_matching_key(parts, database):
    await listed(parts)
    (known, *_) = await matching.hashed(parts, (PHONE,))
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT digest FROM blacklist_identifiers"))).scalars().all()
    assert [bytes(row) for row in rows] != [bytes.fromhex(known.hash)]
    other = SqlBlacklistWork(database, "another secret")
    async with other.reading() as books:
        assert await books.hits([HashedIdentifier(*vars(known).values())], parts.clock.now()) == []
