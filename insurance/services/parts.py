"""What the services work with: the ports, bundled once by bootstrap."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from insurance.claim_guide import ClaimGuide
from insurance.document_ports import DocumentReader
from insurance.health import Conditions
from insurance.lines import Sex
from insurance.ports import (
    Catalogue,
    ClauseAnswers,
    Clock,
    FileStore,
    Glossary,
    Insurer,
    Notifier,
    Payments,
    PolicyPapers,
    ProductSearch,
    RuleEngine,
    Vault,
    Wording,
)
from insurance.provider_ports import ProviderDirectory, ProviderDispatch
from insurance.records import UnitOfWork
from insurance.refs import Sender
from insurance.riskcontrol.ports import Blacklist, DocumentPrints, Hashing, Listing


@dataclass(frozen=True)
class IdNumber:
    """What a resident identity number says of its holder (GB 11643)."""

    birth: date
    sex: Sex


class IdentityChecks(Protocol):
    """Check digits and formats. Each returns the normalised value, or raises WrongIdentity."""

    def id_number(self, value: str) -> IdNumber: ...

    def company_number(self, value: str) -> str: ...

    def phone(self, value: str) -> str: ...

    def same_name(self, read: str, known: str) -> bool:
        """Whether a name as printed on a document (spaced, in capitals, in pinyin) is the one known."""


class Links(Protocol):
    def document_path(self, sha256: str, filename: str, minutes: int) -> str:
        """A path below the gateway's address that shows a stored document for so many minutes."""


class HumanDesk(Protocol):
    async def request(self, sender: Sender, reason: str) -> int:
        """Queue a request for a human once; the answer is its place in the queue, from 1."""


@dataclass(frozen=True)
class ClaimTerms:
    """Times of claims. How long an assessor has stands in the table that sends a claim there."""

    appeal_time: timedelta = timedelta(days=5)
    # A human is called this long before a promise would be broken: after a night there are two staffed hours left.
    warn_before: timedelta = timedelta(hours=14)


@dataclass(frozen=True)
class Terms:
    """Limits of the business, from configuration."""

    quote_validity: timedelta = timedelta(days=7)
    payment_minutes: int = 30
    document_minutes: int = 60 * 24
    advisor_hours: str = "09:00-21:00"  # when humans answer, Asia/Shanghai
    review_hours: int = 24  # within which the customer of a held application hears
    claims: ClaimTerms = ClaimTerms()
    public_url: str = ""  # where customers reach the gateway: links in a text must work on any channel


@dataclass(frozen=True)
class Parts:
    catalogue: Catalogue
    search: ProductSearch
    answers: ClauseAnswers
    glossary: Glossary
    rules: RuleEngine
    clock: Clock
    work: UnitOfWork
    vault: Vault
    identity: IdentityChecks
    payments: Payments
    insurer: Insurer
    papers: PolicyPapers
    files: FileStore
    notifier: Notifier
    wording: Wording
    links: Links
    desk: HumanDesk
    hashes: Hashing
    prints: DocumentPrints
    blacklist: Blacklist
    listing: Listing
    directory: ProviderDirectory
    dispatch: ProviderDispatch
    claim_guide: ClaimGuide
    reader: DocumentReader
    terms: Terms = Terms()
    conditions: Conditions = field(default_factory=dict)
