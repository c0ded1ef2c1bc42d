"""What the worked examples are made of: products on sale, and losses told in a line."""

from __future__ import annotations

from datetime import date
from functools import cache

from insurance.adjudication.calculating import adjudicate
from insurance.adjudication.cover import CoverInForce, CoverState, Findings
from insurance.adjudication.history import BenefitUsed
from insurance.adjudication.loss import Bill, Loss, Stay, Visit
from insurance.claim_types import Cause, ClaimType
from insurance.money import Money
from insurance.refs import PlanId, PolicyNumber, ProductId
from product_index.load import load_catalogue

START, END = date(2026, 1, 1), date(2026, 12, 31)
DAY = date(2026, 6, 10)
WAITING = Findings(state=CoverState.WAITING_PERIOD, state_next_day=CoverState.WAITING_PERIOD)


@cache
def catalogue():
    return load_catalogue()


def yuan(amount):
    return Money.of(str(amount))


def cover(product, plan, *, sum_insured=None, policy="P1", effective=START, expiry=END, **other):
    found = catalogue().product(ProductId(product))
    chosen = found.plan(PlanId(plan))
    asked = yuan(sum_insured) if sum_insured else chosen.default_sum()
    return CoverInForce(PolicyNumber(policy), found, chosen, asked, effective, expiry, yuan(100), **other)


def bill(amount, *, visit="outpatient", day=DAY, social=0, own=0, other=0, number="1"):
    return Bill("doc", number, Visit(visit), day, yuan(amount), yuan(social), yuan(own), yuan(other))


def stay(days, first=DAY, icu=0):
    return Stay(first, date.fromordinal(first.toordinal() + days), icu)


def loss(type_, cause="accident", **told):
    told.setdefault("happened", DAY)
    told.setdefault("age", 40)
    return Loss(type=ClaimType(type_), cause=Cause(cause) if cause else None, **told)


def used(benefit, amount=0, *, policy="P1", day=DAY, person="", deductible=0, days=0, counted=0):
    return BenefitUsed(PolicyNumber(policy), person, benefit, day, yuan(amount), yuan(deductible), days, yuan(counted))


def lines(adjudication):
    """What each benefit pays, by its code."""
    return {line.benefit: line.payable for line in adjudication.lines}


def steps(line):
    return {step.code: step.amount for step in line.steps}


def only(adjudication):
    (line,) = adjudication.lines
    return line


def assess(product, plan, happened, *before, findings=None, elsewhere=0, **of_cover):
    held = cover(product, plan, **of_cover)
    return adjudicate(held, happened, before, findings or Findings(), yuan(elsewhere))
