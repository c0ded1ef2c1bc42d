"""What the services of the shared blacklist work with, and the limits of its business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from insurance.blacklist import ReasonClass
from insurance.blacklist_books import BlacklistWork
from insurance.ports import AuditLog, Clock, FileStore


@dataclass(frozen=True)
class BlacklistTerms:
    """From configuration. `days_…`: how long an entry of this reason class is served after it was verified."""

    days_fraudulent_claim: int = 1825
    days_staged_accident: int = 1825
    days_forged_documents: int = 1095
    days_identity_misuse: int = 1095
    days_payment_fraud: int = 1095
    days_repeated_non_disclosure: int = 730
    per_minute: int = 600  # of a new partner: subjects asked about
    per_day: int = 20_000
    subjects: int = 100  # in one query
    open_appeals: int = 20  # of one partner: each keeps an entry from being served
    clock_skew: int = 300  # seconds
    key_grace_days: int = 7  # how long a rotated key goes on working

    @property
    def served(self) -> Mapping[ReasonClass, timedelta]:
        return {reason: timedelta(days=getattr(self, f"days_{reason.value}")) for reason in ReasonClass}


@dataclass(frozen=True)
class BlacklistParts:
    work: BlacklistWork
    files: FileStore
    audit: AuditLog
    clock: Clock
    terms: BlacklistTerms = BlacklistTerms()
