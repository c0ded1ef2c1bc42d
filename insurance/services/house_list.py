"""The shared blacklist for our own screening and review: plain numbers in, which live in memory only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from insurance.blacklist import OFFICER, BlacklistHit, ReasonClass, Status
from insurance.blacklist_books import MatchingKey
from insurance.identifiers import HashedIdentifier, Kind, NotOfThisKind
from insurance.refs import EntryId
from insurance.services.blacklist import ListedAlready, Submission, submit, verify
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.matching import hashed_with, keys_in_force

Value = tuple[Kind, str]


class HouseList:
    """Values that can't be of their kind are passed over: nobody can be listed by them."""

    def __init__(self, parts: BlacklistParts) -> None:
        self._parts = parts

    async def hits(self, values: Sequence[Value]) -> Sequence[BlacklistHit]:
        """What lists one of these. Only reads, so it may be called within another unit of work."""
        async with self._parts.work.reading() as books:
            keys = await books.matching_keys()
            identifiers = _hashed(keys, values)
            return await books.hits(identifiers, self._parts.clock.now()) if identifiers else []

    async def add(
        self, reference: str, values: Sequence[Value], reason: ReasonClass, officers: tuple[str, str]
    ) -> EntryId | None:
        """List one person or company that two officers agreed on, once for this reference; the case it names is the
        evidence. Harmless when called again after a crash. Returns None when there is nothing to list it by.

        Raises:
            SameOfficer: the two are one. ReferenceTaken.
        """
        identifiers = tuple(_hashed(await keys_in_force(self._parts), values))
        if not identifiers:
            return None
        first, second = officers
        try:
            entry, _ = await submit(self._parts, Submission(OFFICER + first, reference, reason, (), identifiers))
        except ListedAlready as before:
            return before.entry_id
        if entry.status is Status.CHECKED:
            await verify(self._parts, entry.id, second)
        return entry.id


def _hashed(keys: Sequence[MatchingKey], values: Sequence[Value]) -> list[HashedIdentifier]:
    found: list[HashedIdentifier] = []
    for value in values:
        with suppress(NotOfThisKind):
            found += hashed_with(keys, [value])
    return found
