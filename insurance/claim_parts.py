"""What a claim is made of: the loss as told, the account, how policies are looked for, payouts, insurers' answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from insurance.claim_types import Cause, ClaimType
from insurance.lines import Relation, Sex
from insurance.money import Money
from insurance.refs import PolicyNumber, VaultRef


@dataclass(frozen=True)
class Loss:
    """What the customer told of what happened; None or empty: not told yet.

    Attributes:
        happened: the day in Asia/Shanghai.
        relation: what the injured or insured person is to the customer.
        claimed: what it cost in all, as told.
        social_insurance: what the public fund paid of it, as told.
        delay_minutes: of a flight, or of baggage.
        cancelled: the airline cancelled the flight.
        liability_share: the customer's own share of the blame.
        circumstances: what a benefit asks for (winter_sports, animal_bite …).
        also: what else was hit by the same event, the gravest first: another's car beside one's own.
        admitted, discharged: the days of a stay in hospital; `happened` is the day of the event itself.
        flags: what the words tell that a clause may exclude (drink_driving …), for an assessor.
        words: the sentences told, identity numbers and the like replaced by references.
    """

    type: ClaimType | None = None
    cause: Cause | None = None
    happened: date | None = None
    place: str = ""
    relation: Relation | None = None
    sex: Sex | None = None  # of that person
    claimed: Money | None = None
    hospital: str = ""
    diagnosis: str = ""
    flight: str = ""
    delay_minutes: int | None = None
    cancelled: bool = False
    liability_share: int | None = None  # percent
    social_insurance: Money | None = None
    disability_grade: int | None = None  # 1 (gravest) to 10
    severity: str = ""  # of an illness: severe, moderate, mild
    circumstances: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    also: tuple[ClaimType, ...] = ()
    admitted: date | None = None
    discharged: date | None = None


@dataclass(frozen=True)
class Account:
    """Where the money goes: the number stands in the vault, `tail` are its last four digits."""

    name: str
    number: VaultRef
    tail: str
    bank: str = ""


@dataclass(frozen=True)
class Lookup:
    """Finding policies this conversation doesn't know, by the identity number of a person they insure.

    Attributes:
        identity: as given; phone: the number a policy of that person was bought with, once one agreed.
        tries: numbers that agreed with nothing; beyond the limit a human goes on.
        done: nothing more is asked: policies were found, or the customer has no numbers at hand.
    """

    identity: VaultRef | None = None
    phone: VaultRef | None = None
    tries: int = 0
    done: bool = False


@dataclass(frozen=True)
class CitedClause:
    """The article of a policy that a refusal, or a part of one, rests on."""

    policy: PolicyNumber
    article: str


class PayoutStatus(StrEnum):
    DUE = "due"
    ACCEPTED = "accepted"  # by the bank
    SETTLED = "settled"
    RETURNED = "returned"


@dataclass(frozen=True)
class Payout:
    """Money of one policy's insurer to the customer's account; `key` is the bank's idempotency key."""

    key: str
    policy: PolicyNumber
    amount: Money
    account: Account | None = None  # as it was when this payout began
    round: int = 1
    status: PayoutStatus = PayoutStatus.DUE
    at: datetime | None = None
    reason: str = ""  # why it came back, a code


@dataclass(frozen=True)
class InsurerAnswer:
    """What an insurer said to its part of the claim: pending, agreed, differs, refused or rejected.

    Attributes:
        key: what the insurer knows it by; each time it is handed over it gets a new one.
        ours: what we had calculated then.
        at: when it was handed over, then when it was answered.
    """

    policy: PolicyNumber
    state: str
    amount: Money | None = None
    reason: str = ""
    at: datetime | None = None
    key: str = ""
    ours: Money | None = None
