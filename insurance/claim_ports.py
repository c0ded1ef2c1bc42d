"""Ports of claims: paying out, the insurers' claim handling, and what the durable work does to the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Protocol

from insurance.money import Money
from insurance.refs import ClaimNumber, PolicyNumber

PayoutKey = NewType("PayoutKey", str)  # what a bank knows one transfer by, for ever; see payout_key
SubmissionKey = NewType("SubmissionKey", str)  # what an insurer knows one submitted claim by

# --- paying out ------------------------------------------------------------------------------------------------

# Refusals and returns that another account of the customer's mends. Any other reason (no funds, merchant blocked, a
# code nobody knows) is for the staff: the customer isn't asked for an account because of it.
ACCOUNT_REASONS = frozenset({
    "ACCOUNT_INVALID", "ACCOUNT_UNKNOWN", "ACCOUNT_CLOSED", "ACCOUNT_FROZEN", "ACCOUNT_LIMIT", "NAME_MISMATCH",
    "BANK_UNKNOWN", "BANK_MISMATCH",
})  # fmt: skip


def payout_key(claim: ClaimNumber, policy: PolicyNumber, round_: int) -> PayoutKey:
    """One transfer: rounds count from 1, and the next begins only when the bank has ended the one before."""
    return PayoutKey(f"payout-{claim}-{policy}-{round_}")


@dataclass(frozen=True)
class PayoutRequest:
    """One transfer. Name and account number are resolved from the vault just before the call and kept nowhere else."""

    key: PayoutKey
    claim_number: ClaimNumber
    policy_number: PolicyNumber
    amount: Money
    account_name: str
    account_number: str  # digits
    bank: str  # as the customer named it; may be empty


class PayoutStatus(StrEnum):
    ACCEPTED = "accepted"  # on the bank's books, not yet with the payee
    SETTLED = "settled"
    RETURNED = "returned"  # accepted, then sent back: the money is ours again


@dataclass(frozen=True)
class PayoutState:
    """What the bank has on its books. `reason` (a code) says why it was returned."""

    key: PayoutKey
    status: PayoutStatus
    amount: Money
    reason: str = ""


class PayoutsUnavailable(Exception):
    """Nothing is known about whether the work was done; ask again with the same key."""


class PayoutRefused(Exception):
    """The bank's no: nothing was paid. `reason` is a code, never personal data.

    With one of ACCOUNT_REASONS the key is used up: the bank keeps the refusal, so that a request that is still on its
    way can't be accepted later. Other refusals pass: ask again with the same key.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Payouts(Protocol):
    async def pay(self, payout: PayoutRequest) -> PayoutState:
        """Pay once for this key, however often called. A key that the bank knows with another body (a record was
        corrected between two tries) is settled by what the bank has on its books.

        Raises PayoutsUnavailable (also when the books hold another amount), PayoutRefused.
        """

    async def state(self, key: PayoutKey) -> PayoutState | None:
        """None: nothing was accepted under this key so far. Raises PayoutsUnavailable."""


