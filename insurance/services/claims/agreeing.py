"""Whether the documents of a claim tell one story. Where they don't nobody is refused: an assessor reads them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from insurance.claim_papers import PaperField, ReadableKind
from insurance.claims import Cause, Claim
from insurance.services.claims.proven import good_papers
from insurance.services.parts import Parts

ALIKE = 0.6  # of two names of a hospital: 市一院 on a stamp and 南京市第一医院 in print are one
INVOICES = (ReadableKind.MEDICAL_INVOICE,)
RECORDS = (ReadableKind.OUTPATIENT_RECORD, ReadableKind.DISCHARGE_SUMMARY, ReadableKind.DIAGNOSIS_CERTIFICATE)


def agree(parts: Parts, claim: Claim) -> bool:
    """Each invoice is of a hospital that a record is of; after an accident the diagnosis is of an injury."""
    return _hospitals_agree(claim) and _diagnosis_agrees(parts, claim)


def _hospitals_agree(claim: Claim) -> bool:
    treated = [name for one in good_papers(claim, *RECORDS) if (name := one.value(PaperField.HOSPITAL))]
    paid = [name for one in good_papers(claim, *INVOICES) if (name := one.value(PaperField.HOSPITAL))]
    return not treated or all(_is_one_of(name, treated) for name in paid)


def _is_one_of(name: str, others: Iterable[str]) -> bool:
    return any(
        name in other or other in name or SequenceMatcher(None, name, other).ratio() >= ALIKE for other in others
    )


def _diagnosis_agrees(parts: Parts, claim: Claim) -> bool:
    if claim.loss.cause is not Cause.ACCIDENT:
        return True
    found = [words for one in good_papers(claim, *RECORDS) if (words := one.value(PaperField.DIAGNOSIS))]
    return not found or any(parts.claim_guide.is_injury(words) for words in found)
