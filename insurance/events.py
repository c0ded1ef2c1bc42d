"""What happened in one turn, for whoever puts it into words. Past tense, immutable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from insurance.catalogue import Benefit, Clause, Plan, Product
from insurance.changes import Change
from insurance.claim_events import ClaimEvent
from insurance.comparing import Comparison
from insurance.glossary import Term
from insurance.health import Aspect
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.money import Money
from insurance.policies import Order, Policy
from insurance.provider_events import ProviderEvent
from insurance.questions import Question
from insurance.quotes import Quote
from insurance.recommending import Choice, Elsewhere
from insurance.refs import PolicyNumber
from insurance.underwriting import Decision


@dataclass(frozen=True)
class NeedsNoted:
    """Facts taken in; `changes` with a `before` are corrections to be read back.

    `asked` is the question that was open: a fact told instead of its answer is read back as well.
    """

    changes: tuple[Change, ...]
    asked: Question | None = None


@dataclass(frozen=True)
class DetailsNoted:
    """What was said of a condition without being asked for."""

    condition: str
    details: Mapping[Aspect, str]


@dataclass(frozen=True)
class DayNeeded:
    """Of the journey's beginning only the month of `month` was told; cover needs the day."""

    month: date


@dataclass(frozen=True)
class PlansOffered:
    """`total` plans were eligible; `reasons` why others weren't, when fewer than three were.

    `elsewhere`: what the other insurers say to the same health.
    `more`: others than those shown first.
    """

    choices: tuple[Choice, ...]
    total: int
    reasons: tuple[str, ...] = ()
    again: bool = False
    elsewhere: tuple[Elsewhere, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class AllPlansShown:
    """Others were wished for, and all `total` plans open to these people have been shown."""

    total: int


@dataclass(frozen=True)
class PlanSuggested:
    """Any of the plans will do: the balanced one, at place `number` on the table."""

    product: Product
    plan: Plan
    number: int
    premium: Money


@dataclass(frozen=True)
class CoverAtLimit:
    """More (or less) cover was wished for, and the plans have fixed sums: the one shown that has most (or least)."""

    product: Product
    plan: Plan
    number: int
    more: bool


@dataclass(frozen=True)
class NothingFits:
    line: Line
    reasons: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True)
class PlanChosen:
    product: Product
    quote: Quote


@dataclass(frozen=True)
class Underwritten:
    """The decision for the chosen plan, with the quote it leads to."""

    product: Product
    quote: Quote
    decision: Decision


@dataclass(frozen=True)
class NotInsurable:
    """The chosen plan can't be bought: other plans follow, or a human."""

    product: Product
    decision: Decision


@dataclass(frozen=True)
class QuoteReplaced:
    """A fact changed: the old quote is void. `why` names the fact (a field of Needs) or `expired`."""

    product: Product
    before: Quote
    after: Quote
    why: str


@dataclass(frozen=True)
class AnswerTaken:
    """A single answer noted; `before` is set when it replaced another."""

    key: str
    value: str
    before: str | None = None


@dataclass(frozen=True)
class SummaryReady:
    """`tails`: the last four characters of each sensitive answer, to check it by."""

    journey: Journey
    product: Product
    quote: Quote
    tails: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ApplicationClosed:
    """People looked at the application and it doesn't go on; nothing more is said about it."""

    product: Product


@dataclass(frozen=True)
class PaymentOpened:
    order: Order
    product: Product
    quote: Quote


@dataclass(frozen=True)
class PaymentUnavailable:
    """The provider doesn't answer; nothing was charged."""


@dataclass(frozen=True)
class OrderStands:
    """How far an order is, when the customer asks or says they paid."""

    order: Order
    policy: Policy | None


@dataclass(frozen=True)
class PoliciesListed:
    policies: Sequence[tuple[Policy, Product]]


@dataclass(frozen=True)
class CancellationAsked:
    policy: Policy
    product: Product
    refund: Money
    until: date


@dataclass(frozen=True)
class CancellationStarted:
    policy: Policy


@dataclass(frozen=True)
class AlreadyChosen:
    """The plan that is being bought was pointed at once more."""

    product: Product
    plan: Plan


@dataclass(frozen=True)
class ProductWished:
    """A product was named; it will be among the plans where these people may buy it."""

    product: Product


@dataclass(frozen=True)
class InsurerHasNone:
    """An insurer was named that has nothing of this line these people may buy."""

    insurer: str
    line: Line | None


@dataclass(frozen=True)
class WishUnmet:
    """The product named isn't open to these people, for these reasons of the decision tables."""

    product: Product
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class CancellationRefused:
    """`why` is cooling_off_over or not_in_force."""

    number: PolicyNumber
    why: str
    until: date | None = None


@dataclass(frozen=True)
class TermExplained:
    """A general term, whatever the product."""

    term: Term


@dataclass(frozen=True)
class Figures:
    """What a plan pays by an article; without benefits the plan doesn't have what the article grants."""

    plan: Plan
    benefits: tuple[Benefit, ...]


@dataclass(frozen=True)
class ClauseQuoted:
    """An answer from the clauses: what was found, nothing beyond it."""

    product: Product
    clause: Clause
    figures: tuple[Figures, ...] = ()  # of the plans in question, where the article grants a benefit
    gist: str = ""  # beside other products only the sentences that answer


@dataclass(frozen=True)
class BenefitsListed:
    """Everything the plans in question pay for."""

    product: Product
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class ExclusionsListed:
    """What the product doesn't pay for, in short, with the articles that say so."""

    product: Product


@dataclass(frozen=True)
class NoWaitingPeriod:
    """Asked about the waiting period of products that have none."""

    products: tuple[Product, ...]


@dataclass(frozen=True)
class ClausesSilent:
    """The clauses of these products say nothing about what was asked; `near` is only close to it."""

    products: tuple[Product, ...]
    near: Clause | None = None


@dataclass(frozen=True)
class ProductNeeded:
    """What was asked depends on the product, and none is in question."""

    line: Line | None


@dataclass(frozen=True)
class PlansCompared:
    """Some plans side by side."""

    comparison: Comparison


@dataclass(frozen=True)
class TooFewToCompare:
    """Fewer than two plans were found in what was asked."""

    found: int


@dataclass(frozen=True)
class StartedOver:
    """Every draft is forgotten, what was bought stays."""


@dataclass(frozen=True)
class SteppedBack:
    question: Question | None


Event = (
    NeedsNoted
    | DetailsNoted
    | DayNeeded
    | PlansOffered
    | AllPlansShown
    | PlanSuggested
    | CoverAtLimit
    | NothingFits
    | PlanChosen
    | AlreadyChosen
    | ProductWished
    | WishUnmet
    | InsurerHasNone
    | Underwritten
    | NotInsurable
    | QuoteReplaced
    | AnswerTaken
    | SummaryReady
    | ApplicationClosed
    | PaymentOpened
    | PaymentUnavailable
    | OrderStands
    | PoliciesListed
    | CancellationAsked
    | CancellationStarted
    | CancellationRefused
    | TermExplained
    | ClauseQuoted
    | ClausesSilent
    | BenefitsListed
    | ExclusionsListed
    | NoWaitingPeriod
    | ProductNeeded
    | PlansCompared
    | TooFewToCompare
    | SteppedBack
    | StartedOver
    | ProviderEvent
    | ClaimEvent
)


@dataclass(frozen=True)
class Progress:
    """Where a turn left the journey: what happened, and the one question now open (None: nothing to ask)."""

    journey: Journey
    events: tuple[Event, ...] = ()
    question: Question | None = None
