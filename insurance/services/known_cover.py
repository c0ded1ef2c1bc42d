"""Looking up what the insured already have under policies known here, once they are known by their identity number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from insurance.exposure import CoverHeld, together
from insurance.journeys import Journey
from insurance.lines import Relation
from insurance.needs import Needs
from insurance.policies import Order
from insurance.quotes import Quote
from insurance.records import Records
from insurance.refs import VaultRef
from insurance.risk_facts import death_sum
from insurance.services.parts import Parts
from insurance.underwriting import NOT_PERSONAL


async def with_known_cover(parts: Parts, records: Records, journey: Journey) -> Journey:
    """The journey with each identified insured's cover, as it is now."""
    if journey.purchase is None or journey.needs.line in NOT_PERSONAL:
        return journey
    needs, answers = journey.needs, journey.purchase.application.answers
    for index, reference in _identities(needs, answers):
        mark = parts.vault.mark(await parts.vault.reveal(journey.sender, VaultRef(reference)))
        held = together(await records.cover_held(mark))
        needs = needs.with_person(index, replace(needs.person(index), known_cover=held))
    return replace(journey, needs=needs)


def _identities(needs: Needs, answers: Mapping[str, str]) -> list[tuple[int, str]]:
    """Each insured whose identity number was given, with its reference."""
    keys = [
        (index, "applicant_id" if person.relation is Relation.SELF else f"insured_id.{index}")
        for index, person in enumerate(needs.insured)
    ]
    return [(index, answers[key]) for index, key in keys if key in answers]


async def hold_cover(parts: Parts, records: Records, order: Order, quote: Quote) -> None:
    """Keep what an order covers each insured for; it counts until the order comes to nothing."""
    product = parts.catalogue.product(quote.product_id)
    if product.line in NOT_PERSONAL:
        return
    made = await records.application(order.application_id)
    sums = quote.cover.sum_insured
    death = death_sum(product.plan(quote.plan_id), sums)
    for _, reference in _identities(quote.needs, made.answers):
        mark = parts.vault.mark(await parts.vault.reveal(order.sender, VaultRef(reference)))
        await records.add_cover_held(CoverHeld(mark, order.id, product.line, death, sums))
