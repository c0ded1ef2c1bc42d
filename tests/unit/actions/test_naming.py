"""Products and insurers by their names, their nicknames and slips in them."""

from __future__ import annotations

import pytest

from actions.naming import line_of_kind, mentioned, places_of, product_wished
from insurance.lines import Line
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, tell
from tests.fakes import journey_of

EVERGREEN, SENIOR = "anlan-evergreen", "hengtai-senior-guard"


@pytest.mark.parametrize(
    ("words", "products", "insurers"),
    [
        ("常青树保多少", (EVERGREEN,), ()),
        ("长青树摔伤赔不赔", (EVERGREEN,), ()),
        ("what about evergren?", (EVERGREEN,), ()),
        ("I want evergreen", (EVERGREEN,), ()),
        ("就恒泰那个", (), ("hengtai",)),
        ("横泰和民心哪个好", (), ("hengtai", "minxin")),
        ("the hengtay one", (), ("hengtai",)),
        ("恒泰孝心安老年意外险和海滨欧签通哪个好", (SENIOR, "haibin-schengen-visa"), ()),
        ("does it cover scuba diving", (), ()),
        ("I'm a runner, want accident insurance", (), ()),
        ("去高原旅游要买什么险", (), ()),
    ],
)
def test_that_names_are_found_with_their_slips(parts: Parts, words: str, products: tuple, insurers: tuple):
    found = mentioned(parts.catalogue, words)
    assert (found.products, found.insurers) == (products, insurers)


@pytest.mark.parametrize(("words", "wished"), [("想买长青树", EVERGREEN), ("想买滑雪险", None), ("买学平险", None)])
def test_that_a_kind_of_cover_is_no_wish_for_a_product(parts: Parts, words: str, wished: str | None):
    product = product_wished(parts.catalogue, words)
    assert (product.id if product else None) == wished


def test_that_a_kind_of_cover_named_by_nicknames_is_of_a_line(parts: Parts):
    assert line_of_kind(parts.catalogue, "你们有滑雪险吗") is Line.ACCIDENT
    assert line_of_kind(parts.catalogue, "常青树") is None


async def test_that_an_insurer_named_means_its_plan_on_the_table(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    journey = journey_of(parts)
    insurer = parts.catalogue.product(journey.offer[1].product_id).insurer
    name = next(one for one, key in parts.catalogue.names().items() if key == insurer and len(one) == 2)
    assert places_of(parts.catalogue, mentioned(parts.catalogue, f"就{name}那个"), journey) == [2]
