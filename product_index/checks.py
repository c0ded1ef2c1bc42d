"""What a schema can't say about a product file. Each check yields (field path, what is wrong and what is expected)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from insurance.catalogue import Plan, Product, SumInsuredOutOfRange, SumRange, UnknownPlan
from insurance.money import Money
from insurance.rating import NoRate, premium_of
from product_index.coverage import uncovered
from product_index.read_product import duplicates
from product_index.read_rates import example_facts

Problem = tuple[str, str]

# 原保监发〔2015〕90号: total death benefit for a minor; premium returned and flight accidents don't count.
MINOR_DEATH_LIMITS = ((10, Money.of("200000.00")), (18, Money.of("500000.00")))
DEATH_CODES = ("death", "accidental_death", "sudden_death", "illness_death")


def problems(product: Product, data: Mapping[str, Any], file_name: str, known: Known) -> Iterator[Problem]:
    """Every problem of one product, worst first."""
    if product.id != file_name:
        yield "id", f"{product.id!r} must be the same as the file name {file_name!r}"
    if product.insurer not in known.insurers:
        yield "insurer", f"{product.insurer!r} is not in insurers.yaml"
    yield from _segment(product)
    yield from _unique(product)
    yield from _articles(product)
    yield from _conditions(product, known.conditions)
    yield from _ranges(product)
    for n, plan in enumerate(product.plans):
        yield from _plan(plan, f"plans[{n}]")
        yield from _minors(product, plan, f"plans[{n}]")
    yield from uncovered(product)
    yield from _examples(product, data)


class Known:
    """Names a product may refer to, and how benefits are calculated where it says nothing."""

    def __init__(
        self, insurers: Collection[str], conditions: Collection[str], benefit_defaults: Mapping[str, Any]
    ) -> None:
        self.insurers = insurers
        self.conditions = conditions
        self.benefit_defaults = benefit_defaults


SEGMENTS = {
    "accident": {"adult", "child", "elderly", "sports"},
    "travel": {"domestic", "asia", "schengen", "worldwide"},
    "medical": {"million", "senior", "family"},
    "outpatient": {"child"},
    "cancer": {"elderly", "chronic"},
    "critical_illness": {"adult", "child"},
    "term_life": {"standard"},
    "whole_life": {"standard"},
    "annuity": {"annuity", "pension"},
    "car": {"compulsory", "third_party", "damage"},
    "home": {"standard"},
    "group": {"employer"},
}


def _segment(product: Product) -> Iterator[Problem]:
    allowed = SEGMENTS[product.line]
    if product.segment not in allowed:
        yield "segment", f"{product.segment!r} is none of {', '.join(sorted(allowed))}"


def _unique(product: Product) -> Iterator[Problem]:
    for field, values in (
        ("plans", [plan.id for plan in product.plans]),
        ("clauses", [clause.no for clause in product.clauses]),
        ("disclosure", [question.id for question in product.disclosure]),
        ("claim_documents", [documents.type for documents in product.claim_documents]),
    ):
        for value in duplicates(values):
            yield field, f"{value!r} occurs twice, expected once"
    for n, plan in enumerate(product.plans):
        for code in duplicates([benefit.code for benefit in plan.benefits]):
            yield f"plans[{n}].benefits", f"code {code!r} occurs twice, expected once"


def _articles(product: Product) -> Iterator[Problem]:
    numbers = {clause.no for clause in product.clauses}
    referred = [
        (f"plans[{n}].benefits[{m}].article", benefit.article)
        for n, plan in enumerate(product.plans)
        for m, benefit in enumerate(plan.benefits)
    ]
    referred += [
        (f"plans[{n}].benefits[{m}].pays.articles", article)
        for n, plan in enumerate(product.plans)
        for m, benefit in enumerate(plan.benefits)
        if benefit.pays is not None
        for article in benefit.pays.articles
    ]
    referred += [(f"exclusions[{n}].article", exclusion.article) for n, exclusion in enumerate(product.exclusions)]
    for field, article in referred:
        if article not in numbers:
            yield field, f"article {article} is not among the clauses"


def _conditions(product: Product, known: Collection[str]) -> Iterator[Problem]:
    listed = [
        ("eligibility.conditions_declined", product.eligibility.conditions_declined),
        ("eligibility.conditions_accepted", product.eligibility.conditions_accepted),
    ]
    listed += [(f"disclosure[{n}].conditions", one.conditions) for n, one in enumerate(product.disclosure)]
    for field, codes in listed:
        for code in codes:
            if code not in known:
                yield field, f"{code!r} is not in conditions.yaml"
    both = set(product.eligibility.conditions_declined) & set(product.eligibility.conditions_accepted)
    for code in sorted(both):
        yield "eligibility.conditions_accepted", f"{code!r} is also among conditions_declined"


def _ranges(product: Product) -> Iterator[Problem]:
    age = product.eligibility.age
    if age.min.in_days() > age.max.in_days():
        yield "eligibility.age", f"min {age.min} is above max {age.max}"
    for field, low, high in (
        ("eligibility.persons", product.eligibility.persons.min, product.eligibility.persons.max),
        ("effective", product.effective.earliest_days, product.effective.latest_days),
        *([("term.days", product.term.days.min, product.term.days.max)] if product.term.days else []),
    ):
        if low > high:
            yield field, f"begins at {low}, after its end {high}"


def _plan(plan: Plan, where: str) -> Iterator[Problem]:
    for n, benefit in enumerate(plan.benefits):
        given = [one for one in (benefit.limit, benefit.limit_ratio, benefit.per_day) if one is not None]
        if benefit.pays is None:
            yield (
                f"{where}.benefits[{n}].code",
                f"{benefit.code!r} is neither in claims/benefits.yaml nor has a pays.kind",
            )
        if len(given) != 1:
            yield f"{where}.benefits[{n}]", f"has {len(given)} of limit, limit_ratio and per_day, expected exactly one"
    sums = plan.sum_insured
    if isinstance(sums, SumRange):
        if not sums.step.amount:
            yield f"{where}.sum_insured.step", "is 0, expected more"
        elif not sums.offers(sums.default) or not sums.offers(sums.max):
            yield f"{where}.sum_insured", "default and max must lie on min plus a number of steps, at most max"


def _minors(product: Product, plan: Plan, where: str) -> Iterator[Problem]:
    """A death benefit a minor could hold must stay within the regulator's limit, unless the note says it is capped."""
    youngest = product.eligibility.age.min.in_years()
    limit = next((sum_ for age, sum_ in MINOR_DEATH_LIMITS if youngest < age), None)
    if limit is None or product.segment not in ("child",):
        return
    for n, benefit in enumerate(plan.benefits):
        most = benefit.most(plan.default_sum())
        if benefit.code in DEATH_CODES and benefit.note is None and most is not None and most > limit:
            yield (
                f"{where}.benefits[{n}]",
                f"pays {most} for death from age {youngest}, at most {limit} is allowed; expected less or a note "
                "that states the limit",
            )


def _examples(product: Product, data: Mapping[str, Any]) -> Iterator[Problem]:
    for n, example in enumerate(data["examples"]):
        try:
            total = premium_of(product, example_facts(example)).total
        except UnknownPlan as error:
            yield f"examples[{n}].plan", str(error)
        except (NoRate, SumInsuredOutOfRange) as error:
            yield f"examples[{n}]", f"can't be computed: {error}"
        else:
            if total != Money.of(example["premium"]):
                yield f"examples[{n}].premium", f"is {example['premium']}, but the rate table gives {total}"
