from product_index.customer_words import with_contract_terms
from product_index.lexical import Lexical, terms


def test_that_chinese_is_read_in_pairs_and_english_in_word_stems() -> None:
    assert list(terms("申根签证 Diabetic cover")) == ["申根", "根签", "签证", "diabe"]


def test_that_words_that_tell_nothing_apart_are_left_out() -> None:
    assert list(terms("保险 I want to insurance")) == []


def test_that_a_rare_term_outweighs_a_common_one() -> None:
    index = Lexical([("旅行", ""), ("旅行 申根", ""), ("旅行", "")])
    assert index.scores("申根旅行").argmax() == 1


def test_that_a_name_outweighs_the_same_word_in_passing() -> None:
    index = Lexical([("", "潜水 甲乙丙丁"), ("潜水", "甲乙丙丁")])
    assert index.scores("潜水").argmax() == 1


def test_that_unknown_words_score_nothing() -> None:
    assert Lexical([("甲乙", "")]).scores("xyz 丙丁").tolist() == [0.0]


def test_that_an_empty_index_answers() -> None:
    assert Lexical([]).scores("潜水").tolist() == []


def test_that_a_phrase_brings_the_contracts_term() -> None:
    assert with_contract_terms("酒驾赔吗").split() == ["酒驾赔吗", "酒后", "醉酒", "饮酒", "血液酒精"]
    assert with_contract_terms("I had Pre-Existing asthma").startswith("I had Pre-Existing asthma 既往症")


def test_that_other_words_stay_as_they_are() -> None:
    assert with_contract_terms("骨折赔多少") == "骨折赔多少"
