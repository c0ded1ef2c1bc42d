"""The process that sells is killed at every step's beginning and after its work, and always taken up again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from insurance.money import Money
from tests.integration.fulfilment_steps import FileSteps
from tests.integration.providers import ROOT

pytestmark = pytest.mark.server

SOLD = ("check_paid", "mark_paid", "issue", "record_policy", "prepare_papers", "deliver")
REFUNDED = ("refund_needed", "refund", "record_refund")


def live(told: dict[str, object], kill_at: str = "") -> int:
    env = os.environ | {"LIFE": json.dumps(told), "KILL_AT": kill_at, "PYTHONPATH": str(ROOT)}
    child = Path(__file__).parents[1] / "fulfilment_child.py"
    return subprocess.run([sys.executable, str(child)], env=env, cwd=ROOT, timeout=40, check=False).returncode


def kill_everywhere(told: dict[str, object], steps: tuple[str, ...]) -> None:
    """One order, killed at each point in turn; only its first life is told to begin it."""
    for place, point in enumerate(f"{step}.{when}" for step in steps for when in ("before", "after")):
        assert live(told | {"begin": place == 0}, point) == -signal.SIGKILL, point
    assert live(told | {"begin": False}) == 0


async def test_that_whoever_is_killed_at_every_point_sells_once_or_refunds_once(shop, tmp_path: Path) -> None:
    """Side by side to save time: one order that is sold, one that was paid with the wrong amount."""
    sold, sold_order = await _life(shop, tmp_path / "sold", "168.00")
    wrong, wrong_order = await _life(shop, tmp_path / "wrong", "100.00")
    await asyncio.gather(
        asyncio.to_thread(kill_everywhere, sold, SOLD), asyncio.to_thread(kill_everywhere, wrong, REFUNDED)
    )
    books, events = shop.of(sold_order), _events(sold)
    assert (len(books["charges"]), len(books["policies"]), len(books["refunds"])) == (1, 1, 0)
    assert events["record_policy"] == books["policies"][0]["policy_number"]
    assert list(events) == ["mark_paid", "record_policy", "prepare_papers", "deliver"]
    books = shop.of(wrong_order)
    assert (len(books["charges"]), len(books["policies"]), len(books["refunds"])) == (1, 0, 1)
    assert list(_events(wrong)) == ["refund_needed", "record_refund"]


async def _life(shop, folder: Path, price: str) -> tuple[dict[str, object], str]:
    folder.mkdir()  # noqa: ASYNC240 - a test may block its own loop
    order = await shop.order()
    urls = {"insurers": shop.insurers.url, "payments": shop.payments.url}
    return {"folder": str(folder), "order": order, "price": price, **urls}, order


def _events(told: dict[str, object]) -> dict[str, str]:
    return FileSteps(Path(str(told["folder"])) / "records.db", Money.of("1")).events(told["order"])
