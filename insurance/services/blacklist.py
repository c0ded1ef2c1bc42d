"""What is done to an entry of the shared blacklist: each step one commit, its audit entry included."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from insurance import blacklist
from insurance.blacklist import OFFICER, Entry, Evidence, ReasonClass
from insurance.blacklist_books import Books, UnknownEntry
from insurance.identifiers import HashedIdentifier
from insurance.refs import EntryId
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.matching import check_versions, keys_in_force


class ReferenceTaken(Exception):
    """The submitter used this reference for something else."""


class ListedAlready(Exception):
    """The submitter has a live entry with this reason and these identifiers."""

    def __init__(self, entry_id: EntryId) -> None:
        super().__init__(f"you have listed the same before, as {entry_id}")
        self.entry_id = entry_id


class EvidenceUnknown(Exception):
    """A paper is named that this submitter never brought."""


class NotTheSameIdentifiers(Exception):
    """What is hashed again has to be what was listed."""


@dataclass(frozen=True)
class Submission:
    """`submitter`: `partner:<id>` or `officer:<name>`; `reference`: the submitter's own name of the case."""

    submitter: str
    reference: str
    reason: ReasonClass
    evidence: tuple[Evidence, ...]
    identifiers: tuple[HashedIdentifier, ...]


async def keep_evidence(parts: BlacklistParts, owner: str, content: bytes, media_type: str) -> str:
    """Store a paper for staff's eyes only; returns its SHA-256."""
    sha256 = await parts.files.put(content, media_type)
    async with parts.work() as books:
        await books.keep_evidence(owner, sha256, media_type, parts.clock.now())
        await books.note(owner, "blacklist.evidence_stored", sha256, {})
    return sha256


async def submit(parts: BlacklistParts, wish: Submission) -> tuple[Entry, bool]:
    """Returns the entry, and whether it is new: the same submission again changes nothing.

    An officer's own entry counts as checked by that officer; another one has to verify it.

    Raises:
        UnknownKeyVersion, OldKeyOnly, EvidenceUnknown, ReferenceTaken, ListedAlready.
    """
    await keys_in_force(parts)
    now = parts.clock.now()
    fresh = Entry(_entry_id(now), wish.submitter, wish.reference, wish.reason, wish.evidence, now)
    fresh = blacklist.submitted(fresh)
    async with parts.work() as books:
        await check_versions(books, wish.identifiers, newest=True)
        await must_own(books, wish.submitter, wish.evidence)
        if not await books.add(fresh, wish.identifiers):
            return await _known(books, fresh, wish.identifiers), False
        details = {"reason": wish.reason.value, "reference": wish.reference, "evidence": str(len(wish.evidence))}
        await books.note(wish.submitter, "blacklist.submitted", fresh.id, details)
    return fresh, True


async def verify(parts: BlacklistParts, entry_id: EntryId, officer: str) -> Entry:
    """The second officer makes it served. Raises UnknownEntry, WrongStep, SameOfficer, EntryChanged."""
    now = parts.clock.now()
    return await step(
        parts, entry_id, OFFICER + officer, lambda it: blacklist.look(it, officer, now, parts.terms.served)
    )


async def reject(parts: BlacklistParts, entry_id: EntryId, officer: str, why: str) -> Entry:
    """Raises UnknownEntry, WrongStep, EntryChanged."""
    now = parts.clock.now()
    return await step(parts, entry_id, OFFICER + officer, lambda it: blacklist.reject(it, why, now), why)


async def withdraw(parts: BlacklistParts, entry_id: EntryId, by: str, why: str) -> Entry:
    """Raises UnknownEntry, WrongStep, NotTheSubmitter, EntryChanged."""
    now = parts.clock.now()
    return await step(parts, entry_id, by, lambda it: blacklist.withdraw(it, by, why, now), why)


async def hash_again(
    parts: BlacklistParts, entry_id: EntryId, by: str, identifiers: tuple[HashedIdentifier, ...]
) -> None:
    """A submitter adds hashes under a newer matching key; they wait until an officer has confirmed them.

    Raises:
        UnknownEntry: also another submitter's. UnknownKeyVersion, NotTheSameIdentifiers, WrongStep.
    """
    async with parts.work() as books:
        entry = await books.entry(entry_id)
        if entry.submitter != by:
            raise UnknownEntry("no such entry")
        if entry.status in blacklist.ENDED:
            raise blacklist.WrongStep("hashed again", entry.status)
        await check_versions(books, identifiers, newest=True)
        known = await books.identifiers(entry_id)
        for version in {each.key_version for each in identifiers}:
            kinds = sorted(each.kind for each in identifiers if each.key_version == version)
            others = {each.key_version for each in known} - {version}
            old = [sorted(each.kind for each in known if each.key_version == other) for other in others]
            if kinds not in old or any(each.key_version == version for each in known):
                raise NotTheSameIdentifiers("please send, once, as many hashes of each kind as the entry lists")
        await books.add_identifiers(entry_id, identifiers)
        await books.note(by, "blacklist.hashed_again", entry_id, {"identifiers": str(len(identifiers))})


async def confirm_hashes(parts: BlacklistParts, entry_id: EntryId, officer: str) -> int:
    """Returns how many were waiting. Raises UnknownEntry."""
    async with parts.work() as books:
        await books.entry(entry_id)
        count = await books.confirm_identifiers(entry_id)
        if count:
            await books.note(OFFICER + officer, "blacklist.hashes_confirmed", entry_id, {"identifiers": str(count)})
    return count


async def tidy(parts: BlacklistParts, limit: int = 500) -> int:
    """End entries whose time is over and erase whom they list, and forget used nonces. Returns how many ended; they
    weren't served any more in any case."""
    now = parts.clock.now()
    async with parts.work() as books:
        due = [blacklist.expire(entry, now) for entry in await books.overdue(now, limit)]
        for entry in due:
            await books.save(entry)
        await books.forget(now - timedelta(seconds=2 * parts.terms.clock_skew + 60))
        for entry in due:
            await books.note("lingbao", "blacklist.expired", entry.id, {"reason": entry.reason.value})
    return len(due)


async def step(
    parts: BlacklistParts,
    entry_id: EntryId,
    actor: str,
    change: Callable[[Entry], Entry],
    why: str = "",
    action: str = "",
) -> Entry:
    """One change of one entry; the audit log names it by the new status unless `action` does."""
    async with parts.work() as books:
        entry = change(await books.entry(entry_id))
        await books.save(entry)
        await books.note(actor, f"blacklist.{action or entry.status.value}", entry_id, {"why": why} if why else {})
    return entry


async def _known(books: Books, fresh: Entry, identifiers: Sequence[HashedIdentifier]) -> Entry:
    same = await books.same(fresh, identifiers)
    if same is not None and same.reference == fresh.reference:
        return same
    if same is not None and await books.referenced(fresh.submitter, fresh.reference) is None:
        raise ListedAlready(same.id)
    raise ReferenceTaken("this reference is in use for another entry of yours; please choose another")


async def must_own(books: Books, owner: str, evidence: Sequence[Evidence]) -> None:
    if evidence and not await books.has_evidence(owner, [paper.sha256 for paper in evidence]):
        raise EvidenceUnknown("please upload each piece of evidence first, then name it by its SHA-256")


def _entry_id(now: datetime) -> EntryId:
    return EntryId(f"BL{now:%Y%m%d%H%M%S}-{secrets.token_hex(4)}")
