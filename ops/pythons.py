"""Finding the two Pythons. A command on the path may be a shim that fails: each candidate is run before it counts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from ops.places import MAIN_VENV, CannotGoOn

_PROBE = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
_NO_310 = (
    "Python 3.10 is missing (Rasa needs it): install python3.10, or `pyenv install 3.10`, or `uv python install 3.10`, "
    "then try again"
)

Probe = Callable[[str], str | None]


def version_of(python: str) -> str | None:
    """'3.10' when the command really runs and can make environments, None otherwise."""
    try:
        done = subprocess.run([python, "-c", _PROBE], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def find_310(probe: Probe = version_of, pyenv: Iterable[str] | None = None) -> str | None:
    """A working Python 3.10 that is installed already: on the path, then under pyenv."""
    for candidate in ("python3.10", *(_under_pyenv() if pyenv is None else pyenv)):
        if probe(candidate) == "3.10":
            return candidate
    return None


def get_310(log: Path) -> str:
    """A working Python 3.10, made with uv if none is installed.

    Raises:
        CannotGoOn: there is none, and uv couldn't make one.
    """
    if found := find_310():
        return found
    print("set-up: no Python 3.10 found, asking uv for one …", flush=True)
    uv = _uv(log)
    with log.open("a") as out:
        made = uv and subprocess.run([uv, "python", "install", "3.10"], stdout=out, stderr=out).returncode == 0
    if made:
        asked = subprocess.run([uv, "python", "find", "--system", "3.10"], capture_output=True, text=True)
        if version_of(asked.stdout.strip()) == "3.10":
            return asked.stdout.strip()
    raise CannotGoOn(_NO_310)


def _uv(log: Path) -> str | None:
    """The uv of the machine, or the one of our own environment, installed there if need be."""
    if found := shutil.which("uv"):
        return found
    own = MAIN_VENV / "bin" / "uv"
    if not own.exists():
        with log.open("a") as out:
            subprocess.run([sys.executable, "-m", "venv", MAIN_VENV], stdout=out, stderr=out)
            subprocess.run([MAIN_VENV / "bin" / "pip", "install", "uv"], stdout=out, stderr=out)
    return str(own) if own.exists() else None


def _under_pyenv() -> list[str]:
    root = os.environ.get("PYENV_ROOT")
    if not root and shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True).stdout.strip()
    folder = Path(root or Path.home() / ".pyenv") / "versions"
    return [str(path) for path in sorted(folder.glob("3.10*/bin/python"), reverse=True)]
