"""A turn must not become much dearer unnoticed. Far wider than the aims of `make bench`: tests share the cores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.dialogue import Ways
from bench.turns import gateway_and_bare, long_conversation
from ops.environment import free_ports
from ops.system import System

FLOOR = 1.6

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ways]:
    settings = {"LINGBAO_TIMINGS": "1", "LINGBAO_LOG_LEVEL": "warning"}
    with System(tmp_path_factory.mktemp("bench"), free_ports(), settings) as system:
        yield Ways(system)


def test_that_the_gateway_adds_little_to_a_turn_of_bare_rasa(ways: Ways) -> None:
    ratio, _ = gateway_and_bare(ways, rounds=3)
    assert ratio.value <= FLOOR, ratio.as_line()


def test_that_a_long_conversation_does_not_get_slow(ways: Ways) -> None:
    growth = long_conversation(ways, turns=100, window=20)
    assert growth.value <= FLOOR, growth.as_line()
