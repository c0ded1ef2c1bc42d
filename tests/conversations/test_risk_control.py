"""An application that is held: neutral words for the customer, evidence for the officers, and one way on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from bot.staff_token import staff_token
from tests.conversations import papers
from tests.conversations.buying import go_on
from tests.conversations.checks import bought_once
from tests.conversations.customer import Customer

LEAKS = (
    "名单", "风险控制", "风控", "分数", "评分", "规则", "可疑", "欺诈", "risk_", "score", "blacklist",
    "fraud", "suspic",
)  # fmt: skip
MINE = {
    "zh": "给我自己买意外险，男，40岁，办公室文员，预算不限",
    "en": "accident insurance for myself, male, 40 years old, office clerk, no limit on the price",
}
OTHERS = {"zh": "换别的方案", "en": "show me the other plans"}
CASES = "/api/v1/risk/cases"


def applies_to_three_insurers(customer: Customer, number: str = "") -> None:
    """The same person applies for each of the three plans, of three insurers; the third application is held."""
    tongue = "en" if customer.language == "en" else "zh"
    number, phone = number or papers.id_number(40), papers.phone()
    for place in (1, 2, 3):
        customer.say((MINE if place == 1 else OTHERS)[tongue])
        go_on(customer, until="plan")
        assert len({plan["insurer"] for plan in customer.plans}) == 3
        answers = {"applicant_id": number, "applicant_phone": phone, "plan": str(place)}
        go_on(customer, answers, until="payment" if place < 3 else "review")


def officer(customer: Customer, name: str = "wei") -> httpx.Client:
    token = staff_token(customer.system.environment["LINGBAO_SECRET_KEY"], name, "risk", 1)
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=customer.system.url, headers=headers, trust_env=False, timeout=30)


def the_case(customer: Customer) -> Mapping[str, Any]:
    with officer(customer) as client:
        (case,) = client.get(CASES, params={"q": customer.sender}).raise_for_status().json()["cases"]
    return dict(case)


def decides(customer: Customer, step: str, note: str, name: str = "wei", **more: str) -> None:
    case = the_case(customer)
    with officer(customer, name) as client:
        body = {"version": case["version"], "note": note, **more}
        client.post(f"{CASES}/{case['number']}/{step}", json=body).raise_for_status()


def everything_shown(customer: Customer) -> str:
    """All that was said to the customer, with buttons and cards."""
    bot = [line for line in customer.conversation()["transcript"] if line["author"] == "bot"]
    return str(bot + customer.last).lower()


def test_that_three_insurers_in_one_day_are_held_with_neutral_words(zh: Customer) -> None:
    applies_to_three_insurers(zh)
    assert "人工核对" in zh.text
    assert zh.card("payment") is None
    assert len(zh.record()["orders"]) == 2
    assert the_case(zh)["rows"] == ["risk_insurers.day_3"]
    shown = everything_shown(zh)
    assert not [leak for leak in LEAKS if leak in shown]


def test_that_it_is_said_in_english_to_who_speaks_english(en: Customer) -> None:
    applies_to_three_insurers(en)
    assert "being checked by our staff" in en.text
    shown = everything_shown(en)
    assert not [leak for leak in LEAKS if leak in shown]


@pytest.fixture(scope="module")
def held(system: Any) -> Customer:
    customer = Customer(system, "held-and-asking", "")
    applies_to_three_insurers(customer)
    return customer


@pytest.mark.parametrize(
    "said",
    [
        "我付了，到哪一步了",
        "我要付款",
        "确认无误",
        "为什么还不能付款",
        "返回",
        "姓名错了，应该是李四",
        "第一个",
        "/pay_again",
    ],
)
def test_that_asking_again_gives_the_same_state(held: Customer, said: str) -> None:
    held.say(said)
    assert held.card("payment") is None
    assert len(held.record()["orders"]) == 2
    assert held.questions in (["review"], [])
    held.tap("查看进度")
    assert "人工核对" in held.text


def test_that_a_cleared_application_goes_on_to_the_policy(zh: Customer) -> None:
    applies_to_three_insurers(zh)
    decides(zh, "clear", "本人比价，没有异常")
    line = zh.wait_for_word("已核对完")
    assert line["custom"]["type"] == "payment"
    assert zh.pay(line["custom"]["url"]).status_code == 200
    zh.wait_for_policy()
    bought_once(zh)
    assert the_case(zh)["result"].startswith("order:")


def test_that_a_refused_application_ends_neutrally_and_another_way_is_offered(zh: Customer) -> None:
    applies_to_three_insurers(zh)
    decides(zh, "refuse", "同日三家，材料雷同")
    line = zh.wait_for_word("没能办成")
    assert [button["payload"] for button in line["buttons"]] == ["/resume", "/ask_human"]
    assert not [leak for leak in LEAKS if leak in everything_shown(zh)]
    zh.say("/resume")
    assert zh.plans
    assert len(zh.record()["orders"]) == 2


def test_that_somebody_listed_is_held_with_the_same_words(zh: Customer, new_customer: Any) -> None:
    number = papers.id_number(40)
    applies_to_three_insurers(zh, number)
    decides(zh, "list", "同日三家，材料雷同", reason="forged_documents")
    decides(zh, "confirm-listing", "同意", name="lan")
    zh.wait_for_word("没能办成")
    other = new_customer()
    other.say(MINE["zh"])
    go_on(other, {"applicant_id": number}, until="review")
    assert "人工核对" in other.text
    assert "risk_blacklist.hit" in the_case(other)["rows"]
    assert other.record()["orders"] == []
    assert not [leak for leak in LEAKS if leak in everything_shown(other)]


def test_that_a_held_application_can_be_withdrawn(zh: Customer) -> None:
    applies_to_three_insurers(zh)
    zh.tap("撤回这份申请")
    assert zh.record()["draft"] is None
    decides(zh, "clear", "没有异常")
    zh.say("我爸65了，怕他摔跤，一年五百块以内")
    assert zh.plans


def test_that_one_person_with_policies_of_two_insurers_is_not_held(zh: Customer) -> None:
    number = papers.id_number(40)
    for place in (1, 2):
        zh.say(MINE["zh"])
        go_on(zh, {"applicant_id": number, "plan": str(place)})
        assert zh.pay().status_code == 200
        zh.wait(lambda record, wanted=place: len(record["policies"]) == wanted)


def test_that_a_bot_killed_after_the_decision_goes_on_once(zh: Customer, system: Any) -> None:
    applies_to_three_insurers(zh)
    decides(zh, "clear", "没有异常")
    system.kill("bot")
    system.wait_ready("bot")
    line = zh.wait_for_word("已核对完")
    assert len(zh.record()["orders"]) == 3
    told = [one for one in zh.conversation()["transcript"] if "已核对完" in (one.get("text") or "")]
    assert len(told) == 1
    zh.pay(line["custom"]["url"])
    zh.wait_for_policy()
    bought_once(zh)
