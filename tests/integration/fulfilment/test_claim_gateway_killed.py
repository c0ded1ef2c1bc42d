"""The gateway as it is wired, killed at every step of paying a claim in its real records: paid once, told once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.records import SqlUnitOfWork
from adapters.sql.chat_tables import OutboxRow
from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from adapters.vault import SqlVault
from insurance.adjudication.outcome import Adjudication, BenefitLine
from insurance.claims import Account, Claim, ClaimStatus, Loss, PayoutStatus
from insurance.money import Money
from insurance.refs import ClaimNumber, VaultRef
from tests.buying import MY_ACCIDENT, until_policy
from tests.fakes import CUSTOMER, NOON, fake_parts
from tests.integration.claim_samples import card
from tests.integration.postgres import postgres_programs, running_postgres
from tests.integration.providers import PAYMENTS_SECRET, ROOT, Provider

pytestmark = pytest.mark.server
CHILD = ROOT / "tests" / "integration" / "claim_gateway_child.py"
SECRET = "a-secret-of-this-test-only-0123456789"
# The work is done and the workflow hasn't noted it, wherever doing it again would hurt; test_claim_killed.py has all.
POINTS = ("begin.after", "pay.after", "record_accepted.after", "tell.before", "tell.after", "finish.after")


@dataclass
class House:
    """Real records with one approved claim, and a gateway that lives on them again and again."""

    database: Database
    payments: Provider
    folder: Path
    claim: ClaimNumber

    async def life(self, kill_at: str = "") -> int:
        environment = {
            "LINGBAO_DATABASE_URL": self.database.url.render_as_string(hide_password=False),
            "LINGBAO_VAR": str(self.folder),
            "LINGBAO_SECRET_KEY": SECRET,
            "LINGBAO_RISK_KEY": SECRET,
            "LINGBAO_PAYMENTS_URL": self.payments.url,
            "LINGBAO_PAYMENTS_KEY": PAYMENTS_SECRET,
        }
        life = json.dumps({"claim": self.claim, "environment": environment})
        env = os.environ | {"LIFE": life, "KILL_AT": kill_at, "PYTHONPATH": str(ROOT)}
        run = asyncio.to_thread(
            subprocess.run, [sys.executable, str(CHILD)], env=env, cwd=ROOT, timeout=90, check=False
        )
        return (await run).returncode

    async def stored(self) -> Claim:
        async with SqlUnitOfWork(self.database).reading() as records:
            return await records.claims.claim(self.claim)

    async def told(self) -> list[str]:
        query = select(OutboxRow.key).where(OutboxRow.sender == CUSTOMER, OutboxRow.key.contains(self.claim))
        async with self.database.reading() as session:
            return list((await session.scalars(query)).all())

    def booked(self) -> list[tuple[str, str, str]]:
        rows = [row for row in self.payments.ledger()["payouts"] if row["claim_number"] == self.claim]
        return [(str(row["key"]), str(row["state"]), str(row["amount"])) for row in rows]


async def approved_claim(database: Database) -> ClaimNumber:
    """A policy bought through the services, with all that belongs to it, and a claim that an assessor has approved."""
    parts = replace(fake_parts(), vault=SqlVault(database, SECRET))
    policy = await until_policy(parts, MY_ACCIDENT)
    number = card()
    account = Account(
        "王小明", VaultRef(await parts.vault.keep(CUSTOMER, "bank_card", number)), number[-4:], "农业银行"
    )
    amount = Money.of("1860.00")
    benefit = parts.catalogue.product(policy.product_id).plans[0].benefits[0]
    line = BenefitLine(policy.number, benefit.code, "", amount, amount)
    claim = Claim(
        ClaimNumber(f"CL{os.urandom(5).hex()}"), CUSTOMER, NOON, status=ClaimStatus.APPROVED, insured=0,
        loss=Loss(happened=date(2026, 6, 12)), policies=(policy.number,), account=account,
        adjudication=Adjudication((line,)),
    )  # fmt: skip
    bought = parts.work.store
    work = SqlUnitOfWork(database)
    async with work() as records:
        await records.save_journey(bought.journeys[CUSTOMER], undoable=False)
        await records.add_quote(bought.quotes[policy.quote_id])
    async with work() as records:
        await records.add_application(bought.applications[policy.application_id])
    async with work() as records:
        await records.add_order(bought.orders[policy.order_id])
    async with work() as records:
        await records.add_policy(policy)
        await records.claims.add_claim(claim)
    return claim.number


@asynccontextmanager
async def _on(url: str, payments: Provider, folder: Path) -> AsyncIterator[House]:
    database = Database(url)
    await migrate(database)
    yield House(database, payments, folder, await approved_claim(database))
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def house(request: pytest.FixtureRequest, payments: Provider, tmp_path: Path) -> AsyncIterator[House]:
    payments.switch()
    if request.param == "sqlite":
        async with _on(f"sqlite+aiosqlite:///{tmp_path}/records.db", payments, tmp_path) as it:
            yield it
        return
    if postgres_programs() is None:
        pytest.skip("PostgreSQL isn't installed")
    with running_postgres() as url:
        async with _on(url, payments, tmp_path) as it:
            yield it


async def test_that_the_gateway_killed_at_every_point_pays_once_and_tells_once(house: House) -> None:
    for point in POINTS:
        assert await house.life(point) == -signal.SIGKILL, point
    assert await house.life() == 0
    claim = await house.stored()
    assert claim.status is ClaimStatus.PAID
    (payout,) = claim.payouts
    assert (payout.status, payout.amount) == (PayoutStatus.SETTLED, Money.of("1860.00"))
    assert house.booked() == [(payout.key, "settled", "1860.00")]
    assert await house.told() == [f"settled-{payout.key}"]
