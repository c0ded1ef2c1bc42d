"""Running one command of a long step: its output goes to a log, its progress to the terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ops.places import ROOT, CannotGoOn

_TELL_EVERY = 5.0  # seconds
_LINE = 110  # characters


def run_logged(
    name: str,
    command: Sequence[str | Path],
    log: Path,
    env: Mapping[str, str] | None = None,
    tell_every: float = _TELL_EVERY,
) -> None:
    """Run `command` in the checkout; tell every few seconds what it is doing.

    Raises:
        CannotGoOn: it failed; the text names the log.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    started = told = time.monotonic()
    with log.open("a") as out:
        out.write(f"$ {' '.join(map(str, command))}\n")
        out.flush()
        child = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {}), "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            while (code := _wait(child, 0.1)) is None:
                if time.monotonic() - told >= tell_every:
                    told = time.monotonic()
                    print(f"set-up: {name} … {told - started:.0f} s: {_last_line(log)}", flush=True)
        finally:
            if child.poll() is None:  # Ctrl-C
                child.terminate()
                child.wait()
    if code != 0:
        raise CannotGoOn(f"{name} failed ({_last_words(log)}); the whole output is in {_shown(log)}")


def _wait(child: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines()]
    return next((line[:_LINE] for line in reversed(lines) if line and not line.startswith("WARNING")), "")


def _last_words(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines[-40:] if re.search("error|exception", line, re.IGNORECASE)]
    return (errors or lines or ["no output"])[-1][:160]


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def complain(error: CannotGoOn) -> int:
    """Tell a failure in its one line; returns the exit code."""
    print(f"lingbao: {error}", file=sys.stderr, flush=True)
    return 1
