"""What the claims keep, on real databases; the fake of the unit tests is held to the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.records import SqlUnitOfWork
from insurance.adjudication.history import BenefitUsed
from insurance.claim_papers import ClaimPaper, PaperState
from insurance.claim_records import ClaimFilter, PolicyPerson
from insurance.claims import Account, Actor, Claim, ClaimChanged, ClaimStatus, InsurerAnswer, Move
from insurance.money import ZERO, Money
from insurance.records import UnknownRecord
from insurance.refs import ClaimNumber, PaperId, PolicyNumber, Sender, VaultRef
from tests.fakes import MemoryWork
from tests.integration.sql.conftest import ON_BOTH, empty_database

AT = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
CL1, CL2, CL3 = (ClaimNumber(f"CL{n}") for n in (1, 2, 3))
MUM, SON = Sender("web:mum"), Sender("telegram:son")
P1 = PolicyNumber("P1")


@pytest.fixture(params=["memory", *ON_BOTH])
async def work(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "memory":
        yield MemoryWork()
        return
    async with empty_database(request.param, request, tmp_path) as database:
        yield SqlUnitOfWork(database)


def claim(number: ClaimNumber = CL1, hours: int = 0, **changes) -> Claim:
    return replace(Claim(number, MUM, AT + timedelta(hours=hours)), **changes)


def paper(identifier: str, state: PaperState = PaperState.WAITING, minutes: int = 0) -> ClaimPaper:
    at = AT + timedelta(minutes=minutes)
    return ClaimPaper(PaperId(identifier), "ab" * 32, "image/jpeg", 5, "a.jpg", MUM, at, state)


async def keep(work, *claims: Claim) -> None:
    async with work() as records:
        for one in claims:
            await records.claims.add_claim(one)


async def test_that_a_claim_comes_back_as_it_was_kept(work):
    kept = claim(papers=(paper("D1"),)).after(Move.COLLECT, Actor.MACHINE, AT)
    await keep(work, kept)
    async with work.reading() as records:
        assert await records.claims.claim(CL1) == kept
        with pytest.raises(UnknownRecord):
            await records.claims.claim(CL2)


async def test_that_of_two_who_change_a_claim_the_second_is_told(work):
    await keep(work, claim())
    async with work() as records:
        first = await records.claims.claim(CL1)
        saved = await records.claims.save_claim(replace(first, assessor="li"))
        assert saved.version == 1
    with pytest.raises(ClaimChanged):
        async with work() as records:
            await records.claims.save_claim(replace(first, assessor="wu"))
    async with work.reading() as records:
        assert (await records.claims.claim(CL1)).assessor == "li"


async def test_that_whoever_may_add_to_a_claim_finds_it_until_they_may_not(work):
    await keep(work, claim(CL1, helpers=(SON,)), claim(CL2, hours=1))
    async with work() as records:
        assert [one.number for one in await records.claims.claims_of(MUM)] == [CL2, CL1]
        assert [one.number for one in await records.claims.claims_of(SON)] == [CL1]
        await records.claims.save_claim(replace(await records.claims.claim(CL1), helpers=()))
    async with work.reading() as records:
        assert await records.claims.claims_of(SON) == []


async def test_that_claims_are_found_by_policy(work):
    await keep(work, claim(CL1, policies=(P1, PolicyNumber("P2"))), claim(CL2, hours=1, policies=(P1,)), claim(CL3))
    async with work.reading() as records:
        assert [one.number for one in await records.claims.claims_under(P1)] == [CL2, CL1]


async def test_that_documents_wait_until_they_are_read(work):
    await keep(work, claim(CL1, papers=(paper("D1"), paper("D2", PaperState.READ))), claim(CL2, hours=1))
    async with work() as records:
        two = await records.claims.claim(CL2)
        await records.claims.save_claim(replace(two, papers=(paper("D3", minutes=1),)))
    async with work() as records:
        assert await records.claims.papers_waiting(10) == [(CL1, "D1"), (CL2, "D3")]
        assert await records.claims.papers_waiting(1) == [(CL1, "D1")]
        one = await records.claims.claim(CL1)
        read = tuple(replace(paper, state=PaperState.READ) for paper in one.papers)
        await records.claims.save_claim(replace(one, papers=read))
    async with work.reading() as records:
        assert await records.claims.papers_waiting(10) == [(CL2, "D3")]


async def test_that_an_invoice_is_held_by_one_claim_only(work):
    await keep(work, claim(CL1), claim(CL2))
    async with work() as records:
        assert await records.claims.hold_invoices(CL1, ["a", "b"]) == {}
        assert await records.claims.hold_invoices(CL1, ["a", "b"]) == {}, "again for the same claim"
    async with work() as records:
        assert await records.claims.hold_invoices(CL2, ["b", "c"]) == {"b": CL1}
    async with work() as records:
        assert await records.claims.invoices_held(["a", "b", "c"]) == {"a": CL1, "b": CL1}, "c wasn't reserved"
        await records.claims.let_go_invoices(CL1)
        assert await records.claims.hold_invoices(CL2, ["b", "c"]) == {}


async def test_that_what_a_claim_uses_is_replaced_not_added(work):
    used = BenefitUsed(P1, "mum", "accident_medical", date(2026, 6, 1), Money.of(800), Money.of(100))
    await keep(work, claim(CL1))
    async with work() as records:
        await records.claims.use_benefits(CL1, [used, replace(used, benefit="fracture", deductible_used=ZERO)])
        await records.claims.use_benefits(CL1, [replace(used, amount=Money.of(700))])
    async with work.reading() as records:
        assert await records.claims.benefits_used(P1, CL2) == [replace(used, amount=Money.of(700))]
        assert await records.claims.benefits_used(P1, CL1) == [], "its own"


async def test_that_a_person_is_found_under_every_policy(work):
    people = [PolicyPerson(P1, "mum", None), PolicyPerson(P1, "mum", 0), PolicyPerson(P1, "son", 1)]
    async with work() as records:
        await records.claims.add_policy_people(people)
        await records.claims.add_policy_people(people)
    async with work.reading() as records:
        found = await records.claims.policies_of_person("mum")
        assert sorted(found, key=str) == sorted(people[:2], key=str)


async def test_that_the_list_begins_with_what_assessors_have_to_do(work):
    await keep(
        work,
        claim(CL1, status=ClaimStatus.PAID, due=AT),
        claim(CL2, status=ClaimStatus.ASSESSING, due=AT + timedelta(hours=2), assessor="li", policies=(P1,)),
        claim(CL3, status=ClaimStatus.APPEALED, due=AT + timedelta(hours=1)),
    )
    async with work.reading() as records:
        page = await records.claims.queue(ClaimFilter(), 0, 2)
        assert ([one.number for one in page.claims], page.total) == ([CL3, CL2], 3)
        for only, found in (
            (ClaimFilter(assessor="li"), [CL2]),
            (ClaimFilter(assessor=""), [CL3, CL1]),
            (ClaimFilter(text="P1"), [CL2]),
            (ClaimFilter(statuses=(ClaimStatus.PAID,)), [CL1]),
        ):
            assert [one.number for one in (await records.claims.queue(only, 0, 10)).claims] == found


async def test_that_a_claim_is_paid_once_its_account_is_known(work):
    account = Account("王建国", VaultRef("⟦bank_card:1⟧"), "0068")
    await keep(work, claim(CL1, status=ClaimStatus.APPROVED), claim(CL2, status=ClaimStatus.APPROVED, account=account))
    async with work() as records:
        assert [one.number for one in await records.claims.to_pay(10)] == [CL2]
        await records.claims.save_claim(replace(await records.claims.claim(CL2), status=ClaimStatus.PAYING))
        assert await records.claims.to_pay(10) == []


async def test_that_undecided_claims_are_found_before_they_are_late_once(work):
    soon, later = AT + timedelta(hours=1), AT + timedelta(hours=9)
    await keep(
        work,
        claim(CL1, status=ClaimStatus.ASSESSING, due=soon),
        claim(CL2, status=ClaimStatus.SUBMITTED, due=later),
        claim(CL3, status=ClaimStatus.APPROVED, due=soon),
    )
    async with work() as records:
        late = await records.claims.due_before(AT + timedelta(hours=2), 10)
        assert [one.number for one in late] == [CL1]
        await records.claims.save_claim(replace(late[0], escalated_at=AT))
    async with work.reading() as records:
        assert await records.claims.due_before(AT + timedelta(hours=2), 10) == []


async def test_that_what_insurers_have_to_answer_is_found_until_they_do(work):
    sent = InsurerAnswer(P1, "pending", at=AT, key="k1", ours=Money.of("830.00"))
    await keep(work, claim(CL1, policies=(P1,), insurer_answers=(sent,)), claim(CL2))
    async with work() as records:
        assert await records.claims.with_insurers(9) == [(CL1, P1)]
        one = await records.claims.claim(CL1)
        assert one.insurer_answers == (sent,)
        await records.claims.save_claim(replace(one, insurer_answers=(replace(sent, state="agreed"),)))
    async with work.reading() as records:
        assert await records.claims.with_insurers(9) == []
