"""Ports: what the domain needs from outside, as Protocols. Adapters implement them, tests use fakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from insurance.audit import AuditEntry
from insurance.catalogue import Clause, Product
from insurance.glossary import Term
from insurance.lines import Language, Line
from insurance.money import Money
from insurance.refs import OrderId, PlanId, PolicyNumber, ProductId, Sender, VaultRef


class Clock(Protocol):
    def now(self) -> datetime:
        """The aware time now, UTC."""

    def today(self) -> date:
        """The calendar day in Asia/Shanghai."""


# --- search ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SearchFilter:
    """Structured limits applied before ranking; None means any."""

    lines: tuple[Line, ...] = ()
    product_ids: tuple[ProductId, ...] = ()


@dataclass(frozen=True)
class ProductHit:
    product_id: ProductId
    score: float  # rank within one answer only: never a threshold


@dataclass(frozen=True)
class ClauseHit:
    product_id: ProductId
    article: str
    score: float


class ProductSearch(Protocol):
    def find_products(self, words: str, only: SearchFilter, limit: int) -> Sequence[ProductHit]: ...

    def find_clauses(self, words: str, only: SearchFilter, limit: int) -> Sequence[ClauseHit]: ...


@dataclass(frozen=True)
class ClauseAnswer:
    """The article that answers; where the clauses are silent at most one that comes close."""

    article: str | None = None
    near: str | None = None
    gist: str = ""  # the sentences of the article that answer, in its own words


class ClauseAnswers(Protocol):
    def answer(self, words: str, product_id: ProductId) -> ClauseAnswer:
        """Neither article nor near: the product's clauses say nothing about what was asked."""


class Glossary(Protocol):
    """General terms of insurance; nothing in it is about a product."""

    def find(self, words: str) -> Sequence[Term]:
        """The terms the words name, in their order."""

    def meant(self, words: str) -> Sequence[Term]:
        """The terms whose meaning the words ask for; none when they ask something else about them."""


class Catalogue(Protocol):
    """The products on sale, read once and immutable."""

    def product(self, product_id: ProductId) -> Product:
        """Raises UnknownProduct."""

    def on_line(self, line: Line) -> Sequence[Product]: ...

    def all(self) -> Sequence[Product]: ...

    def insurer_name(self, insurer_id: str, language: Language) -> str: ...

    def names(self) -> Mapping[str, str]:
        """Every name and nickname of products and insurers with the id it stands for."""

    def clause(self, product_id: ProductId, article: str) -> Clause:
        """Raises UnknownArticle."""


# --- rules -----------------------------------------------------------------------------------------------------

RuleValue = str | int | float | bool | None | Sequence["RuleValue"] | Mapping[str, "RuleValue"]


@dataclass(frozen=True)
class RuleResult:
    """What a decision table said.

    Attributes:
        table: file name without ending; version: SHA-256 of the file's content.
        rows: ids of the rows hit.
        output: the table's answer as it stands in the file.
        facts: what it was asked with.
    """

    table: str
    version: str
    rows: tuple[str, ...]
    output: Mapping[str, RuleValue]
    facts: Mapping[str, RuleValue] = field(default_factory=dict)


class RuleEngine(Protocol):
    def decide(self, table: str, facts: Mapping[str, RuleValue]) -> RuleResult:
        """Raises UnknownTable, RuleFailed."""

    def tables(self, prefix: str) -> Sequence[str]:
        """Names of the tables whose name starts so, sorted."""

    def describe(self, table: str, row: str) -> str:
        """A row in words, for staff; empty when it has none. Raises UnknownTable."""


class RuleArchive(Protocol):
    """Every version of every table that was ever in force."""

    async def descriptions(self, result: RuleResult) -> Sequence[str]:
        """Each row hit in words, for staff; empty for a version or row that isn't kept."""


# --- insurers --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IssueRequest:
    """What an insurer needs to issue a policy. Personal data is resolved from the vault just before the call."""

    order_id: OrderId  # the idempotency key
    insurer_id: str
    product_id: ProductId
    product_version: str
    plan_id: PlanId
    premium: Money
    sum_insured: Money
    effective: datetime
    expiry: datetime | None
    applicant: Mapping[str, str]
    insured: tuple[Mapping[str, str], ...]
    beneficiary: str


@dataclass(frozen=True)
class IssuedPolicy:
    policy_number: PolicyNumber
    issued_at: datetime


