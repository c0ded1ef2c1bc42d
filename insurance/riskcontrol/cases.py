"""A case: what screening held, and what risk officers did with it. A person decides, never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from insurance.refs import ProductId, Sender
from insurance.riskcontrol.entries import EntryKind
from insurance.riskcontrol.signals import Signal

CaseNumber = NewType("CaseNumber", str)


class CaseStatus(StrEnum):
    OPEN = "open"
    LISTING = "listing"  # one officer wants it listed; another has to agree
    CLEARED = "cleared"
    REFUSED = "refused"
    LISTED = "listed"  # refused, and put on the blacklist


UNDECIDED = (CaseStatus.OPEN, CaseStatus.LISTING)


class CaseChanged(Exception):
    """Somebody else changed the case since it was read: look again before deciding."""


class AlreadyDecided(Exception):
    """The case has its outcome; it can't get another."""


class SecondOfficerNeeded(Exception):
    """Who wants a listing can't be the one who confirms it."""


class NothingToConfirm(Exception):
    """Nobody asked for this case to be listed."""


@dataclass(frozen=True)
class RiskCase:
    """One held application or claim.

    Attributes:
        subject: the application's id or the claim's number.
        fingerprint: keyed hash of what was applied for by whom; the same purchase tried again is the same case.
        due: when the customer was promised to hear.
        result: what came of the outcome on the customer's side (`order:<id>`, `requoted` …); empty until done.
        carried_out: the customer's side is finished and the customer told.
        version: counts the officers' steps; a step names the version it was decided on.
    """

    number: CaseNumber
    kind: EntryKind
    subject: str
    sender: Sender
    product_id: ProductId
    insurer: str
    fingerprint: str
    score: int
    signals: tuple[Signal, ...]
    opened: datetime
    due: datetime
    status: CaseStatus = CaseStatus.OPEN
    assignee: str = ""
    proposed_by: str = ""
    reason: str = ""
    decided_by: str = ""
    decided: datetime | None = None
    result: str = ""
    carried_out: bool = False
    version: int = 1


@dataclass(frozen=True)
class Step:
    """What an officer did, for the audit log."""

    action: str
    details: Mapping[str, str]


def assigned(case: RiskCase, to: str) -> tuple[RiskCase, Step]:
    """Give it to an officer, or to nobody. Raises AlreadyDecided."""
    _check_undecided(case)
    return _stepped(case, "case.assigned", {"to": to}, assignee=to)


def noted(case: RiskCase, text: str) -> tuple[RiskCase, Step]:
    return _stepped(case, "case.noted", {"note": text})


def cleared(case: RiskCase, officer: str, note: str, at: datetime) -> tuple[RiskCase, Step]:
    """Nothing stands against it: it goes on. Raises AlreadyDecided."""
    return _decided(case, CaseStatus.CLEARED, "case.cleared", officer, note, at)


def refused(case: RiskCase, officer: str, note: str, at: datetime) -> tuple[RiskCase, Step]:
    """It doesn't go on. Raises AlreadyDecided."""
    return _decided(case, CaseStatus.REFUSED, "case.refused", officer, note, at)


def listing_proposed(case: RiskCase, officer: str, reason: str, note: str) -> tuple[RiskCase, Step]:
    """The first of two officers wants it listed; `reason` is a class of the blacklist's. Raises AlreadyDecided."""
    if case.status is not CaseStatus.OPEN:
        raise AlreadyDecided(case.number)
    changes = {"status": CaseStatus.LISTING, "proposed_by": officer, "reason": reason}
    return _stepped(case, "case.listing_proposed", {"reason": reason, "note": note}, **changes)


def listing_rejected(case: RiskCase, note: str) -> tuple[RiskCase, Step]:
    """It is open again, as it was before the proposal. Raises NothingToConfirm."""
    if case.status is not CaseStatus.LISTING:
        raise NothingToConfirm(case.number)
    return _stepped(case, "case.listing_rejected", {"note": note}, status=CaseStatus.OPEN, proposed_by="", reason="")


def listing_confirmed(case: RiskCase, officer: str, note: str, at: datetime) -> tuple[RiskCase, Step]:
    """The second of two officers agrees. Raises NothingToConfirm, SecondOfficerNeeded."""
    if case.status is not CaseStatus.LISTING:
        raise NothingToConfirm(case.number)
    if officer == case.proposed_by:
        raise SecondOfficerNeeded(case.number)
    return _decided(case, CaseStatus.LISTED, "case.listed", officer, note, at)


def check_version(case: RiskCase, version: int) -> None:
    """Raises CaseChanged."""
    if case.version != version:
        raise CaseChanged(case.number)


def _check_undecided(case: RiskCase) -> None:
    if case.status not in UNDECIDED:
        raise AlreadyDecided(case.number)


def _decided(
    case: RiskCase, status: CaseStatus, action: str, officer: str, note: str, at: datetime
) -> tuple[RiskCase, Step]:
    _check_undecided(case)
    details = {"note": note, **({"reason": case.reason} if status is CaseStatus.LISTED else {})}
    return _stepped(case, action, details, status=status, decided_by=officer, decided=at)


def _stepped(case: RiskCase, action: str, details: Mapping[str, str], **changes: object) -> tuple[RiskCase, Step]:
    told = {key: value for key, value in details.items() if value}
    return replace(case, version=case.version + 1, **changes), Step(action, told)  # type: ignore[arg-type]
