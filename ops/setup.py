"""Everything that has to be there before the first start: `python -m ops.setup`. Standard library only.

Each step is done when its inputs changed since it was last done well; the stamps are in `var/stamps`.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ops.environment import read_env_file, read_ports, shared_environment, write_env_file
from ops.environments import install_main, install_rasa, main_fingerprint, rasa_fingerprint
from ops.places import (
    EMBEDDING,
    ENV_FILE,
    INDEX,
    MAIN_PYTHON,
    RASA_MODEL,
    RASA_PYTHON,
    RASA_VENV,
    ROOT,
    CannotGoOn,
)
from ops.processes import rasa_environment
from ops.pythons import find_310, get_310
from ops.running import complain, run_logged
from ops.stamps import Stamps, fingerprint

LOGS = ROOT / "var" / "log"
ROOM = 6 * 2**30  # bytes: both environments, the packages on their way in, models and records
_PRODUCT_INDEX = ROOT / "product_index"


@dataclass(frozen=True)
class Step:
    """One thing to be there: what it depends on, what proves that it is there, how it is made."""

    name: str
    inputs: Callable[[], str]
    output: Path
    make: Callable[[Path], None]  # gets the log file


def steps() -> tuple[Step, ...]:
    return (
        Step("environment-main", main_fingerprint, MAIN_PYTHON, install_main),
        Step("environment-rasa", rasa_fingerprint, RASA_PYTHON, lambda log: install_rasa(get_310(log), log)),
        Step("embedding-model", _embedding_inputs, EMBEDDING / "model.onnx", _prepare_embedding),
        Step("product-index", _index_inputs, ROOT / INDEX / "table.json", _build_index),
        Step("rasa-model", _rasa_inputs, RASA_MODEL, _train_rasa),
    )


def set_up(stamps: Stamps, todo: tuple[Step, ...], say: Callable[[str], None]) -> list[str]:
    """Do what has to be done; returns the names of the steps done.

    Raises:
        CannotGoOn: a step failed.
    """
    done = []
    for number, step in enumerate(todo, 1):
        if step.output.exists() and stamps.holds(step.name, step.inputs()):
            continue
        say(f"{number}/{len(todo)} {step.name} …")
        started, log = time.monotonic(), LOGS / f"set-up-{step.name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.unlink(missing_ok=True)
        inputs = step.inputs()  # before the work: a file changed meanwhile means doing it again
        step.make(log)
        if not step.output.exists():
            raise CannotGoOn(f"{step.name} left no {step.output.relative_to(ROOT)}; see {log.relative_to(ROOT)}")
        stamps.put(step.name, inputs)
        say(f"{number}/{len(todo)} {step.name} done, {time.monotonic() - started:.0f} s")
        done.append(step.name)
    return done


def check_machine(free_bytes: int, ready: bool) -> None:
    """Raises: CannotGoOn: too little room for a first set-up."""
    if not ready and free_bytes < ROOM:
        raise CannotGoOn(
            f"no room on disk: the first set-up needs {ROOM >> 30} GB, "
            f"{free_bytes / 2**30:.1f} GB are free below {ROOT}; make room, then try again"
        )


def migrate_database(var: Path, environment: Mapping[str, str]) -> None:
    """Bring the database of one installation to the code's shape, unless its stamp says that it is.

    Raises:
        CannotGoOn: it can't be.
    """
    url = environment["LINGBAO_DATABASE_URL"]
    value = fingerprint([ROOT / "adapters" / "sql"], url)
    file = Path(url.rpartition("sqlite+aiosqlite:///")[2]) if url.startswith("sqlite") else None
    stamps = Stamps(var / "stamps")
    if stamps.holds("database", value) and (file is None or (ROOT / file).exists()):
        return
    run_logged(
        "database", [MAIN_PYTHON, "-m", "adapters.sql.migrate"], var / "log" / "set-up-database.log", environment
    )
    stamps.put("database", value)


def _embedding_inputs() -> str:
    return fingerprint([_PRODUCT_INDEX / "embedding", ROOT / "requirements" / "main.lock"])


def _prepare_embedding(log: Path) -> None:
    run_logged("embedding-model", [MAIN_PYTHON, "-m", "product_index.embedding.prepare"], log)


def _index_inputs() -> str:
    return fingerprint([_PRODUCT_INDEX, EMBEDDING / "stamp.json"])


def _build_index(log: Path) -> None:
    run_logged("product-index", [MAIN_PYTHON, "-m", "product_index.build"], log)


def _rasa_inputs() -> str:
    files = ("config.yml", "domain.yml", "nlu_data", "nlu_components", "requirements/rasa.lock")
    return fingerprint([*(ROOT / name for name in files), EMBEDDING / "stamp.json"])


def _train_rasa(log: Path) -> None:
    """Rasa keeps what didn't change in `.rasa/cache`: new wording alone trains nothing, it is only packed."""
    train = [
        RASA_PYTHON,
        "-m",
        "rasa",
        "train",
        "--domain",
        "domain.yml",
        "--data",
        "nlu_data",
        "--config",
        "config.yml",
    ]
    out = ["--out", RASA_MODEL.parent, "--fixed-model-name", RASA_MODEL.name.removesuffix(".tar.gz")]
    run_logged("rasa-model", [*train, *out], log, rasa_environment())


def _say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


def main() -> int:
    try:
        values = {**read_env_file(ENV_FILE), **os.environ}
        ports = read_ports(values)
        ready = MAIN_PYTHON.exists() and RASA_PYTHON.exists()
        check_machine(shutil.disk_usage(ROOT).free, ready)
        if not RASA_VENV.exists() and find_310() is None:
            _say("no Python 3.10 on this machine; uv will be asked for one")
        if added := write_env_file(ENV_FILE):
            _say(f".env: made {', '.join(added)}")
        set_up(Stamps(ROOT / "var" / "stamps"), steps(), _say)
        var = Path(values.get("LINGBAO_VAR") or "var")
        migrate_database(var, shared_environment(var, ports, values))
    except CannotGoOn as error:
        return complain(error)
    except KeyboardInterrupt:
        return complain(CannotGoOn("interrupted; the next start goes on from here"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
