"""Rasa's NLU alone, with the served model, in Rasa's own Python: started once, asked a line at a time."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType

from ops.places import RASA_PYTHON, ROOT
from ops.processes import rasa_environment

ASKED = """
import asyncio, json, os, sys, time

told = os.fdopen(os.dup(1), "w")  # Rasa logs to standard output
os.dup2(2, 1)
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

processor = Agent.load(sys.argv[1]).processor
loop = asyncio.new_event_loop()
print("ready", file=told, flush=True)
for line in sys.stdin:
    message = UserMessage(json.loads(line))
    began = time.perf_counter()
    parsed = loop.run_until_complete(processor.parse_message(message))
    print(json.dumps([(time.perf_counter() - began) * 1000, parsed["intent"]["name"]]), file=told, flush=True)
"""


class Understanding:
    """Use as a context manager."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._child: subprocess.Popen[str]

    def milliseconds(self, text: str) -> float:
        """How long one message takes to be parsed. A first call opens caches; the second counts."""
        assert self._child.stdin is not None  # noqa: S101
        assert self._child.stdout is not None  # noqa: S101
        self._child.stdin.write(json.dumps(text) + "\n")
        self._child.stdin.flush()
        return float(json.loads(self._child.stdout.readline())[0])

    def __enter__(self) -> Understanding:
        environment = {**os.environ, **rasa_environment()}
        self._child = subprocess.Popen(
            [str(RASA_PYTHON), "-c", ASKED, str(self._model)], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert self._child.stdout is not None  # noqa: S101
        if self._child.stdout.readline().strip() != "ready":
            raise RuntimeError("Rasa's NLU did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.terminate()
        self._child.wait()
