"""What the durable payout does to the records: implements claim_ports.ClaimPaymentSteps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from insurance.claim_ports import ACCOUNT_REASONS, ClaimPaymentRefused, PayoutKey, PayoutRequest, payout_key
from insurance.claims import TO_PAY, Actor, Claim, ClaimStatus, Move, Payout, PayoutStatus
from insurance.money import ZERO, Money
from insurance.records import Records
from insurance.refs import ClaimNumber, PolicyNumber, VaultRef
from insurance.services.claims.floor import follow
from insurance.services.claims.holding import hold_what_is_paid
from insurance.services.claims.receipts import tell_returned, tell_settled
from insurance.services.parts import Parts

MANY = 50


class PayingClaims:
    """Every method is one commit and harmless when its work is done already."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def claims_to_pay(self) -> Sequence[tuple[ClaimNumber, int]]:
        async with self._parts.work.reading() as records:
            return [(one.number, one.round + 1) for one in await records.claims.to_pay(MANY)]

    async def begin(self, claim: ClaimNumber, run: int) -> Sequence[PayoutKey]:
        """Raises ClaimPaymentRefused (NOT_APPROVED, NO_ACCOUNT, INVOICE_PAID)."""
        async with self._parts.work() as records:
            one = await records.claims.claim(claim)
            if one.round >= run:
                return [PayoutKey(payout.key) for payout in one.payouts if payout.round == run]
            if one.status not in TO_PAY:
                raise ClaimPaymentRefused("NOT_APPROVED")
            if one.account is None:
                raise ClaimPaymentRefused("NO_ACCOUNT")
            if await hold_what_is_paid(self._parts, records, one):
                raise ClaimPaymentRefused("INVOICE_PAID")
            new = [
                Payout(payout_key(claim, policy, run), policy, amount, one.account, run)
                for policy, amount in owed(one).items()
            ]
            one = one.after(Move.PAY, Actor.MACHINE, self._parts.clock.now())
            await records.claims.save_claim(replace(one, round=run, payouts=(*one.payouts, *new)))
        return [PayoutKey(payout.key) for payout in new]

    async def payout_request(self, claim: ClaimNumber, key: PayoutKey) -> PayoutRequest:
        async with self._parts.work.reading() as records:
            one = await records.claims.claim(claim)
        payout = _payout(one, key)
        account = payout.account
        assert account is not None  # noqa: S101 - a payout begins with one
        number = await self._parts.vault.reveal(one.sender, VaultRef(account.number))
        return PayoutRequest(key, claim, payout.policy, payout.amount, account.name, number, account.bank)

    async def record_accepted(self, claim: ClaimNumber, key: PayoutKey) -> None:
        await self._record(claim, key, PayoutStatus.ACCEPTED)

    async def record_settled(self, claim: ClaimNumber, key: PayoutKey) -> None:
        await self._record(claim, key, PayoutStatus.SETTLED)
        await tell_settled(self._parts, claim, key)

    async def record_returned(self, claim: ClaimNumber, key: PayoutKey, reason: str) -> None:
        await self._record(claim, key, PayoutStatus.RETURNED, reason)
        await tell_returned(self._parts, claim, key, reason)
        if reason not in ACCOUNT_REASONS:
            await self._parts.desk.request((await self._claim(claim)).sender, f"payout_returned_{reason.lower()}")

    async def _record(self, claim: ClaimNumber, key: PayoutKey, status: PayoutStatus, reason: str = "") -> None:
        async with self._parts.work() as records:
            one = await records.claims.claim(claim)
            payout = _payout(one, key)
            if payout.status in (status, PayoutStatus.SETTLED, PayoutStatus.RETURNED):
                return
            payout = replace(payout, status=status, at=self._parts.clock.now(), reason=reason)
            payouts = tuple(payout if other.key == key else other for other in one.payouts)
            await records.claims.save_claim(replace(one, payouts=payouts))

    async def finish(self, claim: ClaimNumber, run: int) -> None:
        async with self._parts.work() as records:
            one = await records.claims.claim(claim)
            if one.status is not ClaimStatus.PAYING or one.round != run:
                return
            now = self._parts.clock.now()
            if not owed(one):
                one = one.after(Move.SETTLE, Actor.MACHINE, now)
            else:
                one = one.after(Move.RETURN, Actor.MACHINE, now)
                if any(payout.reason in ACCOUNT_REASONS for payout in one.payouts if payout.round == run):
                    one = replace(one, account=None)
                else:  # the staff have to see to it before another round begins
                    one = one.after(Move.REOPEN, Actor.MACHINE, now, note="PAYOUT_RETURNED")
            await _save(self._parts, records, one)

    async def refused(self, claim: ClaimNumber, run: int, reason: str) -> None:
        async with self._parts.work() as records:
            one = await records.claims.claim(claim)
            if one.status not in TO_PAY or one.round >= run:
                return
            one = one.after(Move.REOPEN, Actor.MACHINE, self._parts.clock.now(), note=reason)
            await _save(
                self._parts, records, replace(one, round=run, route="assessor", route_reasons=(reason.lower(),))
            )

    async def report_stuck(self, claim: ClaimNumber, step: str) -> None:
        await self._parts.desk.request((await self._claim(claim)).sender, f"claim_stuck_{step}")

    async def _claim(self, number: ClaimNumber) -> Claim:
        async with self._parts.work.reading() as records:
            return await records.claims.claim(number)


async def _save(parts: Parts, records: Records, claim: Claim) -> None:
    await follow(parts, records, await records.claims.save_claim(claim))


def owed(claim: Claim) -> Mapping[PolicyNumber, Money]:
    """What each policy still has to pay: the decision less what has arrived. After an appeal that is the difference."""
    if claim.adjudication is None:
        return {}
    due = {}
    for policy in claim.policies:
        amount = claim.adjudication.under(policy)
        for payout in claim.payouts:
            if payout.policy == policy and payout.status is PayoutStatus.SETTLED:
                amount -= payout.amount
        if amount > ZERO:
            due[policy] = amount
    return due


def _payout(claim: Claim, key: str) -> Payout:
    return next(payout for payout in claim.payouts if payout.key == key)
