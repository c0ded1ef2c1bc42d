"""Matching keys follow one another without an entry being lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import text
from test_blacklist_entries import OTHER, PHONE, hits, listed, parts, wish

from adapters.sql.blacklist import SqlBlacklistWork
from insurance.services import blacklist, matching

__all__ = ["parts"]


async def test_that_the_first_key_is_made_when_it_is_needed_and_stays(parts):
    keys = await matching.keys_in_force(parts)
    assert [(key.version, len(key.key)) for key in keys] == [(1, 32)]
    assert await matching.keys_in_force(parts) == keys


async def test_that_keys_lie_encrypted(parts, database):
    (key,) = await matching.keys_in_force(parts)
    async with database.reading() as session:
        sealed = (await session.execute(text("SELECT sealed FROM blacklist_matching_keys"))).scalar_one()
    assert key.key not in bytes(sealed)
    with pytest.raises(InvalidTag):
        await matching.keys_in_force(replace(parts, work=SqlBlacklistWork(database, "another secret")))


async def test_that_two_versions_are_in_force_and_a_third_is_refused(parts):
    assert await matching.new_matching_key(parts, "operator") == 2
    with pytest.raises(matching.TooManyKeys):
        await matching.new_matching_key(parts, "operator")
    versions = [each.key_version for each in await matching.hashed(parts, (PHONE,))]
    assert versions == [1, 2]


async def test_that_a_rotation_goes_on_serving_what_was_hashed_again_and_confirmed(parts):
    entry = await listed(parts)
    await matching.new_matching_key(parts, "operator")
    both = await matching.hashed(parts, (PHONE,))
    newest = tuple(each for each in both if each.key_version == 2)
    with pytest.raises(matching.EntriesWouldBeLost):
        await matching.retire_matching_key(parts, 1, "operator")
    await blacklist.hash_again(parts, entry.id, "partner:p1", newest)
    async with parts.work.reading() as books:
        assert await books.hits(newest, parts.clock.now()) == []  # nobody has confirmed it
    with pytest.raises(matching.EntriesWouldBeLost):
        await matching.retire_matching_key(parts, 1, "operator")
    assert await blacklist.confirm_hashes(parts, entry.id, "wei") == 1
    await matching.retire_matching_key(parts, 1, "operator")
    assert len(await hits(parts)) == 1
    with pytest.raises(matching.UnknownKeyVersion):
        await blacklist.submit(parts, replace(await wish(parts, reference="c2"), identifiers=tuple(both)))


async def test_that_hashing_again_cant_slip_others_in(parts):
    entry = await listed(parts)
    await matching.new_matching_key(parts, "operator")
    two = tuple(each for each in await matching.hashed(parts, (PHONE, OTHER)) if each.key_version == 2)
    with pytest.raises(blacklist.NotTheSameIdentifiers):
        await blacklist.hash_again(parts, entry.id, "partner:p1", two)
    with pytest.raises(blacklist.UnknownEntry):
        await blacklist.hash_again(parts, entry.id, "partner:p2", two[:1])
    await blacklist.hash_again(parts, entry.id, "partner:p1", two[:1])
    with pytest.raises(blacklist.NotTheSameIdentifiers):
        await blacklist.hash_again(parts, entry.id, "partner:p1", two[:1])


async def test_that_new_entries_need_the_newest_key(parts):
    one = await wish(parts)
    await matching.new_matching_key(parts, "operator")
    with pytest.raises(matching.OldKeyOnly, match="version 2"):
        await blacklist.submit(parts, one)


async def test_that_the_newest_key_stays(parts):
    await matching.keys_in_force(parts)
    with pytest.raises(matching.LastKey):
        await matching.retire_matching_key(parts, 1, "operator")
    await listed(parts)
    await matching.new_matching_key(parts, "operator")
    await matching.retire_matching_key(parts, 1, "operator", lose_entries=True)
    assert await hits(parts) == []
