"""The question a journey waits with. Called inside one unit of work."""

from __future__ import annotations

from dataclasses import replace

from insurance.journeys import Journey
from insurance.questions import Flow, Question
from insurance.services.health_questions import health_question
from insurance.services.notices import notices_for
from insurance.services.parts import Parts


def open_question(parts: Parts, journey: Journey) -> Question | None:
    return journey.next_question(
        _disclosure_ids(parts, journey), health_question(parts, journey), notices_for(parts, journey)
    )


def _disclosure_ids(parts: Parts, journey: Journey) -> tuple[str, ...]:
    if journey.purchase is None:
        return ()
    product = parts.catalogue.product(journey.purchase.product_id)
    return tuple(question.id for question in product.disclosure)


def open_disclosure(parts: Parts, journey: Journey) -> Question | None:
    """The question of the disclosure that is still open, whatever else waits."""
    question = open_question(parts, replace(journey, cancelling=None, restarting=False, doubt=None, provider=None))
    return question if question is not None and question.flow is Flow.DISCLOSURE else None
