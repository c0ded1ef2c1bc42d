from pathlib import Path

import pytest

from insurance.catalogue import Product
from insurance.lines import Line
from insurance.ports import SearchFilter
from insurance.refs import ProductId
from product_index.build import index_products
from product_index.index_files import IndexMissing, write_index
from product_index.search import MAX_WORDS, FaissProductSearch
from tests.unit.search.search_fakes import CharacterEncoder, clause, product

ANYTHING = SearchFilter()
WAITING = clause("2.1", "等待期", "自生效之日起三十日为等待期")
COOLING = clause("2.2", "犹豫期", "十五日内可全额退还保险费")
SNOW = product("雪山滑雪", Line.TRAVEL, ("滑雪", "skiing"))
SEA = product("海岛畅游", Line.TRAVEL, ("潜水", "diving"))
ELDER = product("老人安心", Line.ACCIDENT, ("摔倒", "骨折"), (WAITING, COOLING))
ADULT = product("成人意外", Line.ACCIDENT, ("通勤",), (WAITING, COOLING))


def searching(folder: Path, *products: Product) -> tuple[FaissProductSearch, CharacterEncoder]:
    encoder = CharacterEncoder()
    write_index(folder / "index", index_products(products, encoder))
    return FaissProductSearch(folder / "index", encoder), encoder


def ids(hits: object) -> list[str]:
    return [hit.product_id for hit in hits]


def test_that_the_product_with_the_asked_keyword_comes_first(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, SNOW, SEA, ELDER, ADULT)
    assert ids(search.find_products("想去潜水", ANYTHING, 4))[0] == SEA.id
    assert ids(search.find_products("DIVING trip", ANYTHING, 4))[0] == SEA.id


def test_that_a_filter_by_line_still_fills_the_limit(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, SNOW, SEA, ELDER, ADULT)
    found = ids(search.find_products("滑雪潜水", SearchFilter(lines=(Line.ACCIDENT,)), 2))
    assert sorted(found) == sorted([ELDER.id, ADULT.id])


def test_that_three_come_back_whenever_three_pass_the_filter(tmp_path: Path) -> None:
    many = [product(f"滑雪{number}", Line.TRAVEL) for number in range(50)]
    wanted = [product(f"别的{number}", Line.HOME) for number in range(3)]
    search, _ = searching(tmp_path, *many, *wanted)
    only = SearchFilter(product_ids=tuple(one.id for one in wanted))
    assert sorted(ids(search.find_products("滑雪", only, 3))) == sorted(one.id for one in wanted)


def test_that_both_filters_hold_together(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, SNOW, SEA, ELDER)
    only = SearchFilter(lines=(Line.TRAVEL,), product_ids=(SEA.id, ELDER.id))
    assert ids(search.find_products("随便", only, 3)) == [SEA.id]


def test_that_an_unknown_product_finds_nothing(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, SNOW)
    assert search.find_products("滑雪", SearchFilter(product_ids=(ProductId("gone"),)), 3) == []


def test_that_scores_fall_from_hit_to_hit(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, SNOW, SEA, ELDER, ADULT)
    scores = [hit.score for hit in search.find_products("滑雪", ANYTHING, 4)]
    assert scores == sorted(scores, reverse=True)


def test_that_a_clause_is_found_within_one_product(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, ELDER, ADULT)
    hits = search.find_clauses("等待期是几天", SearchFilter(product_ids=(ELDER.id,)), 1)
    assert [(hit.product_id, hit.article) for hit in hits] == [(ELDER.id, "2.1")]


def test_that_a_customers_word_finds_the_contracts_term(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, ELDER)
    assert search.find_clauses("反悔了", ANYTHING, 1)[0].article == "2.2"


def test_that_an_article_comes_back_once_though_it_has_several_passages(tmp_path: Path) -> None:
    search, _ = searching(tmp_path, ELDER)
    assert sorted(hit.article for hit in search.find_clauses("等待期", ANYTHING, 9)) == ["2.1", "2.2"]


def test_that_a_repeated_question_is_embedded_once(tmp_path: Path) -> None:
    search, encoder = searching(tmp_path, SNOW, ELDER)
    encoder.queries.clear()
    for line in Line:
        search.find_products("滑雪", SearchFilter(lines=(line,)), 3)
    assert encoder.queries == ["滑雪"]


@pytest.mark.parametrize("words", ["", "   ", "😊", "<script>", "\0", "'; --"])
def test_that_odd_words_give_an_answer_all_the_same(tmp_path: Path, words: str) -> None:
    search, _ = searching(tmp_path, SNOW, ELDER)
    assert len(search.find_products(words, ANYTHING, 2)) == 2
    assert len(search.find_clauses(words, ANYTHING, 2)) == 2


def test_that_only_the_head_of_a_long_text_is_read(tmp_path: Path) -> None:
    search, encoder = searching(tmp_path, SNOW)
    search.find_products("滑" * 10_000, ANYTHING, 1)
    assert len(encoder.queries[-1]) == MAX_WORDS


def test_that_a_missing_index_is_named_with_the_cure(tmp_path: Path) -> None:
    search = FaissProductSearch(tmp_path / "nowhere", CharacterEncoder())
    with pytest.raises(IndexMissing, match=r"python -m product_index\.build"):
        search.find_products("滑雪", ANYTHING, 1)
