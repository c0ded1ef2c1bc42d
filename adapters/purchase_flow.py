"""The purchase and the cancellation as durable workflows: what follows what, and what happens when it can't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS

from adapters.durable_steps import FinalNo, StepRunner
from insurance.ports import (
    InsurerRefused,
    IssuedPolicy,
    PaymentsRefused,
    PaymentState,
    PaymentsUnavailable,
    PurchaseInsurer,
    PurchasePayments,
    PurchaseRefused,
    PurchaseSteps,
)
from insurance.refs import OrderId, PolicyNumber

GAVE_UP = "INSURER_UNAVAILABLE"
REFUSALS = (InsurerRefused, PaymentsRefused, PurchaseRefused)


@dataclass(frozen=True)
class PurchaseLimits:
    """Times in seconds. Pauses double from `first_pause` to `longest_pause`; with ten attempts an insurer that is
    down has about eight minutes before the customer gets the money back."""

    first_pause: float = 1.0
    longest_pause: float = 300.0
    issue_attempts: int = 10
    stuck_after: int = 6  # attempts before the staff are told
    poll_pause: float = 5.0  # between looks at an unpaid page
    sweep_pause: float = 60.0
    cancel_pause: float = 2.0  # between looks for cancellations that customers confirmed


class PurchaseFlow:
    def __init__(
        self, steps: PurchaseSteps, insurer: PurchaseInsurer, payments: PurchasePayments, limits: PurchaseLimits
    ) -> None:
        self._steps, self._insurer, self._payments, self._limits = steps, insurer, payments, limits
        self._do = StepRunner("purchase", REFUSALS, steps.report_stuck, limits, GAVE_UP).do

    async def purchase(self, order: OrderId) -> str:
        """Paid → issued → delivered, or refunded. Returns how it ended."""
        state = await self._settled_payment(order)
        if state not in (PaymentState.PAID, PaymentState.REFUNDED):
            await self._do("expire", order, lambda: self._steps.expire(order))
            return "expired"
        try:
            await self._do("mark_paid", order, lambda: self._mark_paid(order), may_refuse=True)
            issued = await self._issued(order)
        except FinalNo as no:
            return await self._give_back(order, no.reason)
        await self._do("record_policy", order, lambda: self._steps.record_policy(order, issued))
        await self._do("prepare_papers", order, lambda: self._steps.prepare_papers(order))
        await self._do("deliver", order, lambda: self._steps.deliver(order))
        return "delivered"

    async def cancel(self, number: PolicyNumber, order: OrderId) -> str:
        """Insurer cancels → refund → told; or the policy stays in force."""
        try:
            await self._do("cancel", order, lambda: self._cancel(order, number), may_refuse=True)
        except FinalNo as no:
            reason = no.reason
            await self._do("cancel_refused", order, lambda: self._steps.cancel_refused(order, number, reason))
            return "refused"
        await self._do("record_cancelled", order, lambda: self._steps.record_cancelled(order, number))
        await self._refund(order)
        return "cancelled"

    async def _settled_payment(self, order: OrderId) -> str:
        """Wait until the page is paid or can't be paid any more: the provider's word, not the callback's."""
        while True:
            try:
                state = await self._do("check_paid", order, lambda: self._payments.state(order), may_refuse=True)
            except FinalNo:  # the provider has no such order
                return PaymentState.CLOSED
            if state != PaymentState.OPEN:
                return str(state)
            await DBOS.sleep_async(self._limits.poll_pause)

    async def _issued(self, order: OrderId) -> IssuedPolicy:
        attempts = self._limits.issue_attempts
        try:
            answer = await self._do("issue", order, lambda: self._issue(order), may_refuse=True, attempts=attempts)
        except FinalNo as no:
            if no.reason != GAVE_UP:
                raise
            # The last attempts may have done the work without a word reaching us.
            answer = await self._do("find", order, lambda: self._find(order), may_refuse=True, attempts=1)
            if answer is None:
                raise
        number, issued_at = answer  # type: ignore[misc]
        return IssuedPolicy(PolicyNumber(number), datetime.fromisoformat(issued_at))

    async def _give_back(self, order: OrderId, reason: str) -> str:
        """Refund once; then, if the insurer never said no, make sure that no policy is left behind."""
        await self._do("refund_needed", order, lambda: self._steps.refund_needed(order, reason))
        await self._refund(order)
        if reason == GAVE_UP:
            await self._do("void", order, lambda: self._void(order))
        return "refunded"

    async def _refund(self, order: OrderId) -> None:
        await self._do("refund", order, lambda: self._pay_back(order))
        await self._do("record_refund", order, lambda: self._steps.record_refund(order))

    # --- what a step does: everything personal is read and used inside, and only ids come out ---

    async def _mark_paid(self, order: OrderId) -> None:
        notice = await self._payments.notice(order)
        if notice is None:
            raise PaymentsUnavailable("paid, then not")
        await self._steps.mark_paid(order, notice)

    async def _issue(self, order: OrderId) -> list[str]:
        return _plain(await self._insurer.issue(await self._steps.issue_request(order)))

    async def _find(self, order: OrderId) -> list[str] | None:
        found = await self._insurer.find(await self._steps.insurer_of(order), order)
        return _plain(found) if found else None

    async def _void(self, order: OrderId) -> None:
        await self._insurer.void(await self._steps.insurer_of(order), order)

    async def _cancel(self, order: OrderId, number: PolicyNumber) -> None:
        await self._insurer.cancel(await self._steps.insurer_of(order), number, f"cancel-{number}")

    async def _pay_back(self, order: OrderId) -> None:
        # One key for an order whatever the reason: it can be refunded once only.
        await self._payments.refund(order, await self._steps.refund_amount(order), f"refund-{order}")


def _plain(issued: IssuedPolicy) -> list[str]:
    return [str(issued.policy_number), issued.issued_at.isoformat()]
