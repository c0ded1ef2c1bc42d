"""Buying and paying claims as durable workflows on DBOS: killed anywhere, they finish after a restart, once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS, SetWorkflowID

from adapters.claim_flow import ClaimFlow
from adapters.purchase_flow import PurchaseFlow, PurchaseLimits
from adapters.watching import Watch
from adapters.workflow_store import configuration
from insurance.ports import PaymentsRefused, PaymentState, PurchaseInsurer, PurchasePayments, PurchaseSteps
from insurance.refs import ClaimNumber, OrderId, PolicyNumber

MANY = 1_000_000  # DBOS sets a workflow aside after 100 restarts; a refund that is owed is never set aside


class Fulfilment:
    """Runs purchases and claim payments in this process; one per process.

    Args:
        steps, insurer, payments: what the workflow works with.
        database_url: where workflows are kept (sqlite:///… or postgresql://…, with or without an async driver);
            with SQLite better a file of its own than the records' one.
        executor: stable over restarts: what was pending under this name is taken up again at launch, by this process
            or another one on the same workflow tables.
        claims: pays claims; without it this process pays none.
    """

    def __init__(
        self,
        steps: PurchaseSteps,
        insurer: PurchaseInsurer,
        payments: PurchasePayments,
        database_url: str,
        limits: PurchaseLimits | None = None,
        executor: str = "bot",
        claims: ClaimFlow | None = None,
    ) -> None:
        self._steps, self._payments = steps, payments
        self._limits = limits or PurchaseLimits()
        self._flow = PurchaseFlow(steps, insurer, payments, self._limits)
        self._claims = claims
        self._database_url, self._executor = database_url, executor
        self._running: set[asyncio.Task[object]] = set()
        self._watches = [
            Watch("sweep", self.sweep, self._limits.sweep_pause),
            Watch("carry_out_cancellations", self.carry_out_cancellations, self._limits.cancel_pause),
        ]
        if claims is not None:
            self._watches.append(Watch("pay_claims", self.pay_claims, claims.limits.sweep_pause))

    async def launch(self) -> None:
        """Open the workflow database, take up what was pending, begin the sweep. Call it on the loop that serves."""
        DBOS(config=configuration(self._database_url, self._executor))
        self._register()
        DBOS.launch()  # in the loop's own thread: DBOS takes this loop for the workflows
        for watch in self._watches:
            watch.start()

    async def stop(self) -> None:
        """Leave everything as a kill would, only faster: nothing is marked as failed, the next launch goes on."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, *(watch.stop() for watch in self._watches), return_exceptions=True)
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)
        # DBOS made its own thread pool the loop's default and has just ended it: what comes after needs a new one.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())

    async def start(self, order_id: OrderId) -> None:
        """Begin the purchase of an order that has a payment page; again for the same order does nothing."""
        with SetWorkflowID(f"purchase-{order_id}"):
            await DBOS.start_workflow_async(self._purchase, str(order_id))

    async def cancel_policy(self, policy_number: PolicyNumber, order_id: OrderId, request: str = "") -> None:
        """Begin the cancellation of a policy; again for the same request does nothing."""
        with SetWorkflowID(f"cancel-{policy_number}-{request}"):
            await DBOS.start_workflow_async(self._cancel, str(policy_number), str(order_id))

    async def pay_claim(self, claim: ClaimNumber, run: int = 1) -> None:
        """Begin paying an approved claim; again for the same run does nothing."""
        with SetWorkflowID(f"pay-claim-{claim}-{run}"):
            await DBOS.start_workflow_async(self._pay_claim, str(claim), run)

    async def sweep(self) -> None:
        """Ask the provider about every unpaid order: start what was paid without a callback, expire what lapsed.

        Raises:
            PaymentsUnavailable: the provider can't be asked now.
        """
        for order_id in await self._steps.orders_awaiting_payment():
            try:
                state = await self._payments.state(order_id)
            except PaymentsRefused:  # the provider has no such order: its page was never opened
                state = PaymentState.CLOSED
            if state in (PaymentState.PAID, PaymentState.REFUNDED):
                await self.start(order_id)
            elif state is not PaymentState.OPEN:
                await self._steps.expire(order_id)

    def _register(self) -> None:
        @DBOS.workflow(name="purchase", max_recovery_attempts=MANY)
        async def purchase(order_id: str) -> str:
            with self._noted():
                return await self._flow.purchase(OrderId(order_id))

        @DBOS.workflow(name="cancel_policy", max_recovery_attempts=MANY)
        async def cancel_policy(policy_number: str, order_id: str) -> str:
            with self._noted():
                return await self._flow.cancel(PolicyNumber(policy_number), OrderId(order_id))

        self._purchase, self._cancel = purchase, cancel_policy
        if (claims := self._claims) is None:
            return

        @DBOS.workflow(name="pay_claim", max_recovery_attempts=MANY)
        async def pay_claim(claim: str, run: int) -> str:
            with self._noted():
                return await claims.pay(ClaimNumber(claim), run)

        self._pay_claim = pay_claim

    @contextlib.contextmanager
    def _noted(self) -> Iterator[None]:
        """Keep the running task, so that `stop` can end it: a cancelled task leaves its workflow pending."""
        task = asyncio.current_task()
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)

    async def carry_out_cancellations(self) -> None:
        """Begin every cancellation that a customer confirmed, in whatever process."""
        for policy_number, order_id, request in await self._steps.cancellations_asked():
            await self.cancel_policy(policy_number, order_id, request)

    async def pay_claims(self) -> None:
        """Begin paying every claim that is to be paid, in whatever process it was approved."""
        if self._claims is not None:
            for claim, run in await self._claims.steps.claims_to_pay():
                await self.pay_claim(claim, run)
