"""Names with slips, pointing back, a term with a why, conduct that is excluded: in the customer's own words."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from tests.conversations.customer import Customer

FATHER = "我爸65了，怕他摔跤，一年五百块以内"
MY_CAR = "给我的车买第三者责任险，5座，2年没出险"


def test_that_a_product_named_with_a_slip_is_among_the_plans(zh: Customer) -> None:
    zh.say("想买长青树")
    assert "常青树" in zh.text
    zh.say("给我爸买，65岁")
    zh.say("不限")
    assert "anlan-evergreen" in [one["product_id"] for one in zh.plans]


def test_that_an_english_slip_in_a_name_is_forgiven(en: Customer) -> None:
    en.say("what does evergren pay for?")
    assert "Anlan Evergreen" in en.text


def test_that_a_plan_is_chosen_by_its_insurer_and_another_by_pointing_back(zh: Customer) -> None:
    zh.say(FATHER)
    second = zh.plans[1]
    cheapest = min(zh.plans, key=lambda one: float(one["premium"]))
    zh.say(f"就{second['insurer'][:2]}那个")
    assert second["name"] in zh.text
    zh.say("还是刚才那个便宜的")
    assert cheapest["name"] in zh.text
    assert zh.questions == ["disclosure"]


def test_that_a_term_and_a_why_are_answered_and_the_question_put_again(zh: Customer) -> None:
    zh.say("给自己买重疾险，35岁，男，会计，身体健康")
    assert zh.questions == ["sum_insured"]
    zh.say("保额是啥意思？为什么问我")
    assert zh.has("term")["term"] == "保额"
    assert "也决定保费" in zh.text
    assert zh.questions == ["sum_insured"]


def test_that_drink_driving_is_answered_by_the_exclusion_of_each_plan_in_a_few_words(zh: Customer) -> None:
    zh.say(MY_CAR)
    zh.say("喝了酒开车撞了人赔不赔")
    cards = [one["custom"] for one in zh.last if (one.get("custom") or {}).get("type") == "clause"]
    assert len(cards) == 3
    assert all("饮酒" in card["text"] and len(card["text"]) < 120 for card in cards)
    zh.say("等待期多久")
    assert "没有等待期" in zh.text
    assert zh.card("clause") is None


def test_that_a_cantonese_question_is_answered_from_the_clauses(zh: Customer) -> None:
    zh.say("我45岁，给我自己买医疗险，有医保，办公室职员，身体健康，预算不限")
    zh.say("門診睇病包唔包㗎")
    assert "门诊" in zh.has("clause")["text"]


def test_that_what_is_told_of_an_illness_out_of_turn_is_never_lost(zh: Customer) -> None:
    zh.say("给我妈买防癌险")
    zh.say("69了 糖料病")
    (person,) = zh.record()["needs"]["insured"]
    assert person["age"] == 69
    assert list(person["health"]) == ["diabetes"]
    for words, known in (("2型 吃药", "类型：2型"), ("没有并发症", "并发症：没有")):
        zh.say(words)
        assert known in zh.text
        assert "没听明白" not in zh.text
        assert len(zh.questions) == 1


def test_that_a_plan_is_weighed_against_the_others_and_any_will_do(zh: Customer) -> None:
    zh.say(FATHER)
    zh.say("贵的那个有啥好")
    assert len(zh.has("comparison")["columns"]) == 3
    zh.say("随便哪个")
    assert "建议" in zh.text
    zh.tap("/choose")
    assert zh.questions == ["disclosure"]


def test_that_the_term_of_years_and_a_question_about_the_kind_are_heard_while_the_sum_is_asked(en: Customer) -> None:
    en.say("term life for myself, 35, male, office worker, non-smoker")
    assert en.questions == ["sum_insured"]
    en.say("what's term life exactly")
    assert en.has("term")["term"]
    assert en.questions == ["sum_insured"]
    en.say("25 yrs")
    assert "25 years" in en.text
    assert en.questions == ["sum_insured"]
    en.say("500k")
    assert "term" not in en.questions


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("给我讲个笑话", "我想借点钱", "平安保险电话多少")),
        ("en", ("tell me a joke", "can I get a loan", "what's the hotline of Ping An")),
    ],
)
def test_that_what_is_no_matter_of_ours_is_turned_away_politely_however_often(
    new_customer: Callable[..., Customer], language: str, words: tuple[str, ...]
) -> None:
    customer = new_customer(language)
    customer.say("给我爸买意外险" if language == "zh" else "accident cover for my father")
    customer.say("嗯哼哼啦啦")
    said = []
    for one in words:
        customer.say(one)
        assert customer.questions == ["insured_age"]
        said.append(customer.last[0]["text"])
    assert all("保险" in one or "insurance" in one for one in said)
    assert all(one != other for one, other in itertools.pairwise(said))


def test_that_the_second_complaint_is_met_in_other_words_and_the_third_by_a_human(zh: Customer) -> None:
    first, second = zh.say("你们太差了"), zh.say("还是很不满意，太差劲了")
    assert first != second
    assert not zh.handoffs()
    zh.say("你们太差了")
    assert [one["reason"] for one in zh.handoffs()] == ["dissatisfied"]


def test_that_pinyin_is_read_as_chinese(zh: Customer) -> None:
    zh.say("gei wo baba mai yiwai xian")
    assert zh.questions == ["insured_age"]


def test_that_water_from_above_is_quoted_where_a_contract_names_it(en: Customer) -> None:
    en.say("home insurance, worth 2 million, concrete")
    en.say("does it pay if the upstairs neighbour floods me?")
    assert any("楼上" in (one.get("custom") or {}).get("text", "") for one in en.last) or "楼上" in en.text
