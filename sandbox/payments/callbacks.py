"""Delivers callbacks until the merchant answers 200, also across restarts of this process."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlsplit

import httpx

from sandbox.payments.records import Books
from sandbox.signing import sign

MOST_ATTEMPTS = 50
LONGEST_PAUSE_SECONDS = 60.0


def is_local(url: str) -> bool:
    """A stand-in calls nobody but this machine."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}


async def deliver_callbacks(books: Books, secret: str, first_pause: float) -> None:
    """Run for ever: send what is due; after a failure wait `first_pause` seconds, doubled each time."""
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        while True:
            for row in books.store.rows("SELECT * FROM callback WHERE status = 'due' AND next_at <= ?", time.time()):
                await _deliver(client, books, secret, row, first_pause)
            await asyncio.sleep(0.05)


async def _deliver(client: httpx.AsyncClient, books: Books, secret: str, row: object, first_pause: float) -> None:
    body, stamp = row["body"].encode(), str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "X-Payment-Timestamp": stamp,
        "X-Payment-Signature": sign(secret, stamp.encode(), body),
    }
    try:
        delivered = (await client.post(row["url"], content=body, headers=headers)).status_code == 200
    except httpx.HTTPError:
        delivered = False
    attempts = row["attempts"] + 1
    status = "delivered" if delivered else "given_up" if attempts >= MOST_ATTEMPTS else "due"
    pause = min(first_pause * 2 ** row["attempts"], LONGEST_PAUSE_SECONDS)
    books.store.write(
        "UPDATE callback SET attempts = ?, status = ?, next_at = ? WHERE id = ?",
        attempts, status, time.time() + pause, row["id"],
    )  # fmt: skip
