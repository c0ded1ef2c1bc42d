"""Orders of providers' services in the records, on either database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.records import SqlUnitOfWork
from adapters.sql.database import Database
from insurance.bilingual import Bilingual
from insurance.journeys import Journey
from insurance.provider_orders import DeclineReason, ProviderDraft, ProviderOrder, ServiceStatus
from insurance.providers import Coordinates, Place, ProviderKind, Rating, Service
from insurance.records import UnknownRecord
from insurance.refs import ClaimNumber, ProviderId, ProviderOrderId, Sender, VaultRef
from tests.fakes import CUSTOMER, NOON

PLACE = Place(
    "shanghai-zhangjiang", Bilingual("上海张江", "Zhangjiang"), "shanghai", "pudong", Coordinates(31.2, 121.6)
)


def order(name: str, **about: object) -> ProviderOrder:
    placed = ProviderOrder(
        id=ProviderOrderId(name), sender=CUSTOMER, provider_id=ProviderId("p"), kind=ProviderKind.ROADSIDE,
        service=Service.TOW, place=PLACE, words="抛锚了", phone=VaultRef("⟦phone:1⟧"), placed_at=NOON, look_at=NOON,
        claim=ClaimNumber("C1"),
    )  # fmt: skip
    return replace(placed, **about)  # type: ignore[arg-type]


@pytest.fixture
async def work(database: Database) -> SqlUnitOfWork:
    await database.open()
    return SqlUnitOfWork(database)


async def add(work: SqlUnitOfWork, *orders: ProviderOrder) -> None:
    async with work() as records:
        for one in orders:
            await records.providers.add(one)


async def test_that_an_order_comes_back_as_it_was(work: SqlUnitOfWork):
    whole = order("A", status=ServiceStatus.DECLINED, decline_reason=DeclineReason.NO_CREW, eta_minutes=12, crew="7")
    await add(work, whole)
    async with work.reading() as records:
        assert await records.providers.order(whole.id) == whole
        with pytest.raises(UnknownRecord):
            await records.providers.order(ProviderOrderId("B"))


async def test_that_an_order_is_added_once(work: SqlUnitOfWork):
    async with work() as records:
        assert await records.providers.add(order("A"))
        assert not await records.providers.add(order("A", words="something else"))
    async with work.reading() as records:
        assert (await records.providers.order(ProviderOrderId("A"))).words == "抛锚了"


async def test_that_a_customer_sees_their_own_newest_first(work: SqlUnitOfWork):
    later = NOON + timedelta(hours=1)
    await add(work, order("A"), order("B", placed_at=later), order("C", sender=Sender("web:other")))
    async with work.reading() as records:
        assert [one.id for one in await records.providers.orders_of(CUSTOMER)] == ["B", "A"]


async def test_that_only_what_is_due_and_unfinished_is_looked_at(work: SqlUnitOfWork):
    done = {"status": ServiceStatus.DONE}
    await add(
        work, order("due"), order("later", look_at=NOON + timedelta(minutes=1)), order("untold", **done),
        order("over", told=ServiceStatus.DONE, **done),
    )  # fmt: skip
    async with work.reading() as records:
        assert set(await records.providers.to_look_at(NOON, 10)) == {"due", "untold"}
        assert len(await records.providers.to_look_at(NOON, 1)) == 1


async def test_that_ratings_are_added_up_by_provider(work: SqlUnitOfWork):
    stars = (("A", "p", 5), ("B", "p", 2), ("C", "q", 1), ("D", "q", None), ("E", "r", None))
    await add(work, *(order(name, provider_id=ProviderId(one), stars=number) for name, one, number in stars))
    async with work.reading() as records:
        assert await records.providers.ratings() == {"p": Rating(7, 2), "q": Rating(1, 1)}


async def test_that_two_who_change_an_order_wait_for_each_other(work: SqlUnitOfWork):
    await add(work, order("A"))

    async def fail() -> None:
        async with work() as records:
            one = await records.providers.order(ProviderOrderId("A"))
            await asyncio.sleep(0.05)
            await records.providers.save(replace(one, failures=one.failures + 1))

    await asyncio.gather(*(fail() for _ in range(4)))
    async with work.reading() as records:
        assert (await records.providers.order(ProviderOrderId("A"))).failures == 4


async def test_that_a_draft_on_the_journey_comes_back(work: SqlUnitOfWork):
    draft = ProviderDraft(
        ProviderOrderId("A"),
        ProviderKind.ROADSIDE,
        Service.TOW,
        place=PLACE,
        words="抛锚了",
        offered=(ProviderId("p"),),
    )
    async with work() as records:
        await records.save_journey(Journey(CUSTOMER, provider=draft))
    async with work.reading() as records:
        assert (await records.journey(CUSTOMER)).provider == draft
