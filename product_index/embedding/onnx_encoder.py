"""A sentence-transformers module over ONNX Runtime: text in, a normalised sentence vector out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from sentence_transformers.base.modules.input_module import InputModule
from tokenizers import Tokenizer

_PADDING = 1


class OnnxEncoder(InputModule):
    """Reads a folder made by `product_index.embedding.prepare`; pooling and normalising are inside the graph."""

    def __init__(self, folder: str | Path, threads: int = 1) -> None:
        super().__init__()
        self.folder = Path(folder)
        self.tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        # One thread: two on two busy cores wait for each other, up to seconds.
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    def load(cls, model_name_or_path: str, **_: Any) -> OnnxEncoder:
        return cls(model_name_or_path)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Copy the two files that make the module."""
        for name in ("model.onnx", "tokenizer.json"):
            Path(output_path, name).write_bytes((self.folder / name).read_bytes())

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Token ids, padded, and their mask; both int64, texts x tokens. At most 512 tokens a text are read."""
        rows = [torch.tensor(e.ids) for e in self.tokenizer.encode_batch_fast([(prompt or "") + t for t in inputs])]
        ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=_PADDING)
        return {"input_ids": ids, "attention_mask": (ids != _PADDING).long()}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding`, float32, texts x 384. One run a text: see `graph.py`."""
        lengths = features["attention_mask"].sum(dim=1).tolist()
        ids = features["input_ids"].numpy()
        vectors = [
            self.session.run(None, {"input_ids": ids[row : row + 1, :length]})[0] for row, length in enumerate(lengths)
        ]
        features["sentence_embedding"] = torch.from_numpy(np.concatenate(vectors))
        return features

    def get_embedding_dimension(self) -> int:
        return int(self.session.get_outputs()[0].shape[-1])
