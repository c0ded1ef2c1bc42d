"""The page of a product's clauses, which every quoted article links to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gateway_fakes import KeyedWording
from gateway_running import Running

from bot.gateway.clauses_page import clauses_page
from bot.gateway.words import Words
from insurance.bilingual import Bilingual
from insurance.refs import ProductId
from tests.fakes import catalogue

pytestmark = pytest.mark.server
PRODUCT = ProductId("hengtai-senior-guard")


async def test_that_every_article_can_be_linked_to_and_stands_in_both_languages(gateway: Running) -> None:
    answer = await gateway.client.get(f"/products/{PRODUCT}/clauses")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    for clause in catalogue().product(PRODUCT).clauses:
        assert f'id="article-{clause.no}"' in answer.text
        assert f'href="#article-{clause.no}"' in answer.text
        assert clause.text.strip() in answer.text
    assert "Fixed benefit by bone" in answer.text
    assert "zh:clauses_title 恒泰孝心安老年意外险" in answer.text


async def test_that_the_page_is_public_but_neither_framed_nor_scripted(gateway: Running) -> None:
    answer = await gateway.client.get(f"/products/{PRODUCT}/clauses")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text


@pytest.mark.parametrize("product", ["nobody", "..%2f..%2fetc", "%3Cscript%3E"])
async def test_that_an_unknown_product_has_no_page(gateway: Running, product: str) -> None:
    answer = await gateway.client.get(f"/products/{product}/clauses")
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_that_what_a_product_file_says_is_escaped() -> None:
    product = catalogue().product(PRODUCT)
    nasty = replace(product.clauses[0], title=Bilingual("<b>甲</b>", "<i>"), text="<script>1</script>", summary='"&')
    page = clauses_page(Words(KeyedWording(), ""), replace(product, clauses=(nasty,)), "A & B")
    assert "<script>" not in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert "A &amp; B" in page
