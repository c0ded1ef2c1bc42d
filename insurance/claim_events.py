"""What happened to a claim in one turn, for whoever puts it into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from insurance.adjudication.likely import MayPay
from insurance.adjudication.outcome import Adjudication, BenefitNames
from insurance.catalogue import Product
from insurance.claim_papers import ChecklistItem, ClaimPaper
from insurance.claims import Claim
from insurance.refs import PolicyNumber


@dataclass(frozen=True)
class PolicyMayPay:
    """What one policy may pay for a loss, before anything is proven."""

    policy: PolicyNumber
    product: Product
    benefits: tuple[MayPay, ...]


@dataclass(frozen=True)
class ClaimReported:
    """A claim number was given."""

    claim: Claim


@dataclass(frozen=True)
class LossNoted:
    """What of the loss was told or corrected; `fields` names of Loss."""

    claim: Claim
    fields: tuple[str, ...]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True)
class CoverFound:
    """The policies that may pay, with what they may pay; none: nothing was found."""

    claim: Claim
    likely: tuple[PolicyMayPay, ...]
    elsewhere: tuple[PolicyNumber, ...] = ()  # bought in another conversation
    outside: tuple[PolicyNumber, ...] = ()  # not in force on the day


@dataclass(frozen=True)
class NumbersDisagree:
    """No policy was bought with both the identity and the phone number given; which of them is wrong isn't said."""

    claim: Claim


@dataclass(frozen=True)
class PapersNeeded:
    claim: Claim
    items: Sequence[ChecklistItem]


@dataclass(frozen=True)
class PapersLeft:
    """Nothing more will be sent for now: what is missing slows a claim down, it refuses nothing."""

    claim: Claim
    items: Sequence[ChecklistItem]


@dataclass(frozen=True)
class PaperCannotBeGot:
    """A document was lost, or nobody gives it out: `code` of the checklist, empty where none was named."""

    claim: Claim
    code: str


@dataclass(frozen=True)
class PapersTaken:
    """Files arrived for a claim: stored, and read in a moment. `again`: had been sent before."""

    claim: Claim
    new: int
    again: int = 0


@dataclass(frozen=True)
class PapersBeforeClaim:
    """Files arrived where no claim is open."""

    count: int


@dataclass(frozen=True)
class PaperCorrected:
    claim: Claim
    paper: ClaimPaper
    field: str


@dataclass(frozen=True)
class ClaimSummary:
    """Everything before it is submitted, with what it will probably come to."""

    claim: Claim
    items: Sequence[ChecklistItem]
    expected: Adjudication | None = None
    benefits: BenefitNames = field(default_factory=dict)


@dataclass(frozen=True)
class EditOffered:
    """Which of what was read is wrong? `fields` as (paper, field)."""

    claim: Claim
    fields: Sequence[tuple[ClaimPaper, str]]


@dataclass(frozen=True)
class ClaimSubmitted:
    """`fast`: decided by the rules, the money is on its way; else an assessor looks until `claim.due`."""

    claim: Claim
    fast: bool


@dataclass(frozen=True)
class ClaimStands:
    """How far a claim is, when the customer asks."""

    claim: Claim
    items: Sequence[ChecklistItem]


@dataclass(frozen=True)
class ClaimsListed:
    claims: Sequence[Claim]


@dataclass(frozen=True)
class ClaimWaits:
    """Put aside by the customer; nothing is lost."""

    claim: Claim


@dataclass(frozen=True)
class ClaimWithdrawn:
    claim: Claim


@dataclass(frozen=True)
class ClaimAppealed:
    claim: Claim


@dataclass(frozen=True)
class ClaimJoined:
    """Another conversation proved that it may add to the claim."""

    claim: Claim
    items: Sequence[ChecklistItem]


ClaimEvent = (
    ClaimReported
    | LossNoted
    | CoverFound
    | NumbersDisagree
    | PapersNeeded
    | PapersLeft
    | PaperCannotBeGot
    | PapersTaken
    | PapersBeforeClaim
    | PaperCorrected
    | ClaimSummary
    | EditOffered
    | ClaimSubmitted
    | ClaimStands
    | ClaimsListed
    | ClaimWaits
    | ClaimWithdrawn
    | ClaimAppealed
    | ClaimJoined
)
