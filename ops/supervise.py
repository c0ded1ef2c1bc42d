"""All processes under honcho, in this process: `python -m ops.supervise PLAN`, or `supervise(plan, …)` for `make run`.

The plan is a JSON file that `ops.system` writes: commands, environments, folders.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from honcho import manager
from honcho.manager import Manager
from honcho.printer import Message, Printer

from ops.keepalive import GRACE, REMARK
from ops.places import ROOT

_LOG_BYTES = 10 * 2**20  # a log longer than this is set aside when the system starts


class LoggingPrinter(Printer):
    """Prints with prefixes as honcho does, and keeps the lines of each process in a file of its own.

    While `quiet`, only the keepers' remarks are printed: Rasa's start alone is a screenful of old libraries' warnings.
    """

    def __init__(self, folder: Path, out: TextIO, quiet: bool) -> None:
        super().__init__(out)
        self._folder, self.quiet = folder, quiet
        self._files: dict[str, TextIO] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, message: Message) -> None:
        text = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else str(message.data)
        file = self._files.get(message.name) or self._open(message.name)
        file.write(text if text.endswith("\n") else text + "\n")
        file.flush()
        if text.startswith(REMARK) or not (self.quiet or message.name == "system"):
            super().write(message)

    def _open(self, name: str) -> TextIO:
        path = self._folder / f"{name}.log"
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return self._files.setdefault(name, path.open("a"))


class Supervisor(Manager):  # type: ignore[misc]
    """honcho's manager with time for a graceful stop, and a call back once everything has been started."""

    def __init__(self, printer: Printer, started: Callable[[Supervisor], None]) -> None:
        super().__init__(printer)
        self._started = started

    def speak(self) -> None:
        """From now on print what the processes say."""
        self._printer.quiet = False

    def _start(self) -> None:
        super()._start()
        self._started(self)


def supervise(plan_file: Path, started: Callable[[Supervisor], None]) -> int:
    """Run everything in the plan until a signal; returns 0 when it was asked to stop."""
    plan = json.loads(plan_file.read_text())
    manager.KILL_WAIT = GRACE + 4  # seconds; each keepalive has killed what doesn't stop by then
    supervisor = Supervisor(LoggingPrinter(Path(plan["logs"]), sys.stdout, quiet=True), started)
    for process in plan["processes"]:
        keeper = [sys.executable, "-m", "ops.keepalive", str(plan_file), process["name"], str(os.getpid())]
        command = "exec " + shlex.join(keeper)
        supervisor.add_process(process["name"], command, env={**os.environ, **process["environment"]}, cwd=str(ROOT))
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))  # the terminal was closed
    supervisor.loop()
    return 0 if supervisor.returncode in (0, 130, 143) else 1


def _end_with_parent(supervisor: Supervisor) -> None:
    """A test run that was killed must leave nobody behind."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    sys.exit(supervise(Path(sys.argv[1]), _end_with_parent))
