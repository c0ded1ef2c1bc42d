"""Paying a claim as a durable workflow: every payout once, told once, or returned and waiting for another account."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from dbos import DBOS

from adapters.durable_steps import FinalNo, StepRunner, doubling
from insurance.claim_ports import (
    ACCOUNT_REASONS,
    ClaimPaymentRefused,
    ClaimPaymentSteps,
    PayoutKey,
    PayoutRefused,
    Payouts,
    PayoutState,
    PayoutStatus,
    PayoutsUnavailable,
)
from insurance.refs import ClaimNumber

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ClaimPaymentLimits:
    """Times in seconds. Pauses between attempts double from `first_pause` to `longest_pause`, and so do those between
    looks at an accepted transfer, from `poll_pause` on. A payout is never given up: it is owed."""

    first_pause: float = 1.0
    longest_pause: float = 300.0
    stuck_after: int = 6  # attempts before the staff are told
    poll_pause: float = 2.0
    overdue_after: int = 300  # looks at a transfer that stays accepted, about a day, before the staff are told
    sweep_pause: float = 2.0  # between looks for claims to be paid


class ClaimFlow:
    def __init__(self, steps: ClaimPaymentSteps, payouts: Payouts, limits: ClaimPaymentLimits | None = None) -> None:
        self.steps, self.limits = steps, limits or ClaimPaymentLimits()
        self._payouts = payouts
        self._runner = StepRunner("claim", (ClaimPaymentRefused, PayoutRefused), steps.report_stuck, self.limits)
        self._do = self._runner.do

    async def pay(self, claim: ClaimNumber, run: int) -> str:
        """Reserve → pay each payout → wait until the bank has ended each. Returns how the run ended."""
        try:
            keys = await self._do("begin", claim, lambda: self._begin(claim, run), may_refuse=True)
        except FinalNo as no:
            reason = no.reason
            await self._do("refused", claim, lambda: self.steps.refused(claim, run, reason))
            return "refused"
        # All are sent before any is waited for: one bank that is slow doesn't hold up the others.
        sent = [key for key in keys if await self._sent(claim, PayoutKey(key))]
        arrived = [await self._arrived(claim, PayoutKey(key)) for key in sent]
        await self._do("finish", claim, lambda: self.steps.finish(claim, run))
        return "paid" if len(sent) == len(keys) and all(arrived) else "returned"

    async def _sent(self, claim: ClaimNumber, key: PayoutKey) -> bool:
        """Whether the bank took the transfer; if not, that is recorded."""
        try:
            await self._do("pay", claim, lambda: self._pay(claim, key), may_refuse=True)
        except FinalNo as no:
            await self._returned(claim, key, no.reason)
            return False
        await self._do("record_accepted", claim, lambda: self.steps.record_accepted(claim, key))
        return True

    async def _arrived(self, claim: ClaimNumber, key: PayoutKey) -> bool:
        """Wait for the bank's last word on an accepted transfer and record it."""
        looks = 0
        while True:
            status, reason = await self._do("check_payout", claim, lambda: self._check(key))
            if status != PayoutStatus.ACCEPTED:
                break
            looks += 1
            if looks == self.limits.overdue_after:
                await self._runner.report("check_payout", claim)
            await DBOS.sleep_async(doubling(self.limits.poll_pause, looks, self.limits.longest_pause))
        if status == PayoutStatus.SETTLED:
            await self._do("record_settled", claim, lambda: self.steps.record_settled(claim, key))
            return True
        await self._returned(claim, key, reason)
        return False

    async def _returned(self, claim: ClaimNumber, key: PayoutKey, reason: str) -> None:
        await self._do("record_returned", claim, lambda: self.steps.record_returned(claim, key, reason))

    # --- what a step does: the request is resolved and used inside, and only ids, codes and states come out ---

    async def _begin(self, claim: ClaimNumber, run: int) -> list[str]:
        return [str(key) for key in await self.steps.begin(claim, run)]

    async def _pay(self, claim: ClaimNumber, key: PayoutKey) -> list[str]:
        try:
            return _plain(await self._payouts.pay(await self.steps.payout_request(claim, key)))
        except ClaimPaymentRefused as no:
            # Too late for that: an earlier try may have reached the bank, and the next round would pay twice.
            raise PayoutsUnavailable(no.reason) from None
        except PayoutRefused as no:
            if no.reason in ACCOUNT_REASONS:
                raise
            # Nothing the customer could mend: the same transfer is tried again while the staff see to it.
            log.warning("the bank refuses payout %s for now: %s", key, no.reason)
            raise PayoutsUnavailable(no.reason) from None

    async def _check(self, key: PayoutKey) -> list[str]:
        state = await self._payouts.state(key)
        if state is None:
            raise PayoutsUnavailable("accepted, then unknown")
        return _plain(state)


def _plain(state: PayoutState) -> list[str]:
    return [state.status.value, state.reason]
