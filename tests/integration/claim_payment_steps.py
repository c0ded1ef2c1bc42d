"""ClaimPaymentSteps on a small SQLite file, and a bank's adapter that can be killed at any point."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adapters.payouts import HttpPayouts
from insurance.claim_ports import ClaimPaymentRefused, PayoutKey, PayoutRequest, PayoutState, payout_key
from insurance.money import Money
from insurance.refs import ClaimNumber, PolicyNumber
from tests.integration.claim_samples import HOLDER
from tests.integration.fulfilment_steps import kill_point

SCHEMA = """
CREATE TABLE IF NOT EXISTS claim (number TEXT PRIMARY KEY, account TEXT, wanted INTEGER, begun INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS due (claim TEXT, policy TEXT, amount TEXT);
CREATE TABLE IF NOT EXISTS claimed (claim TEXT, invoice TEXT);
CREATE TABLE IF NOT EXISTS invoice (number TEXT PRIMARY KEY, claim TEXT);
CREATE TABLE IF NOT EXISTS payout (
  key TEXT PRIMARY KEY, claim TEXT, policy TEXT, run INTEGER, amount TEXT, account TEXT, state TEXT);
CREATE TABLE IF NOT EXISTS event (claim TEXT, name TEXT, about TEXT, detail TEXT, UNIQUE (claim, name, about));
"""


class FileClaimSteps:
    """Each method is one commit that writes one event at most once, as the real records do with their unique keys.
    Its points to be killed at are `step.run.when`."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=20)
        self._db.executescript(SCHEMA)
        self.trouble: list[Exception] = []  # raised by begin, one a call
        self.later_trouble: list[Exception] = []  # raised by payout_request from its second call on, one a call
        self._asked = 0

    # --- what happens elsewhere: approvals, customers, and what a test asks ---

    def approve(self, claim: str, account: str, payouts: dict[str, str], invoices: Sequence[str] = ()) -> ClaimNumber:
        with self._one_commit():
            self._db.executemany("INSERT INTO due VALUES (?, ?, ?)", [(claim, *each) for each in payouts.items()])
            self._db.executemany("INSERT INTO claimed VALUES (?, ?)", [(claim, invoice) for invoice in invoices])
            self._db.execute("INSERT INTO claim (number, account, wanted) VALUES (?, ?, 1)", (claim, account))
        return ClaimNumber(claim)

    def name_account(self, claim: str, account: str) -> None:
        """The customer names another account for what came back."""
        self._db.execute("UPDATE claim SET account = ?, wanted = begun + 1 WHERE number = ?", (account, claim))

    def events(self, claim: str) -> list[tuple[str, str, str]]:
        rows = self._db.execute("SELECT name, about, detail FROM event WHERE claim = ? ORDER BY rowid", (claim,))
        return [tuple(row) for row in rows]

    def names(self, claim: str) -> list[str]:
        return [name for name, _, _ in self.events(claim)]

    # --- the steps ---

    async def claims_to_pay(self) -> Sequence[tuple[ClaimNumber, int]]:
        rows = self._db.execute("SELECT number, wanted FROM claim WHERE wanted > begun ORDER BY number")
        return [(ClaimNumber(number), wanted) for number, wanted in rows]

    async def begin(self, claim: ClaimNumber, run: int) -> Sequence[PayoutKey]:
        if self.trouble:
            raise self.trouble.pop(0)
        kill_point(f"begin.{run}.before")
        with self._one_commit():
            (begun, account) = self._db.execute(
                "SELECT begun, account FROM claim WHERE number = ?", (claim,)
            ).fetchone()
            if begun < run:
                self._reserve(claim)
                self._fix(claim, run, account)
                self._event(claim, "begin", str(run))
        kill_point(f"begin.{run}.after")
        rows = self._db.execute("SELECT key FROM payout WHERE claim = ? AND run = ? ORDER BY policy", (claim, run))
        return [PayoutKey(key) for (key,) in rows]

    def _reserve(self, claim: str) -> None:
        for (invoice,) in self._db.execute("SELECT invoice FROM claimed WHERE claim = ?", (claim,)).fetchall():
            self._db.execute("INSERT OR IGNORE INTO invoice VALUES (?, ?)", (invoice, claim))
            (holder,) = self._db.execute("SELECT claim FROM invoice WHERE number = ?", (invoice,)).fetchone()
            if holder != claim:
                raise ClaimPaymentRefused("DUPLICATE_INVOICE")

    def _fix(self, claim: str, run: int, account: str) -> None:
        open_ = self._db.execute(
            "SELECT policy, amount FROM due WHERE claim = ? AND policy NOT IN "
            "(SELECT policy FROM payout WHERE claim = ? AND state IN ('fixed', 'accepted', 'settled'))",
            (claim, claim),
        ).fetchall()
        for policy, amount in open_:
            (rounds,) = self._db.execute(
                "SELECT COUNT(*) FROM payout WHERE claim = ? AND policy = ?", (claim, policy)
            ).fetchone()
            key = payout_key(ClaimNumber(claim), PolicyNumber(policy), rounds + 1)
            self._db.execute(
                "INSERT INTO payout VALUES (?, ?, ?, ?, ?, ?, 'fixed')", (key, claim, policy, run, amount, account)
            )
        self._db.execute("UPDATE claim SET begun = ? WHERE number = ?", (run, claim))

    async def payout_request(self, claim: ClaimNumber, key: PayoutKey) -> PayoutRequest:
        self._asked += 1
        if self.later_trouble and self._asked > 1:
            raise self.later_trouble.pop(0)
        policy, amount, account = self._db.execute(
            "SELECT policy, amount, account FROM payout WHERE key = ?", (key,)
        ).fetchone()
        return PayoutRequest(key, claim, PolicyNumber(policy), Money.of(amount), HOLDER, account, "")

    async def record_accepted(self, claim: ClaimNumber, key: PayoutKey) -> None:
        self._note(claim, "record_accepted", key, state="accepted")

    async def record_settled(self, claim: ClaimNumber, key: PayoutKey) -> None:
        self._note(claim, "record_settled", key, state="settled")

    async def record_returned(self, claim: ClaimNumber, key: PayoutKey, reason: str) -> None:
        self._note(claim, "record_returned", key, reason, state="returned")

    async def finish(self, claim: ClaimNumber, run: int) -> None:
        open_ = self._db.execute(
            "SELECT COUNT(*) FROM payout WHERE claim = ? AND run = ? AND state != 'settled'", (claim, run)
        ).fetchone()[0]
        self._note(claim, "finish", str(run), "waiting" if open_ else "paid")

    async def refused(self, claim: ClaimNumber, run: int, reason: str) -> None:
        self._db.execute("UPDATE claim SET begun = ? WHERE number = ?", (run, claim))
        self._note(claim, "refused", str(run), reason)

    async def report_stuck(self, claim: ClaimNumber, step: str) -> None:
        self._event(claim, "stuck", step)

    def _note(self, claim: str, name: str, about: str, detail: str = "", state: str = "") -> None:
        point = f"{name}.{about.rsplit('-', 1)[-1]}"
        kill_point(f"{point}.before")
        with self._one_commit():
            if state:
                self._db.execute("UPDATE payout SET state = ? WHERE key = ?", (state, about))
            self._event(claim, name, about, detail)
        kill_point(f"{point}.after")

    def _event(self, claim: str, name: str, about: str, detail: str = "") -> None:
        self._db.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?)", (claim, name, about, detail))

    @contextmanager
    def _one_commit(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


class MortalPayouts(HttpPayouts):
    """Killed before a call leaves, or when its answer has come but nothing was written down."""

    async def pay(self, payout: PayoutRequest) -> PayoutState:
        round_ = payout.key.rsplit("-", 1)[-1]
        kill_point(f"pay.{round_}.before")
        state = await super().pay(payout)
        kill_point(f"pay.{round_}.after")
        return state

    async def state(self, key: PayoutKey) -> PayoutState | None:
        round_ = key.rsplit("-", 1)[-1]
        kill_point(f"check_payout.{round_}.before")
        state = await super().state(key)
        kill_point(f"check_payout.{round_}.after")
        return state
