"""The customer's phone number as a reference: given for an earlier order or in an application."""

from __future__ import annotations

from insurance.journeys import Journey
from insurance.records import Records
from insurance.refs import VaultRef

FIELD = "applicant_phone"


async def known_phone(records: Records, journey: Journey) -> VaultRef | None:
    """The one given last, None when none was."""
    orders = await records.providers.orders_of(journey.sender)
    if orders:
        return orders[0].phone
    drafted = journey.purchase.application.answers if journey.purchase else {}
    applications = await records.applications_of(journey.sender)
    answers = [drafted, journey.kept, *(one.answers for one in reversed(applications))]
    return next((VaultRef(one[FIELD]) for one in answers if FIELD in one), None)
