"""Figures of adjudication: a thousand losses against the plans on sale, with the decision tables and without."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from datetime import date, timedelta

from adapters.rules import ZenRules
from bench.figures import Figure
from bootstrap import ROOT
from insurance.adjudication.calculating import adjudicate
from insurance.adjudication.cover import CoverInForce
from insurance.adjudication.deciding import ClaimFacts, find, route
from insurance.adjudication.loss import Bill, Loss, Stay, Visit
from insurance.claim_types import Cause, ClaimType
from insurance.money import Money
from insurance.refs import PolicyNumber
from product_index.claim_words import exclusion_words
from product_index.load import load_catalogue

COUNT, AIM = 1000, 1.0
START, END = date(2026, 1, 1), date(2026, 12, 31)
TYPES = (ClaimType.OUTPATIENT, ClaimType.HOSPITAL, ClaimType.FLIGHT_DELAY, ClaimType.CAR_DAMAGE)
FLAGS = (frozenset[str](), frozenset({"drink_driving"}), frozenset({"pre_existing", "dental"}))


def figures(count: int = COUNT) -> Iterable[Figure]:
    rules, words = ZenRules(ROOT / "underwriting"), exclusion_words()
    cases = list(_cases(random.Random(5), count))
    began = time.perf_counter()
    for cover, loss in cases:
        adjudicate(cover, loss)
    yield Figure(f"{count} adjudications", time.perf_counter() - began, "s", AIM)
    began = time.perf_counter()
    for cover, loss in cases:
        found = adjudicate(cover, loss, (), find(rules, cover, loss, words))
        route(rules, ClaimFacts(loss.type, found.total, found, True, True, 0))
    yield Figure(f"{count} adjudications, each with its three tables", time.perf_counter() - began, "s", AIM)


def _cases(chance: random.Random, count: int) -> Iterable[tuple[CoverInForce, Loss]]:
    plans = [(product, plan) for product in load_catalogue().all() for plan in product.plans]
    for number in range(count):
        product, plan = chance.choice(plans)
        asked, policy = plan.default_sum(), PolicyNumber(str(number))
        yield CoverInForce(policy, product, plan, asked, START, END, Money.of(100)), _loss(chance)


def _loss(chance: random.Random) -> Loss:
    happened = START + timedelta(days=chance.randrange(340))
    return Loss(
        type=chance.choice(TYPES),
        happened=happened,
        cause=chance.choice(list(Cause)),
        age=chance.randrange(80),
        bills=tuple(_bill(chance, happened) for _ in range(4)),
        stays=(Stay(happened, happened + timedelta(days=5)),),
        delay_minutes=chance.randrange(900),
        repair_cost=Money.of(chance.randrange(20_000)),
        flags=chance.choice(FLAGS),
    )


def _bill(chance: random.Random, happened: date) -> Bill:
    amount = chance.randrange(9_000)
    return Bill(
        document="0",
        invoice_number=str(chance.randrange(10**8)),
        visit=chance.choice(list(Visit)),
        day=happened + timedelta(days=chance.randrange(20)),
        amount=Money.of(amount),
        social_insurance=Money.of(amount // 3),
        own_expense=Money.of(amount // 10),
    )
