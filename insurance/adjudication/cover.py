"""The policy a loss is held against, and what the decision tables found about the two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from insurance.catalogue import Plan, Product
from insurance.money import Money
from insurance.refs import PolicyNumber


@dataclass(frozen=True)
class CoverInForce:
    """What was bought.

    Attributes:
        expiry: the last day; None for whole life.
        premium: as paid, for one period.
        first_effective: of the first of an unbroken chain of renewals; None: of this policy.
        cancelled_on, suspended_on: from 00:00 of that day on there is no cover.
        social_insurance: bought as a member of the public scheme; None: unknown.
    """

    policy: PolicyNumber
    product: Product
    plan: Plan
    sum_insured: Money
    effective: date
    expiry: date | None
    premium: Money
    first_effective: date | None = None
    cancelled_on: date | None = None
    suspended_on: date | None = None
    social_insurance: bool | None = None

    @property
    def began(self) -> date:
        """Where the waiting period counts from."""
        return self.first_effective or self.effective


class CoverState(StrEnum):
    """What table claim_cover answers."""

    COVERED = "covered"
    WAITING_PERIOD = "waiting_period"
    BEFORE_START = "before_start"
    AFTER_END = "after_end"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class ExcludedBy:
    """An exclusion that may hold: for a person to look at, never a refusal. `article` may be unknown (empty)."""

    flag: str
    reason: str
    article: str = ""


@dataclass(frozen=True)
class Findings:
    """What the tables say. `state_next_day`: of benefits whose waiting period counts from the day after the start."""

    state: CoverState = CoverState.COVERED
    state_next_day: CoverState = CoverState.COVERED
    doubts: tuple[str, ...] = ()
    exclusions: tuple[ExcludedBy, ...] = ()


def waiting_article(product: Product) -> str:
    """The article about the waiting period; empty where there is none."""
    for clause in product.clauses:
        if "等待期" in clause.title.zh:
            return clause.no
    return next((clause.no for clause in product.clauses if "等待期" in clause.text), "")


def period_article(product: Product) -> str:
    """The article about the period of cover; empty where there is none."""
    words = ("保险期间", "承保期间", "起讫", "起止", "从何时到何时", "生效")
    for word in words:
        for clause in product.clauses:
            if word in clause.title.zh:
                return clause.no
    return ""
