"""Decisions as they are kept: what was decided about whom, on what facts, by which rows of which version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from insurance.refs import DecisionId, PlanId, ProductId, QuoteId, Sender
from insurance.underwriting import Decision


class Stage(StrEnum):
    """When it was decided."""

    OFFERED = "offered"  # one of the three plans shown
    CHOSEN = "chosen"  # the plan taken, before the disclosure questions
    APPLIED = "applied"  # with the disclosure answers
    CHANGED = "changed"  # once more, after a fact had changed


@dataclass(frozen=True)
class DecisionRecord:
    """One decision; `decision.results` holds each table asked with its facts, version, rows and answer.

    Attributes:
        quote_id: the quote it stands behind; None for a plan that was only shown.
        id: given by the records.
    """

    sender: Sender
    stage: Stage
    product_id: ProductId
    plan_id: PlanId
    decision: Decision
    at: datetime
    quote_id: QuoteId | None = None
    id: DecisionId | None = None
