"""The one face the index has of an embedding model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

DEFAULT_MODEL = "models/multilingual-e5-small"
_PROMPTS = {"query": "query: ", "document": "passage: "}  # as the E5 family was trained; without them ranking suffers


class Embeds(Protocol):
    """What the index needs of a model; tests bring their own."""

    @property
    def fingerprint(self) -> str:
        """Changes when the model does."""

    def embed_query(self, text: str) -> Vectors:
        """One normalised vector, float32."""

    def embed_passages(self, texts: Sequence[str], batch: int = 32) -> Vectors:
        """Normalised vectors, float32, texts x dimensions."""


class ModelMissing(Exception):
    """The model's folder isn't there."""


class Encoder:
    """A sentence-transformers model, loaded when first used.

    Args:
        model: a folder or a hub id; by default LINGBAO_EMBEDDING_MODEL, else the folder that set-up prepares.
    """

    def __init__(self, model: str | None = None) -> None:
        self.name = model or os.environ.get("LINGBAO_EMBEDDING_MODEL") or DEFAULT_MODEL
        self._model: SentenceTransformer | None = None
        self._loading = Lock()

    @property
    def fingerprint(self) -> str:
        """Changes when the model's content does: vectors of two fingerprints must not meet in one index."""
        folder = Path(self.name)
        if (stamp := folder / "stamp.json").is_file():
            return stamp.read_text()
        changed = max((one.stat().st_mtime_ns for one in folder.rglob("*")), default=0) if folder.is_dir() else 0
        return f"{self.name} {changed}"

    def embed_query(self, text: str) -> Vectors:
        """One normalised vector, float32, for what somebody asks. Raises ModelMissing."""
        return self._loaded().encode_query(text, show_progress_bar=False, normalize_embeddings=True)

    def embed_passages(self, texts: Sequence[str], batch: int = 32) -> Vectors:
        """Normalised vectors, float32, texts x dimensions, for what is looked for. Raises ModelMissing."""
        return self._loaded().encode_document(
            list(texts), batch_size=batch, show_progress_bar=False, normalize_embeddings=True
        )

    def _loaded(self) -> SentenceTransformer:
        with self._loading:
            if self._model is None:
                self._model = _load(self.name)
            return self._model


def _load(name: str) -> SentenceTransformer:
    folder = Path(name)
    if name == DEFAULT_MODEL and not folder.is_dir():
        raise ModelMissing(f"{name} is missing: run `python -m product_index.embedding.prepare --out {name}`")
    if folder.is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a folder needs no hub: never wait for one
    import torch  # seconds and hundreds of megabytes: not before somebody embeds
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    if (folder / "model.onnx").is_file() and (folder / "stamp.json").is_file():
        from product_index.embedding.onnx_encoder import OnnxEncoder

        return SentenceTransformer(modules=[OnnxEncoder(folder)], prompts=_PROMPTS, device="cpu")
    return SentenceTransformer(name, prompts=_PROMPTS if "e5" in name.lower() else None, device="cpu")
