"""The index on disk: two FAISS files and a table that says what each row stands for."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from insurance.lines import Line
from product_index.embedding.encoder import Vectors
from product_index.passages import Passage, Words

_TABLE = "table.json"


class IndexMissing(Exception):
    """No index in the folder: it has to be built first."""


@dataclass(frozen=True)
class Part:
    """Passages with their vectors (row for row), and the words of what they stand for."""

    passages: tuple[Passage, ...]
    words: tuple[Words, ...]
    index: faiss.IndexFlatIP

    @classmethod
    def of(cls, passages: Sequence[Passage], words: Sequence[Words], vectors: Vectors) -> Part:
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(tuple(passages), tuple(words), index)

    def vectors(self) -> Vectors:
        return self.index.reconstruct_n(0, self.index.ntotal)


@dataclass(frozen=True)
class StoredIndex:
    """`stamp` tells of what content it was built, `model` by which model."""

    stamp: str
    model: str
    products: Part
    clauses: Part


def read_stamp(folder: Path) -> str | None:
    """The stamp of the index in the folder, None when there is none."""
    table = folder / _TABLE
    return str(json.loads(table.read_text())["stamp"]) if table.is_file() else None


def read_index(folder: Path) -> StoredIndex:
    """Raises IndexMissing."""
    if not (folder / _TABLE).is_file():
        raise IndexMissing(f"no index in {folder}: run `python -m product_index.build`")
    table = json.loads((folder / _TABLE).read_text())
    parts = [_read_part(folder, name, table[name]) for name in ("products", "clauses")]
    return StoredIndex(table["stamp"], table["model"], *parts)


def write_index(folder: Path, stored: StoredIndex) -> None:
    """Replace the folder as a whole, so that its files always belong together."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".index-", dir=folder.parent) as temporary:
        new = Path(temporary) / folder.name
        new.mkdir()
        table: dict[str, object] = {"stamp": stored.stamp, "model": stored.model}
        for name, part in (("products", stored.products), ("clauses", stored.clauses)):
            faiss.write_index(part.index, str(new / f"{name}.faiss"))
            table[name] = {
                "passages": [asdict(one) for one in part.passages],
                "words": [asdict(one) for one in part.words],
            }
        (new / _TABLE).write_text(json.dumps(table, ensure_ascii=False))
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)


def text_key(text: str) -> str:
    """Equal texts have equal vectors, whatever product they belong to."""
    return sha256(text.encode()).hexdigest()


def _read_part(folder: Path, name: str, table: dict[str, list[dict[str, Any]]]) -> Part:
    passages = tuple(Passage(**{**one, "line": Line(one["line"])}) for one in table["passages"])
    words = tuple(Words(**{**one, "line": Line(one["line"])}) for one in table["words"])
    return Part(passages, words, faiss.read_index(str(folder / f"{name}.faiss")))
