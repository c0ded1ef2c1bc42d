"""Who decides claims in these tests."""

from __future__ import annotations

import pytest

from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.parts import Parts


@pytest.fixture
def wei(parts: Parts) -> AssessorDesk:
    return AssessorDesk(parts, "wei")
