"""A human has a claim before its promised time is missed, and is called once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from insurance.claims import Claim, ClaimChanged, ClaimStatus
from insurance.refs import ClaimNumber, Sender
from insurance.services.claims.deadlines import Deadlines, escalate_near_due
from tests.fakes import NOON, FakeDesk, FixedClock, MemoryWork

CL1, CL2 = ClaimNumber("CL1"), ClaimNumber("CL2")
DAY, AHEAD = timedelta(days=1), timedelta(hours=2)


class House:
    """What looks after deadlines, on records in memory."""

    def __init__(self) -> None:
        self.work, self.desk, self.clock = MemoryWork(), FakeDesk(), FixedClock()
        self.deadlines = Deadlines(self.work, self.desk, self.clock)

    async def sweep(self) -> None:
        await escalate_near_due(self.deadlines, self.clock, AHEAD)

    @property
    def called(self) -> list[str]:
        return [reason for _, reason in self.desk.requests]


@pytest.fixture
def house() -> House:
    return House()


async def add(house: House, number: ClaimNumber, status: ClaimStatus, due: datetime | None = NOON + DAY) -> None:
    claim = Claim(number, Sender(f"web:{number}"), NOON, status=status, due=due, route="fast_track")
    async with house.work() as records:
        await records.claims.add_claim(claim)


async def stored(house: House, number: ClaimNumber = CL1) -> Claim:
    async with house.work.reading() as records:
        return await records.claims.claim(number)


async def test_that_nobody_is_called_while_there_is_time(house):
    await add(house, CL1, ClaimStatus.SUBMITTED)
    house.clock.pass_(hours=22)
    await house.sweep()
    assert house.called == []
    assert (await stored(house)).escalated_at is None


async def test_that_a_human_is_called_once_before_the_day_is_over(house):
    await add(house, CL1, ClaimStatus.SUBMITTED)
    house.clock.pass_(hours=22, seconds=1)
    called = house.clock.now()
    for _ in range(3):
        await house.sweep()
        house.clock.pass_(minutes=1)
    claim = await stored(house)
    assert house.called == ["claim_deadline"]
    assert (claim.status, claim.route, claim.escalated_at) == (ClaimStatus.ASSESSING, "assessor", called)
    assert called < claim.due


async def test_that_a_house_that_was_closed_over_the_deadline_calls_at_once(house):
    await add(house, CL1, ClaimStatus.ASSESSING)
    house.clock.pass_(days=3)
    await house.sweep()
    assert house.called == ["claim_deadline"]


@pytest.mark.parametrize(
    "status", [ClaimStatus.APPROVED, ClaimStatus.PAYING, ClaimStatus.PAID, ClaimStatus.WITHDRAWN, ClaimStatus.REFUSED]
)
async def test_that_what_is_decided_is_not_escalated(house, status):
    await add(house, CL1, status)
    house.clock.pass_(days=3)
    await house.sweep()
    await house.deadlines.escalate(CL1)  # found a moment ago, decided since
    assert house.called == []


async def test_that_a_claim_without_a_promise_waits(house):
    await add(house, CL1, ClaimStatus.ASSESSING, due=None)
    house.clock.pass_(days=30)
    await house.sweep()
    assert house.called == []


async def test_that_one_that_cannot_be_escalated_does_not_hinder_the_others_and_is_tried_again(house):
    await add(house, CL1, ClaimStatus.ASSESSING)
    await add(house, CL2, ClaimStatus.ASSESSING)
    house.clock.pass_(days=1)

    class Stubborn(Deadlines):
        async def escalate(self, claim: ClaimNumber) -> None:
            if claim == CL1:
                raise ClaimChanged(claim)
            await super().escalate(claim)

    with pytest.raises(ExceptionGroup):
        await escalate_near_due(Stubborn(house.work, house.desk, house.clock), house.clock, AHEAD)
    assert (await stored(house, CL2)).escalated_at is not None
    await house.sweep()
    assert (await stored(house, CL1)).escalated_at is not None


async def test_that_an_appeal_gets_its_own_call(house):
    await add(house, CL1, ClaimStatus.ASSESSING)
    house.clock.pass_(days=1)
    await house.sweep()
    async with house.work() as records:
        again = replace(await records.claims.claim(CL1), escalated_at=None, due=house.clock.now() + 5 * DAY)
        await records.claims.save_claim(again)
    await house.sweep()
    assert len(house.called) == 1
    house.clock.pass_(days=5)
    await house.sweep()
    assert len(house.called) == 2
