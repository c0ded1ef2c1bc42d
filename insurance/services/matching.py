"""The matching keys everybody hashes with: two versions in force at most, so that one can follow the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from insurance.blacklist_books import Books, MatchingKey
from insurance.identifiers import HashedIdentifier, Kind, keyed_hash, normalise
from insurance.services.blacklist_parts import BlacklistParts

IN_FORCE = 2
SUBJECT = "matching_key"


class UnknownKeyVersion(ValueError):
    """An identifier was hashed with a matching key that isn't in force."""

    def __init__(self, versions: Sequence[int]) -> None:
        names = " and ".join(map(str, versions))
        super().__init__(f"a hash was made with a matching key that isn't in force; in force: version {names}")


class OldKeyOnly(ValueError):
    """A new entry has to be hashed with the newest matching key."""

    def __init__(self, version: int) -> None:
        super().__init__(f"please hash with the newest matching key as well, version {version}")


class TooManyKeys(Exception):
    """Two are in force; one has to be retired first."""


class LastKey(Exception):
    """The newest key can't be retired: make another one first."""


class EntriesWouldBeLost(Exception):
    """`entries`: how many are known under this key only. Their submitters should hash them again first."""

    def __init__(self, entries: int) -> None:
        super().__init__(f"{entries} entries are hashed with this key only and would never be found again")
        self.entries = entries


async def keys_in_force(parts: BlacklistParts) -> Sequence[MatchingKey]:
    """The newest last. The first one is made when it is first asked for."""
    async with parts.work.reading() as books:
        keys = await books.matching_keys()
    if keys:
        return keys
    async with parts.work() as books:
        if not await books.matching_keys():
            await _make(parts, books, "lingbao")
        return await books.matching_keys()


async def hand_out(parts: BlacklistParts, to: str) -> Sequence[MatchingKey]:
    """The keys for a partner, noted."""
    keys = await keys_in_force(parts)
    async with parts.work() as books:
        await books.note(to, "matching_key.handed_out", SUBJECT, {"versions": ",".join(str(k.version) for k in keys)})
    return keys


async def hashed(parts: BlacklistParts, values: Iterable[tuple[Kind, str]]) -> Sequence[HashedIdentifier]:
    """Each value under each key in force: to ask, and to submit. Raises NotOfThisKind."""
    return hashed_with(await keys_in_force(parts), values)


def hashed_with(keys: Sequence[MatchingKey], values: Iterable[tuple[Kind, str]]) -> list[HashedIdentifier]:
    """Raises NotOfThisKind."""
    return [
        HashedIdentifier(kind, key.version, keyed_hash(key.key, kind, normal))
        for kind, normal in [(kind, normalise(kind, value)) for kind, value in values]
        for key in keys
    ]


async def new_matching_key(parts: BlacklistParts, actor: str) -> int:
    """Returns its version. Raises TooManyKeys."""
    await keys_in_force(parts)
    async with parts.work() as books:
        if len(await books.matching_keys()) >= IN_FORCE:
            raise TooManyKeys("two matching keys are in force; retire the older one first")
        return await _make(parts, books, actor)


async def retire_matching_key(parts: BlacklistParts, version: int, actor: str, *, lose_entries: bool = False) -> None:
    """Its hashes are erased. Raises UnknownKeyVersion, LastKey, EntriesWouldBeLost (unless they may be lost)."""
    async with parts.work() as books:
        versions = [key.version for key in await books.matching_keys()]
        if version not in versions:
            raise UnknownKeyVersion(versions)
        if version == versions[-1]:
            raise LastKey("this is the newest matching key; make another one first")
        lost = await books.entries_only_under(version)
        if lost and not lose_entries:
            raise EntriesWouldBeLost(lost)
        await books.retire_matching_key(version, parts.clock.now())
        await books.note(actor, "matching_key.retired", SUBJECT, {"version": str(version), "lost": str(lost)})


async def check_versions(books: Books, identifiers: Iterable[HashedIdentifier], *, newest: bool = False) -> None:
    """Raises UnknownKeyVersion; OldKeyOnly when `newest` is asked for and none has it."""
    versions = [key.version for key in await books.matching_keys()]
    used = {each.key_version for each in identifiers}
    if used - set(versions):
        raise UnknownKeyVersion(versions)
    if newest and versions[-1] not in used:
        raise OldKeyOnly(versions[-1])


async def _make(parts: BlacklistParts, books: Books, actor: str) -> int:
    version = await books.add_matching_key(parts.clock.now())
    await books.note(actor, "matching_key.made", SUBJECT, {"version": str(version)})
    return version
