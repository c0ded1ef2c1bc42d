"""An insurer's answer beside our own calculation."""

from __future__ import annotations

from insurance.claim_ports import InsurerAnswer, InsurerAnswerStatus
from insurance.money import Money


def agrees(ours: Money, answer: InsurerAnswer) -> bool:
    """Whether the insurer approves exactly what we calculated.

    Anything else that is final (another amount, also one called approved; a difference that names our own amount; a
    refusal) is for an assessor: amounts aren't split, and neither side wins in silence.
    """
    return answer.status is InsurerAnswerStatus.APPROVED and answer.amount == ours
