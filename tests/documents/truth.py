"""What a generated document really says.

A reader's author needs only this file: the codes, what each means on which paper, and how a value is written.

======================  ===========================================================================================
name                    whom the paper is about (patient, passenger, holder, deceased, who reported); as printed, Latin
                        names without a title
id_number, card_number, without spaces
invoice_number, flight,
baggage_tag
report_number           the number alone, without 第 … 号
sex                     male | female
birth, death_date,      ISO
admission_date,
discharge_date,
valid_until
date                    ISO. Invoice and bill: issued; outpatient record: seen by the doctor; diagnosis and death
                        certificate: issued; boarding pass, delay certificate and irregularity report: of the flight;
                        police: of the event
amount                  the total of an invoice or bill, two decimals, in `currency` (CNY where that isn't given)
social_insurance_paid   paid by the pooled fund of the social insurance (医保统筹基金支付)
own_expense             outside the social insurance's list (个人自费)
visit                   outpatient | inpatient, of invoices and bills
diagnosis               the main one
delay_minutes           whole minutes; not there if the flight was cancelled
cancelled               yes | no
matter                  lost | delayed | damaged
licence_class           C1
bank                    the bank's Chinese name
cause                   the direct cause of death
======================  ===========================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

KINDS = (
    "identity_card",
    "medical_invoice",
    "outpatient_record",
    "discharge_summary",
    "diagnosis_certificate",
    "itemised_bill",
    "delay_certificate",
    "boarding_pass",
    "property_irregularity_report",
    "police_report",
    "driving_licence",
    "bank_card",
    "death_certificate",
)
UNKNOWN = "unknown"
READABLE, UNREADABLE, CUT_OFF = "readable", "unreadable", "cut_off"

NUMBERS = ("id_number", "card_number", "invoice_number", "flight")
OTHER_NUMBERS = ("baggage_tag", "report_number")
DATES = ("date", "birth", "admission_date", "discharge_date", "valid_until", "death_date")
AMOUNTS = ("amount", "social_insurance_paid", "own_expense")
WORDS = ("hospital", "diagnosis", "visit", "sex", "currency", "delay_minutes", "cancelled", "matter")
FIELDS = (
    *("name", *NUMBERS, *OTHER_NUMBERS, *DATES, *AMOUNTS, *WORDS),
    *("licence_class", "bank", "cause"),
)


@dataclass(frozen=True)
class Document:
    """One file of the set and what it says.

    Attributes:
        file: its name inside the folder.
        kind: one of KINDS, or UNKNOWN.
        layout: which of the kind's papers.
        form: png, jpg, pdf_text (with its text) or pdf_scan (pictures only).
        damage: what was done to it, in order; empty if nothing.
        quality: READABLE; UNREADABLE: nobody can read it; CUT_OFF: a part is missing.
        fields: field code → canonical value, of what can be seen in the picture.
        pages: how many it has.
    """

    file: str
    kind: str
    layout: str
    form: str
    damage: tuple[str, ...]
    quality: str
    fields: Mapping[str, str]
    pages: int = 1

    @property
    def media_type(self) -> str:
        return {"png": "image/png", "jpg": "image/jpeg", "pdf": "application/pdf"}[self.file.rpartition(".")[2]]


TRUTH = "truth.json"


def save(folder: Path, documents: Sequence[Document]) -> None:
    text = json.dumps([asdict(one) for one in documents], ensure_ascii=False, indent=1)
    (folder / TRUTH).write_text(text + "\n", "utf-8")


def load(folder: Path) -> tuple[Document, ...]:
    found = json.loads((folder / TRUTH).read_text("utf-8"))
    return tuple(Document(**{**one, "damage": tuple(one["damage"])}) for one in found)
