"""No promise is broken in silence: a claim whose time runs out comes before a human first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from insurance.claim_ports import ClaimDeadlines
from insurance.claims import UNDECIDED, Actor, ClaimStatus, Move
from insurance.ports import Clock
from insurance.records import UnitOfWork
from insurance.refs import ClaimNumber
from insurance.services.parts import HumanDesk

MANY = 200
DEADLINE = "claim_deadline"


async def escalate_near_due(deadlines: ClaimDeadlines, clock: Clock, ahead: timedelta) -> None:
    """Escalate every claim that is due within `ahead`. One that can't be escalated now doesn't hinder the others.

    Raises:
        ExceptionGroup: what went wrong; all of it is tried again at the next call.
    """
    failures: list[Exception] = []
    for claim in await deadlines.claims_near_due(clock.now() + ahead):
        try:
            await deadlines.escalate(claim)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("claims not escalated", failures)


class Deadlines:
    """Implements claim_ports.ClaimDeadlines on the records."""

    def __init__(self, work: UnitOfWork, desk: HumanDesk, clock: Clock) -> None:
        self._work, self._desk, self._clock = work, desk, clock

    async def claims_near_due(self, until: datetime) -> Sequence[ClaimNumber]:
        async with self._work.reading() as records:
            return [one.number for one in await records.claims.due_before(until, MANY)]

    async def escalate(self, claim: ClaimNumber) -> None:
        """The human is called before that is noted: after a crash in between the same open call stands.

        Raises ClaimChanged: somebody is at it this moment.
        """
        async with self._work.reading() as records:
            one = await records.claims.claim(claim)
        if one.status not in UNDECIDED or one.escalated_at is not None:
            return
        await self._desk.request(one.sender, DEADLINE)
        now = self._clock.now()
        if one.status is ClaimStatus.SUBMITTED:  # the rules didn't get to it: an assessor does
            one = replace(one.after(Move.ASSESS, Actor.MACHINE, now, note=DEADLINE), route="assessor")
        async with self._work() as records:
            reasons = (*one.route_reasons, DEADLINE)
            await records.claims.save_claim(replace(one, escalated_at=now, route_reasons=reasons))
