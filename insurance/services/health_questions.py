"""What is still to be asked about the health of the insured."""

from __future__ import annotations

from insurance.follow_ups import next_follow_up, which_question
from insurance.journeys import Journey
from insurance.questions import Flow, Question
from insurance.services.eligibility import products_for
from insurance.services.parts import Parts


def health_question(parts: Parts, journey: Journey) -> Question | None:
    """Which condition a yes was about, then what the decision tables miss of each condition told."""
    needs, purchase, today = journey.needs, journey.purchase, parts.clock.today()
    if purchase is not None:
        product = parts.catalogue.product(purchase.product_id)
        which = which_question(needs, product, purchase.disclosure, Flow.DISCLOSURE)
        return which or next_follow_up(needs, (product,), parts.rules, parts.conditions, today, Flow.DISCLOSURE)
    if needs.line is None:
        return None
    return next_follow_up(needs, products_for(parts, needs), parts.rules, parts.conditions, today, Flow.CONSULT)
