"""A product as the catalogue holds it: read once, immutable. The file's format is in docs/add-a-product.md.

Sums are yuan; ages are completed years or days on the effective date; days are calendar days.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from insurance.adjudication.terms import Terms
from insurance.bilingual import Bilingual
from insurance.limits import AgeLimit, AgeRange, AgeUnit, Span, SumRange
from insurance.lines import Activity, Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.rate_table import RateTable
from insurance.refs import PlanId, ProductId

__all__ = [
    "AgeLimit", "AgeRange", "AgeUnit", "Benefit", "Bilingual", "ClaimDocuments", "Clause", "DisclosureQuestion",
    "EffectiveWindow", "Eligibility", "Exclusion", "Plan", "Product", "RateTable", "Span", "SumInsuredOutOfRange",
    "SumRange", "TermKind", "TermOffer", "UnderwritingStyle", "UnknownArticle", "UnknownPlan", "UnknownProduct",
    "YesAction",
]  # fmt: skip


class UnknownProduct(LookupError):
    """No product of this id is on sale."""


class UnknownPlan(LookupError):
    """The product has no plan of this id."""


class UnknownArticle(LookupError):
    """The product has no article of this number."""


class SumInsuredOutOfRange(ValueError):
    """The sum asked for is not one the plan offers; `plan.sum_insured` says which are."""

    def __init__(self, plan: PlanId, asked: Money) -> None:
        super().__init__(f"{plan} does not offer {asked}")
        self.plan = plan
        self.asked = asked


@dataclass(frozen=True)
class Eligibility:
    """Who may be insured. Empty classes, destinations, activities: the fact plays no part in this product.

    conditions_declined, conditions_accepted: condition codes for a quick look; underwriting/ decides.
    """

    age: AgeRange
    relations: tuple[Relation, ...]
    sex: Sex | None = None  # None: any
    renewable_to: AgeLimit | None = None
    occupation_classes: tuple[int, ...] = ()
    persons: Span = Span(1, 1)
    destinations: tuple[Destination, ...] = ()
    activities: tuple[Activity, ...] = ()
    conditions_declined: tuple[str, ...] = ()
    conditions_accepted: tuple[str, ...] = ()


class TermKind(StrEnum):
    YEAR = "year"  # one year
    DAYS = "days"  # a trip
    YEARS = "years"  # a fixed number of years
    TO_AGE = "to_age"
    WHOLE_LIFE = "whole_life"


@dataclass(frozen=True)
class TermOffer:
    """How long cover may last, and over how many years it may be paid (1 is a single premium)."""

    kind: TermKind
    renewal: Bilingual
    days: Span | None = None
    years: tuple[int, ...] = ()
    to_ages: tuple[int, ...] = ()
    pay_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Benefit:
    """A sum the customer can hold the insurer to: exactly one of limit, limit_ratio and per_day is set.

    Attributes:
        limit_ratio: fraction of the chosen sum insured.
        per_day: paid a day, for at most max_days, after deductible_days.
        ratio: share of a bill that is reimbursed.
        pays: how it is calculated.
    """

    code: str
    name: Bilingual
    article: str
    limit: Money | None = None
    limit_ratio: Decimal | None = None
    per_day: Money | None = None
    max_days: int | None = None
    deductible_days: int | None = None
    deductible: Money | None = None
    ratio: Decimal | None = None
    note: Bilingual | None = None
    pays: Terms | None = None

    def most(self, sum_insured: Money) -> Money | None:
        """The most this benefit pays under a sum insured; None for a daily benefit without a limit of days."""
        if self.limit is not None:
            return self.limit
        if self.limit_ratio is not None:
            return sum_insured.times(self.limit_ratio)
        if self.per_day is not None and self.max_days is not None:
            return self.per_day.times(self.max_days)
        return None


@dataclass(frozen=True)
class Plan:
    id: PlanId
    name: Bilingual
    sum_insured: Money | SumRange
    benefits: tuple[Benefit, ...]
    deductible: Money | None = None
    deductible_note: Bilingual | None = None
    ratio: Decimal | None = None

    def default_sum(self) -> Money:
        return self.sum_insured.default if isinstance(self.sum_insured, SumRange) else self.sum_insured

    def offers(self, asked: Money) -> bool:
        return self.sum_insured.offers(asked) if isinstance(self.sum_insured, SumRange) else asked == self.sum_insured

    def sum_for(self, asked: Money | None) -> Money:
        """The sum asked for, or the plan's own when none was. Raises SumInsuredOutOfRange."""
        if asked is None:
            return self.default_sum()
        if not self.offers(asked):
            raise SumInsuredOutOfRange(self.id, asked)
        return asked


@dataclass(frozen=True)
class Exclusion:
    text: Bilingual
    article: str


class YesAction(StrEnum):
    """What a yes to a disclosure question leads to."""

    DECLINE = "decline"
    REFER = "refer"
    UNDERWRITE = "underwrite"  # only sorts: the tables decide on the condition the yes is about
    NOTE = "note"


class UnderwritingStyle(StrEnum):
    """How an insurer decides where the tables leave room, such as a check that is overdue."""

    LENIENT = "lenient"
    STANDARD = "standard"
    STRICT = "strict"


@dataclass(frozen=True)
class DisclosureQuestion:
    """A question of the health or risk disclosure; `conditions` are the codes a yes may be about."""

    id: str
    question: Bilingual
    explain: Bilingual
    yes: YesAction
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClaimDocuments:
    """What a claim of one type needs, by document code."""

    type: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """A numbered article: the Chinese text is the contract; the English summary only explains it."""

    no: str
    title: Bilingual
    text: str
    summary: str


@dataclass(frozen=True)
class EffectiveWindow:
    """The effective date, in days from today, both ends inclusive."""

    earliest_days: int
    latest_days: int


@dataclass(frozen=True)
class Product:
    id: ProductId
    version: str
    insurer: str
    line: Line
    segment: str
    name: Bilingual
    nicknames: tuple[str, ...]
    selling_points: tuple[Bilingual, ...]
    summary: Bilingual
    keywords: tuple[str, ...]
    eligibility: Eligibility
    term: TermOffer
    waiting_days: int
    cooling_off_days: int
    effective: EffectiveWindow
    plans: tuple[Plan, ...]
    rating: RateTable
    exclusions: tuple[Exclusion, ...]
    disclosure: tuple[DisclosureQuestion, ...]
    claim_documents: tuple[ClaimDocuments, ...]
    clauses: tuple[Clause, ...]
    fictional: bool = True
    underwriting: UnderwritingStyle = UnderwritingStyle.STANDARD

    def plan(self, plan_id: PlanId) -> Plan:
        """Raises UnknownPlan."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise UnknownPlan(f"{self.id} has no plan {plan_id}")

    def clause(self, no: str) -> Clause:
        """Raises UnknownArticle."""
        for clause in self.clauses:
            if clause.no == no:
                return clause
        raise UnknownArticle(f"{self.id} has no article {no}")

    def clause_for(self, benefit: Benefit) -> Clause:
        """The article that grants a benefit. Raises UnknownArticle."""
        return self.clause(benefit.article)

    def main_exclusions(self, count: int = 3) -> tuple[Exclusion, ...]:
        return self.exclusions[:count]
