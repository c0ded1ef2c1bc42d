"""Choosing the three plans: cheapest, best balanced, most cover; and why each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import log10

from insurance.bilingual import Bilingual
from insurance.catalogue import Benefit, Plan, Product
from insurance.concerns import benefit_for
from insurance.journeys import Role
from insurance.lines import Concern, Line
from insurance.money import ZERO, Money
from insurance.needs import Needs
from insurance.quotes import Cover
from insurance.rating import Premium
from insurance.refs import ProductId
from insurance.underwriting import NOT_PERSONAL, Decision, Outcome

CHOICES = 3
NEAR_LIMIT = 20  # years below the highest age admitted from where on the limit is worth a word
# A sum is paid as agreed there, so that nobody expects a deductible and its absence is no reason.
FIXED_SUM = (Line.CRITICAL_ILLNESS, Line.TERM_LIFE, Line.WHOLE_LIFE, Line.ANNUITY)


class ReasonCode(StrEnum):
    """Why a plan is offered; wording is `utter_reason_<code>`."""

    CHEAPEST = "cheapest"
    BALANCED = "balanced"
    MOST_COVER = "most_cover"
    OTHER = "other"
    SAME_TERMS = "same_terms"
    WISHED = "wished"
    CONCERN = "concern"
    WITHIN_BUDGET = "within_budget"
    OVER_BUDGET = "over_budget"
    CONDITION_ACCEPTED = "condition_accepted"
    NO_DEDUCTIBLE = "no_deductible"
    ACTIVITY = "activity"
    AGE = "age"
    SUM_WISHED = "sum_wished"
    DESTINATION = "destination"


@dataclass(frozen=True)
class Reason:
    """A code with what it is about; a benefit carries its article, so that the customer can check it."""

    code: ReasonCode
    concern: Concern | None = None
    benefit: Benefit | None = None
    amount: Money | None = None
    subject: str = ""
    point: Bilingual | None = None  # a selling point of the product


@dataclass(frozen=True)
class Candidate:
    """A plan the person may buy. `rank` is its place in the search by the customer's words, 0 the nearest."""

    product: Product
    plan: Plan
    cover: Cover
    premium: Premium
    decision: Decision
    rank: int
    standard: Premium | None = None  # without the loading, where there is one

    def a_year(self) -> Money:
        return self.premium.a_year()

    def most_paid(self) -> Money:
        """All benefits at their most: a measure of how much cover there is, for comparing only."""
        total = ZERO
        for benefit in self.plan.benefits:
            total += benefit.most(self.cover.sum_insured) or ZERO
        return total


@dataclass(frozen=True)
class Elsewhere:
    """What another insurer says to the same health: not to be bought straight away."""

    product: Product
    decision: Decision


@dataclass(frozen=True)
class Choice:
    role: Role
    candidate: Candidate
    reasons: tuple[Reason, ...]
    over_budget: bool = False


def choose_three(candidates: Sequence[Candidate], needs: Needs, wished: ProductId | None = None) -> tuple[Choice, ...]:
    """At most three plans that differ; fewer only when fewer are eligible. A product wished for is among them.

    Within the budget when three are; otherwise the cheapest beyond it follow, marked as such.
    """
    pool, over = _within_budget(candidates, needs)
    pool = _answering(pool, needs)
    picked: list[tuple[Role, Candidate]] = []
    for role, better in _ORDER:
        left = [one for one in pool if _differs(one, [other for _, other in picked])]
        if not left:
            left = [one for one in pool if one not in [other for _, other in picked]]
        if left:
            picked.append((role, min(left, key=better(pool))))
    picked.sort(key=lambda one: _SHOWN.index(one[0]))
    picked = [(_true_role(role, one, pool), one) for role, one in picked]
    if len(picked) > 1 and len({(one.premium.total, one.most_paid()) for _, one in picked}) == 1:
        picked = [(Role.SAME_TERMS, one) for _, one in picked]
    picked, over = _with_wish(picked, over, candidates, needs, wished)
    return tuple(
        Choice(role, one, (*_also(role, one, pool), *reasons_for(role, one, needs, one in over)), one in over)
        for role, one in picked
    )


def _with_wish(
    picked: list[tuple[Role, Candidate]],
    over: list[Candidate],
    candidates: Sequence[Candidate],
    needs: Needs,
    wished: ProductId | None,
) -> tuple[list[tuple[Role, Candidate]], list[Candidate]]:
    """The cheapest plan of the product wished for in place of the balanced one, unless one of it is there."""
    own = [one for one in candidates if one.product.id == wished]
    if not own or any(one.product.id == wished for _, one in picked):
        return picked, over
    best = min(own, key=lambda one: one.a_year().amount)
    kept = [one for one in picked if one[0] is not Role.BALANCED] if len(picked) == CHOICES else picked
    dear = needs.budget is not None and best.a_year() > needs.budget.a_year()
    return [(Role.WISHED, best), *kept[: CHOICES - 1]], [*over, best] if dear else over


def _true_role(role: Role, one: Candidate, pool: Sequence[Candidate]) -> Role:
    """A plan is only called the one with the most cover when it is."""
    return Role.OTHER if role is Role.MOST_COVER and not _has_most_cover(one, pool) else role


def _has_most_cover(one: Candidate, pool: Sequence[Candidate]) -> bool:
    return one.most_paid() == max(other.most_paid() for other in pool)


