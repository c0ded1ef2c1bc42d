"""Fresh fakes for each test; the catalogue, tables and words are read once."""

from __future__ import annotations

import pytest

from insurance.services.fulfil import Fulfilling
from insurance.services.parts import Parts
from tests.fakes import fake_parts


@pytest.fixture
def parts() -> Parts:
    return fake_parts()


@pytest.fixture
def steps(parts: Parts) -> Fulfilling:
    return Fulfilling(parts)
