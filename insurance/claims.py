"""A claim: what was reported, where it stands, and the moves that are possible from there.

`docs/claim-states.md` draws MOVES; whatever isn't in that table is impossible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from insurance.adjudication.outcome import Adjudication
from insurance.claim_papers import ClaimPaper
from insurance.claim_types import Cause, ClaimType
from insurance.lines import Relation, Sex
from insurance.money import Money
from insurance.refs import ClaimNumber, PaperId, PolicyNumber, Sender, VaultRef


class ClaimStatus(StrEnum):
    REPORTED = "reported"  # number given; what happened isn't complete yet
    COLLECTING = "collecting"  # materials are coming in
    SUBMITTED = "submitted"  # the customer said that's all
    ASSESSING = "assessing"  # with the rules, or with an assessor
    MORE_NEEDED = "more_needed"  # an assessor asked the customer for more
    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    REFUSED = "refused"
    PAYING = "paying"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"
    REOPENED = "reopened"


class Move(StrEnum):
    COLLECT = "collect"
    SUBMIT = "submit"
    ASSESS = "assess"
    ASK_MORE = "ask_more"
    APPROVE = "approve"
    APPROVE_PARTLY = "approve_partly"
    REFUSE = "refuse"
    PAY = "pay"
    SETTLE = "settle"
    RETURN = "return"  # the bank sent the money back: another account is needed
    WITHDRAW = "withdraw"
    APPEAL = "appeal"
    REOPEN = "reopen"


class Actor(StrEnum):
    CUSTOMER = "customer"
    MACHINE = "machine"
    ASSESSOR = "assessor"


__all__ = [
    "MOVES", "TO_PAY", "UNDECIDED", "WHO", "WITH_ASSESSOR", "Account", "Actor", "Cause", "Claim", "ClaimChanged",
    "ClaimStatus", "ClaimType", "IllegalMove", "InsurerAnswer", "Lookup", "Loss", "Move", "Payout", "PayoutStatus",
    "Proposal", "Step",
]  # fmt: skip

_S, _M = ClaimStatus, Move
_OPEN = (_S.REPORTED, _S.COLLECTING, _S.SUBMITTED, _S.ASSESSING, _S.MORE_NEEDED, _S.REOPENED)
WITH_ASSESSOR = (_S.ASSESSING, _S.APPEALED, _S.REOPENED)  # somebody has to do something
TO_PAY = (_S.APPROVED, _S.PARTLY_APPROVED)
UNDECIDED = (_S.SUBMITTED, *WITH_ASSESSOR)  # the customer was promised to hear
_DECIDED = {_M.APPROVE: _S.APPROVED, _M.APPROVE_PARTLY: _S.PARTLY_APPROVED, _M.REFUSE: _S.REFUSED}

MOVES: Mapping[tuple[ClaimStatus, Move], ClaimStatus] = {
    (_S.REPORTED, _M.COLLECT): _S.COLLECTING,
    (_S.COLLECTING, _M.SUBMIT): _S.SUBMITTED,
    (_S.MORE_NEEDED, _M.SUBMIT): _S.SUBMITTED,
    (_S.SUBMITTED, _M.ASSESS): _S.ASSESSING,
    **{(status, _M.ASK_MORE): _S.MORE_NEEDED for status in WITH_ASSESSOR},
    **{(status, move): end for status in WITH_ASSESSOR for move, end in _DECIDED.items()},
    (_S.APPROVED, _M.PAY): _S.PAYING,
    (_S.PARTLY_APPROVED, _M.PAY): _S.PAYING,
    (_S.PAYING, _M.SETTLE): _S.PAID,
    (_S.PAYING, _M.RETURN): _S.APPROVED,
    **{(status, _M.WITHDRAW): _S.WITHDRAWN for status in _OPEN},
    (_S.REFUSED, _M.APPEAL): _S.APPEALED,
    (_S.PARTLY_APPROVED, _M.APPEAL): _S.APPEALED,
    (_S.PAID, _M.APPEAL): _S.APPEALED,
    **{
        (status, _M.REOPEN): _S.REOPENED
        for status in (_S.WITHDRAWN, _S.REFUSED, _S.PAID, _S.APPROVED, _S.PARTLY_APPROVED)
    },
}

# Who may make a move. The machine may pay; it never refuses a claim, nor a part of one, by itself.
WHO: Mapping[Move, frozenset[Actor]] = {
    _M.COLLECT: frozenset({Actor.CUSTOMER, Actor.MACHINE, Actor.ASSESSOR}),
    _M.SUBMIT: frozenset({Actor.CUSTOMER, Actor.ASSESSOR}),
    _M.ASSESS: frozenset({Actor.MACHINE, Actor.ASSESSOR}),
    _M.ASK_MORE: frozenset({Actor.ASSESSOR}),
    _M.APPROVE: frozenset({Actor.MACHINE, Actor.ASSESSOR}),
    _M.APPROVE_PARTLY: frozenset({Actor.ASSESSOR}),
    _M.REFUSE: frozenset({Actor.ASSESSOR}),
    _M.PAY: frozenset({Actor.MACHINE}),
    _M.SETTLE: frozenset({Actor.MACHINE}),
    _M.RETURN: frozenset({Actor.MACHINE}),
    _M.WITHDRAW: frozenset({Actor.CUSTOMER, Actor.ASSESSOR}),
    _M.APPEAL: frozenset({Actor.CUSTOMER, Actor.ASSESSOR}),
    _M.REOPEN: frozenset({Actor.ASSESSOR, Actor.MACHINE}),  # the machine: when paying finds something wrong
}


class IllegalMove(Exception):
    """The claim can't go this way from where it stands, or not by this actor."""

    def __init__(self, status: ClaimStatus, move: Move, actor: Actor) -> None:
        super().__init__(f"{actor} can't {move} a claim that is {status}")
        self.status, self.move, self.actor = status, move, actor