def _also(role: Role, one: Candidate, pool: Sequence[Candidate]) -> tuple[Reason, ...]:
    """The cheapest may have the most cover as well."""
    return (Reason(ReasonCode.MOST_COVER),) if role is Role.CHEAPEST and _has_most_cover(one, pool) else ()


def _answering(pool: list[Candidate], needs: Needs) -> list[Candidate]:
    """Only plans with a benefit for a worry that was named, where three products have one."""
    found = [one for one in pool if any(benefit_for(concern, one.plan) for concern in needs.concerns)]
    return found if len({one.product.id for one in found}) >= CHOICES else pool


def _within_budget(candidates: Sequence[Candidate], needs: Needs) -> tuple[list[Candidate], list[Candidate]]:
    if needs.budget is None:
        return list(candidates), []
    limit = needs.budget.a_year()
    within = [one for one in candidates if one.a_year() <= limit]
    if len(within) >= CHOICES:
        return within, []
    beyond = sorted((one for one in candidates if one.a_year() > limit), key=lambda one: one.a_year().amount)
    added = beyond[: CHOICES - len(within)]
    return within + added, added


def _differs(one: Candidate, picked: Sequence[Candidate]) -> bool:
    return all(
        one.product.id != other.product.id
        and (one.premium.total, one.most_paid()) != (other.premium.total, other.most_paid())
        for other in picked
    )


Better = Callable[[Sequence[Candidate]], Callable[[Candidate], tuple[float, ...]]]


def _cheapest(pool: Sequence[Candidate]) -> Callable[[Candidate], tuple[float, ...]]:
    return lambda one: (float(one.a_year().amount), one.rank)


def _most_cover(pool: Sequence[Candidate]) -> Callable[[Candidate], tuple[float, ...]]:
    return lambda one: (-float(one.most_paid().amount), float(one.a_year().amount))


def _balanced(pool: Sequence[Candidate]) -> Callable[[Candidate], tuple[float, ...]]:
    """Cover against price on a log scale, nudged by how well the words match."""
    prices = sorted(one.a_year().amount for one in pool)
    middle = max(prices[len(prices) // 2], Decimal("0.01"))

    def loss(one: Candidate) -> tuple[float, ...]:
        price = log10(max(float(one.a_year().amount), 0.01) / float(middle))
        cover = log10(max(float(one.most_paid().amount), 1.0))
        beaten = any(_beats(other, one) for other in pool)
        return (beaten, abs(price) - 0.4 * cover + 0.02 * one.rank, float(one.a_year().amount))

    return loss


def _beats(other: Candidate, one: Candidate) -> bool:
    """No dearer, no less cover, and better in one of them."""
    mine, theirs = (one.a_year(), one.most_paid()), (other.a_year(), other.most_paid())
    return theirs[0] <= mine[0] and theirs[1] >= mine[1] and theirs != mine


_ORDER: tuple[tuple[Role, Better], ...] = (
    (Role.CHEAPEST, _cheapest),
    (Role.MOST_COVER, _most_cover),
    (Role.BALANCED, _balanced),
)
_SHOWN = (Role.CHEAPEST, Role.BALANCED, Role.MOST_COVER)


def reasons_for(role: Role, candidate: Candidate, needs: Needs, over_budget: bool) -> tuple[Reason, ...]:
    """Its role among the three, then what ties it to what the customer said."""
    point = candidate.product.selling_points[0] if role in (Role.SAME_TERMS, Role.OTHER) else None
    reasons = [Reason(ReasonCode(role.value), point=point)]
    for concern in needs.concerns:
        benefit = benefit_for(concern, candidate.plan)
        if benefit is not None:
            most = benefit.most(candidate.cover.sum_insured)
            reasons.append(Reason(ReasonCode.CONCERN, concern, benefit, most))
            break
    if over_budget:
        reasons.append(Reason(ReasonCode.OVER_BUDGET))
    elif needs.budget is not None:
        reasons.append(Reason(ReasonCode.WITHIN_BUDGET, amount=needs.budget.at_most))
    for person in needs.insured:
        for condition in person.conditions:
            accepted = condition.code in candidate.product.eligibility.conditions_accepted
            if accepted and candidate.decision.outcome is Outcome.STANDARD:
                reasons.append(Reason(ReasonCode.CONDITION_ACCEPTED, subject=condition.code))
    for activity in needs.activities:
        reasons.append(Reason(ReasonCode.ACTIVITY, subject=activity.value))
    reasons += _fitting(candidate, needs)
    if candidate.product.line not in FIXED_SUM and candidate.plan.deductible == ZERO:
        reasons.append(Reason(ReasonCode.NO_DEDUCTIBLE))
    return tuple(reasons)


def _fitting(candidate: Candidate, needs: Needs) -> list[Reason]:
    """How it fits what was said of age, sum and destination."""
    reasons = []
    if needs.sum_insured is not None and candidate.cover.sum_insured == needs.sum_insured:
        reasons.append(Reason(ReasonCode.SUM_WISHED, amount=needs.sum_insured))
    if needs.destinations:
        reasons.append(Reason(ReasonCode.DESTINATION))
    age = needs.person().age
    limit = candidate.product.eligibility.age.max
    if age is not None and needs.line not in NOT_PERSONAL and limit.value - limit.measure(age) <= NEAR_LIMIT:
        reasons.append(Reason(ReasonCode.AGE, subject=str(limit.value)))
    return reasons
