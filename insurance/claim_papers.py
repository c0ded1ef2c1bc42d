"""The documents of a claim: what was uploaded, what was read on it, and what that is worth.

What a document says is data, never an instruction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from insurance.refs import PaperId, Sender

UNKNOWN_KIND = "unknown"


class ReadableKind(StrEnum):
    """Kinds of document that are recognised by their content; the codes are those of the catalogue's checklists."""

    IDENTITY_CARD = "identity_card"
    MEDICAL_INVOICE = "medical_invoice"
    OUTPATIENT_RECORD = "outpatient_record"
    DISCHARGE_SUMMARY = "discharge_summary"
    DIAGNOSIS_CERTIFICATE = "diagnosis_certificate"
    ITEMISED_BILL = "itemised_bill"
    DELAY_CERTIFICATE = "delay_certificate"
    BOARDING_PASS = "boarding_pass"  # noqa: S105 - not a password
    PROPERTY_IRREGULARITY_REPORT = "property_irregularity_report"
    POLICE_REPORT = "police_report"
    DRIVING_LICENCE = "driving_licence"
    BANK_CARD = "bank_card"
    DEATH_CERTIFICATE = "death_certificate"


class PaperField(StrEnum):
    """What is read on a document. Dates ISO, money with two decimals in yuan, numbers without spaces."""

    NAME = "name"
    ID_NUMBER = "id_number"
    BIRTH = "birth"
    SEX = "sex"
    INVOICE_NUMBER = "invoice_number"
    HOSPITAL = "hospital"
    DATE = "date"
    AMOUNT = "amount"
    SOCIAL_INSURANCE_PAID = "social_insurance_paid"
    OWN_EXPENSE = "own_expense"
    CURRENCY = "currency"
    VISIT = "visit"  # outpatient, inpatient
    DIAGNOSIS = "diagnosis"
    ADMISSION_DATE = "admission_date"
    DISCHARGE_DATE = "discharge_date"
    FLIGHT = "flight"
    DELAY_MINUTES = "delay_minutes"
    CANCELLED = "cancelled"  # yes, no
    BAGGAGE_TAG = "baggage_tag"
    MATTER = "matter"  # lost, delayed, damaged
    REPORT_NUMBER = "report_number"
    LICENCE_CLASS = "licence_class"
    VALID_UNTIL = "valid_until"
    CARD_NUMBER = "card_number"
    BANK = "bank"
    DEATH_DATE = "death_date"
    CAUSE = "cause"


SENSITIVE_FIELDS = frozenset({PaperField.ID_NUMBER, PaperField.CARD_NUMBER})  # kept in the vault, never as text


class Flaw(StrEnum):
    """Why a document can't be used as it is; each is told with how to mend it."""

    BLURRED = "blurred"
    CUT_OFF = "cut_off"
    TOO_SMALL = "too_small"
    TOO_DARK = "too_dark"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    NOT_EXPECTED = "not_expected"  # a readable document of a kind that isn't needed here


@dataclass(frozen=True)
class ReadField:
    """One value read on a document; `sure` from 0 to 1."""

    value: str
    sure: float


@dataclass(frozen=True)
class ReadDocument:
    """What a reader saw on all pages of one file.

    Attributes:
        kind: a ReadableKind, or UNKNOWN_KIND.
        fields: by PaperField; what isn't there wasn't found.
        flaws: of the picture itself.
        turned: degrees by which the picture had to be turned to be read: 0, 90, 180, 270.
    """

    kind: str
    kind_sure: float = 0.0
    fields: Mapping[str, ReadField] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()
    turned: int = 0
    pages: int = 1


class PaperState(StrEnum):
    WAITING = "waiting"  # stored; to be read
    READ = "read"
    FAILED = "failed"  # reading it was tried and given up: a person looks
    REPLACED = "replaced"  # a better picture of the same came


@dataclass(frozen=True)
class Mismatch:
    """Where a document contradicts the policy, the insured or the report: a code of `utter_mismatch_<code>`."""

    code: str
    field: str = ""
    expected: str = ""  # as may be shown to the customer: masked


@dataclass(frozen=True)
class ClaimPaper:
    """One uploaded document.

    Attributes:
        sent_by: the conversation it came from; `name` as cleaned for showing, never a path.
        kind: as recognised, or as the customer or an assessor said (`kind_said`).
        fields: as read, sensitive ones as vault references; `corrected`: by the customer or an assessor, which counts
            instead and keeps a claim from the fast track where money or dates were changed.
        confirmed: the customer has seen what was read and said it is right.
        print: perceptual hash of the picture.
    """

    id: PaperId
    sha256: str
    media_type: str
    size: int
    name: str
    sent_by: Sender
    at: datetime
    state: PaperState = PaperState.WAITING
    tries: int = 0
    kind: str = ""
    kind_said: str = ""
    kind_sure: float = 0.0
    fields: Mapping[str, ReadField] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    pages: int = 1
    confirmed: bool = False
    accepted_by: str = ""  # the assessor who takes it as it is
    print: str = ""

    @property
    def what(self) -> str:
        """The kind that counts."""
        return self.kind_said or self.kind

    def value(self, name: str) -> str | None:
        """The value that counts; None where nothing was read."""
        if name in self.corrected:
            return self.corrected[name]
        found = self.fields.get(name)
        return found.value if found else None


class ItemStatus(StrEnum):
    MISSING = "missing"
    READING = "reading"
    RECEIVED = "received"
    UNREADABLE = "unreadable"
    MISMATCH = "mismatch"


@dataclass(frozen=True)
class ChecklistItem:
    """One line of the checklist: `kind` is a document code; `papers` serve it; `problems` are codes to explain."""

    kind: str
    status: ItemStatus
    papers: tuple[PaperId, ...] = ()
    problems: tuple[str, ...] = ()
    asked_because: str = ""  # an assessor's words
