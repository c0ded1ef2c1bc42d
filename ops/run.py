"""`make run`: start everything under honcho, say when it is ready, stop everything on Ctrl-C.

Runs in `.venv`, after `ops.setup`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from ops.places import CannotGoOn
from ops.running import complain
from ops.supervise import Supervisor, supervise
from ops.system import System, this_installation


def _announce(system: System, supervisor: Supervisor, started: float, failures: list[CannotGoOn]) -> None:
    """Tell each process as it gets ready, then the addresses; stop everything when one never does."""
    print(f"starting {', '.join(system.processes)} …", flush=True)
    try:
        system.wait_all_ready(tell=lambda name: print(f"ready: {name}", flush=True))
    except CannotGoOn as error:
        failures.append(error)
        os.kill(os.getpid(), signal.SIGTERM)
        return
    print(
        f"\n灵保 Lingbao is ready after {time.monotonic() - started:.0f} s\n"
        f"  customer page  {system.url}/\n"
        f"  advisor desk   {system.url}/desk\n"
        f"  staff API      {system.url}/api/v1/   (bearer token: LINGBAO_STAFF_TOKEN in .env)\n"
        f"  its reference  {system.url}/docs\n"
        f"  in a terminal  make chat\n"
        f"Ctrl-C stops everything; logs are in {system.logs}/\n",
        flush=True,
    )
    for notice in system.notices():
        print(f"note: {notice}\n", flush=True)
    supervisor.speak()


def main() -> int:
    started, failures = time.monotonic(), []
    try:
        system = this_installation()
        plan = system.prepare()
    except CannotGoOn as error:
        return complain(error)

    def watch(supervisor: Supervisor) -> None:
        threading.Thread(target=_announce, args=(system, supervisor, started, failures), daemon=True).start()

    code = supervise(plan, watch)
    if failures:
        return complain(failures[0])
    print("everything has stopped", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
