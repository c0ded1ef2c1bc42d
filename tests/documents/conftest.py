"""The set of claim documents, made once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.documents.make import make_set
from tests.documents.truth import Document


@dataclass(frozen=True)
class MadeSet:
    folder: Path
    documents: tuple[Document, ...]
    seconds: float  # of the processor: whoever else keeps it busy doesn't count


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeSet:
    folder, start = tmp_path_factory.mktemp("documents"), _busy()
    documents = make_set(folder)
    return MadeSet(folder, documents, _busy() - start)


def _busy() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
