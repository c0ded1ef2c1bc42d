"""Actions on fakes of every port: what Rasa sends goes in, what it gets comes out."""

from __future__ import annotations

import pytest

from insurance.services.parts import Parts
from tests.fakes import fake_parts


@pytest.fixture
def parts() -> Parts:
    return fake_parts()
