"""A message's meaning as one vector, over ONNX Runtime, so that Rasa needs no torch.

Reads the folder that `product_index.embedding.prepare` writes; the graph pools and normalises by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterable

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

PROMPT = "query: "  # the E5 family was trained with it, also for comparing sentences
WORKERS = 2  # while training only: serving runs one text at a time on one thread


def model_folder(name: str) -> Path:
    """The folder of the embedding model: LINGBAO_NLU_EMBEDDING_MODEL, else `name`.

    Raises:
        FileNotFoundError: it holds no model.
    """
    folder = Path(os.environ.get("LINGBAO_NLU_EMBEDDING_MODEL") or name)
    if not (folder / "model.onnx").is_file():
        raise FileNotFoundError(f"no embedding model in {folder}: run `python -m product_index.embedding.prepare`")
    return folder


def model_fingerprint(folder: Path) -> str:
    """Another one for another model."""
    stamp = folder / "stamp.json"
    if stamp.is_file():
        return str(json.loads(stamp.read_text())["model"])
    return hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()


class Encoder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokeniser = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        # One thread: two on two busy cores wait for each other, up to seconds.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, text: str) -> np.ndarray:
        """One vector, float32, length 1."""
        ids = np.array([self._tokeniser.encode(PROMPT + text).ids])
        return self._session.run(None, {"input_ids": ids})[0][0]

    def embed_all(self, texts: Iterable[str], cache: Path | None) -> dict[str, np.ndarray]:
        """Vectors by text. `cache` is a folder in which they are kept from one training to the next."""
        wanted = sorted(set(texts))
        path = cache / f"{model_fingerprint(self._folder)[:16]}.npz" if cache else None
        known = _read_cache(path)
        new = [text for text in wanted if text not in known]
        with ThreadPoolExecutor(WORKERS) as pool:  # the session lets go of the interpreter while it computes
            known.update(zip(new, pool.map(self.embed, new)))
        vectors = {text: known[text] for text in wanted}
        if path and wanted and (new or len(known) != len(vectors)):
            _write_cache(path, vectors)
        return vectors


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
