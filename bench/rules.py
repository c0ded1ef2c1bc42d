"""Figures of underwriting: one plan, thirty plans, and ten thousand stored decisions replayed."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.records import SqlUnitOfWork
from adapters.rules import ZenRules
from adapters.rules.activating import on_start
from adapters.rules.archive import Archive, latest
from adapters.rules.replay import replay
from adapters.rules.shadow import shadow
from adapters.rules.tables import read_folder
from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from adapters.sql.rule_store import SqlRuleStore
from bench.figures import Figure, p50, p95
from bootstrap import ROOT
from insurance.catalogue import Plan, Product
from insurance.decisions import DecisionRecord, Stage
from insurance.facts import ConditionFact
from insurance.lines import Relation, Sex
from insurance.money import Money
from insurance.refs import Sender
from insurance.underwriting import RiskFacts, RiskPerson, full_check
from product_index.load import conditions, load_catalogue

FOLDER = ROOT / "underwriting"
PLAN_MS, PLANS, PLANS_MS = 5.0, 30, 100.0
REPLAYED = 10_000
PEOPLE = 60


def decisions() -> list[Figure]:
    """One plan at a time with nothing remembered; thirty plans for one person, whom nothing is remembered of."""
    chance, offers = random.Random(4), _offers()
    forgetful = ZenRules(FOLDER, remember=0)
    singles = [_milliseconds(forgetful, [offer], _fitting(offer[0], _person(chance))) for offer in offers]
    thirties = []
    for _ in range(PEOPLE):
        some = chance.sample(offers, PLANS)
        thirties.append(_milliseconds(ZenRules(FOLDER), some, _fitting(some[0][0], _person(chance))))
    return [
        Figure("all tables of one plan, p50", p50(singles), "ms", PLAN_MS, {"p95": p95(singles)}),
        Figure(f"all tables of {PLANS} plans, one person, p50", p50(thirties), "ms", PLANS_MS, {"p95": p95(thirties)}),
    ]


def replaying(count: int = REPLAYED) -> list[Figure]:
    """Differences must be none; the times are told only."""
    return asyncio.run(_replaying(count))


async def _replaying(count: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="lingbao-bench-") as folder:
        records = await Stored.make(Path(folder), count)
        try:
            began = time.perf_counter()
            found = await replay(latest(records.work, count), Archive(records.store))
            replayed = time.perf_counter() - began
            began = time.perf_counter()
            shadowed = await shadow(latest(records.work, count), ZenRules(FOLDER))
            more = {"decisions": found.decisions, "answers": found.answers, "seconds": replayed}
            return [
                Figure(f"differences in {count} decisions replayed", len(found.differences), "differences", 0, more),
                Figure(
                    f"changes in {count} decisions by the same rules", len(shadowed.by_decision), "changes", 0,
                    {"seconds": time.perf_counter() - began},
                ),
            ]  # fmt: skip
        finally:
            await records.database.close()


@dataclass(frozen=True)
class Stored:
    """Records that hold so many decisions about random people."""

    database: Database
    store: SqlRuleStore
    work: SqlUnitOfWork

    @classmethod
    async def make(cls, folder: Path, count: int) -> Stored:
        database = Database(f"sqlite+aiosqlite:///{folder}/records.db")
        await migrate(database)
        it = cls(database, SqlRuleStore(database), SqlUnitOfWork(database))
        await on_start(it.store, read_folder(FOLDER))
        async with it.work() as records:
            for record in _decided(count):
                await records.add_decision(record)
        return it


def _decided(count: int) -> Iterator[DecisionRecord]:
    chance, rules, offers = random.Random(5), ZenRules(FOLDER), _offers()
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        product, plan = chance.choice(offers)
        facts = _person(chance) if number % 4 == 0 else _fitting(product, _person(chance))
        decision = full_check(product, plan, _answering(product, facts), rules)
        moment = at + timedelta(seconds=number)
        yield DecisionRecord(Sender(f"bench-{number}"), Stage.APPLIED, product.id, plan.id, decision, moment)


def _offers() -> list[tuple[Product, Plan]]:
    return [(product, plan) for product in load_catalogue().all() for plan in product.plans]


def _person(chance: random.Random) -> RiskFacts:
    codes = chance.sample(sorted(conditions()), chance.choice((0, 0, 1, 2, 3)))
    age = chance.randint(0, 80)
    person = RiskPerson(
        relation=chance.choice((Relation.SELF, Relation.PARENT, Relation.CHILD, Relation.SPOUSE)),
        age=age,
        age_in_days=age * 365 + chance.randint(0, 364),
        sex=chance.choice(tuple(Sex)),
        occupation_class=chance.randint(1, 6),
        conditions=[ConditionFact(code, code, grade=chance.choice((None, "2", "3", "4a"))) for code in codes],
        existing_death_cover=Money.of(chance.choice((0, 100_000, 600_000))),
    )
    return RiskFacts(
        persons=(person,), days=chance.choice((None, 5, 30)), effective_in_days=chance.randint(0, 40), headcount=20,
        vehicle_use="private", vehicle_age=chance.randint(0, 20), vehicle_seats=5, vehicle_value=Money.of(150_000),
        building="brick", home_value=Money.of(chance.randint(1, 200) * 100_000),
    )  # fmt: skip


def _answering(product: Product, facts: RiskFacts) -> RiskFacts:
    return replace(facts, line=product.line, answers={question.id: False for question in product.disclosure})


def _fitting(product: Product, facts: RiskFacts) -> RiskFacts:
    """Somebody the product takes by age, sex and relation, so that every table is asked."""
    rule, (person,) = product.eligibility, facts.persons
    age = (rule.age.min.in_years() + rule.age.max.in_years()) // 2
    person = replace(
        person, age=age, age_in_days=age * 365 + 100, relation=rule.relations[0], sex=rule.sex or person.sex,
        occupation_class=rule.occupation_classes[0] if rule.occupation_classes else 1,
    )  # fmt: skip
    days = product.term.days.min if product.term.days else None
    return replace(
        facts, persons=(person,) * rule.persons.min, destinations=rule.destinations, days=days,
        effective_in_days=product.effective.earliest_days, headcount=rule.persons.min,
    )  # fmt: skip


def _milliseconds(rules: ZenRules, offers: list[tuple[Product, Plan]], facts: RiskFacts) -> float:
    asked = [(product, plan, _answering(product, facts)) for product, plan in offers]
    began = time.perf_counter()
    for product, plan, one in asked:
        full_check(product, plan, one, rules)
    return (time.perf_counter() - began) * 1000
