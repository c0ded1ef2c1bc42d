"""What tests of several folders share: the whole system, started once; every customer of it is another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.environment import free_ports
from ops.places import RASA_MODEL
from ops.system import System

SERVED = tuple(Path(__file__).parent / folder for folder in ("conversations", "dialogue"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(folder in item.path.parents for folder in SERVED):
            item.add_marker(pytest.mark.server)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    if not RASA_MODEL.exists():
        pytest.fail("no trained model: make setup")
    with System(tmp_path_factory.mktemp("system"), free_ports()) as running:
        yield running
