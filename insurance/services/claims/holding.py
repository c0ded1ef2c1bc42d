"""What an approved claim takes: its invoices and its part of the policies' benefits."""

from __future__ import annotations

from insurance.adjudication.calculating import used_by
from insurance.claim_papers import ReadableKind
from insurance.claims import Claim
from insurance.records import Records
from insurance.services.claims.checking import invoice_prints
from insurance.services.claims.covered import all_covered, mark_of
from insurance.services.claims.proven import good_papers
from insurance.services.parts import Parts


async def hold_what_is_paid(parts: Parts, records: Records, claim: Claim) -> bool:
    """Reserve the invoices and note what is used of the benefits; whether another claim holds an invoice already:
    then nothing was reserved."""
    counted = list(good_papers(claim, ReadableKind.MEDICAL_INVOICE))
    if await records.claims.hold_invoices(claim.number, list(invoice_prints(parts, claim, counted))):
        return True
    policies = await all_covered(parts, records, claim)
    person = policies[0].person(claim.insured)
    mark = await mark_of(parts, person.owner, person.identity)
    adjudication, day = claim.adjudication, claim.loss.happened
    assert adjudication is not None  # noqa: S101 - approved on it
    assert day is not None  # noqa: S101 - asked before it was submitted
    await records.claims.use_benefits(claim.number, used_by(adjudication, mark, day))
    return False
