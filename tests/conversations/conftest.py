"""The whole system, started once for this folder; every test is another customer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops.environment import free_ports
from ops.places import RASA_MODEL
from ops.system import System
from tests.conversations.customer import Customer

HERE = Path(__file__).parent
_number = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.server)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    if not RASA_MODEL.exists():
        pytest.fail("no trained model: make setup")
    with System(tmp_path_factory.mktemp("conversations"), free_ports()) as running:
        yield running


@pytest.fixture
def new_customer(system: System, request: pytest.FixtureRequest) -> Callable[..., Customer]:
    """A factory of customers; `language="en"` for one who set English."""
    name = re.sub(r"\W", "-", request.node.name)[:60]

    def make(language: str = "") -> Customer:
        return Customer(system, f"{name}-{next(_number)}", language)

    return make


@pytest.fixture
def zh(new_customer: Callable[..., Customer]) -> Customer:
    return new_customer()


@pytest.fixture
def en(new_customer: Callable[..., Customer]) -> Customer:
    return new_customer("en")


@pytest.fixture
def switches(zh: Customer) -> Iterator[Customer]:
    """A customer whose providers may be made to fail; afterwards they work again."""
    yield zh
    zh.switch("insurers")
    zh.switch("payments")
