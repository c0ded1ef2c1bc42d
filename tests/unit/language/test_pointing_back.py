"""Pointing at an option shown before, and names one has reason to expect."""

from __future__ import annotations

import pytest

from insurance.facts import Ranked
from language.answers.pointing_back import points_back, read_pointed, refuses
from language.cover.known_names import read_known_names

NAMES = {"常青树": "tree", "恒泰": "h", "民信": "m", "evergreen": "tree"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("刚才那个便宜的", Ranked.CHEAPEST),
        ("先选便宜的吧", Ranked.CHEAPEST),
        ("之前那个便宜的", Ranked.CHEAPEST),
        ("cheepest one", Ranked.CHEAPEST),
        ("the cheaper one from before", Ranked.CHEAPEST),
        ("the cheap one you showed me earlier", Ranked.CHEAPEST),
        ("刚才说的最贵的那个", Ranked.DEAREST),
        ("中间那个看着挺好的，就它吧", 2),
        ("你刚才推荐的第二款", 2),
        ("第二各", 2),
        ("刚才那个", None),
        ("没有", None),
        ("不要便宜的", None),
        ("便宜那个多少钱", None),
    ],
)
def test_that_an_option_is_pointed_at(text: str, meant: Ranked | int | None):
    found = read_pointed(text, 3)
    assert (found and (found.ranked or found.position)) == meant


def test_that_pointing_back_and_refusing_are_told():
    assert points_back("刚才那个便宜的")
    assert not points_back("便宜的那款")
    assert refuses("不要恒泰的")
    assert refuses("anything but not the first one")
    assert not refuses("就恒泰那个")


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("想买长青树", False, ["tree"]),
        ("恒泰和民信哪个好", True, ["h", "m"]),
        ("横泰和民心哪个好", True, ["h", "m"]),
        ("民心所向", False, []),
        ("I want evergreen", True, ["tree"]),
        ("evergreen forests", True, []),
        ("evergreen please", True, ["tree"]),
        ("which is better, evergreen or the other", True, ["tree"]),
    ],
)
def test_that_expected_names_are_read_leniently(text: str, expected: bool, found: list[str]):
    assert [one.id for one in read_known_names(text, NAMES, expected=expected)] == found
