"""Names with slips, pointing back, a term with a why, conduct that is excluded: in the customer's own words."""

from __future__ import annotations

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
