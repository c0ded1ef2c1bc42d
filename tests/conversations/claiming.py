"""A customer who claims: a policy that has been in force for a while, files sent, what was pushed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import httpx

from tests.conversations.claim_documents import File
from tests.conversations.customer import SOON, Customer
from tests.conversations.papers import SHANGHAI


def today() -> date:
    return datetime.now(SHANGHAI).date()


def in_force_for(customer: Customer, number: str, days: int = 40) -> None:
    """Move a policy's period back: no test can wait for its first day."""
    database = sqlite3.connect(customer.system.var / "lingbao.db", timeout=30)
    with database:
        (doc,) = database.execute("SELECT doc FROM policies WHERE number = ?", (number,)).fetchone()
        policy = json.loads(doc)
        for name in ("effective", "expiry"):
            if policy.get(name):
                policy[name] = (date.fromisoformat(policy[name]) - timedelta(days=days)).isoformat()
        database.execute("UPDATE policies SET doc = ? WHERE number = ?", (json.dumps(policy), number))
    database.close()


def send(customer: Customer, *files: File) -> str:
    """Upload files in one go, as an integrator's channel does; the bot's answer."""
    parts = [("file", (name, content, kind)) for name, content, kind in files]
    address = f"{customer.system.url}/webhooks/rest/upload"
    answer = httpx.post(
        address, headers=customer.system.rest_headers, data={"sender": customer.sender}, files=parts, timeout=60,
        trust_env=False,
    )  # fmt: skip
    answer.raise_for_status()
    customer.last = answer.json()
    customer.log += [f"> {len(files)} files", *(f"  {m.get('text', '')}" for m in customer.last)]
    return customer.text


def claims(customer: Customer) -> Sequence[Mapping[str, Any]]:
    return list(customer.record()["claims"])


def wait_for_claim(customer: Customer, status: str, seconds: float = 120.0) -> Mapping[str, Any]:
    """Until the newest claim stands so."""
    return dict(customer.wait(lambda r: [c for c in r["claims"][:1] if c["status"] == status], seconds)[0])


def wait_until_read(customer: Customer, seconds: float = 180.0) -> Mapping[str, Any]:
    """Until no document of the newest claim waits to be read."""

    def read(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        return [c for c in record["claims"][:1] if c["papers"] and all(p["state"] != "waiting" for p in c["papers"])]

    return dict(customer.wait(read, seconds)[0])


def told(customer: Customer, words: str, seconds: float = SOON) -> str:
    """Until something with these words was pushed or said."""
    deadline = time.monotonic() + seconds
    while True:
        lines = [line.get("text") or "" for line in customer.conversation()["transcript"]]
        found = [line for line in lines if words in line]
        if found:
            return found[-1]
        assert time.monotonic() < deadline, f"{words!r} never came\n{customer.story}"
        customer.say("理赔到哪了" if customer.language != "en" else "how far is my claim")
        time.sleep(0.5)


__all__ = ["claims", "in_force_for", "send", "today", "told", "wait_for_claim", "wait_until_read"]
