"""Rasa's featurizer and the product's encoder read one folder and must see one meaning."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

from product_index.embedding.encoder import DEFAULT_MODEL, Encoder
from product_index.embedding.prepare import prepare
from product_index.embedding.verify import TEXTS

ROOT = Path(__file__).parents[2]
RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
FEATURIZE = """
import json, sys
from nlu_components.sentence_vectors import SentenceVectors
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

config = {**SentenceVectors.get_default_config(), "scale": 15.0, "cache": sys.argv[1]}
component = SentenceVectors(config, "vectors")
texts = json.load(sys.stdin)
messages = component.process([Message({TEXT: text}) for text in texts])
component.process_training_data(TrainingData([Message({TEXT: text}) for text in texts]))
again = component.process_training_data(TrainingData([Message({TEXT: text}) for text in texts]))
sentence = lambda message: message.get_dense_features(TEXT, [])[1].features[0].tolist()
print(json.dumps({
    "served": [sentence(one) for one in messages],
    "trained": [sentence(one) for one in again.training_examples],
}))
"""


@pytest.fixture(scope="module")
def featurized(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    """The fixed texts through Rasa's component: as served, and as trained from the cache on disk."""
    prepare(ROOT / DEFAULT_MODEL)
    cache = tmp_path_factory.mktemp("vectors")
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [RASA_PYTHON, "-c", FEATURIZE, str(cache)],
        input=json.dumps(TEXTS),
        env={**os.environ, **quiet, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(list(cache.iterdir())) == 1
    return {name: np.array(rows) for name, rows in json.loads(done.stdout.splitlines()[-1]).items()}


def test_that_both_pythons_give_a_text_the_same_vector(featurized: dict[str, np.ndarray]) -> None:
    encoder = Encoder(str(ROOT / DEFAULT_MODEL))
    ours = np.stack([encoder.embed_query(text) for text in TEXTS])
    theirs = featurized["served"] / np.linalg.norm(featurized["served"], axis=1, keepdims=True)
    # The two releases of ONNX Runtime round differently, and 8 bits make that visible: some vectors are equal, the
    # farthest are at 0.998. A wrong token or prompt would give less than 0.99.
    cosines = (ours * theirs).sum(axis=1)
    assert cosines.min() >= 0.996
    assert np.median(cosines) >= 0.999


def test_that_vectors_have_the_configured_length(featurized: dict[str, np.ndarray]) -> None:
    assert np.allclose(np.linalg.norm(featurized["served"], axis=1), 15, atol=1e-3)


def test_that_training_from_the_cache_sees_what_serving_sees(featurized: dict[str, np.ndarray]) -> None:
    assert np.allclose(featurized["trained"], featurized["served"], atol=1e-4)