class ClaimChanged(Exception):
    """Somebody changed the claim since it was read: read it again."""


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


@dataclass(frozen=True)
class Step:
    """One move that was made. `note` is a code or an assessor's words for the customer."""

    at: datetime
    move: Move
    to: ClaimStatus
    actor: Actor
    by: str = ""  # the member of staff
    note: str = ""
    clause: CitedClause | None = None  # always there where something is refused under a policy


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


@dataclass(frozen=True)
class Claim:
    """Everything of one claim.

    Attributes:
        sender: the conversation that reported it; `helpers`: others that proved they may add to it.
        policies: those it is claimed under, the first one first; empty until one is found.
        insured: which of the first policy's insured it is about.
        all_sent: the customer said that there is nothing more to send.
        asked: documents an assessor wants beyond the checklist, by code, each with the reason told to the customer.
        due: when the customer is promised to hear.
        route: where the decision table sent it: fast_track, or assessor with a reason code.
        assessor: the member of staff who has it.
        proven: facts an assessor established, by ProvenFact.
        proposal: a decision above the threshold that waits for a second assessor.
        round: how often a payout was begun.
        version: counts saves; a save names the version it read.
    """

    number: ClaimNumber
    sender: Sender
    reported_at: datetime
    status: ClaimStatus = ClaimStatus.REPORTED
    loss: Loss = Loss()
    policies: tuple[PolicyNumber, ...] = ()
    insured: int | None = None
    lookup: Lookup = Lookup()
    papers: tuple[ClaimPaper, ...] = ()
    all_sent: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    complete_at: datetime | None = None
    due: datetime | None = None
    escalated_at: datetime | None = None
    route: str = ""
    route_reasons: tuple[str, ...] = ()
    assessor: str = ""
    proven: Mapping[str, str] = field(default_factory=dict)
    adjudication: Adjudication | None = None
    proposal: Proposal | None = None
    payouts: tuple[Payout, ...] = ()
    round: int = 0
    insurer_answers: tuple[InsurerAnswer, ...] = ()
    risk_case: str = ""
    helpers: tuple[Sender, ...] = ()
    steps: tuple[Step, ...] = ()
    version: int = 0

    def after(
        self, move: Move, actor: Actor, at: datetime, *, by: str = "", note: str = "", clause: CitedClause | None = None
    ) -> Claim:
        """The claim once the move is made. Raises IllegalMove."""
        to = MOVES.get((self.status, move))
        if to is None or actor not in WHO[move]:
            raise IllegalMove(self.status, move, actor)
        return replace(self, status=to, steps=(*self.steps, Step(at, move, to, actor, by, note, clause)))

    def moves_of(self, actor: Actor) -> tuple[Move, ...]:
        """What is possible from here for an actor."""
        return tuple(move for move in Move if (self.status, move) in MOVES and actor in WHO[move])

    @property
    def is_open(self) -> bool:
        """Whether the customer can still add to it."""
        return self.status in _OPEN

    @property
    def is_to_pay(self) -> bool:
        """Approved, and it is known where the money goes."""
        return self.status in TO_PAY and self.account is not None

    def paper(self, paper_id: PaperId) -> ClaimPaper | None:
        return next((one for one in self.papers if one.id == paper_id), None)

    def with_paper(self, paper: ClaimPaper) -> Claim:
        """The claim with this document in the place of the one of the same id."""
        return replace(self, papers=tuple(paper if one.id == paper.id else one for one in self.papers))


@dataclass(frozen=True)
class Proposal:
    """A decision that another assessor has to confirm: four eyes."""

    move: Move
    by: str
    at: datetime
    note: str
    adjudication: Adjudication
    clause: CitedClause | None = None
