"""Why a step of an assessor isn't taken. Codes only: the desk puts them into words."""

from __future__ import annotations

from enum import StrEnum


class Hindrance(StrEnum):
    """The claim doesn't let it: something else has to happen first."""

    RISK_REVIEW_OPEN = "risk_review_open"
    INVOICE_HELD = "invoice_held"  # another claim is paid for one of its invoices
    CALCULATION_OLD = "calculation_old"  # documents or earlier claims changed since: calculate again
    NOTHING_PAYABLE = "nothing_payable"  # the calculation comes to nothing: that is a refusal
    PART_NEEDS_CLAUSE = "part_needs_clause"  # less is paid than claimed by a clause or by hand: approve partly
    PROPOSAL_WAITS = "proposal_waits"  # a second assessor has to confirm or reject it first
    NO_PROPOSAL = "no_proposal"
    SECOND_ASSESSOR = "second_assessor"  # who proposed a decision can't confirm it
    PROPOSAL_CHANGED = "proposal_changed"  # the calculation isn't the one that was proposed
    HAS_POLICY = "has_policy"
    WITH_INSURER = "with_insurer"
    NOTHING_TO_HAND_OVER = "nothing_to_hand_over"
    PAPER_WAITING = "paper_waiting"  # it is still being read
    NOT_ASSESSED_NOW = "not_assessed_now"  # the claim isn't with an assessor


class Unfit(StrEnum):
    """What was given can't be used."""

    WORDS_MISSING = "words_missing"
    CLAUSE_MISSING = "clause_missing"
    CLAUSE_UNKNOWN = "clause_unknown"
    PAPER_UNKNOWN = "paper_unknown"
    KIND_UNKNOWN = "kind_unknown"
    FIELD_UNKNOWN = "field_unknown"
    VALUE_UNFIT = "value_unfit"
    FACT_UNFIT = "fact_unfit"  # no such fact, or no value of its kind
    ACCOUNT_BY_CUSTOMER = "account_by_customer"  # where money goes is never typed by staff
    BENEFIT_UNKNOWN = "benefit_unknown"
    AMOUNT_UNFIT = "amount_unfit"
    AMOUNT_TOO_HIGH = "amount_too_high"
    POLICY_UNKNOWN = "policy_unknown"
    INSURED_UNKNOWN = "insured_unknown"
    DOCUMENTS_MISSING = "documents_missing"


class StepHindered(Exception):
    """Raised for a Hindrance."""

    def __init__(self, code: Hindrance) -> None:
        super().__init__(code.value)
        self.code = code


class StepUnfit(ValueError):
    """Raised for an Unfit."""

    def __init__(self, code: Unfit) -> None:
        super().__init__(code.value)
        self.code = code
