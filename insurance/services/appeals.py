"""Appeals against an entry: by the listed person through staff, or by a partner who knows better."""

from __future__ import annotations

from insurance import blacklist
from insurance.blacklist import OFFICER, Entry, Evidence, NothingNew
from insurance.identifiers import HashedIdentifier
from insurance.refs import EntryId
from insurance.services.blacklist import must_own, step
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.matching import check_versions, keys_in_force


class TooManyAppeals(Exception):
    """This partner has as many open appeals as one may have."""


async def appeal_for_person(
    parts: BlacklistParts, entry_id: EntryId, officer: str, grounds: str, evidence: tuple[Evidence, ...] = ()
) -> Entry:
    """The listed person came to us. Raises UnknownEntry, WrongStep, NothingNew, EvidenceUnknown, EntryChanged."""
    by, now = OFFICER + officer, parts.clock.now()
    async with parts.work() as books:
        await must_own(books, by, evidence)
    return await step(parts, entry_id, by, lambda it: blacklist.appeal(it, by, grounds, evidence, now), grounds)


async def appeal_by_partner(
    parts: BlacklistParts,
    by: str,
    identifiers: tuple[HashedIdentifier, ...],
    grounds: str,
    evidence: tuple[Evidence, ...] = (),
) -> int:
    """Opens an appeal against every served entry that lists one of these. Returns how many, for the audit log and not
    for the partner, who isn't told which entries there are.

    Raises:
        UnknownKeyVersion, EvidenceUnknown, TooManyAppeals.
    """
    await keys_in_force(parts)
    now, opened = parts.clock.now(), list[EntryId]()
    async with parts.work() as books:
        await check_versions(books, identifiers)
        await must_own(books, by, evidence)
        if await books.open_appeals(by) >= parts.terms.open_appeals:
            raise TooManyAppeals("you have as many open appeals as one partner may have; please wait for decisions")
        for entry_id in sorted({hit.entry_id for hit in await books.hits(identifiers, now)}):
            try:
                entry = blacklist.appeal(await books.entry(entry_id), by, grounds, evidence, now)
            except (NothingNew, blacklist.WrongStep):  # decided before, or appealed meanwhile
                continue
            await books.save(entry)
            opened.append(entry_id)
        for entry_id in opened:  # after all entries are locked: the log is one queue for everybody
            await books.note(by, "blacklist.appealed", entry_id, {"why": grounds})
        await books.note(by, "blacklist.appeal_received", by, {"opened": str(len(opened))})
    return len(opened)


async def decide_appeal(parts: BlacklistParts, entry_id: EntryId, officer: str, upheld: bool, why: str) -> Entry:
    """Upheld: the entry is served again; else it is removed. Raises UnknownEntry, WrongStep, SameOfficer."""
    now, action = parts.clock.now(), "appeal_upheld" if upheld else "removed"
    return await step(
        parts, entry_id, OFFICER + officer, lambda it: blacklist.decide(it, officer, upheld, why, now), why, action
    )
