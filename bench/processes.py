"""Figures of the processes as such: memory, and how soon a second start answers."""

from __future__ import annotations

import time
from pathlib import Path

from bench.dialogue import Ways, new_sender
from bench.figures import Figure
from ops.environment import free_ports
from ops.system import System

MEMORY_MB = {"actions": 900.0, "rasa": 750.0}
START_SECONDS = 30.0


def memory(system: System) -> list[Figure]:
    """Resident memory of each process; Linux only."""
    figures = []
    for name in system.processes:
        pid = system.pid(name)
        if pid is not None:
            figures.append(Figure(f"memory of {name}", _resident(pid), "MB", MEMORY_MB.get(name)))
    return figures


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def second_start(var: Path) -> Figure:
    """From nothing running to the first answer, with everything set up and records there."""
    began = time.perf_counter()
    with System(var, free_ports()) as system:
        ready = time.perf_counter() - began
        Ways(system).gateway(new_sender(), "你好")
        return Figure(
            "second start to first answer", time.perf_counter() - began, "s", START_SECONDS, {"ready_s": ready}
        )
