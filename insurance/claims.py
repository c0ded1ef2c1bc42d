"""A claim: what was reported, where it stands, and the moves that are possible from there.

`docs/claim-states.md` draws MOVES; whatever isn't in that table is impossible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from insurance.adjudication.outcome import Adjudication
from insurance.claim_papers import ClaimPaper
from insurance.claim_parts import Account, CitedClause, InsurerAnswer, Lookup, Loss, Payout, PayoutStatus
from insurance.claim_types import Cause, ClaimType
from insurance.refs import ClaimNumber, PaperId, PolicyNumber, Sender


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
    "MOVES", "TO_PAY", "UNDECIDED", "WHO", "WITH_ASSESSOR", "Account", "Actor", "Cause", "CitedClause", "Claim",
    "ClaimChanged", "ClaimStatus", "ClaimType", "IllegalMove", "InsurerAnswer", "Lookup", "Loss", "Move", "Payout",
    "PayoutStatus", "Proposal", "Step",
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
class Step:
    """One move that was made. `note` is a code or an assessor's words for the customer."""

    at: datetime
    move: Move
    to: ClaimStatus
    actor: Actor
    by: str = ""  # the member of staff
    note: str = ""
    clause: CitedClause | None = None  # always there where something is refused under a policy


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
        wrong_joins: how often somebody who knew the number gave a wrong identity number for it.
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
    wrong_joins: int = 0
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
