"""The whole system as one thing that can be started, asked, hurt and stopped.

Example:
    with System(tmp_path, free_ports()) as system:      # fresh records, real processes, ready when the block begins
        requests.post(f"{system.url}/webhooks/rest/webhook", headers=system.rest_headers, json=…)
        system.kill("bot")                              # SIGKILL; it starts again by itself
        system.wait_ready("bot")
        system.hold("actions"); system.release("actions")   # down until released
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from ops.environment import GENERATED, Ports, check_ports, read_env_file, read_ports, shared_environment
from ops.places import ENV_FILE, MAIN_PYTHON, RASA_MODEL, ROOT, CannotGoOn
from ops.processes import Process, all_processes

READY_SECONDS = 180.0  # two busy cores need half a minute; a slow disk more


class System:
    """The processes on given ports, their records and logs below `var`.

    Args:
        var: folder of the records; made if it isn't there.
        ports: where to listen. `free_ports()` for tests.
        settings: `LINGBAO_…` variables. Only these count: neither `.env` nor the environment around shines through.
            Secrets that are missing are made up.
        rasa_model: the trained model.
        without: names of processes to leave out.
    """

    def __init__(
        self,
        var: Path,
        ports: Ports,
        settings: Mapping[str, str] | None = None,
        rasa_model: Path = RASA_MODEL,
        without: tuple[str, ...] = (),
    ) -> None:
        self.var, self.ports = var, ports
        made_up = {name: secrets.token_urlsafe(32) for name in GENERATED}
        self.environment = {**_hidden(), **shared_environment(var, ports, {**made_up, **(settings or {})})}
        found = all_processes(ports, rasa_model)
        self.processes = {process.name: process for process in found if process.name not in without}
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports.bot}"

    @property
    def rest_headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.environment['LINGBAO_REST_TOKEN']}"}

    @property
    def staff_headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.environment['LINGBAO_STAFF_TOKEN']}"}

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def prepare(self) -> Path:
        """Check the ports, bring the database up to date, write the plan for the supervisor; returns the plan.

        Raises:
            CannotGoOn: a port is taken, or the database can't be brought up to date.
        """
        check_ports(self.ports)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.migrate()
        plan = {
            "logs": str(self.logs),
            "notes": str(self._notes),
            "processes": [
                {"name": p.name, "command": p.command, "environment": {**self.environment, **p.environment}}
                for p in self.processes.values()
            ],
        }
        self._notes.mkdir(parents=True, exist_ok=True)
        for old in self._notes.glob("*.json"):
            old.unlink()
        path = self.var / "run" / "plan"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:  # holds secrets
            json.dump(plan, file)
        return path

    def migrate(self) -> None:
        """Bring the database to the code's shape; quick when it is."""
        from ops.setup import migrate_database

        migrate_database(self.var, self.environment)

    def start(self, timeout: float = READY_SECONDS) -> System:
        """Start everything and wait until all answer.

        Raises:
            CannotGoOn: a port is taken, or something isn't ready in time; the text names its log.
        """
        plan = self.prepare()
        self._child = subprocess.Popen([str(MAIN_PYTHON), "-m", "ops.supervise", str(plan)], cwd=ROOT)
        try:
            self.wait_all_ready(timeout)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop every process; nothing of it is left running."""
        if self._child is not None:
            self._child.terminate()
            self._child.wait()
            self._child = None

    def wait_all_ready(self, timeout: float = READY_SECONDS, tell: Callable[[str], None] = lambda _: None) -> None:
        """Raises: CannotGoOn: not ready in time, or the supervisor ended."""
        deadline = time.monotonic() + timeout
        for name in self.processes:
            self.wait_ready(name, deadline - time.monotonic())
            tell(name)

    def wait_ready(self, name: str, timeout: float = READY_SECONDS) -> None:
        """Wait until one process answers."""
        deadline = time.monotonic() + timeout
        while not self.is_ready(name):
            if self._child is not None and self._child.poll() is not None:
                raise CannotGoOn(f"the supervisor ended; see {self.logs}")
            if time.monotonic() > deadline:
                raise CannotGoOn(f"{name} isn't ready after {timeout:.0f} s; what it says is in {self.logs}/{name}.log")
            time.sleep(0.1)

    def is_ready(self, name: str) -> bool:
        return answers(self.processes[name])

    def notices(self) -> list[str]:
        """What the gateway has to tell about the rules in force."""
        try:
            with _opener().open(f"{self.url}/readyz", timeout=5) as response:
                rules = json.load(response).get("rules", {})
        except (urllib.error.URLError, OSError, ValueError):
            return []
        return [rules[kind] for kind in ("problem", "notice") if rules.get(kind)]

    def pid(self, name: str) -> int | None:
        """The process id of the process itself, None while it is down."""
        return self._note(name)["child"]

    def kill(self, name: str) -> None:
        """SIGKILL one process, as a crash would; it starts again by itself. Returns when it is gone."""
        pid = self.pid(name)
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        self._wait(lambda: self.pid(name) != pid)

    def hold(self, name: str) -> None:
        """Stop one process and keep it down until `release`."""
        os.kill(self._keeper(name), signal.SIGUSR1)
        self._wait(lambda: self.pid(name) is None)

    def release(self, name: str) -> None:
        """Start a held process again and wait until it is ready."""
        os.kill(self._keeper(name), signal.SIGUSR2)
        self.wait_ready(name)

    def restart(self, name: str) -> None:
        """Stop one process gracefully, start it again, wait until it is ready."""
        self.hold(name)
        self.release(name)

    def log_of(self, name: str) -> str:
        path = self.logs / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    @property
    def _notes(self) -> Path:
        return self.var / "run"

    def _note(self, name: str) -> dict[str, int | None]:
        try:
            return dict(json.loads((self._notes / f"{name}.json").read_text()))
        except FileNotFoundError:
            return {"keeper": None, "child": None}

    def _keeper(self, name: str) -> int:
        pid = self._note(name)["keeper"]
        if pid is None:
            raise CannotGoOn(f"{name} isn't running")
        return pid

    def _wait(self, done: Callable[[], bool], seconds: float = 20.0) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(0.05)

    def __enter__(self) -> System:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def this_installation() -> System:
    """The system that `.env` and the environment describe; the environment wins.

    A stand-in is left out when the address of a real insurer, payment provider or dispatch is given.
    """
    values = {**read_env_file(ENV_FILE), **os.environ}
    real = tuple(name for name in ("insurers", "payments", "providers") if values.get(f"LINGBAO_{name.upper()}_URL"))
    return System(Path(values.get("LINGBAO_VAR") or "var"), read_ports(values), values, without=real)


def answers(process: Process) -> bool:
    """Whether the process says with a 200 that it is ready."""
    try:
        with _opener().open(process.ready_url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _hidden() -> dict[str, str]:
    """Every variable of `.env` and of the environment around, emptied: the product then takes its defaults."""
    around = (name for name in os.environ if name.startswith("LINGBAO_"))
    return dict.fromkeys((*read_env_file(ENV_FILE), *around), "")
