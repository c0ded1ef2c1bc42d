"""Which notices have to be agreed to before payment."""

from __future__ import annotations

from insurance.applications import age_on
from insurance.journeys import NOTICES, SENIOR_NOTICE, Journey
from insurance.services.parts import Parts
from insurance.underwriting import NOT_PERSONAL

UNDERSTANDING = "understanding"  # the decision table that says from what age understanding is checked once more


def notices_for(parts: Parts, journey: Journey) -> tuple[str, ...]:
    """The statutory ones, and a word in plain language where the applicant or an insured is old."""
    if journey.purchase is None:
        return NOTICES
    facts = {"oldest": _oldest(parts, journey), "personal": journey.needs.line not in NOT_PERSONAL}
    asked = parts.rules.decide(UNDERSTANDING, facts).output["confirm"]
    return (*NOTICES, SENIOR_NOTICE) if asked else NOTICES


def _oldest(parts: Parts, journey: Journey) -> int | None:
    """The age of the oldest of applicant and insured, as far as known."""
    ages = [person.age.years for person in journey.needs.insured if person.age is not None]
    if journey.applicant_birth is not None:
        ages.append(age_on(journey.applicant_birth, parts.clock.today()))
    return max(ages, default=None)
