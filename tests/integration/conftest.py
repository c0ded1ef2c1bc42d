"""The stand-ins of insurers, payment provider and dispatch, with books of their own for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.providers import Provider, running


@pytest.fixture(scope="module")
def insurers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running("insurers", tmp_path_factory.mktemp("insurers")) as provider:
        yield provider


@pytest.fixture(scope="module")
def payments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running("payments", tmp_path_factory.mktemp("payments")) as provider:
        yield provider


@pytest.fixture(scope="module")
def crews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running("providers", tmp_path_factory.mktemp("providers")) as provider:
        yield provider
