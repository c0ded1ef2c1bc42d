"""Customers; the system they talk to is started once for all folders that need it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import pytest

from ops.system import System
from tests.conversations.claiming import Holder, with_accident_cover
from tests.conversations.customer import Customer

_number = itertools.count(1)


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


@pytest.fixture(params=["zh", "en"])
def either(request: pytest.FixtureRequest, new_customer: Callable[..., Customer]) -> Customer:
    """A customer for each language: one who just types Chinese, one who set English."""
    return new_customer("en" if request.param == "en" else "")


@pytest.fixture(params=["zh", pytest.param("en", marks=pytest.mark.slow)])
def zh_or_en(request: pytest.FixtureRequest, new_customer: Callable[..., Customer]) -> Customer:
    """The same where many pages are read: English is left to `make test-claims`."""
    return new_customer("en" if request.param == "en" else "")


@pytest.fixture(scope="session")
def covered(system: System) -> Holder:
    """Somebody with accident cover bought in another conversation, for all who claim and aren't paid."""
    return with_accident_cover(Customer(system, "bought-earlier"))


@pytest.fixture
def switches(zh: Customer) -> Iterator[Customer]:
    """A customer whose providers may be made to fail; afterwards they work again."""
    yield zh
    zh.switch("insurers")
    zh.switch("payments")
