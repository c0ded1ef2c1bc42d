"""What the decision tables say about a loss: is it within the cover, may an exclusion hold, who decides on the claim.

Tables claim_cover, claim_exclusions and claim_routing in underwriting/. None refuses: what they find is a doubt,
and a person looks. Money goes into them as whole cents, so that 2000.00 and 2000.01 are different to the cent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from insurance.adjudication.cover import CoverInForce, CoverState, ExcludedBy, Findings
from insurance.adjudication.loss import Loss
from insurance.adjudication.outcome import Adjudication
from insurance.catalogue import Product, TermKind
from insurance.claim_types import ClaimType
from insurance.money import ZERO, Money
from insurance.ports import RuleEngine, RuleResult, RuleValue

OLD = 150  # cover for years or for life: whoever was taken on stays insured
COVER, EXCLUSIONS, ROUTING = "claim_cover", "claim_exclusions", "claim_routing"

# The most a claim may be for to be paid without a person; claim_routing holds the same sum in cents, and a test both.
FAST_TRACK_LIMIT = Money.of("2000.00")

ExclusionWords = Mapping[str, tuple[str, ...]]
"""By flag the words an article that excludes it holds (product_index/claims/exclusions.yaml)."""


def cents(amount: Money) -> int:
    return int(amount.amount * 100)


def find(rules: RuleEngine, cover: CoverInForce, loss: Loss, words: ExclusionWords) -> Findings:
    """What the tables say of one policy. Raises UnknownTable, RuleFailed."""
    state = next_day = rules.decide(COVER, cover_facts(cover, loss))
    if any(one.pays is not None and one.pays.waits_from_next_day for one in cover.plan.benefits):
        next_day = rules.decide(COVER, cover_facts(cover, loss, waits_from_next_day=True))
    doubts = [reason for reason in (str(state.output["reason"]),) if state.output["look"]]
    return Findings(
        state=CoverState(str(state.output["cover"])),
        state_next_day=CoverState(str(next_day.output["cover"])),
        doubts=tuple(doubts),
        exclusions=tuple(_exclusions(rules, cover.product, loss, words)),
    )


def cover_facts(cover: CoverInForce, loss: Loss, *, waits_from_next_day: bool = False) -> dict[str, RuleValue]:
    """What claim_cover asks. Days count from 0 on the first day of cover."""
    waiting = cover.product.waiting_days
    return {
        "cause": loss.cause,
        "days_since_start": (loss.happened - cover.effective).days,
        "days_after_end": (loss.happened - cover.expiry).days if cover.expiry is not None else None,
        "days_after_cancelling": _days_after(cover.cancelled_on, loss.happened),
        "days_after_suspending": _days_after(cover.suspended_on, loss.happened),
        "days_covered": (loss.happened - cover.began).days,
        "waiting_days": waiting + 1 if waits_from_next_day and waiting else waiting,
        "age": loss.age,
        "youngest": cover.product.eligibility.age.min.in_years(),
        "oldest": _oldest(cover.product),
    }


def _oldest(product: Product) -> int:
    """The age up to which an insured can be; who reaches the limit during a year of cover stays covered to its end."""
    if product.term.kind not in (TermKind.YEAR, TermKind.DAYS):
        return OLD
    limit = product.eligibility.renewable_to or product.eligibility.age.max
    return limit.in_years() + 1


def _days_after(day: date | None, happened: date) -> int | None:
    return (happened - day).days if day is not None else None


def _exclusions(rules: RuleEngine, product: Product, loss: Loss, words: ExclusionWords) -> Iterator[ExcludedBy]:
    for flag in sorted(loss.flags):
        said = rules.decide(EXCLUSIONS, {"line": product.line, "flag": flag})
        if said.output["look"]:
            yield ExcludedBy(flag, str(said.output["reason"]), exclusion_article(product, words.get(flag, ())))


def exclusion_article(product: Product, words: tuple[str, ...]) -> str:
    """The article that excludes what the words name: an exclusion as listed, its text, or a benefit's own article.

    Empty where none of them says so.
    """
    listed = [(one.text.zh, one.article) for one in product.exclusions]
    texts = [(product.clause(one.article).text, one.article) for one in product.exclusions]
    granting = [
        (product.clause_for(benefit).text, benefit.article) for plan in product.plans for benefit in plan.benefits
    ]
    for among in (listed, texts, granting):
        for word in words:
            for text, article in among:
                if word in text:
                    return article
    return ""


class RouteTo(StrEnum):
    FAST_TRACK = "fast_track"
    ASSESSOR = "assessor"


@dataclass(frozen=True)
class ClaimFacts:
    """What decides who decides.

    Attributes:
        complete: every material of the checklist is in and could be read.
        consistent: what was read agrees with the policy, the insured and the report, and the customer confirmed it.
        risk_hits: how many risk tables held it.
    """

    type: ClaimType
    claimed: Money
    adjudication: Adjudication
    complete: bool
    consistent: bool
    risk_hits: int


@dataclass(frozen=True)
class Route:
    """Who decides.

    Attributes:
        reasons: codes; the table's first, then the doubts of the calculation.
        four_eyes: a second assessor must agree.
        due_hours: within which the customer must hear, counted from complete materials.
    """

    to: RouteTo
    reasons: tuple[str, ...]
    four_eyes: bool
    due_hours: int
    result: RuleResult


def route(rules: RuleEngine, facts: ClaimFacts) -> Route:
    """Raises UnknownTable, RuleFailed."""
    result = rules.decide(ROUTING, routing_facts(facts))
    to = RouteTo(str(result.output["route"]))
    doubts = facts.adjudication.doubts if to is RouteTo.ASSESSOR else ()
    return Route(
        to=to,
        reasons=tuple(dict.fromkeys((str(result.output["reason"]), *doubts))),
        four_eyes=bool(result.output["four_eyes"]),
        due_hours=int(str(result.output["due_hours"])),
        result=result,
    )


def routing_facts(facts: ClaimFacts) -> dict[str, RuleValue]:
    total = facts.adjudication.total
    return {
        "type": facts.type,
        "claimed_cents": cents(max(facts.claimed, _claimed(facts.adjudication))),
        "payable_cents": cents(total),
        "complete": facts.complete,
        "consistent": facts.consistent,
        "risk_hits": facts.risk_hits,
        "doubts": len(facts.adjudication.doubts),
    }


def _claimed(adjudication: Adjudication) -> Money:
    """The most any one policy was asked for: several policies are asked for the same bills."""
    by_policy: dict[str, Money] = {}
    for line in adjudication.lines:
        by_policy[line.policy] = by_policy.get(line.policy, ZERO) + line.claimed
    return max(by_policy.values(), default=ZERO)