class InsurerUnavailable(Exception):
    """Slow, down or answering nonsense: nobody knows whether the work was done; ask again with the same key."""


class InsurerRefused(Exception):
    """A final no; `reason` is a code of the insurer's, never personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Insurer(Protocol):
    async def issue(self, request: IssueRequest) -> IssuedPolicy:
        """Issue once for this order id, however often called. Raises InsurerUnavailable, InsurerRefused."""

    async def cancel(self, insurer_id: str, policy_number: PolicyNumber, key: str) -> None:
        """Cancel within the cooling-off period, once for this key. Raises InsurerUnavailable, InsurerRefused."""


# --- payments --------------------------------------------------------------------------------------------------


class PaymentState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"
    CLOSED = "closed"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class PaymentPage:
    order_id: OrderId
    url: str
    expires_at: datetime


@dataclass(frozen=True)
class PaymentNotice:
    """A callback whose signature has been checked."""

    order_id: OrderId
    transaction_id: str
    amount: Money
    paid_at: datetime


class PaymentsUnavailable(Exception):
    """Nothing is known about whether the work was done; ask again with the same key."""


class InvalidSignature(Exception):
    """A callback that the provider did not sign, or too old to be honoured."""


class Payments(Protocol):
    async def open(self, order_id: OrderId, amount: Money, subject: str, minutes: int) -> PaymentPage:
        """Open a payment page; the same order id gives the same page. Raises PaymentsUnavailable."""

    async def state(self, order_id: OrderId) -> PaymentState: ...

    async def refund(self, order_id: OrderId, amount: Money, key: str) -> None:
        """Refund once for this key. Raises PaymentsUnavailable."""

    async def close(self, order_id: OrderId) -> None:
        """Close an unpaid page so that it can't be paid any more."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> PaymentNotice:
        """Raises InvalidSignature."""


# --- papers, files, messages -----------------------------------------------------------------------------------


class PolicyPapers(Protocol):
    """Typesets the e-policy."""

    def policy_pdf(self, content: Mapping[str, object]) -> bytes: ...


class FileStore(Protocol):
    """Files by the SHA-256 of their content."""

    async def put(self, content: bytes, media_type: str) -> str:
        """Store and return the content's SHA-256 in hex; storing the same content again changes nothing."""

    async def get(self, sha256: str) -> bytes:
        """Raises FileNotFoundError."""

    async def media_type(self, sha256: str) -> str:
        """As it was told when stored. Raises FileNotFoundError."""

    async def exists(self, sha256: str) -> bool: ...

    async def link(self, name: str, sha256: str) -> None:
        """Remember a stored file by a name as well, as what was made of another; the last one given holds."""

    async def linked(self, name: str) -> str | None:
        """The SHA-256 remembered under a name."""


@dataclass(frozen=True)
class CheckedUpload:
    """What an upload turned out to be; `pages` is 1 for a picture."""

    media_type: str
    pages: int


