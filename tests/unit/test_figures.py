"""What a line of `make bench` says."""

from __future__ import annotations

import json

from bench.figures import Figure, p50


def test_that_a_value_above_its_aim_is_not_ok() -> None:
    assert not Figure("turn", 61.0, "ms", 60.0).ok
    assert Figure("turn", 60.0, "ms", 60.0).ok


def test_that_a_figure_without_an_aim_is_always_ok() -> None:
    assert Figure("rules", 1e9, "ms").ok


def test_that_a_line_is_json_with_everything_a_reader_needs() -> None:
    line = json.loads(Figure("turn", 41.23456, "ms", 60.0, {"bare_ms": 35.0}).as_line())
    assert {"name", "value", "unit", "aim", "ok", "cores"} <= line.keys()
    assert line["value"] == 41.235
    assert line["bare_ms"] == 35.0


def test_that_one_slow_turn_does_not_move_the_median() -> None:
    assert p50([1.0, 2.0, 900.0]) == 2.0
