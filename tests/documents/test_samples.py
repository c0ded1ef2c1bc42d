"""The sample pictures of the checklist."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.documents.samples import FOLDER, LARGEST, LAYOUTS, WIDTH, make_samples
from tests.documents.truth import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_kind_has_a_small_sample_picture(kind: str) -> None:
    path = FOLDER / f"{kind}.webp"
    assert path.stat().st_size < LARGEST
    assert Image.open(path).width == WIDTH


def test_that_samples_can_be_made_again(tmp_path: Path) -> None:
    assert {path.stem for path in make_samples(tmp_path)} == set(KINDS) == set(LAYOUTS)
