"""Stage timings of a turn, as one log line and as Prometheus histograms. Never a word a customer wrote."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

log: Any = structlog.get_logger("lingbao.bot")
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Stages:
    """Milliseconds spent in each stage of one turn."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self.spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + (time.perf_counter() - began) * 1000

    def waited(self) -> None:
        """The time since the start was spent in the queue."""
        self.spent["queue"] = (time.perf_counter() - self._began) * 1000

    def total(self) -> dict[str, float]:
        return {**self.spent, "total": (time.perf_counter() - self._began) * 1000}


class Metrics:
    """One registry for each application, so that tests can make many."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._stages = Histogram(
            "lingbao_turn_stage_seconds", "Time in each stage of a turn", ["stage"], buckets=SECONDS,
            registry=self._registry,
        )  # fmt: skip
        self._turns = Counter(
            "lingbao_turns", "Turns by how they ended", ["channel", "outcome"], registry=self._registry
        )
        self.sockets = Gauge("lingbao_open_sockets", "Connected web pages", registry=self._registry)
        self.waiting = Gauge("lingbao_turns_running", "Turns running or waiting", registry=self._registry)

        self._rules = Gauge("lingbao_rules_activation", "Activation of the rules in use", registry=self._registry)
        self._behind = Gauge(
            "lingbao_rules_behind", "1 while the rules in force don't load and earlier ones are used",
            registry=self._registry,
        )  # fmt: skip

    def rules(self, activation: int, behind: bool) -> None:
        self._rules.set(activation)
        self._behind.set(int(behind))

    def turn(self, channel: str, outcome: str, timings: dict[str, float]) -> None:
        self._turns.labels(channel, outcome).inc()
        for stage, milliseconds in timings.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def text(self) -> bytes:
        return generate_latest(self._registry)
