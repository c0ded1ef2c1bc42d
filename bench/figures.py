"""One figure: a name, a value, its unit, and the aim it is held to."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """`aim` is the most the value may be; None where nothing is promised. `more` says what else was seen."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    more: dict[str, float] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.aim is None or self.value <= self.aim

    def as_line(self) -> str:
        line = {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "aim": self.aim,
            "ok": self.ok,
            **{name: round(value, 3) for name, value in self.more.items()},
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),  # above the number of cores, times say little
        }
        return json.dumps(line, ensure_ascii=False)


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
