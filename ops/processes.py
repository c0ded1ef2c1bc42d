"""The processes: how each is started and how it tells that it is ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ops.environment import Ports
from ops.places import MAIN_PYTHON, RASA_MODEL, RASA_PYTHON

_PYTHON = {"PYTHONUNBUFFERED": "1", "SANIC_HOST": "127.0.0.1"}
# More threads than one fight over the cores: two OpenMP threads on two busy cores gave a p95 of 1.7 s.
_CALM = {"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_RASA = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}


@dataclass(frozen=True)
class Process:
    """One process: its command, what its environment adds to the shared one, and the address that answers 200."""

    name: str
    command: tuple[str, ...]
    ready_url: str
    environment: Mapping[str, str] = field(default_factory=dict)


def all_processes(ports: Ports, rasa_model: Path = RASA_MODEL) -> tuple[Process, ...]:
    """In the order in which they are started: the slowest first."""
    here, main = "http://127.0.0.1", str(MAIN_PYTHON)
    return (
        Process(
            "rasa",
            rasa_command(ports.rasa, rasa_model),
            f"{here}:{ports.rasa}/",
            {**_PYTHON, **_CALM, **_RASA},
        ),
        Process(
            "actions",
            (main, "-m", "actions"),
            f"{here}:{ports.actions}/health",
            {**_PYTHON, **_CALM, "HF_HUB_OFFLINE": "1"},
        ),
        Process("insurers", (main, "-m", "sandbox.insurers"), f"{here}:{ports.insurers}/healthz", {**_PYTHON, **_CALM}),
        Process("payments", (main, "-m", "sandbox.payments"), f"{here}:{ports.payments}/healthz", {**_PYTHON, **_CALM}),
        Process(
            "providers", (main, "-m", "sandbox.providers"), f"{here}:{ports.providers}/healthz", {**_PYTHON, **_CALM}
        ),
        Process("bot", (main, "-m", "bot"), f"{here}:{ports.bot}/readyz", {**_PYTHON, **_CALM}),
    )


def rasa_command(port: int, model: Path) -> tuple[str, ...]:
    """Rasa on loopback, REST only, without its own HTTP API."""
    run = (str(RASA_PYTHON), "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port), "--model", str(model))
    return (*run, "--credentials", "credentials.yml", "--endpoints", "endpoints.yml")


def rasa_environment() -> dict[str, str]:
    """What training and any other rasa command need as well."""
    return {**_RASA, "OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
