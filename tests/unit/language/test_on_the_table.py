"""Which plans on the table a question is about."""

from __future__ import annotations

import pytest

from insurance.money import Money
from language.answers.on_the_table import places_named

TABLE = [Money.of(98), Money.of(198), Money.of(328)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("第一款和第三款哪个好", [1, 3]),
        ("第二个保猝死吗", [2]),
        ("前两款有什么区别", [1, 2]),
        ("后面两个呢", [2, 3]),
        ("1和3比一下", [1, 3]),
        ("一和三哪个保得多", [1, 3]),
        ("1 vs 3", [1, 3]),
        ("difference between the first two", [1, 2]),
        ("compare the first and the third", [1, 3]),
        ("does plan 2 cover falls", [2]),
        ("what is the difference between plan 1 and 2", [1, 2]),
        ("plan A vs plan B", [1, 2]),
        ("贵的比便宜的多了什么", [3, 1]),
        ("is the cheapest one enough", [1]),
        ("这两款有什么区别", []),
        ("三天能到账吗", []),
        ("第一年退保能拿回多少", []),
        ("第三者责任赔吗", []),
        ("等待期30天和90天", []),
        ("我爸65岁", []),
    ],
)
def test_that_places_are_read(words: str, places: list[int]):
    assert places_named(words, TABLE) == places


def test_that_nothing_is_pointed_at_without_a_table():
    assert places_named("第一款和第三款", []) == []


def test_that_a_place_that_is_not_there_is_left_out():
    assert places_named("第一款和第三款", TABLE[:2]) == [1]
