"""Keep one process of a plan running: `python -m ops.keepalive PLAN NAME SUPERVISOR`.

The supervisor above stops everything when one of its processes ends; this small process in between starts its command
again instead, waiting longer each time. `NAME.json` in the plan's folder for notes tells both process ids. It ends
when told to, or when the process with the id SUPERVISOR is gone.

Signals: TERM and INT stop the command and end; USR1 stops the command and holds; USR2 starts it again.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds between an end and the next start
STEADY = 60.0  # seconds after which a process counts as well again
GRACE = 6.0  # seconds between asking a process to stop and killing it
REMARK = "keepalive: "
_TICK = 0.1


class Keeper:
    def __init__(self, name: str, folder: Path, command: list[str], supervisor: int) -> None:
        self._name, self._command, self._supervisor = name, command, supervisor
        self._note = folder / f"{name}.json"
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = self._held = False

    def run(self) -> int:
        """Until told to end; the exit code is always 0, for an end by signal is how it ends."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGUSR1, self._hold)
        signal.signal(signal.SIGUSR2, self._release)
        wait = FIRST_WAIT
        while not self._ending:
            if self._held:
                self._sleep(_TICK)
                continue
            started = time.monotonic()
            code = self._run_once()
            if self._ending or self._held:
                continue
            lasted = time.monotonic() - started
            if lasted > STEADY:
                wait = FIRST_WAIT
            _say(f"{self._name} ended by itself ({_reason(code)}) after {lasted:.0f} s, starts again in {wait:.1f} s")
            self._sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        self._note.unlink(missing_ok=True)
        return 0

    def _run_once(self) -> int:
        # A group of its own: stopping reaches its children too, and a Ctrl-C in the terminal doesn't reach it twice.
        self._child = subprocess.Popen(self._command, process_group=0)
        self._write(self._child.pid)
        while self._child.poll() is None and not self._ending and not self._held and self._wanted():
            time.sleep(_TICK)
        self._stop(self._child)
        code = self._child.returncode
        self._child = None
        self._write(None)
        return code

    def _stop(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + GRACE
        _signal_group(child.pid, signal.SIGTERM)
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(_TICK / 2)
        _signal_group(child.pid, signal.SIGKILL)  # whatever is left of its group, too
        child.wait()

    def _wanted(self) -> bool:
        """False, and the end, when the supervisor was killed and could stop nobody."""
        try:
            os.kill(self._supervisor, 0)
        except ProcessLookupError:
            self._ending = True
        return not self._ending

    def _sleep(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._ending and self._wanted():
            time.sleep(min(_TICK, max(0.0, deadline - time.monotonic())))

    def _write(self, child: int | None) -> None:
        unfinished = self._note.with_suffix(".new")
        unfinished.write_text(json.dumps({"keeper": os.getpid(), "child": child}))
        unfinished.replace(self._note)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _hold(self, _number: int, _frame: FrameType | None) -> None:
        self._held = True

    def _release(self, _number: int, _frame: FrameType | None) -> None:
        self._held = False


def _signal_group(leader: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, number)


def _reason(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _say(text: str) -> None:
    print(f"{REMARK}{text}", flush=True)


def main() -> int:
    plan, name, supervisor = sys.argv[1:]
    read = json.loads(Path(plan).read_text())
    command = next(process["command"] for process in read["processes"] if process["name"] == name)
    return Keeper(name, Path(read["notes"]), command, int(supervisor)).run()


if __name__ == "__main__":
    sys.exit(main())