class ClaimPaymentRefused(Exception):
    """The records don't let a claim be paid (an invoice was paid before, the claim was withdrawn): nothing was paid.

    `reason` is a code in capitals and underscores, never personal data.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ClaimPaymentSteps(Protocol):
    """What the durable payout does to the records. Every method is called again after a crash with the same
    arguments, so each is one commit and harmless when its work is already done. Only ids and codes cross this border
    into the workflow's own tables; any exception not named here is taken as passing trouble and tried again later.

    A run pays everything of a claim that is due at its beginning and ends when nothing of it is in flight.
    """

    async def claims_to_pay(self) -> Sequence[tuple[ClaimNumber, int]]:
        """Claims to be paid whose run has not begun, in whatever process, each with the number of the run: 1 for a
        claim just approved, one more each time it is to be paid again (another account after a return, freed by an
        assessor after ClaimPaymentRefused). Never while a payout of the claim is in flight."""

    async def begin(self, claim: ClaimNumber, run: int) -> Sequence[PayoutKey]:
        """Reserve the claim's invoices, record that it is being paid, and fix its payouts: one for each policy that
        pays and isn't settled, with its amount. Called again for the same run it gives the same keys.

        Raises ClaimPaymentRefused: then nothing was reserved.
        """

    async def payout_request(self, claim: ClaimNumber, key: PayoutKey) -> PayoutRequest:
        """What to send the bank: the same at every call for this key, whatever was corrected since.

        It can't refuse any more: an earlier try may have reached the bank. What it raises is passing trouble.
        """

    async def record_accepted(self, claim: ClaimNumber, key: PayoutKey) -> None:
        """The bank has the transfer on its books."""

    async def record_settled(self, claim: ClaimNumber, key: PayoutKey) -> None:
        """The money has arrived: record it and tell the customer with the receipt (once: the notifier's key)."""

    async def record_returned(self, claim: ClaimNumber, key: PayoutKey, reason: str) -> None:
        """Refused or returned by the bank: this round is over, nothing was paid. Ask for another account where
        the reason is one of ACCOUNT_REASONS (once: the notifier's key), else tell the staff."""

    async def finish(self, claim: ClaimNumber, run: int) -> None:
        """Nothing of the run is in flight any more: the claim is paid if all its payouts are settled, or waits."""

    async def refused(self, claim: ClaimNumber, run: int, reason: str) -> None:
        """Nothing was paid: the claim goes to an assessor with the reason code. The machine never refuses it."""

    async def report_stuck(self, claim: ClaimNumber, step: str) -> None:
        """A step has failed many times and goes on being tried: tell the staff."""


# --- the insurers' claim handling ------------------------------------------------------------------------------


@dataclass(frozen=True)
class BenefitLine:
    """One line of the calculation: what was claimed for a benefit and what we would pay of it.

    Attributes:
        benefit: the benefit's code in the product; deductible, ratio: what was applied, for the insurer to follow.
        invoices: numbers of the invoices behind it.
    """

    benefit: str
    claimed: Money
    payable: Money
    deductible: Money
    ratio: str  # a decimal from 0 to 1
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentRef:
    kind: str
    sha256: str  # lower-case hex


@dataclass(frozen=True)
class ClaimSubmission:
    """A claim as it is handed to the insurer: no names or numbers of persons, the policy number stands for them."""

    key: SubmissionKey
    claim_number: ClaimNumber
    insurer_id: str
    policy_number: PolicyNumber
    claim_type: str
    event_date: date  # Asia/Shanghai
    lines: tuple[BenefitLine, ...]
    payable: Money  # our calculation: the sum of the lines
    documents: tuple[DocumentRef, ...] = ()


class InsurerAnswerStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    DIFFERS = "differs"  # approved with another amount
    REFUSED = "refused"


@dataclass(frozen=True)
class InsurerAnswer:
    """What the insurer says. `amount` with APPROVED and DIFFERS; `reason` (a code) with DIFFERS and REFUSED;
    `wanted`: SHA-256 of documents it wants to see before it goes on, with PENDING only."""

    status: InsurerAnswerStatus
    amount: Money | None = None
    reason: str = ""
    wanted: tuple[str, ...] = ()


class InsurerClaims(Protocol):
    """Every method may raise ports.InsurerUnavailable (ask again with the same key), and ports.InsurerRefused for a
    call that the insurer won't take at all: a claim it refuses is an answer."""

    async def submit(self, submission: ClaimSubmission) -> InsurerAnswer:
        """Submit once for this key, however often called; gives the answer as far as there is one.

        Raises InsurerRefused (KEY_REUSED: this key was used for another claim or calculation).
        """

    async def answer(self, insurer_id: str, key: SubmissionKey) -> InsurerAnswer | None:
        """None: the insurer knows no such key."""

    async def send_document(self, insurer_id: str, key: SubmissionKey, sha256: str, content: bytes) -> None:
        """Hand over a document that was wanted; again for the same document does nothing."""


@dataclass(frozen=True)
class OpenSubmission:
    """A claim that is with an insurer, or is to be handed to it."""

    claim: ClaimNumber
    policy: PolicyNumber


class InsurerClaimSteps(Protocol):
    """What handing claims to insurers does to the records; each one commit, harmless when already done."""

    async def submissions_open(self) -> Sequence[OpenSubmission]:
        """Handed over by an assessor (or by rule) and not yet answered for good."""

    async def submission(self, open_: OpenSubmission) -> ClaimSubmission:
        """What to send, the same at every call for its key: an edited calculation is a new key."""

    async def document(self, open_: OpenSubmission, sha256: str) -> bytes:
        """The original of one of the claim's documents. Raises FileNotFoundError: not of this claim."""

    async def record_answer(self, open_: OpenSubmission, answer: InsurerAnswer, agreed: bool) -> None:
        """The final answer, beside our calculation. What isn't `agreed` goes to an assessor."""

    async def submission_rejected(self, open_: OpenSubmission, reason: str) -> None:
        """The insurer won't take the submission as it is: to an assessor, with the code."""


# --- deadlines -------------------------------------------------------------------------------------------------


class ClaimDeadlines(Protocol):
    """Due times stand with the claims: data, so no restart loses one."""

    async def claims_near_due(self, until: datetime) -> Sequence[ClaimNumber]:
        """Undecided claims that are due before `until` and weren't escalated, the most urgent first."""

    async def escalate(self, claim: ClaimNumber) -> None:
        """Put the claim before a human, once; harmless for one that was escalated or decided in the meantime, in
        whatever process."""