class UploadRefused(Exception):
    """An upload isn't taken.

    Attributes:
        reason: type, empty, too_large, pages, pixels, damaged, mixed, locked, blank, moving or heavy.
        values: what the words for it name besides.
    """

    def __init__(self, reason: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, dict(values or {})


class UploadChecks(Protocol):
    async def check(self, content: bytes) -> CheckedUpload:
        """Look into an upload as deep as it takes to know that it can be read. Raises UploadRefused."""


@dataclass(frozen=True)
class ShownCopy:
    """What people see of a file: made anew, upright, nothing but the picture. The store keeps it by its own hash."""

    sha256: str
    content: bytes = field(repr=False)
    media_type: str


class ShownCopies(Protocol):
    async def shown_copy(self, sha256: str, page: int = 1) -> ShownCopy:
        """One page of a stored file as a picture, made once.

        Raises FileNotFoundError (no such file or page), UploadRefused (it can't be shown).
        """


@dataclass(frozen=True)
class OutboundMessage:
    """One message to a customer; `text` stands alone on any channel."""

    text: str
    buttons: tuple[Mapping[str, str], ...] = ()  # title, payload
    custom: Mapping[str, object] | None = None
    attachment: str | None = None  # a path below the gateway's address


class Notifier(Protocol):
    async def tell(self, sender: Sender, key: str, message: OutboundMessage) -> None:
        """Queue a message for a conversation, once for this key, and push it where the channel can."""


class Vault(Protocol):
    """Identity numbers, phones, cards and e-mails, encrypted; the only place their plain text is kept."""

    async def keep(self, sender: Sender, kind: str, value: str) -> VaultRef:
        """The same value of the same sender gives the same reference."""

    def mark(self, value: str) -> str:
        """A keyed hash that is the same in every conversation: to find a person's policies, never to read a number."""

    async def reveal(self, sender: Sender, ref: VaultRef) -> str:
        """Raises UnknownReference, also for another sender's reference."""


class Wording(Protocol):
    """The words for a key of domain.yml."""

    def say(self, key: str, language: Language, **values: object) -> str:
        """Raises KeyError for a key that has no wording."""


class AuditLog(Protocol):
    """Who did what to which subject: only ever added to."""

    async def append(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        """Add one entry. Details are codes, ids and notes of the staff's, never personal data."""

    async def read(self, subject: str) -> Sequence[AuditEntry]:
        """The entries of one subject, oldest first."""


# --- purchase --------------------------------------------------------------------------------------------------


class PaymentsRefused(Exception):
    """The provider's final no; `reason` is a code of the provider's, never personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PurchaseRefused(Exception):
    """The domain won't go on with a paid order (amount differs, order withdrawn): it is refunded.

    `reason` is a code in capitals and underscores, never personal data.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PurchasePayments(Payments, Protocol):
    async def notice(self, order_id: OrderId) -> PaymentNotice | None:
        """What was paid, from the provider's own books; None if nothing was. For a callback that never came.

        Raises PaymentsUnavailable, PaymentsRefused (UNKNOWN_ORDER).
        """


class PurchaseInsurer(Insurer, Protocol):
    async def find(self, insurer_id: str, order_id: OrderId) -> IssuedPolicy | None:
        """The policy issued for this order, if any. Raises InsurerUnavailable."""

    async def void(self, insurer_id: str, order_id: OrderId) -> None:
        """Make sure no policy is or will come into force for this order. Raises InsurerUnavailable."""


class PurchaseSteps(Protocol):
    """What the durable purchase does to the records. Every method is called again after a crash with the same
    arguments, so each is one commit and harmless when its work is already done. Only ids cross this border into
    the workflow's own tables; any exception not named here is taken as passing trouble and tried again later.
    """

    async def mark_paid(self, order_id: OrderId, notice: PaymentNotice) -> None:
        """Record the payment and tell the customer that the policy is being issued. Raises PurchaseRefused."""

    async def insurer_of(self, order_id: OrderId) -> str:
        """The insurer's id."""

    async def issue_request(self, order_id: OrderId) -> IssueRequest:
        """What to send the insurer, the same at every call. Raises PurchaseRefused."""

    async def record_policy(self, order_id: OrderId, issued: IssuedPolicy) -> None:
        """Record the policy as in force."""

    async def prepare_papers(self, order_id: OrderId) -> None:
        """Typeset and store the e-policy."""

    async def deliver(self, order_id: OrderId) -> None:
        """Tell the customer that the policy is there (once: the notifier's key)."""

    async def refund_needed(self, order_id: OrderId, reason: str) -> None:
        """Record that the order failed for good, with the insurer's or the domain's reason code."""

    async def refund_amount(self, order_id: OrderId) -> Money:
        """What goes back to the customer, for a failed order or a cancelled policy."""

    async def record_refund(self, order_id: OrderId) -> None:
        """Record that the money went back and tell the customer why (once)."""

    async def record_cancelled(self, order_id: OrderId, policy_number: PolicyNumber) -> None:
        """Record that the insurer has cancelled the policy."""

    async def cancel_refused(self, order_id: OrderId, policy_number: PolicyNumber, reason: str) -> None:
        """The insurer won't cancel: the policy stays in force; tell the customer."""

    async def orders_awaiting_payment(self) -> Sequence[OrderId]:
        """Orders with a payment page, older than a minute, neither paid nor expired in the records."""

    async def cancellations_asked(self) -> Sequence[tuple[PolicyNumber, OrderId, str]]:
        """Policies whose cancellation the customer confirmed and that is still to be carried out, each with a name
        of the request: a cancellation that was refused can be asked for again."""

    async def expire(self, order_id: OrderId) -> None:
        """Nothing was paid and nothing can be paid any more."""

    async def report_stuck(self, order_id: OrderId, step: str) -> None:
        """A step has failed many times and goes on being tried: tell the staff."""
