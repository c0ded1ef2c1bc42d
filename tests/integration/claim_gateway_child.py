"""One life of the gateway's own parts: pays what is approved in the records, ends when the claim is paid, or is killed.

Everything is wired as in production; only the points to be killed at are put around it.
"""

# ruff: noqa: ASYNC110 - the simplest way to wait for another thread

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

from dbos import DBOS

from adapters.payouts import HttpPayouts
from adapters.settings import read_settings
from adapters.sql.outbox import SqlOutbox
from bootstrap import build_gateway
from insurance.services.claims.paying import PayingClaims
from tests.integration.fulfilment_steps import kill_point

STEPS = ("begin", "payout_request", "record_accepted", "record_settled", "finish")


def mortal(owner: type, name: str, point: str) -> None:
    """Let the process die before or after each call of a method, when it is told to."""
    work: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def call(*arguments: Any) -> Any:
        kill_point(f"{point}.before")
        answer = await work(*arguments)
        kill_point(f"{point}.after")
        return answer

    setattr(owner, name, call)


async def live(claim: str, environment: dict[str, str]) -> None:
    for step in STEPS:
        mortal(PayingClaims, step, step)
    mortal(HttpPayouts, "pay", "pay")
    mortal(HttpPayouts, "state", "check_payout")
    mortal(SqlOutbox, "tell", "tell")
    parts = build_gateway(read_settings(environment, None))
    await parts.open()
    workflow = f"pay-claim-{claim}-1"
    while (status := await DBOS.get_workflow_status_async(workflow)) is None or status.status != "SUCCESS":
        await asyncio.sleep(0.05)
    await parts.close()


if __name__ == "__main__":
    asyncio.run(live(**json.loads(os.environ["LIFE"])))
