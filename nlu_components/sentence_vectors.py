"""The message's meaning as one vector: a featurizer over ONNX Runtime, so that Rasa needs no torch.

Reads the folder that `product_index.embedding.prepare` writes; the graph pools and normalises by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Iterable

import numpy as np
import onnxruntime
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer

PROMPT = "query: "  # the E5 family was trained with it, also for comparing sentences
NOTHING = np.zeros(384, dtype=np.float32)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """Adds a dense sentence feature of 384 numbers, float32, length `scale`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **DenseFeaturizer.get_default_config(),
            "model": "models/multilingual-e5-small",  # LINGBAO_NLU_EMBEDDING_MODEL names another folder
            "scale": 15.0,  # a linear classifier learns too slowly from vectors of length 1
            "cache": "var/nlu_vectors",  # vectors of training examples; null keeps none
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "tokenizers"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: a missing folder is reported when it is opened."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes Rasa train again when the model's content changed."""
        return _fingerprint(_folder({**cls.get_default_config(), **config}))

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._folder = _folder(self._config)
        self._tokeniser = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        # One thread: two on two busy cores wait for each other, up to seconds.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, text: str) -> np.ndarray:
        """One vector, float32, 384 numbers, length 1."""
        ids = np.array([self._tokeniser.encode(PROMPT + text).ids])
        return self._session.run(None, {"input_ids": ids})[0][0]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if (text := message.get(TEXT)) is not None:
                # A tapped button names its intent itself, and Rasa reads it last: no meaning has to be found.
                self._add(message, NOTHING if text.startswith(INTENT_MESSAGE_PREFIX) else self.embed(text))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        examples = [m for m in training_data.training_examples if m.get(TEXT) is not None]
        vectors = self._embed_with_cache({m.get(TEXT) for m in examples})
        for message in examples:
            self._add(message, vectors[message.get(TEXT)])
        return training_data

    def _add(self, message: Message, vector: np.ndarray) -> None:
        scaled = (vector * self._config["scale"])[np.newaxis, :]
        message.add_features(Features(scaled, FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))

    def _embed_with_cache(self, texts: Iterable[str]) -> dict[str, np.ndarray]:
        wanted = sorted(texts)
        path = self._cache_file()
        known = _read_cache(path)
        vectors = {text: known[text] if text in known else self.embed(text) for text in wanted}
        if path and wanted and vectors.keys() != known.keys():
            _write_cache(path, vectors)
        return vectors

    def _cache_file(self) -> Path | None:
        if not self._config["cache"]:
            return None
        return Path(self._config["cache"]) / f"{_fingerprint(self._folder)[:16]}.npz"


def _folder(config: dict[str, Any]) -> Path:
    folder = Path(os.environ.get("LINGBAO_NLU_EMBEDDING_MODEL") or config["model"])
    if not (folder / "model.onnx").is_file():
        raise FileNotFoundError(f"no embedding model in {folder}: run `python -m product_index.embedding.prepare`")
    return folder


def _fingerprint(folder: Path) -> str:
    stamp = folder / "stamp.json"
    if stamp.is_file():
        return str(json.loads(stamp.read_text())["model"])
    return hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()


def _read_cache(path: Path | None) -> dict[str, np.ndarray]:
    if path is None or not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        return dict(zip(stored["texts"].tolist(), stored["vectors"]))


def _write_cache(path: Path, vectors: dict[str, np.ndarray]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.stem}.{os.getpid()}.npz")
    np.savez(unfinished, texts=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
    unfinished.replace(path)
