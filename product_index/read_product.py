"""Turn a checked product file into a Product. The schema has been applied, so shapes can be trusted here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from insurance.bilingual import Bilingual
from insurance.catalogue import (
    AgeLimit,
    AgeRange,
    AgeUnit,
    Benefit,
    ClaimDocuments,
    Clause,
    DisclosureQuestion,
    EffectiveWindow,
    Eligibility,
    Exclusion,
    Plan,
    Product,
    Span,
    SumRange,
    TermKind,
    TermOffer,
    UnderwritingStyle,
    YesAction,
)
from insurance.lines import Activity, Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.refs import PlanId, ProductId
from product_index.read_rates import rate_table
from product_index.read_terms import terms_of

File = Mapping[str, Any]


def product(data: File, benefit_defaults: File) -> Product:
    """Build a product. Raises ValueError for a rate cell or a term that can't be read."""
    line = Line(data["line"])
    return Product(
        id=ProductId(data["id"]),
        version=data["version"],
        insurer=data["insurer"],
        line=line,
        segment=data["segment"],
        name=_bilingual(data["name"]),
        nicknames=tuple(data["nicknames"]),
        selling_points=tuple(map(_bilingual, data["selling_points"])),
        summary=_bilingual(data["summary"]),
        keywords=tuple(data["keywords"]),
        eligibility=_eligibility(data["eligibility"]),
        term=_term(data["term"]),
        waiting_days=data["waiting_days"],
        cooling_off_days=data["cooling_off_days"],
        effective=EffectiveWindow(**data["effective"]),
        plans=tuple(_plan(one, line, benefit_defaults) for one in data["plans"]),
        rating=rate_table(data["rating"]),
        exclusions=tuple(Exclusion(_bilingual(one), one["article"]) for one in data["exclusions"]),
        disclosure=tuple(map(_question, data["disclosure"])),
        claim_documents=tuple(ClaimDocuments(one["type"], tuple(one["items"])) for one in data["claim_documents"]),
        clauses=tuple(map(_clause, data["clauses"])),
        fictional=data["fictional"],
        underwriting=UnderwritingStyle(data.get("underwriting", UnderwritingStyle.STANDARD)),
    )


def _bilingual(data: File) -> Bilingual:
    return Bilingual(data["zh"].strip(), data["en"].strip())


def age_limit(text: str) -> AgeLimit:
    return AgeLimit(int(text[:-1]), AgeUnit(text[-1]))


def _eligibility(data: File) -> Eligibility:
    sex = data.get("sex", "any")
    return Eligibility(
        age=AgeRange(age_limit(data["age"]["min"]), age_limit(data["age"]["max"])),
        relations=tuple(map(Relation, data["relations"])),
        sex=None if sex == "any" else Sex(sex),
        renewable_to=age_limit(data["renewable_to"]) if "renewable_to" in data else None,
        occupation_classes=tuple(data.get("occupation_classes", ())),
        persons=Span(**data.get("persons", {"min": 1, "max": 1})),
        destinations=tuple(map(Destination, data.get("destinations", ()))),
        activities=tuple(map(Activity, data.get("activities", ()))),
        conditions_declined=tuple(data.get("conditions_declined", ())),
        conditions_accepted=tuple(data.get("conditions_accepted", ())),
    )


def _term(data: File) -> TermOffer:
    return TermOffer(
        kind=TermKind(data["kind"]),
        renewal=_bilingual(data["renewal"]),
        days=Span(**data["days"]) if "days" in data else None,
        years=tuple(data.get("years", ())),
        to_ages=tuple(data.get("to_ages", ())),
        pay_years=tuple(data.get("pay_years", ())),
    )


def _plan(data: File, line: Line, defaults: File) -> Plan:
    return Plan(
        id=PlanId(data["id"]),
        name=_bilingual(data["name"]),
        sum_insured=_sum_insured(data["sum_insured"]),
        benefits=tuple(_benefit(one, line, defaults) for one in data["benefits"]),
        deductible=_money(data, "deductible"),
        deductible_note=_note(data, "deductible_note"),
        ratio=_decimal(data, "ratio"),
    )


def _sum_insured(data: str | Mapping[str, str]) -> Money | SumRange:
    if isinstance(data, str):
        return Money.of(data)
    return SumRange(**{end: Money.of(amount) for end, amount in data.items()})


def _benefit(data: File, line: Line, defaults: File) -> Benefit:
    return Benefit(
        code=data["code"],
        name=_bilingual(data["name"]),
        article=data["article"],
        limit=_money(data, "limit"),
        limit_ratio=_decimal(data, "limit_ratio"),
        per_day=_money(data, "per_day"),
        max_days=data.get("max_days"),
        deductible_days=data.get("deductible_days"),
        deductible=_money(data, "deductible"),
        ratio=_decimal(data, "ratio"),
        note=_note(data, "note"),
        pays=terms_of(line, data["code"], data.get("pays", {}), defaults),
    )


def _question(data: File) -> DisclosureQuestion:
    return DisclosureQuestion(
        id=data["id"],
        question=_bilingual(data["question"]),
        explain=_bilingual(data["explain"]),
        yes=YesAction(data["yes"]),
        conditions=tuple(data.get("conditions", ())),
    )


def _clause(data: File) -> Clause:
    return Clause(data["no"], _bilingual(data["title"]), data["text"].strip(), data["summary"].strip())


def _money(data: File, key: str) -> Money | None:
    return Money.of(data[key]) if key in data else None


def _decimal(data: File, key: str) -> Decimal | None:
    return Decimal(data[key]) if key in data else None


def _note(data: File, key: str) -> Bilingual | None:
    return _bilingual(data[key]) if key in data else None


def duplicates(values: Sequence[str]) -> list[str]:
    """Values that occur more than once, each named once."""
    return sorted({value for value in values if values.count(value) > 1})
