"""One life of the process that sells: begins or takes up a purchase, ends when it is finished, or is killed."""

# ruff: noqa: ASYNC110 - the simplest way to wait for another thread

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from dbos import DBOS

from adapters.fulfilment import Fulfilment
from adapters.purchase_flow import PurchaseLimits
from insurance.money import Money
from insurance.refs import OrderId
from tests.integration.fulfilment_steps import FileSteps, MortalInsurer, MortalPayments
from tests.integration.providers import INSURERS_SECRET, PAYMENTS_SECRET


async def live(folder: Path, insurers: str, payments: str, order: OrderId, price: str, begin: bool) -> None:
    fulfilment = Fulfilment(
        FileSteps(folder / "records.db", Money.of(price)),
        MortalInsurer(insurers, INSURERS_SECRET, lambda product_id: "accident", timeout_seconds=2),
        MortalPayments(payments, PAYMENTS_SECRET, "http://127.0.0.1:9/", lambda order_id: "http://127.0.0.1:9/"),
        f"sqlite:///{folder}/workflows.db",
        PurchaseLimits(first_pause=0.05, longest_pause=0.2),
    )
    await fulfilment.launch()
    if begin:
        await fulfilment.start(order)
    handle = await DBOS.retrieve_workflow_async(f"purchase-{order}")
    while (await handle.get_status()).status != "SUCCESS":
        await asyncio.sleep(0.05)
    await fulfilment.stop()


if __name__ == "__main__":
    told = json.loads(os.environ["LIFE"])
    asyncio.run(live(Path(told.pop("folder")), **told))
