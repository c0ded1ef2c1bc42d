"""`python -m tests.nlu`: train the product's pipeline and those it is compared with, measure each on the blind set.

Writes `docs/eval-nlu.md`; `python -m tests.nlu facts` its part about facts only.
Every pipeline is trained from nothing: no cache of Rasa's, no vectors kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ops.places import RASA_PYTHON, ROOT
from ops.processes import rasa_environment
from tests.nlu.facts import LATER, read_blind
from tests.nlu.report import FACTS, Measured, facts, page, table

PIPELINES = Path(__file__).with_name("pipelines")
REPORT = ROOT / "docs" / "eval-nlu.md"
QUIET = {**rasa_environment(), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def main(*, only_facts: bool) -> int:
    read = facts(read_blind(), read_blind(LATER))
    if only_facts:
        intents = REPORT.read_text("utf-8").split(FACTS)[0]
        REPORT.write_text(intents + read, "utf-8")
        return 0
    measured = []
    with tempfile.TemporaryDirectory(prefix="lingbao-nlu-") as folder:
        for name, config in pipelines().items():
            print(f"eval-nlu: {name} …", flush=True)
            measured.append(measure(name, config, Path(folder)))
    print(table(measured))
    REPORT.write_text(page(measured) + read, "utf-8")
    print(f"eval-nlu: {REPORT.relative_to(ROOT)}")
    return 0


def pipelines() -> dict[str, Mapping[str, Any]]:
    """Configurations by name: the product's own last."""
    found = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(PIPELINES.glob("*.yml"))}
    own = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))
    for component in own["pipeline"]:
        if "cache" in component:
            component["cache"] = None
    return {**found, "product": {**own, "policies": None}}


def measure(name: str, config: Mapping[str, Any], folder: Path) -> Measured:
    """Train, then ask every blind sentence. Raises CalledProcessError with what Rasa said."""
    path = folder / f"{name}.yml"
    path.write_text(yaml.safe_dump({key: value for key, value in config.items() if value}), "utf-8")
    began = time.monotonic()
    train = ["-m", "rasa", "train", "nlu", "--nlu", "nlu_data/nlu", "--config", path, "--out", folder]
    _run([*train, "--fixed-model-name", name, "--domain", "domain.yml"], folder)
    seconds = time.monotonic() - began
    said = _run(["-m", "tests.nlu.evaluate", "--model", folder / f"{name}.tar.gz"], folder)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    confused = tuple(line.strip() for line in said.splitlines() if "->" in line)
    return Measured(name, seconds, {line.pop("language"): line for line in lines}, confused)


def _run(arguments: list[str | Path], folder: Path) -> str:
    """Rasa's own Python; its cache of trained parts is a new folder."""
    environment = {**QUIET, "RASA_CACHE_DIRECTORY": str(folder / "cache"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [RASA_PYTHON, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        done.check_returncode()
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(only_facts=sys.argv[1:] == ["facts"]))
