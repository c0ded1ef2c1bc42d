"""The two virtual environments, made from the lock files. Standard library only."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ops.places import MAIN_PYTHON, MAIN_VENV, RASA_PYTHON, RASA_VENV, REQUIREMENTS, CannotGoOn
from ops.pythons import version_of
from ops.running import run_logged
from ops.stamps import fingerprint

_LIST = (
    "import json; from importlib.metadata import distributions; "
    "print(json.dumps({d.metadata['Name']: d.version for d in distributions()}))"
)
_TORCH, _MAIN, _RASA = (REQUIREMENTS / name for name in ("torch.txt", "main.lock", "rasa.lock"))


def main_fingerprint() -> str:
    return fingerprint([_TORCH, _MAIN])


def rasa_fingerprint() -> str:
    return fingerprint([_RASA])


def install_main(log: Path) -> None:
    """`.venv`: torch first and by itself, then everything else exactly as locked."""
    _make(MAIN_VENV, sys.executable, log)
    for file in (_TORCH, _MAIN):
        if missing(MAIN_PYTHON, [file]):
            # torch brings what it needs of its own kind (CPU or GPU); the versions of the rest are the lock's.
            how = ["-c", _MAIN] if file == _TORCH else ["--no-deps"]
            run_logged("environment-main", [*_pip(MAIN_PYTHON), *how, "-r", file], log)
    _verify(MAIN_PYTHON, [_TORCH, _MAIN], log)


def install_rasa(python: str, log: Path) -> None:
    """`.venv-rasa`, on Python 3.10; without dependencies, as rasa.in explains."""
    _make(RASA_VENV, python, log)
    if missing(RASA_PYTHON, [_RASA]):
        run_logged("environment-rasa", [*_pip(RASA_PYTHON), "--no-deps", "-r", _RASA], log)
    _verify(RASA_PYTHON, [_RASA], log)


def missing(python: Path, locks: list[Path]) -> list[str]:
    """Locked packages that this environment lacks or has in another version."""
    listed = subprocess.run([python, "-c", _LIST], capture_output=True, text=True, check=True, cwd=python.parent)
    return differing(json.loads(listed.stdout), [line for lock in locks for line in lock.read_text().splitlines()])


def differing(installed: Mapping[str, str], lines: list[str]) -> list[str]:
    """The locked `name==version` lines that aren't installed so; a build's own mark (`+cpu`) is no difference."""
    have = {_plain(name): version.split("+")[0] for name, version in installed.items()}
    wanted = (line.split("#")[0].strip() for line in lines)
    pairs = (line.split("==") for line in wanted if line)
    return [f"{name}=={version}" for name, version in pairs if have.get(_plain(name)) != version]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _make(folder: Path, python: str, log: Path) -> None:
    """Keep an environment whose Python runs; make a new one otherwise."""
    if version_of(str(folder / "bin" / "python")):
        return
    if folder.exists():
        shutil.rmtree(folder)
    run_logged(f"making {folder.name}", [python, "-m", "venv", folder], log)


def _pip(python: Path) -> list[str | Path]:
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    return [python, "-m", "pip", "install", *quiet]


def _verify(python: Path, locks: list[Path], log: Path) -> None:
    if wrong := missing(python, locks):
        raise CannotGoOn(f"{python.parent.parent.name} lacks {', '.join(wrong[:5])} after installing; see {log}")
