"""Entries and cases to put on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from insurance.refs import ProductId, Sender
from insurance.riskcontrol.cases import CaseNumber, RiskCase
from insurance.riskcontrol.entries import Entry, EntryKind
from insurance.riskcontrol.identifiers import IdentifierKind, Key, KeyedHash, Role
from insurance.riskcontrol.signals import Screening, Signal, Verdict

AT = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
PASSED = Screening(Verdict.PASS, 0, (), "v")


def key(value: str, kind: IdentifierKind = IdentifierKind.PHONE, role: Role = Role.OTHER) -> Key:
    return Key(kind, KeyedHash(value), role)


def entry(subject: str, *keys: Key, owner: str = "li", hours: int = 0, **changes: object) -> Entry:
    own = key(owner, IdentifierKind.PERSON, Role.APPLICANT)
    at = AT - timedelta(hours=hours)
    made = Entry(subject, EntryKind.APPLICATION, Sender("web:li"), own.hash, "anlan", at, (own, *keys))
    return replace(made, **changes)  # type: ignore[arg-type]


def case(number: str, subject: str = "A1", **changes: object) -> RiskCase:
    signal = Signal("risk_insurers", "v", "day_3", 60, {"insurers_1_days": 3}, ("A2", "A3"))
    due = AT + timedelta(hours=24)
    made = RiskCase(
        CaseNumber(number), EntryKind.APPLICATION, subject, Sender("web:li"), ProductId("anlan-clear-term"), "anlan",
        f"print of {number}"[:32], 60, (signal,), AT, due,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]
