"""Applications and claims as screening sees and stores them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from insurance.money import Money
from insurance.refs import Sender
from insurance.riskcontrol.identifiers import Key, KeyedHash


class EntryKind(StrEnum):
    APPLICATION = "application"
    CLAIM = "claim"


@dataclass(frozen=True)
class Entry:
    """One application or claim.

    Attributes:
        subject: the application's id or the claim's number.
        owner: who applied or claims: the keyed hash of that person or company.
        keys: every identifier it carries.
        days_to_effective: from application to the first day of cover.
        annual_income: of the insured; None where nobody asked for it.
        days_after_waiting: from the end of the waiting period to what happened; None without a waiting period.
        prints: perceptual hashes of the documents handed in, hex.
    """

    subject: str
    kind: EntryKind
    sender: Sender
    owner: KeyedHash
    insurer: str
    at: datetime
    keys: tuple[Key, ...]
    days_to_effective: int | None = None
    sum_insured: Money | None = None
    annual_income: Money | None = None
    days_after_waiting: int | None = None
    prints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An identifier of the entry being screened, found on an earlier one."""

    key: Key
    subject: str
    kind: EntryKind
    owner: KeyedHash
    insurer: str
    at: datetime


@dataclass(frozen=True)
class Resemblance:
    """A document of another claim that looks like one of this claim's; `distance` in bits that differ."""

    subject: str
    distance: int


@dataclass(frozen=True)
class BlacklistHit:
    """An entry of a list that matches; `reason` is a class, never a text about a person."""

    entry: str
    reason: str
