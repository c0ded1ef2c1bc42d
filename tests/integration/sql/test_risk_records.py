"""What risk control stores and finds, on real databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.records import SqlUnitOfWork
from insurance.records import UnknownRecord
from insurance.refs import Sender
from insurance.riskcontrol.cases import CaseChanged, CaseNumber, CaseStatus, cleared
from insurance.riskcontrol.entries import EntryKind, Resemblance
from insurance.riskcontrol.identifiers import IdentifierKind, Role
from insurance.riskcontrol.ports import CaseFilter
from tests.integration.risk_samples import AT, PASSED, case, entry, key


@pytest.fixture
def work(database) -> SqlUnitOfWork:
    return SqlUnitOfWork(database)


async def keep(work: SqlUnitOfWork, *entries) -> None:
    async with work() as records:
        for one in entries:
            await records.risk.add_entry(one, PASSED)


async def keep_cases(work: SqlUnitOfWork, *cases) -> None:
    async with work() as records:
        for one in cases:
            await records.risk.add_case(one)


async def test_that_the_newest_links_of_each_identifier_are_found(work):
    phone = key("phone")
    await keep(work, *(entry(f"A{n}", phone, hours=n) for n in range(5)), entry("B1", key("other phone"), owner="wu"))
    async with work.reading() as records:
        links = await records.risk.linked([phone, key("unheard of")], 3)
    assert [one.subject for one in links] == ["A0", "A1", "A2"]
    assert (links[0].at, links[0].owner, links[0].key) == (AT, "li", phone)


async def test_that_more_identifiers_than_fit_a_statement_are_looked_up(work):
    keys = [key(f"employee {n}", IdentifierKind.PERSON) for n in range(200)]
    await keep(work, entry("A1", *keys))
    async with work.reading() as records:
        assert len(await records.risk.linked(keys, 50)) == 200


async def test_that_companions_are_those_who_stood_on_the_same_applications(work):
    wife = key("wife", IdentifierKind.PERSON, Role.INSURED)
    await keep(work, entry("A1", wife, key("phone")), entry("A2", key("wu", IdentifierKind.PERSON), owner="wu"))
    async with work.reading() as records:
        assert await records.risk.companions(key("li").hash, 50) == {"li", "wife"}


@pytest.mark.parametrize(("flipped", "found"), [(0, True), (7, True), (15, True), (16, False)])
async def test_that_a_print_is_found_up_to_fifteen_bits_away(work, flipped, found):
    base = int("9f3c" * 16, 16)
    for bit in range(flipped):
        base ^= 1 << (bit * 16)  # one in each band: the hardest to find
    await keep(work, entry("CL1", kind=EntryKind.CLAIM, prints=("9f3c" * 16,)))
    async with work.reading() as records:
        alike = await records.risk.resembling([f"{base:064x}"], "CL2")
        assert alike == ([Resemblance("CL1", flipped)] if found else [])
        assert await records.risk.resembling(["9f3c" * 16], "CL1") == []


async def test_that_a_screening_comes_back(work):
    await keep(work, entry("A1"))
    async with work.reading() as records:
        assert await records.risk.screening("A1") == PASSED
        assert await records.risk.screening("A2") is None


async def test_that_neighbours_come_with_their_identifiers(work):
    await keep(work, entry("A1", key("phone")), entry("A2", key("phone"), owner="wu"))
    async with work.reading() as records:
        found = {one.subject: {key.hash for key in one.keys} for one in await records.risk.neighbours(["A1", "A2"])}
    assert found == {"A1": {"li", "phone"}, "A2": {"wu", "phone"}}


async def test_that_a_case_comes_back_by_number_and_by_purchase(work):
    await keep_cases(work, case("RC1"))
    async with work.reading() as records:
        assert await records.risk.case(CaseNumber("RC1")) == case("RC1")
        assert await records.risk.case_for(Sender("web:li"), "print of RC1") == case("RC1")
        assert await records.risk.case_for(Sender("web:wu"), "print of RC1") is None
        with pytest.raises(UnknownRecord):
            await records.risk.case(CaseNumber("RC2"))


async def test_that_whoever_is_second_is_told(work):
    await keep_cases(work, case("RC1"))
    changed, _ = cleared(case("RC1"), "wei", "没有问题", AT)
    async with work() as records:
        await records.risk.save_case(changed, 1)
    with pytest.raises(CaseChanged):
        async with work() as records:
            await records.risk.save_case(changed, 1)
    async with work.reading() as records:
        assert [one.number for one in await records.risk.cases_to_carry_out()] == ["RC1"]


CASES = (
    case("RC1", due=AT + timedelta(hours=9)), case("RC2", due=AT, assignee="wei"),
    case("RC3", due=AT - timedelta(1), status=CaseStatus.CLEARED), case("RC4", kind=EntryKind.CLAIM, subject="CL_4%"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        (CaseFilter(), ["RC2", "RC1", "RC4", "RC3"]),  # undecided first, most urgent first
        (CaseFilter(statuses=(CaseStatus.CLEARED,)), ["RC3"]),
        (CaseFilter(assignee="wei"), ["RC2"]),
        (CaseFilter(kind=EntryKind.CLAIM), ["RC4"]),
        (CaseFilter(table="risk_insurers", text="RC1"), ["RC1"]),
        (CaseFilter(table="risk_insure"), []),
        (CaseFilter(text="_4%"), ["RC4"]),
    ],
)
async def test_that_cases_are_listed_by_filter(work, only, numbers):
    await keep_cases(work, *CASES)
    async with work.reading() as records:
        page = await records.risk.cases(only, 0, 10)
        assert ([one.number for one in page.cases], page.total) == (numbers, len(numbers))


async def test_that_cases_come_in_pages(work):
    await keep_cases(work, *CASES)
    async with work.reading() as records:
        page = await records.risk.cases(CaseFilter(), 2, 2)
    assert ([one.number for one in page.cases], page.total) == (["RC4", "RC3"], 4)
