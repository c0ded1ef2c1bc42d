"""Which plans these people may buy, and why not the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from insurance.asked import ASKED, next_question, works
from insurance.catalogue import Plan, Product
from insurance.concerns import benefit_for
from insurance.journeys import Journey, plan_key
from insurance.lines import Concern, Line
from insurance.needs import InsuredPerson, Needs
from insurance.ports import SearchFilter
from insurance.quotes import Cover, completed_age, fit_cover, loaded, price
from insurance.rating import NoRate
from insurance.recommending import Candidate, Elsewhere
from insurance.refs import ProductId
from insurance.services.parts import Parts
from insurance.underwriting import RiskFacts, RiskPerson, quick_check

POINT_OF = {Line.OUTPATIENT: Concern.OUTPATIENT}
UNASKED_CLASS = 1  # children, pensioners and lines rated without it
SPORTS = "sports"  # made for one activity: offered only to who does it
SEARCHED = 40  # products ranked by the customer's words


@dataclass(frozen=True)
class Found:
    """The plans that may be bought, and how often each reason ruled one out, commonest first."""

    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


def find_candidates(parts: Parts, journey: Journey) -> Found:
    """Every plan of the line that is open to these people, priced; unpriceable ones count as ruled out."""
    needs = journey.needs
    assert needs.line is not None  # noqa: S101 - asked first
    ranks = _ranks(parts, needs)
    ruled_out: Counter[str] = Counter()
    found: list[Candidate] = []
    for product in products_for(parts, needs):
        for plan in (one for one in product.plans if _has_the_point(needs, one)):
            if plan_key(product.id, plan.id) in journey.declined:
                ruled_out["declined_before"] += 1
                continue
            candidate = candidate_for(parts, needs, product, plan, ranks.get(product.id, SEARCHED), ruled_out)
            if candidate is not None:
                found.append(candidate)
    reasons = tuple(reason for reason, _ in ruled_out.most_common(3))
    open_ = {candidate.product.id for candidate in found}
    return Found(tuple(found), reasons, _elsewhere(parts, needs, open_))


def _elsewhere(parts: Parts, needs: Needs, open_: Set[ProductId]) -> tuple[Elsewhere, ...]:
    """What the insurers say whose products can't be bought for reasons of health, the mildest answer first."""
    if not any(person.conditions for person in needs.insured):
        return ()
    today, found = parts.clock.today(), []
    for product in products_for(parts, needs):
        if product.id not in open_:
            plan = product.plans[0]
            facts = risk_facts(needs, fit_cover(needs, product, plan, today), today)
            decision = quick_check(product, plan, facts, parts.rules)
            worst = [one for one in decision.findings if one.outcome is decision.outcome]
            if any(one.subject in parts.conditions for one in worst):
                found.append(Elsewhere(product, decision))
    return tuple(sorted(found, key=lambda one: one.decision.outcome.severity))


def open_products(parts: Parts, journey: Journey, insurer: str) -> list[ProductId]:
    """An insurer's products these people may buy, the nearest to their words first; none while facts are missing."""
    if journey.needs.line is None or next_question(journey.needs) is not None:
        return []
    own = [one for one in find_candidates(parts, journey).candidates if one.product.insurer == insurer]
    return list(dict.fromkeys(one.product.id for one in sorted(own, key=lambda one: one.rank)))


def _has_the_point(needs: Needs, plan: Plan) -> bool:
    """Whether a plan has what its line is bought for: an in-patient plan of an outpatient product isn't asked for."""
    point = POINT_OF.get(needs.line) if needs.line else None
    return point is None or benefit_for(point, plan) is not None


def candidate_for(
    parts: Parts, needs: Needs, product: Product, plan: Plan, rank: int, ruled_out: Counter[str]
) -> Candidate | None:
    today = parts.clock.today()
    cover = fit_cover(needs, product, plan, today)
    decision = quick_check(product, plan, risk_facts(needs, cover, today), parts.rules)
    if not decision.buyable:
        ruled_out.update(set(decision.reasons))
        return None
    try:
        standard = price(needs, product, plan, cover)
        premium = loaded(standard, decision.loading_percent)
    except NoRate:
        ruled_out["no_rate"] += 1
        return None
    return Candidate(product, plan, cover, premium, decision, rank, standard if decision.loading_percent else None)


def products_for(parts: Parts, needs: Needs) -> Sequence[Product]:
    """The products of the line: of the segment asked for, where it has enough to choose from."""
    assert needs.line is not None  # noqa: S101 - asked first
    products = parts.catalogue.on_line(needs.line)
    if not needs.activities and needs.segment != SPORTS:
        products = [product for product in products if product.segment != SPORTS]
    wanted = [product for product in products if product.segment == needs.segment]
    if needs.line is Line.CAR or len(wanted) >= 3:
        return wanted
    return products


def _ranks(parts: Parts, needs: Needs) -> dict[str, int]:
    words = search_words(needs)
    if not words or needs.line is None:
        return {}
    hits = parts.search.find_products(words, SearchFilter(lines=(needs.line,)), SEARCHED)
    return {hit.product_id: place for place, hit in enumerate(hits)}


def search_words(needs: Needs) -> str:
    """The needs as a short query."""
    parts = [*(concern.value.replace("_", " ") for concern in needs.concerns), *needs.places]
    parts += [activity.value.replace("_", " ") for activity in needs.activities]
    parts += [condition.name for person in needs.insured for condition in person.conditions]
    return " ".join([*parts, needs.segment or "", needs.line.value if needs.line else ""]).strip()


def risk_facts(needs: Needs, cover: Cover, today: date, answers: Mapping[str, bool] | None = None) -> RiskFacts:
    """The needs as the decision tables ask for them."""
    return RiskFacts(
        line=needs.line,
        persons=tuple(_risk_person(needs, index, cover) for index in range(len(needs.insured))),
        destinations=needs.destinations,
        activities=needs.activities,
        days=cover.days,
        effective_in_days=(cover.start - today).days,
        answers=answers or {},
        sum_insured=cover.sum_insured,
        headcount=needs.headcount,
        vehicle_use=needs.vehicle.use or "private",
        vehicle_age=needs.vehicle.age_years,
        vehicle_seats=needs.vehicle.seats,
        vehicle_value=needs.vehicle.value,
        home_value=needs.home.value,
        building=needs.home.building,
        today=today,
    )


def _asked_occupation(needs: Needs, person: InsuredPerson) -> bool:
    return works(person) and needs.line is not None and "occupation" in ASKED[needs.line]


def _risk_person(needs: Needs, index: int, cover: Cover) -> RiskPerson:
    person = needs.person(index)
    return RiskPerson(
        relation=person.relation,
        age=completed_age(person, cover.start),
        age_in_days=person.age.in_days() if person.age else None,
        sex=person.sex,
        occupation_class=person.occupation_class or (None if _asked_occupation(needs, person) else UNASKED_CLASS),
        conditions=person.conditions,
        pregnant_weeks=person.pregnant_weeks,
        annual_income=person.annual_income,
        income_unknown=person.income_unknown,
        known_cover=person.known_cover,
    )
