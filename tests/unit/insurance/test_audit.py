"""The chain of the audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from insurance.audit import AuditEntry, entry_after, first_break

AT = datetime(2026, 3, 1, tzinfo=UTC)


def chain(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for n in range(length):
        entries.append(entry_after(entries[-1] if entries else None, AT, "wei", "case.noted", "RC1", {"n": str(n)}))
    return entries


def test_that_a_log_as_written_is_sound():
    assert first_break(chain(4)) is None
    assert first_break([]) is None


def test_that_a_changed_entry_shows():
    entries = chain(4)
    entries[1] = replace(entries[1], details={"n": "9"})
    assert first_break(entries) == 2


def test_that_a_changed_entry_sealed_again_shows_at_the_next():
    entries = chain(4)
    entries[1] = entry_after(entries[0], AT, "lan", "case.noted", "RC1", {})
    assert first_break(entries) == 3


def test_that_a_removed_entry_shows():
    entries = chain(4)
    del entries[2]
    assert first_break(entries) == 3
