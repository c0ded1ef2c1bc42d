"""A purchase in every line of business, from the first sentence to the policy."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.checks import bought_once, policy_text, rate_cell, receipts
from tests.conversations.customer import Customer


def test_that_a_son_buys_accident_cover_for_his_father_and_can_return_it(zh: Customer) -> None:
    zh.say("我爸65了，怕他摔跤，一年五百块以内")
    needs = zh.record()["needs"]
    assert (needs["line"], needs["budget"], needs["concerns"]) == ("accident", "500.00", ["fall"])
    assert (needs["insured"][0]["relation"], needs["insured"][0]["age"]) == ("parent", 65)
    assert len(zh.plans) == 3
    assert all(plan["eligible"] and Decimal(plan["premium"]) <= 500 for plan in zh.plans)
    assert len({(plan["product_id"], plan["plan_id"]) for plan in zh.plans}) == 3
    senior = next(n for n, plan in enumerate(zh.plans, 1) if plan["product_id"] == "hengtai-senior-guard")
    number = buy(zh, {"plan": str(senior), "insured_id": papers.id_number(65)})
    policy = bought_once(zh)
    assert Decimal(policy["premium"]) == rate_cell("hengtai-senior-guard", plan=policy["plan_id"], age=65)
    zh.wait_for_word(number)
    (receipt,) = receipts(zh)
    assert number in policy_text(zh, receipt["document"])
    assert number in zh.say("我的保单")

    zh.say("退保")
    zh.say("确认退保")
    zh.wait(lambda record: record["policies"][0]["status"] == "cancelled")
    assert [Decimal(one["amount"]) for one in zh.ledger()["refunds"]] == [Decimal(policy["premium"])]
    zh.say("退保")
    assert len(zh.ledger()["refunds"]) == 1


def test_that_a_family_of_three_buys_travel_cover_and_each_pays_by_age(zh: Customer) -> None:
    zh.say("12月10号去日本玩5天，我35，老婆33，孩子6岁")
    assert {person["age"] for person in zh.record()["needs"]["insured"]} == {35, 33, 6}
    ages = [person["age"] for person in zh.record()["needs"]["insured"]]
    ids = {f"insured_id.{n}": papers.id_number(age, "male" if age == 6 else "female") for n, age in enumerate(ages)}
    buy(zh, {**ids, "applicant_id": papers.id_number(35), "insured_name": "李晓梅"})
    policy = bought_once(zh)
    cells = [rate_cell(policy["product_id"], plan=policy["plan_id"], age=age, days=5) for age in ages]
    assert Decimal(policy["premium"]) <= sum(cells)  # some tables give a family rebate, none asks more
    assert (policy["effective"], policy["expiry"]) == ("2026-12-10", "2026-12-14") or policy["effective"][5:] == "12-10"


def test_that_an_english_traveller_buys_schengen_cover(en: Customer) -> None:
    en.say("I need Schengen travel insurance for 10 days from December 5, just me, I'm 41")
    chosen = en.plans[0]
    buy(en, {"applicant_id": papers.id_number(41)})
    policy = bought_once(en)
    assert (policy["product_id"], policy["plan_id"]) == (chosen["product_id"], chosen["plan_id"])
    assert Decimal(policy["premium"]) == rate_cell(policy["product_id"], plan=policy["plan_id"], age=41, days=10)
    assert policy["number"] in en.say("my policies")


def test_that_a_programmer_buys_million_medical_cover(zh: Customer) -> None:
    zh.say("想给自己买百万医疗，32岁，有医保，程序员，身体健康")
    go_on(zh, {"insured_occupation": "程序员", "conditions": "没有", "social_insurance": "有"}, until="plan")
    assert all(plan["waiting_days"] > 0 for plan in zh.plans)
    buy(zh, {"applicant_id": papers.id_number(32, "female")})
    assert bought_once(zh)["status"] == "in_force"
    assert zh.record()["needs"].get("line") is None  # bought: the next wish starts afresh


def test_that_an_english_father_buys_term_life(en: Customer) -> None:
    en.say("I want term life insurance for myself, I'm 35, male, non-smoker, office job")
    go_on(en, {"sum_insured": "500000", "term": "to age 60"}, until="plan")
    assert {plan["sum_insured"] for plan in en.plans} == {"500000.00"}
    buy(en, {"applicant_id": papers.id_number(35)})
    policy = bought_once(en)
    assert Decimal(policy["sum_insured"]) == 500_000


OTHERS = {
    "compulsory car": (
        "给车买交强险，5座，连续2年没出险",
        {"seats": "5座", "no_claim_years": "2年", "plate": "京A12345", "vin": "LSVAA4182E2123456"},
    ),
    "car damage": (
        "想买车损险",
        {"seats": "5", "vehicle_value": "12万", "vehicle_age": "3年", "no_claim_years": "1年", "plate": "沪B88K66",
         "vin": "LSVAA4182E2123457"},
    ),
    "home": (
        "房子想买个家财险", {"home_value": "200万", "building": "钢混", "home_address": "北京市朝阳区建国路1号3楼"}
    ),
    "cancer": (
        "我妈62，有高血压，想买防癌险",
        {"social_insurance": "有", "conditions": "就高血压", "insured_id": papers.id_number(62, "female")},
    ),
    "critical illness": (
        "给自己买重疾险，30岁，女，会计",
        {"conditions": "没有", "sum_insured": "50万", "applicant_id": papers.id_number(30, "female"),
         "insured_occupation": "会计"},
    ),
    "child outpatient": (
        "给4岁的儿子买门诊险", {"social_insurance": "有", "insured_id": papers.id_number(4)}
    ),
    "annuity": (
        "想给自己买养老年金，40岁，男",
        {"yearly_amount": "2万", "pay_years": "10年", "applicant_id": papers.id_number(40)},
    ),
    "whole life": (
        "给自己买终身寿险，40岁，男，老师",
        {"sum_insured": "100万", "pay_years": "10年", "insured_occupation": "老师",
         "applicant_id": papers.id_number(40)},
    ),
    "employer group": (
        "公司5个人买团险",
        {"headcount": "5", "group_occupation": "办公室", "group_age": "30岁", "company_name": "北京青禾科技有限公司",
         "company_number": papers.company_number(), "roster": "\n".join(
             f"{name} {papers.id_number(30)}" for name in ("张一鸣", "李思远", "王子涵", "陈佳怡", "刘思琪"))},
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_that_a_policy_can_be_bought_in(line: str, new_customer: Callable[..., Customer]) -> None:
    first, answers = OTHERS[line]
    customer = new_customer()
    customer.say(first)
    go_on(customer, answers, until="plan")
    assert 1 <= len(customer.plans) <= 3
    number = buy(customer, answers)
    assert bought_once(customer)["number"] == number
