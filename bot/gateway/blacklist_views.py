"""Entries as JSON: what a submitter sees of its own, and what staff see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from insurance.audit import AuditEntry
from insurance.blacklist import Entry, Evidence, Status, is_served
from insurance.blacklist_books import ListedIdentifier
from insurance.partners import Usage
from insurance.policies import SHANGHAI

SHOWN = {Status.CHECKED: "submitted", Status.APPEALED: "under_appeal"}  # which officer looked is no partner's business


def own_entry(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "id": entry.id,
        "reference": entry.reference,
        "reason_class": entry.reason,
        "status": SHOWN.get(entry.status, entry.status),
        "served": is_served(entry, now),
        "submitted": entry.submitted.isoformat(),
        "expires": _time(entry.expires),
        "ended": _time(entry.ended),
        "why": entry.why if entry.status is not Status.WITHDRAWN else "",
    }


def staff_entry(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        **own_entry(entry, now),
        "status": entry.status,
        "why": entry.why,
        "submitter": entry.submitter,
        "evidence": _papers(entry.evidence),
        "looks": [{"officer": look.officer, "at": look.at.isoformat()} for look in entry.looks],
        "appeals": [
            {
                "by": each.by, "grounds": each.grounds, "evidence": _papers(each.evidence),
                "opened": each.opened.isoformat(), "decided": _time(each.decided), "decided_by": each.decided_by,
                "upheld": each.upheld, "why": each.why,
            }
            for each in entry.appeals
        ],
    }  # fmt: skip


def listed(identifiers: Sequence[ListedIdentifier]) -> list[dict[str, Any]]:
    return [{"kind": i.kind, "key_version": i.key_version, "waiting": i.waiting} for i in identifiers]


def history(steps: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    return [
        {"at": step.at.isoformat(), "actor": step.actor, "action": step.action, "details": dict(step.details)}
        for step in steps
    ]


def usage(days: Sequence[Usage]) -> list[dict[str, Any]]:
    return [
        {
            "partner": day.name, "partner_id": day.partner_id, "day": day.day.astimezone(SHANGHAI).date().isoformat(),
            "used": day.used, "listed": day.listed,
        }
        for day in days
    ]  # fmt: skip


def _papers(evidence: Sequence[Evidence]) -> list[dict[str, str]]:
    return [{"reference": paper.reference, "sha256": paper.sha256} for paper in evidence]


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
