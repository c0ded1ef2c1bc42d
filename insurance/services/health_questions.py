"""What is still to be asked about the health of the insured."""

from __future__ import annotations

from insurance.follow_ups import next_follow_up, next_income_question, which_question
from insurance.journeys import Journey
from insurance.questions import Flow, Question
from insurance.services.eligibility import products_for
from insurance.services.parts import Parts


def health_question(parts: Parts, journey: Journey) -> Question | None:
    """Which condition a yes was about, then what the decision tables miss of each condition told, and of the income."""
    needs, purchase, today = journey.needs, journey.purchase, parts.clock.today()
    if purchase is not None:
        product = parts.catalogue.product(purchase.product_id)
        which = which_question(needs, product, purchase.disclosure, Flow.DISCLOSURE)
        flow, products = Flow.DISCLOSURE, [product]
    elif needs.line is not None:
        which, flow, products = None, Flow.CONSULT, list(products_for(parts, needs))
    else:
        return None
    lines = list(dict.fromkeys(product.line for product in products))
    return (
        which
        or next_follow_up(needs, products, parts.rules, parts.conditions, today, flow)
        or next_income_question(needs, lines, parts.rules, flow)
    )
