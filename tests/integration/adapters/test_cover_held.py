"""Cover across conversations on a real database: found by the person, without those cancelled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from adapters.records import SqlUnitOfWork
from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from adapters.vault import SqlVault
from insurance.exposure import CoverHeld, together
from insurance.lines import Line
from insurance.money import Money
from insurance.policies import OrderStatus
from insurance.refs import OrderId
from tests.buying import until_policy
from tests.fakes import fake_parts


async def test_that_a_persons_cover_is_found_whoever_bought_it_until_it_is_cancelled(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/lingbao.db")
    await migrate(database)
    await database.open()
    try:
        parts = fake_parts()
        await until_policy(parts)
        store = parts.work.store  # type: ignore[attr-defined]
        (policy,), (order,) = store.policies.values(), store.orders.values()
        work = SqlUnitOfWork(database)
        async with work() as records:
            await records.add_quote(store.quotes[order.quote_id])
        async with work() as records:
            await records.add_application(store.applications[order.application_id])
        async with work() as records:
            await records.add_order(order)
        held = CoverHeld("person", order.id, Line.ACCIDENT, Money.of("100000"), Money.of("100000"))
        async with work() as records:
            await records.add_policy(policy)
            await records.add_cover_held(held)
        async with work.reading() as records:
            assert await records.cover_held("person") == [held]
            assert together(await records.cover_held("person")).death == Money.of("100000")
            assert await records.cover_held("somebody else") == []
        async with work() as records:
            await records.save_order(replace(order, status=OrderStatus.REFUNDING))
        async with work.reading() as records:
            assert await records.cover_held("person") == []
    finally:
        await database.close()


def test_that_a_mark_is_the_same_for_everyone_and_tells_nothing() -> None:
    vault = SqlVault(None, "secret")  # type: ignore[arg-type]
    number = "110101199001010010"
    assert vault.mark(number) == SqlVault(None, "secret").mark(number)  # type: ignore[arg-type]
    assert vault.mark(number) != SqlVault(None, "another").mark(number)  # type: ignore[arg-type]
    assert number not in vault.mark(number)


def test_that_sums_count_by_kind_of_cover() -> None:
    cover = [
        CoverHeld("p", OrderId("1"), Line.TERM_LIFE, Money.of(5), Money.of(5)),
        CoverHeld("p", OrderId("2"), Line.WHOLE_LIFE, Money.of(7), Money.of(7)),
        CoverHeld("p", OrderId("3"), Line.MEDICAL, Money.of(0), Money.of(9)),
    ]
    known = together(cover)
    assert (known.on(Line.TERM_LIFE), known.on(Line.MEDICAL), known.death) == (Money.of(12), Money.of(0), Money.of(12))
