"""Figures of single parts, in this process: search, decision tables, quoting."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import language
from adapters.rules import ZenRules
from bench.figures import Figure, p50
from bootstrap import ROOT, build_actions
from insurance.lines import Line
from insurance.needs import Needs
from insurance.noting import note_facts
from insurance.ports import RuleEngine, RuleResult, RuleValue, SearchFilter
from insurance.services.eligibility import candidate_for
from insurance.services.parts import Parts
from product_index.search import FaissProductSearch

SEARCH_MS = 20.0
PLANS = 30
QUESTIONS = (
    "猝死赔不赔", "等待期多久", "骨折能赔多少", "高血压能买吗", "骑电动车摔了赔吗", "旅行中手机丢了",
    "does it cover skiing", "what is the waiting period", "can I get a refund", "is cancer covered",
    "救护车费用", "既往症是什么意思", "多久能续保", "赔付比例", "受益人怎么写", "流产赔吗",
)  # fmt: skip


def search() -> Figure:
    """Embedding one question and finding its clauses and products; no question twice, so nothing is remembered."""
    found = build_actions().search
    found.open()
    _find(found, "先问一句")
    spent = [_milliseconds(lambda words=words: _find(found, words)) for words in QUESTIONS]
    return Figure("embed + search, p50", p50(spent), "ms", SEARCH_MS)


def _find(found: FaissProductSearch, words: str) -> None:
    found.find_clauses(words, SearchFilter(lines=(Line.ACCIDENT,)), 3)


class _Noted:
    """A rule engine that remembers what it was asked."""

    def __init__(self, engine: RuleEngine) -> None:
        self._engine = engine
        self.asked: list[tuple[str, Mapping[str, RuleValue]]] = []

    def decide(self, table: str, facts: Mapping[str, RuleValue]) -> RuleResult:
        self.asked.append((table, facts))
        return self._engine.decide(table, facts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def quoting() -> list[Figure]:
    """Checking and pricing thirty plans for people of different ages, and one decision by one table."""
    services = build_actions().services
    noted = _Noted(ZenRules(ROOT / "underwriting"))
    parts = replace(services, rules=noted)
    for_all = [_milliseconds(lambda age=age: _quote(parts, age)) for age in range(20, 50)]
    fresh = ZenRules(ROOT / "underwriting")  # remembers no answer yet
    asked = {repr(one): one for one in noted.asked}
    decisions = [_milliseconds(lambda one=one: fresh.decide(*one)) for one in asked.values()]
    return [
        Figure("one decision by a table, p50", p50(decisions), "ms", more={"decisions": len(decisions)}),
        Figure(f"checking and pricing {PLANS} plans, p50", p50(for_all), "ms"),
    ]


def _quote(parts: Parts, age: int) -> None:
    needs = _needs(parts, age)
    plans = [(product, plan) for product in parts.catalogue.on_line(Line.ACCIDENT) for plan in product.plans]
    for number in range(PLANS):
        candidate_for(parts, needs, *plans[number % len(plans)], number, Counter())


def _needs(parts: Parts, age: int) -> Needs:
    today = parts.clock.today()
    return note_facts(Needs(), language.read_facts(f"给我自己买意外险，男，{age}岁，办公室文员", today), today, 0)


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
