"""When an article answers: what was asked has to stand in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from search_fakes import CharacterEncoder, clause, product

from insurance.bilingual import Bilingual
from insurance.catalogue import Exclusion, Product
from insurance.lines import Line
from insurance.ports import ClauseAnswer
from product_index.answering import ClauseAnswers
from product_index.asked import asked
from product_index.build import index_products
from product_index.customer_words import things_said
from product_index.search import FaissProductSearch

TRAVEL = replace(
    product(
        "旅行甲",
        Line.TRAVEL,
        clauses=(
            clause("1.1", "合同构成", "本合同由条款和保险单构成。"),
            clause("2.1", "医疗费用", "旅途中住院、门诊的费用按约定给付，含骨折。"),
            clause("2.2", "航班延误", "航班延误满4小时的给付200元。"),
            clause("3.1", "不保的活动", "从事潜水、跳伞等高风险运动受伤的不给付。"),
            clause("3.2", "精神与康复", "康复、推拿费用不给付。脑卒中术后的床旁康复除外。"),
            clause("4.1", "既往症", "投保前已患的疾病为既往症，已愈合的烧伤不算。"),
        ),
    ),
    exclusions=(Exclusion(Bilingual("康复", "rehab"), "3.2"),),
)


class FewSearch(FaissProductSearch):
    """Over the products given, without a folder."""

    def __init__(self, products: list[Product]) -> None:
        encoder = CharacterEncoder()
        super().__init__(None, encoder)  # type: ignore[arg-type]
        self.__dict__["_stored"] = index_products(products, encoder)


@pytest.fixture(scope="module")
def answers() -> ClauseAnswers:
    products = [TRAVEL, product("意外乙", Line.ACCIDENT)]
    return ClauseAnswers(products, FewSearch(products))


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("潜水赔吗", "3.1"),
        ("飞机晚点赔多少", "2.2"),
        ("does it cover scuba diving", "3.1"),
        ("旅行甲的航班延误怎么赔", "2.2"),
    ],
)
def test_that_an_article_that_names_the_thing_answers(answers: ClauseAnswers, words: str, article: str) -> None:
    assert answers.answer(words, TRAVEL.id).article == article


@pytest.mark.parametrize("words", ["宠物生病赔吗", "手机碎屏赔吗", "is surfing covered", "彩票", "xyzzy", "赔吗", ""])
def test_that_the_clauses_are_silent_about_what_stands_in_none(answers: ClauseAnswers, words: str) -> None:
    assert answers.answer(words, TRAVEL.id).article is None


def test_that_a_wider_thing_is_only_pointed_at(answers: ClauseAnswers) -> None:
    assert answers.answer("冲浪赔吗", TRAVEL.id) == ClauseAnswer(near="3.1")


@pytest.mark.parametrize("words", ["烧伤赔吗", "中风赔吗"])
def test_that_a_word_in_passing_answers_nothing(answers: ClauseAnswers, words: str) -> None:
    assert answers.answer(words, TRAVEL.id).article is None


def test_that_a_long_question_is_read_in_time(answers: ClauseAnswers) -> None:
    assert answers.answer("潜水" + "啊" * 100_000, TRAVEL.id).article == "3.1"


def test_that_asking_words_leave_only_what_is_asked_about() -> None:
    read = asked("请问这款产品能不能报销牙套的费用呢")
    assert [thing.terms[0] for group in read.things for thing in group] == ["正畸"]
    assert read.words == ()


def test_that_the_longest_phrase_counts() -> None:
    assert [one.thing.terms[0] for one in things_said("行李晚到赔多少")] == ["行李延误"]


def test_that_english_is_found_beside_chinese() -> None:
    assert [one.thing.terms[0] for one in things_said("住ICU报不报")] == ["重症监护"]


def test_that_no_thing_is_part_of_an_english_word() -> None:
    assert not things_said("education location")
