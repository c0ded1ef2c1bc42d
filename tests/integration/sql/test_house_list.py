"""Our own screening and review on the shared blacklist."""

from __future__ import annotations

import pytest
from test_blacklist_entries import CARD, OTHER, PHONE, listed, parts

from insurance.blacklist import ReasonClass, SameOfficer
from insurance.identifiers import Kind
from insurance.services import matching
from insurance.services.house_list import HouseList

__all__ = ["parts"]


async def test_that_screening_finds_a_partners_entry(parts):
    entry = await listed(parts)
    found = await HouseList(parts).hits([OTHER, PHONE, (Kind.ID_NUMBER, "no number at all")])
    assert [(hit.entry_id, hit.reason) for hit in found] == [(entry.id, ReasonClass.FORGED_DOCUMENTS)]
    assert await HouseList(parts).hits([OTHER]) == []


async def test_that_screening_works_within_another_unit_of_work_and_before_the_first_key(parts, database):
    async with database.session():
        assert await HouseList(parts).hits([PHONE]) == []


async def test_that_what_two_officers_agreed_on_is_served_once(parts):
    house, agreed = HouseList(parts), ("RC1-1", [PHONE, CARD], ReasonClass.PAYMENT_FRAUD, ("wei", "lan"))
    entry_id = await house.add(*agreed)
    assert await house.add(*agreed) == entry_id
    assert await house.add("RC2-1", *agreed[1:]) == entry_id
    assert [hit.entry_id for hit in await house.hits([CARD])] == [entry_id]
    actions = [step.action for step in await parts.audit.read(entry_id)]
    assert actions == ["blacklist.submitted", "blacklist.verified"]


async def test_that_a_listing_cut_short_is_finished_the_next_time(parts):
    house = HouseList(parts)
    with pytest.raises(SameOfficer):
        await house.add("RC1-1", [PHONE], ReasonClass.PAYMENT_FRAUD, ("wei", "wei"))
    assert await house.hits([PHONE]) == []
    await house.add("RC1-1", [PHONE], ReasonClass.PAYMENT_FRAUD, ("wei", "lan"))
    assert len(await house.hits([PHONE])) == 1


async def test_that_nothing_to_list_by_lists_nobody(parts):
    assert await HouseList(parts).add("RC1", [(Kind.PHONE, "?")], ReasonClass.PAYMENT_FRAUD, ("wei", "lan")) is None


async def test_that_screening_asks_under_every_key_in_force(parts):
    await listed(parts)
    await matching.new_matching_key(parts, "operator")
    assert len(await HouseList(parts).hits([PHONE])) == 1
