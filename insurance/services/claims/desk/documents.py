"""What an assessor does to documents: take one as it is, say what it is, correct what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from insurance.claim_papers import ClaimPaper, PaperField, PaperState, ReadableKind
from insurance.claims import Claim
from insurance.money import ZERO, Money
from insurance.refs import PaperId
from insurance.services.claims.desk.refusals import Hindrance, StepHindered, StepUnfit, Unfit
from insurance.services.parts import Parts

VALUE_CHARS = 200
DATES = frozenset({
    PaperField.BIRTH, PaperField.DATE, PaperField.ADMISSION_DATE, PaperField.DISCHARGE_DATE, PaperField.VALID_UNTIL,
    PaperField.DEATH_DATE,
})  # fmt: skip
AMOUNTS = frozenset({PaperField.AMOUNT, PaperField.SOCIAL_INSURANCE_PAID, PaperField.OWN_EXPENSE})
CHOICES: Mapping[str, tuple[str, ...]] = {
    PaperField.VISIT: ("outpatient", "inpatient"),
    PaperField.CANCELLED: ("yes", "no"),
    PaperField.MATTER: ("lost", "delayed", "damaged"),
}
ACCOUNT = (PaperField.CARD_NUMBER, PaperField.BANK)


def read_paper(claim: Claim, paper_id: str) -> ClaimPaper:
    """A document that was read, or given up. Raises StepUnfit, StepHindered."""
    paper = claim.paper(PaperId(paper_id))
    if paper is None:
        raise StepUnfit(Unfit.PAPER_UNKNOWN)
    if paper.state is PaperState.WAITING:
        raise StepHindered(Hindrance.PAPER_WAITING)
    return paper


def accepted(claim: Claim, paper_id: str, by: str) -> Claim:
    """The document counts as it is, whatever was read; with no name it is taken back."""
    return claim.with_paper(replace(read_paper(claim, paper_id), accepted_by=by))


def said_to_be(parts: Parts, claim: Claim, paper_id: str, kind: str) -> Claim:
    """Raises StepUnfit: no kind of document is called so."""
    if not known_kind(parts, kind):
        raise StepUnfit(Unfit.KIND_UNKNOWN)
    return claim.with_paper(replace(read_paper(claim, paper_id), kind_said=kind))


def known_kind(parts: Parts, kind: str) -> bool:
    try:
        parts.claim_guide.paper(kind)
    except KeyError:
        return kind in list(ReadableKind)
    return True


async def corrected(parts: Parts, claim: Claim, paper_id: str, field: str, value: str) -> Claim:
    """The assessor's value counts; the one read stays beside it. The value read takes the correction back.

    Raises:
        StepUnfit: no such field, or no value of its kind; a card is given by who is paid, never by staff.
    """
    paper = read_paper(claim, paper_id)
    if field not in list(PaperField):
        raise StepUnfit(Unfit.FIELD_UNKNOWN)
    if field in ACCOUNT:
        raise StepUnfit(Unfit.ACCOUNT_BY_CUSTOMER)
    value = await _normal(parts, claim, PaperField(field), value.strip())
    read = paper.fields.get(field)
    values = {name: kept for name, kept in paper.corrected.items() if name != field}
    if read is None or read.value != value:
        values[field] = value
    return claim.with_paper(replace(paper, corrected=values))


async def _normal(parts: Parts, claim: Claim, field: PaperField, value: str) -> str:
    """As the reader would have read it: dates ISO, money with two decimals, numbers as references."""
    if not value or len(value) > VALUE_CHARS or "⟦" in value:
        raise StepUnfit(Unfit.VALUE_UNFIT)
    try:
        if field in DATES:
            return date.fromisoformat(value).isoformat()
        if field in AMOUNTS:
            return _amount(value)
        if field is PaperField.DELAY_MINUTES:
            return str(_minutes(value))
        if field is PaperField.ID_NUMBER:
            parts.identity.id_number(value)
            return await parts.vault.keep(claim.sender, "id_number", value.upper())
    except ValueError:
        raise StepUnfit(Unfit.VALUE_UNFIT) from None
    if value not in CHOICES.get(field, (value,)):
        raise StepUnfit(Unfit.VALUE_UNFIT)
    return value


def _amount(value: str) -> str:
    amount = Money.of(value.replace(",", "").replace(",", ""))
    if amount < ZERO:
        raise ValueError
    return str(amount)


def _minutes(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError
    return int(value)
