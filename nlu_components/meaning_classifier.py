"""The intent of a message by its meaning and its characters: the one component the NLU pipeline needs."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import Any

import numpy as np
from nlu_components import encoder, kernel_machine
from nlu_components.encoder import Encoder, model_fingerprint, model_folder
from nlu_components.kernel_machine import KernelMachine, Setting
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

FILE = "machine.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningClassifier(GraphComponent, IntentClassifier):
    """Embeds a message and asks the kernel machine."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "model": "models/multilingual-e5-small",  # LINGBAO_NLU_EMBEDDING_MODEL names another folder
            "cache": "var/nlu_vectors",  # vectors of training examples; null keeps none
            "ranking_length": 5,
            "favour": {},
            **vars(Setting()),
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "tokenizers", "sklearn"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> MeaningClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MeaningClassifier:
        with model_storage.read_from(resource) as folder:
            machine = KernelMachine.load(Path(folder) / FILE)
        return cls(config, model_storage, resource, machine)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes Rasa train again when the embedding model's content or the machine changed."""
        model = model_fingerprint(model_folder({**cls.get_default_config(), **config}["model"]))
        code = "".join(inspect.getsource(module) for module in (encoder, kernel_machine))
        return hashlib.sha256((model + code).encode()).hexdigest()

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        machine: KernelMachine | None = None,
    ) -> None:
        self._config, self._storage, self._resource, self._machine = config, model_storage, resource, machine
        self._encoder = Encoder(model_folder(config["model"]))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        texts = [one.get(TEXT) for one in examples]
        cache = Path(self._config["cache"]) if self._config["cache"] else None
        vectors = self._encoder.embed_all(texts, cache)
        setting = Setting(**{name: float(self._config[name]) for name in Setting.__dataclass_fields__})
        stacked = np.stack([vectors[text] for text in texts])
        self._machine = KernelMachine.train(setting, texts, stacked, [one.get(INTENT) for one in examples])
        with self._storage.write_to(self._resource) as folder:
            self._machine.save(Path(folder) / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            # A tapped button names its intent itself, and Rasa reads it last: no meaning has to be found.
            if text and self._machine is not None and not text.startswith(INTENT_MESSAGE_PREFIX):
                self._classify(message, text)
        return messages

    def _classify(self, message: Message, text: str) -> None:
        confidences = self._machine.confidences(text, self._encoder.embed(text), self._config["favour"])
        best = confidences.argsort()[::-1][: self._config["ranking_length"]]
        ranking = [{"name": str(self._machine.classes[at]), "confidence": float(confidences[at])} for at in best]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
