"""Health disclosure in conversation: what is asked, what each insurer says to it, what can be bought and what can't."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.checks import bought_once, policy_text, receipts
from tests.conversations.customer import Customer

NODULE = "我35岁，坐办公室，有社保，想买百万医疗，有甲状腺结节"
ILLNESS = "想给自己买重疾险，30岁，男，办公室文员，保额30万，价格无所谓"

ANSWERS = {
    "sum_insured": "30万", "term": "20年", "smoker": "不抽", "budget": "不限", "social_insurance": "有",
    "insured_occupation": "坐办公室", "insured_sex": "男",
}  # fmt: skip


def test_that_a_thyroid_nodule_without_a_check_is_answered_differently_by_insurers(zh: Customer) -> None:
    zh.say(NODULE)
    assert (zh.field, zh.has("question")["detail"]) == ("condition_grade", "thyroid_nodule")
    zh.say("这是什么意思")
    assert "TI-RADS" in zh.text
    assert zh.field == "condition_grade"
    zh.say("3级")
    assert zh.field == "condition_checked"
    zh.say("一年多没复查了")
    go_on(zh, until="plan")
    elsewhere = {one["insurer"]: one["decision"] for one in zh.has("plans")["elsewhere"]}
    assert {"refer", "postpone"} <= set(elsewhere.values()), zh.story
    assert all(plan["decision"] == "exclusion" and "甲状腺" in plan["decision_text"] for plan in zh.plans)
    assert zh.record()["quotes"] == []  # compared before anything was given away


def test_that_an_exclusion_is_accepted_and_stands_on_the_policy(zh: Customer) -> None:
    zh.all(NODULE, "3级", "一年多没复查了")
    go_on(zh, {"plan": "2"}, until="quote_accept")
    assert zh.has("underwriting")["decision"] == "exclusion"
    assert any("甲状腺" in one for one in zh.has("quote")["exclusions"])
    number = buy(zh, {"applicant_id": papers.id_number(35)})
    bought_once(zh)
    zh.wait_for_word(number)
    (receipt,) = receipts(zh)
    assert "甲状腺疾病" in policy_text(zh, receipt["document"]).replace("\n", "").replace("\r", "")


def test_that_a_loading_is_shown_with_and_without_accepted_and_paid(zh: Customer) -> None:
    zh.say(ILLNESS + "，有轻度哮喘")
    go_on(zh, {"condition_attacks": "没有发作"}, until="plan")
    place, plan = next((n, one) for n, one in enumerate(zh.plans, 1) if one["decision"] == "loading")
    percent = Decimal(plan["loading_percent"])
    loaded = Decimal(plan["premium_standard"]) * (100 + percent) / 100
    assert abs(Decimal(plan["premium"]) - loaded) < Decimal("0.01")
    assert "变成" in plan["decision_text"]
    buy(zh, {"plan": str(place), "applicant_id": papers.id_number(30)})
    assert Decimal(bought_once(zh)["premium"]) == Decimal(plan["premium"])


def test_that_unknown_answers_are_referred_and_never_pass(zh: Customer) -> None:
    zh.say("我35岁，坐办公室，有社保，想买百万医疗，有肺结节")
    assert zh.field == "condition_size"
    zh.say("阿巴阿巴")
    assert zh.field == "condition_size"  # asked again, not taken for an answer
    zh.say("不记得了")
    zh.say("不限")
    said = [one["decision"] for one in zh.has("no_plans")["elsewhere"]]
    assert "refer" in said, zh.story
    assert not {"standard", "loading", "exclusion"} & set(said), zh.story
    zh.tap("/ask_human")
    assert [one["reason"] for one in zh.handoffs()] == ["underwriting"]
    assert zh.record()["needs"]["insured"][0]["health"] == {"lung_nodule": {"size": "unknown"}}


def test_that_cancer_can_not_be_bought_by_any_path(zh: Customer) -> None:
    zh.say("我40岁，男，坐办公室，有社保，身体健康，想买百万医疗，价格无所谓")
    go_on(zh, until="plan")
    old = [payload for _, payload in zh.offered if payload.startswith("/choose")]
    cards = [plan["payload"] for plan in zh.plans]
    zh.say("第一个")
    while "肿瘤" not in zh.text and "癌" not in zh.text:
        zh.say("没有")
    zh.say("得过甲状腺癌，五年前做了手术")
    assert zh.card("underwriting") is None or zh.has("underwriting")["decision"] == "decline"
    for payload in [*old, *cards]:
        zh.say(payload)
        assert zh.card("quote") is None, zh.story
    for line in ("重疾险", "定期寿险", "百万医疗"):
        zh.say(f"那给我看看{line}")
        for _ in range(12):
            question = zh.card("question")
            if question is None or question["field"] == "plan":
                break
            zh.say(ANSWERS.get(question["field"], "是的"))
        assert zh.card("plans") is None, zh.story
    assert zh.record()["policies"] == []


def test_that_a_child_over_the_limit_is_refused_across_policies(new_customer: Callable[..., Customer]) -> None:
    child, needs = papers.id_number(6), "给孩子买意外险，孩子6岁，一年500以内"
    father, mother = new_customer(), new_customer()
    father.say(needs)
    largest = max(range(3), key=lambda n: Decimal(father.plans[n]["sum_insured"])) + 1
    buy(father, {"insured_id": child, "applicant_id": papers.id_number(35), "plan": str(largest)})
    mother.say(needs)
    go_on(mother, {"plan": str(largest), "applicant_id": papers.id_number(34, "female")}, until="insured_id")
    mother.say(child)
    assert mother.has("underwriting")["decision"] == "decline"
    assert "身故保额" in mother.text
    assert mother.record()["orders"] == []


def test_that_old_people_are_asked_once_more_in_plain_words(zh: Customer) -> None:
    zh.say("我爸65了，怕他摔跤，一年五百块以内")
    go_on(zh, {"insured_id": papers.id_number(65)}, until="notice_senior")
    assert "不是存款" in zh.text
    zh.say("这是什么意思")
    assert zh.field == "notice_senior"
    zh.say("都听明白了")
    assert zh.card("payment")


def test_that_help_with_concealing_is_refused_with_the_consequence(zh: Customer) -> None:
    zh.all(NODULE, "3级", "半年前复查没变化", "不限", "第一个")
    zh.say("我有高血压，不说行不行")
    assert "最大诚信" in zh.text
    assert "拒赔" in zh.text
