"""Finding, ordering, following and rating a service provider, against the running system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
import pytest

from tests.conversations.customer import SOON, Customer

FAST = {"pace": {"seconds": 1}}
PHONE = "13912345678"


@pytest.fixture
def dispatch(zh: Customer) -> Iterator[Customer]:
    """The dispatch takes a second a step; afterwards it works as ever."""
    zh.switch("providers", **FAST)
    yield zh
    zh.switch("providers")


@pytest.fixture
def sent(zh: Customer) -> Callable[[], list[Mapping[str, Any]]]:
    """The orders that came to the dispatch since the test began."""
    known = {one["order_id"] for one in books(zh)}
    return lambda: [one for one in books(zh) if one["order_id"] not in known]


def books(customer: Customer) -> list[Mapping[str, Any]]:
    answer = httpx.get(f"{customer.provider('providers')}/_sandbox/ledger", trust_env=False, timeout=30)
    return list(answer.json()["orders"])


def cards(customer: Customer) -> list[Mapping[str, Any]]:
    lines = customer.conversation()["transcript"]
    return [line["custom"] for line in lines if (line.get("custom") or {}).get("type") == "provider_order"]


def wait_for(customer: Customer, status: str, seconds: float = SOON) -> Mapping[str, Any]:
    """Until a message with that status was pushed."""
    deadline = time.monotonic() + seconds
    while not (found := [one for one in cards(customer) if one["status"] == status]):
        assert time.monotonic() < deadline, customer.story
        customer.say("救援到哪了" if customer.language != "en" else "where is the tow truck")
        time.sleep(0.7)
    return found[0]


def pushed(customer: Customer, words: str) -> int:
    return sum(words in (line.get("text") or "") for line in customer.conversation()["transcript"])


def until_ordered(customer: Customer, first: str = "我在浦东张江抛锚了，叫个拖车") -> None:
    customer.say(first)
    customer.tap('"v":"1"')
    customer.say(PHONE)
    assert customer.field == "provider_confirm", customer.story
    customer.tap('"v":"yes"')


def test_that_a_breakdown_is_towed_followed_and_rated(dispatch: Customer, sent: Callable) -> None:
    dispatch.say("我在浦东张江抛锚了，叫个拖车")
    found = dispatch.has("providers")["providers"]
    assert found[0]["distance_km"] < 10
    assert [one["distance_km"] for one in found] == sorted(one["distance_km"] for one in found)
    assert all(one["phone"] in dispatch.text and one["reasons"] for one in found)
    assert sent() == []
    dispatch.say("第一家")
    assert dispatch.field == "provider_phone", dispatch.story
    dispatch.say(f"打我{PHONE}")
    assert "拖车" in dispatch.text
    assert "张江" in dispatch.text
    dispatch.say("确认")
    assert dispatch.has("provider_order")["status"] == "placed"
    wait_for(dispatch, "done")
    (order,) = sent()
    assert (order["service"], order["place"]["where"]) == ("tow", "上海张江")
    assert PHONE not in str(dispatch.conversation())
    dispatch.say("五星，师傅很快")
    assert "5星" in dispatch.text
    dispatch.say("五星")
    assert "没有等您评价" in dispatch.text
    dispatch.say("我在浦东张江抛锚了，叫个拖车")
    assert dispatch.has("providers")["providers"][0]["ratings"] >= 1
    assert pushed(dispatch, "已完成。满意吗") == 1


def test_that_a_tow_is_ordered_in_english(new_customer: Callable[..., Customer], dispatch: Customer) -> None:
    en = new_customer("en")
    en.say("my car broke down, I need a tow truck")
    assert en.field == "provider_place", en.story
    en.say("I'm near Lujiazui in Pudong")
    assert en.has("providers")["providers"][0]["distance_km"] < 10
    en.say("the first one")
    en.say(PHONE)
    assert "Shall I place the order?" in en.text
    en.say("yes please")
    wait_for(en, "done")
    en.tap("rate_provider")
    assert en.field == "provider_words"
    en.say("very friendly driver")
    assert "noted" in en.text
    assert pushed(en, "has finished") == 1


def test_that_the_open_question_of_a_purchase_comes_back(dispatch: Customer) -> None:
    dispatch.say("我爸65了，怕他摔跤")
    open_field = dispatch.field
    assert open_field
    dispatch.say("等等，我的车没电了，我在深圳南山")
    assert dispatch.field == "provider"
    assert "搭电" in dispatch.text
    dispatch.say("等待期多久")  # something else in between: answered, and nothing is lost
    assert dispatch.field == "provider", dispatch.story
    dispatch.say("都不要")
    assert dispatch.field == open_field, dispatch.story
    assert dispatch.record()["needs"], dispatch.story


def test_that_changing_place_phone_and_mind_at_each_step_loses_nothing(dispatch: Customer, sent: Callable) -> None:
    dispatch.say("帮我叫道路救援")
    assert dispatch.field == "provider_place"
    dispatch.say("我在和平区")
    assert dispatch.field == "provider_place"
    dispatch.tap("沈阳和平区")
    assert "沈阳" in dispatch.text
    dispatch.say("不对，我在沈阳浑南区")
    assert "浑南" in dispatch.text
    dispatch.say("最近的那家")
    assert dispatch.field == "provider_phone"
    dispatch.say("为什么要我电话")
    assert dispatch.field == "provider_phone"
    dispatch.say(PHONE)
    dispatch.say("换个号码，13700137000")
    assert dispatch.field == "provider_confirm"
    dispatch.say("返回")
    assert dispatch.field == "provider"
    dispatch.say("先不叫了")
    assert "先不叫了" in dispatch.text
    time.sleep(2)  # a sweep or two
    assert sent() == []


def test_that_a_decline_offers_another_one(dispatch: Customer) -> None:
    dispatch.switch("providers", decline={"reason": "no_crew", "times": 1}, **FAST)
    until_ordered(dispatch)
    first = wait_for(dispatch, "declined")
    dispatch.tap("find_provider")
    found = [one["provider_id"] for one in dispatch.has("providers")["providers"]]
    assert found
    assert first["provider_id"] not in found
    assert pushed(dispatch, "现在没有空闲的人手") == 1


def test_that_an_order_is_cancelled(dispatch: Customer, sent: Callable) -> None:
    dispatch.switch("providers", pace={"seconds": 60})
    until_ordered(dispatch)
    dispatch.say("取消拖车")
    wait_for(dispatch, "cancelled")
    assert [one["status"] for one in sent()] == ["cancelled"]
    assert pushed(dispatch, "单已取消") == 1


def test_that_an_order_is_sent_once_though_an_answer_is_lost_and_the_gateway_dies(
    dispatch: Customer, sent: Callable
) -> None:
    dispatch.switch("providers", hang_after_work={"seconds": 20, "on": "place", "times": 1}, **FAST)
    until_ordered(dispatch)
    time.sleep(1)
    dispatch.system.kill("bot")
    dispatch.system.wait_ready("bot")
    wait_for(dispatch, "done", 60)
    assert len(sent()) == 1
    assert pushed(dispatch, "已完成。满意吗") == 1


def test_that_a_dispatch_that_is_down_loses_no_order(dispatch: Customer, sent: Callable) -> None:
    dispatch.switch("providers", fail={"status": 503, "on": "place", "times": 2}, **FAST)
    until_ordered(dispatch)
    wait_for(dispatch, "done", 60)
    assert len(sent()) == 1


def test_that_people_hurt_come_first(zh: Customer) -> None:
    zh.say("我在路口撞人了，他流血了")
    first = zh.last[0]["text"]
    assert "120" in first
    assert "122" in first
    assert "110" in first


def test_that_a_hospital_is_shown_with_its_number_and_nothing_is_ordered(zh: Customer) -> None:
    zh.say("附近哪家医院能报？我在上海徐汇")
    found = zh.has("providers")["providers"]
    assert {one["kind"] for one in found} == {"hospital"}
    assert all(one["navigation"].startswith("geo:") for one in found)
    zh.say("我自己去")
    assert zh.field == ""


def test_that_nobody_near_is_said_with_the_public_number(zh: Customer) -> None:
    zh.say("车抛锚了要拖车，我在日喀则")
    assert "12122" in zh.text
    zh.say("找个律师，在日喀则")
    assert "12348" in zh.text
