"""`python -m bench`: start everything with fresh records, measure, stop. Exit code 1 when an aim is missed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench import adjudication, blacklist, parts, processes, rules, turns, uploads
from bench.dialogue import Ways
from bench.figures import Figure
from bench.understanding import Understanding
from ops.environment import free_ports
from ops.places import RASA_MODEL
from ops.system import System

TIMINGS = {"LINGBAO_TIMINGS": "1", "LINGBAO_LOG_LEVEL": "warning"}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="lingbao-bench-") as folder:
        missed = [figure.name for figure in told(_all(Path(folder))) if not figure.ok]
    return 1 if missed else 0


def told(figures: Iterable[Figure]) -> Iterable[Figure]:
    for figure in figures:
        print(figure.as_line(), flush=True)
        yield figure


def _all(var: Path) -> Iterable[Figure]:
    with System(var, free_ports(), TIMINGS) as system:
        ways = Ways(system)
        yield from turns.gateway_and_bare(ways, rounds=10)
        yield turns.long_conversation(ways)
        yield from uploads.acknowledged(system)
        yield from processes.memory(system)
        with Understanding(RASA_MODEL) as understanding:
            yield turns.tapped_button(ways, understanding, rounds=40)
        yield turns.long_conversation_bare(ways)  # last: it leaves Rasa a tracker like none of the gateway's
    yield processes.second_start(var)
    yield from blacklist.hits()
    yield parts.search()
    yield from parts.quoting()
    yield from rules.decisions()
    yield from rules.replaying()
    yield from adjudication.figures()


if __name__ == "__main__":
    sys.exit(main())
