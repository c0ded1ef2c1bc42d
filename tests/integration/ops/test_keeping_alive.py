"""Real processes under the real supervisor: ended ones come back, stopped ones leave nobody behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops.places import ROOT
from ops.running import run_logged

# A process with a child of its own, as a server with a worker has.
PARENT = "import subprocess, sys, time; subprocess.Popen(['sleep', '600']); print('up', flush=True); time.sleep(600)"


def until(done: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


def in_session_of(pid: int) -> list[int]:
    """Living processes of the session of one process: it, its keeper, its children."""
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(os.getsid(pid))], capture_output=True, text=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return [int(row[0]) for row in rows if not row[1].startswith("Z")]


class Supervised:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-c", PARENT]
        plan = {
            "logs": str(folder / "log"),
            "notes": str(folder),
            "processes": [{"name": name, "command": command, "environment": {}} for name in "ab"],
        }
        (folder / "plan").write_text(json.dumps(plan))
        command = [sys.executable, "-m", "ops.supervise", str(folder / "plan")]
        self.process = subprocess.Popen(command, cwd=ROOT)

    def pid(self, name: str) -> int | None:
        try:
            return json.loads((self.folder / f"{name}.json").read_text())["child"]
        except FileNotFoundError:
            return None

    def wait_up(self, name: str, times: int = 1) -> int:
        log = self.folder / "log" / f"{name}.log"
        until(lambda: log.exists() and log.read_text().count("up\n") >= times and self.pid(name))
        return self.pid(name) or 0


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    both = Supervised(tmp_path)
    try:
        both.wait_up("a")
        both.wait_up("b")
        yield both
    finally:
        both.process.kill()
        both.process.wait()
        until(lambda: both.pid("a") is None and both.pid("b") is None)


def test_that_a_killed_process_starts_again_and_the_others_go_on(supervised: Supervised) -> None:
    first, other = supervised.pid("a"), supervised.pid("b")
    os.kill(first, signal.SIGKILL)
    assert supervised.wait_up("a", times=2) != first
    assert supervised.pid("b") == other
    assert "ended by itself (killed by SIGKILL)" in (supervised.folder / "log" / "a.log").read_text()


def test_that_a_held_process_stays_down_until_released(supervised: Supervised) -> None:
    keeper = json.loads((supervised.folder / "a.json").read_text())["keeper"]
    os.kill(keeper, signal.SIGUSR1)
    until(lambda: supervised.pid("a") is None)
    time.sleep(1)
    assert supervised.pid("a") is None
    os.kill(keeper, signal.SIGUSR2)
    supervised.wait_up("a", times=2)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_that_nobody_is_left_behind(supervised: Supervised, how: signal.Signals) -> None:
    alive = [*in_session_of(supervised.pid("a")), *in_session_of(supervised.pid("b"))]
    assert len(alive) == 6  # keeper, process and its child, twice
    supervised.process.send_signal(how)
    code = supervised.process.wait(15)
    assert code == (-9 if how == signal.SIGKILL else 0)
    until(lambda: not [pid for pid in alive if _is_alive(pid)])


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def test_that_a_failing_step_is_told_in_one_line_with_its_log(tmp_path: Path) -> None:
    from ops.places import CannotGoOn

    log = tmp_path / "step.log"
    command = [sys.executable, "-c", "print('fine'); raise SystemExit('Error: no such table')"]
    with pytest.raises(CannotGoOn, match=r"^step failed \(Error: no such table\); the whole output is in .*step\.log$"):
        run_logged("step", command, log)
    assert "fine" in log.read_text()


def test_that_a_long_step_tells_what_it_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "import time; print('half way', flush=True); time.sleep(1)"]
    run_logged("step", command, tmp_path / "log", tell_every=0.3)
    assert "half way" in capsys.readouterr().out
