"""One life of a process that pays claims: takes up or begins what is due, ends when its claim's runs have ended, or is
killed. Nobody tells it what to pay: it sweeps."""

# ruff: noqa: ASYNC110 - the simplest way to wait for another thread

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from dbos import DBOS

from adapters.claim_flow import ClaimFlow, ClaimPaymentLimits
from adapters.fulfilment import Fulfilment
from adapters.insurers import HttpInsurer
from adapters.payments import HttpPayments
from adapters.purchase_flow import PurchaseLimits
from insurance.money import Money
from tests.integration.claim_payment_steps import FileClaimSteps, MortalPayouts
from tests.integration.fulfilment_steps import FileSteps
from tests.integration.providers import INSURERS_SECRET, PAYMENTS_SECRET

NOWHERE = "http://127.0.0.1:9/"


async def live(folder: Path, payments: str, workflows: str, claims: list[str], runs: int, executor: str) -> None:
    steps = FileClaimSteps(folder / "records.db")
    limits = ClaimPaymentLimits(0.05, 0.2, poll_pause=0.05, sweep_pause=0.05)
    fulfilment = Fulfilment(
        FileSteps(folder / "purchases.db", Money.of("1")),
        HttpInsurer(NOWHERE, INSURERS_SECRET, lambda product_id: "accident"),
        HttpPayments(NOWHERE, PAYMENTS_SECRET, NOWHERE, lambda order_id: NOWHERE),
        workflows,
        PurchaseLimits(),
        executor,
        ClaimFlow(steps, MortalPayouts(payments, PAYMENTS_SECRET, timeout_seconds=2), limits),
    )
    await fulfilment.launch()
    for claim in claims:
        while not await _ended(f"pay-claim-{claim}-{runs}"):
            await asyncio.sleep(0.05)
    await fulfilment.stop()


async def _ended(workflow: str) -> bool:
    status = await DBOS.get_workflow_status_async(workflow)
    return status is not None and status.status == "SUCCESS"


if __name__ == "__main__":
    told = json.loads(os.environ["LIFE"])
    asyncio.run(live(Path(told.pop("folder")), **told))
