"""A PostgreSQL of the tests' own, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.environment import free_ports


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL isn't installed."""
    found = shutil.which("initdb")
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).resolve().parent if found else newest[-1].parent if newest else None


@contextmanager
def running_postgres(*options: str) -> Iterator[str]:
    """Start a server in a folder of its own and yield its URL. Nobody may run it as root: then `postgres` does."""
    programs = postgres_programs()
    assert programs is not None
    port = free_ports().bot
    with tempfile.TemporaryDirectory(prefix="lingbao-pg-", ignore_cleanup_errors=True) as folder:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), *arguments]
            if os.getuid() == 0:
                command = ["runuser", "-u", "postgres", "--", *command]
            subprocess.run(command, check=True, capture_output=True, cwd=folder)

        data = f"{folder}/data"
        run("initdb", "-D", data, "-U", "lingbao", "-A", "trust", "-E", "UTF8", "--no-sync")
        server = " ".join((f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}", *options))
        run("pg_ctl", "-D", data, "-o", server, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql+asyncpg://lingbao@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
