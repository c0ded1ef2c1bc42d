"""The trained model must read the blind set no worse than when these floors were set."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
MODEL = ROOT / "models" / "rasa" / "lingbao.tar.gz"
# docs/eval-nlu.md has the figures; a little room for retraining.
RIGHT_AT_LEAST = {"zh": 0.90, "en": 0.90}
MISREAD_AT_MOST = {"zh": 0.06, "en": 0.06}
ACCEPTED_AT_MOST = 0.07
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1", "RASA_TELEMETRY_ENABLED": "false"}


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    """The figures by language."""
    if not RASA_PYTHON.exists():
        pytest.skip("Rasa's environment .venv-rasa is missing: run `make setup`")
    if not MODEL.exists():
        pytest.skip(f"no trained model at {MODEL.relative_to(ROOT)}: run `make setup`")
    command = [str(RASA_PYTHON), "-m", "tests.nlu.evaluate"]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {line.pop("language"): line for line in lines}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_most_blind_sentences_are_read_rightly(measured: dict[str, dict[str, float]], language: str) -> None:
    assert measured[language]["accuracy"] >= RIGHT_AT_LEAST[language]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_few_blind_sentences_are_read_wrongly_and_surely(
    measured: dict[str, dict[str, float]], language: str
) -> None:
    assert measured[language]["misread"] <= MISREAD_AT_MOST[language]


def test_that_little_out_of_scope_is_taken_for_a_request(measured: dict[str, dict[str, float]]) -> None:
    assert measured["both"]["out_of_scope_accepted"] <= ACCEPTED_AT_MOST
