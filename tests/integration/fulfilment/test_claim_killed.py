"""The process that pays claims is killed at every step's beginning and after its work, and always started again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.integration.claim_payment_steps import FileClaimSteps
from tests.integration.claim_samples import card
from tests.integration.postgres import postgres_programs, running_postgres
from tests.integration.providers import ROOT, Provider

pytestmark = pytest.mark.server
CHILD = ROOT / "tests" / "integration" / "claim_payment_child.py"

PAID = ("begin.1", "pay.1", "record_accepted.1", "check_payout.1", "record_settled.1", "finish.1")
RETURNED = ("check_payout.1", "record_returned.1", "finish.1")
AGAIN = ("begin.2", "pay.2", "record_accepted.2", "check_payout.2", "record_settled.2", "finish.2")
REFUSED = ("refused.1",)


class Lives:
    """The lives of one paying process, one after the other, with its own records and its own workflow tables."""

    def __init__(self, folder: Path, payments: Provider, workflows: str) -> None:
        folder.mkdir()
        self.claim = f"C{folder.name}{os.urandom(4).hex()}"
        self.claims = [self.claim]
        self.steps = FileClaimSteps(folder / "records.db")
        self._told = {"folder": str(folder), "payments": payments.url, "executor": folder.name, "claims": self.claims}
        self._told |= {"workflows": workflows, "runs": 1}

    def begin(self) -> subprocess.Popen[bytes]:
        """One more process, beside those that live."""
        return subprocess.Popen([sys.executable, str(CHILD)], env=self._environment(""), cwd=ROOT)

    def live(self, kill_at: str = "", runs: int = 1) -> int:
        self._told["runs"] = runs
        return subprocess.run(
            [sys.executable, str(CHILD)], env=self._environment(kill_at), cwd=ROOT, timeout=60, check=False
        ).returncode

    def killed_at(self, steps: tuple[str, ...], runs: int = 1) -> None:
        for point in (f"{step}.{when}" for step in steps for when in ("before", "after")):
            assert self.live(point, runs) == -signal.SIGKILL, point
        assert self.live(runs=runs) == 0

    def _environment(self, kill_at: str) -> dict[str, str]:
        return os.environ | {"LIFE": json.dumps(self._told), "KILL_AT": kill_at, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    if postgres_programs() is None:
        pytest.skip("PostgreSQL isn't installed")
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def lives(request: pytest.FixtureRequest, payments: Provider, tmp_path: Path) -> Callable[[str], Lives]:
    """Makes payers, each with a workflow database of its own: who shares one shares the work."""

    def make(name: str) -> Lives:
        if request.param == "sqlite":
            return Lives(tmp_path / name, payments, f"sqlite:///{tmp_path / name}/workflows.db")
        server = request.getfixturevalue("postgres").replace("+asyncpg", "")
        database = f"{name}_{os.urandom(4).hex()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")  # type: ignore[call-overload]
        return Lives(tmp_path / name, payments, f"{server.rsplit('/', 1)[0]}/{database}")

    return make


def booked(payments: Provider, claim: str) -> list[tuple[str, str, str]]:
    rows = [row for row in payments.ledger()["payouts"] if row["claim_number"] == claim]
    return [(row["key"], row["state"], row["amount"]) for row in rows]


async def test_that_whoever_is_killed_at_every_point_pays_once_and_tells_once(
    payments: Provider, lives: Callable[[str], Lives]
) -> None:
    """Side by side to save time: a claim that is paid, one whose first account sends the money back, and one whose
    invoice was paid before."""
    payments.switch()
    paid, back, twice = (lives(name) for name in ("paid", "back", "twice"))
    closed = card()
    payments.configure("accounts", [{"number": closed, "returns": "ACCOUNT_CLOSED"}])
    paid.steps.approve(paid.claim, card(), {"P1": "1860.00"}, ["044001"])
    back.steps.approve(back.claim, closed, {"P1": "500.00"})
    twice.steps.approve("earlier", card(), {"P1": "1.00"}, ["044001"])
    await twice.steps.begin("earlier", 1)
    twice.steps.approve(twice.claim, card(), {"P1": "1860.00"}, ["044001"])

    async def come_back() -> None:
        await asyncio.to_thread(back.killed_at, RETURNED)
        assert back.steps.names(back.claim)[-2:] == ["record_returned", "finish"]
        back.steps.name_account(back.claim, card())
        await asyncio.to_thread(back.killed_at, AGAIN, 2)

    await asyncio.gather(
        asyncio.to_thread(paid.killed_at, PAID),
        come_back(),
        asyncio.to_thread(twice.killed_at, REFUSED),
    )
    key = f"payout-{paid.claim}-P1-1"
    assert booked(payments, paid.claim) == [(key, "settled", "1860.00")]
    assert paid.steps.events(paid.claim) == [
        ("begin", "1", ""),
        ("record_accepted", key, ""),
        ("record_settled", key, ""),
        ("finish", "1", "paid"),
    ]
    first, second = f"payout-{back.claim}-P1-1", f"payout-{back.claim}-P1-2"
    assert booked(payments, back.claim) == [(first, "returned", "500.00"), (second, "settled", "500.00")]
    assert back.steps.events(back.claim) == [
        ("begin", "1", ""),
        ("record_accepted", first, ""),
        ("record_returned", first, "ACCOUNT_CLOSED"),
        ("finish", "1", "waiting"),
        ("begin", "2", ""),
        ("record_accepted", second, ""),
        ("record_settled", second, ""),
        ("finish", "2", "paid"),
    ]
    assert booked(payments, twice.claim) == []
    assert twice.steps.events(twice.claim) == [("refused", "1", "DUPLICATE_INVOICE")]


async def test_that_two_processes_at_once_pay_each_claim_once_though_one_is_killed(
    payments: Provider, lives: Callable[[str], Lives]
) -> None:
    """Both sweep the same records and workflow tables under the same name, as several gateways do."""
    payments.switch(slow={"seconds": 0.2, "on": "payout"})
    both = lives("both")
    both.claims += [f"{both.claim}n{number}" for number in range(5)]
    for claim in both.claims:
        both.steps.approve(claim, card(), {"P1": "100.00", "P2": "10.00"})
    one, other = both.begin(), both.begin()
    while not any("record_accepted" in both.steps.names(claim) for claim in both.claims):
        assert one.poll() is None
        await asyncio.sleep(0.02)
    one.kill()
    again = both.begin()
    ends = [await asyncio.to_thread(process.wait, 60) for process in (one, other, again)]
    assert ends == [-signal.SIGKILL, 0, 0]
    for claim in both.claims:
        amounts = {f"payout-{claim}-P1-1": "100.00", f"payout-{claim}-P2-1": "10.00"}
        assert sorted(booked(payments, claim)) == [(key, "settled", amount) for key, amount in amounts.items()]
        names = both.steps.names(claim)
        assert sorted(names) == ["begin", "finish", *["record_accepted"] * 2, *["record_settled"] * 2]
