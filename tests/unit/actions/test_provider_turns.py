"""Looking for a provider turn by turn, on fakes: what is said at each step, in any order."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import claims, consulting, explaining, navigating, owning, providers, talking
from actions.speaking.providers import help_buttons, hours
from actions.speaking.voice import Voice
from insurance.journeys import Claiming
from insurance.lines import Language, Line
from insurance.money import Money
from insurance.policies import Policy, PolicyStatus
from insurance.provider_orders import ServiceStatus
from insurance.questions import AnswerKind, Flow, Question
from insurance.refs import ApplicationId, ClaimNumber, OrderId, PlanId, PolicyNumber, ProductId, QuoteId
from insurance.services.parts import Parts
from insurance.services.providers.dispatching import carry_on_orders
from tests.fakes import CUSTOMER, NOON, journey_of, set_journey, wording

MODULES = (claims, consulting, explaining, navigating, owning, providers, talking)
ACTIONS = {action.action: action for module in MODULES for action in module.ACTIONS}
FIND = "action_find_provider"
IN_ZHANGJIANG = "我在浦东张江抛锚了，叫个拖车"


async def say(parts: Parts, action: str, text: str, intent: str = "find_provider", language: str = "zh") -> list[dict]:
    """One turn; a text that begins with / is a tapped button."""
    entities = []
    if text.startswith("/") and "{" in text:
        intent, _, body = text[1:].partition("{")
        entities = [{"entity": name, "value": value} for name, value in json.loads("{" + body).items()]
    message = {
        "text": text, "intent": {"name": intent, "confidence": 0.95}, "entities": entities, "intent_ranking": [],
        "metadata": {"language": language},
    }  # fmt: skip
    dispatcher = CollectingDispatcher()
    tracker = Tracker.from_dict({"sender_id": CUSTOMER, "slots": {}, "latest_message": message, "events": []})
    await ACTIONS[action](parts).run(dispatcher, tracker, {})
    return dispatcher.messages


def asked(messages: list[dict]) -> str:
    """The one open question; an answer never asks two."""
    found = [one["custom"]["field"] for one in messages if (one.get("custom") or {}).get("type") == "question"]
    assert len(found) <= 1
    return found[0] if found else ""


def shown(messages: list[dict]) -> list[dict]:
    return next(one["custom"]["providers"] for one in messages if (one.get("custom") or {}).get("type") == "providers")


def texts(messages: list[dict]) -> str:
    return "\n".join(one["text"] for one in messages)


async def phone(parts: Parts, number: str = "13800138000") -> str:
    return await parts.vault.keep(CUSTOMER, "phone", number)


async def until_confirm(parts: Parts) -> None:
    await say(parts, FIND, IN_ZHANGJIANG)
    await say(parts, "action_hear", "第一家", "inform")
    messages = await say(parts, "action_hear", await phone(parts), "inform")
    assert asked(messages) == "provider_confirm"


async def test_that_the_card_and_the_text_say_the_same(parts: Parts):
    messages = await say(parts, FIND, IN_ZHANGJIANG)
    for one in shown(messages):
        assert {"provider_id", "name", "kind", "distance_km", "phone", "hours", "services", "reasons"} <= one.keys()
        assert all(str(one[key]) in messages[0]["text"] for key in ("name", "phone", "hours", "distance_km"))
        assert "能做拖车" in one["reasons"]
    assert [button["title"] for button in messages[-1]["buttons"]] == [one["name"] for one in shown(messages)] + [
        "都不要"
    ]


async def test_that_english_is_answered_in_english(parts: Parts):
    messages = await say(parts, FIND, "flat tyre in Pudong, who can come", language="en")
    assert not re.search(r"[\u4e00-\u9fff]", texts(messages))
    assert "a tyre change" in texts(messages)


@pytest.mark.parametrize(("answer", "name"), [
    ("第二家", 1), ("2", 1), ("the second one", 1), ("最近的", 0), ("就第一家吧", 0), ("安捷", 0),
])  # fmt: skip
async def test_that_one_is_chosen_in_many_ways(parts: Parts, answer: str, name: int):
    found = shown(await say(parts, FIND, IN_ZHANGJIANG))
    wanted = found[name]
    await say(parts, "action_hear", answer, "inform")
    assert journey_of(parts).provider.provider_id == wanted["provider_id"]


@pytest.mark.parametrize("answer", ["第四家", "随便聊聊", "嗯…"])
async def test_that_what_chooses_none_is_asked_again(parts: Parts, answer: str):
    await say(parts, FIND, IN_ZHANGJIANG)
    assert asked(await say(parts, "action_hear", answer, "inform")) == "provider"


@pytest.mark.parametrize(("text", "action", "intent"), [
    ("等待期多久", "action_explain", "ask_clause"), ("你好", "action_greet", "greet"),
    ("为什么问这个", "action_why", "ask_why"),
    ("转人工", "action_hand_over", "ask_human"), ("你们太慢了", "action_complain", "complain"),
    ("今天天气怎么样", "action_smalltalk", "out_of_scope"), ("我的保单", "action_policies", "show_policies"),
    ("谢谢", "action_smalltalk", "thank"),
])  # fmt: skip
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_that_anything_said_in_between_loses_nothing(
    parts: Parts, text: str, action: str, intent: str, steps: int
):
    await say(parts, FIND, "帮我叫救援")
    for answer in ["我在浦东张江", "第一家", await phone(parts)][:steps]:
        await say(parts, "action_hear", answer, "inform")
    before = journey_of(parts).provider
    messages = await say(parts, action, text, intent)
    assert journey_of(parts).provider == before
    assert asked(messages) == before.question().field or intent == "ask_human"


async def test_that_a_need_told_in_between_is_noted_and_asked_on_afterwards(parts: Parts):
    await say(parts, FIND, IN_ZHANGJIANG)
    messages = await say(parts, "action_consult", "对了我爸65了，怕他摔跤，想给他买份意外险", "seek_advice")
    assert asked(messages) == "provider"
    assert journey_of(parts).needs.person().age.years == 65
    messages = await say(parts, "action_hear", "都不要", "deny")
    assert asked(messages) == "budget"


async def test_that_place_service_and_phone_change_at_the_confirmation(parts: Parts):
    await until_confirm(parts)
    messages = await say(parts, "action_hear", "其实是电瓶没电了", "inform")
    assert "搭电" in texts(messages)
    await say(parts, "action_hear", "1", "inform")
    other = await phone(parts, "13700137000")
    assert asked(await say(parts, "action_hear", f"打{other}", "inform")) == "provider_confirm"
    assert journey_of(parts).provider.phone == other


async def test_that_a_yes_with_the_same_words_is_a_yes(parts: Parts):
    await until_confirm(parts)
    messages = await say(parts, "action_hear", "确认，拖车快点来", "affirm")
    assert "已下单" in texts(messages)
    assert journey_of(parts).provider is None


@pytest.mark.parametrize("answer", ["不用了", "先不叫了", "不要"])
async def test_that_a_no_orders_nothing(parts: Parts, answer: str):
    await until_confirm(parts)
    await say(parts, "action_hear", answer, "deny")
    assert parts.work.store.services == {}
    assert journey_of(parts).provider is None


async def test_that_back_and_cancel_stay_within_the_search(parts: Parts):
    set_journey(parts, started=True)
    await until_confirm(parts)
    assert asked(await say(parts, "action_back", "返回", "go_back")) == "provider"
    assert asked(await say(parts, "action_cancel", "取消", "cancel")) == "line"


async def test_that_an_order_stands_is_cancelled_and_its_stale_button_does_nothing(parts: Parts):
    await until_confirm(parts)
    messages = await say(parts, "action_answer", '/answer{"f":"provider_confirm","v":"yes"}')
    order_id = messages[0]["custom"]["order_id"]
    again = await say(parts, "action_answer", '/answer{"f":"provider_confirm","v":"yes"}')
    assert "已经不适用" in texts(again)
    assert "已下单" in texts(await say(parts, "action_provider_status", "拖车到哪了", "provider_status"))
    messages = await say(parts, "action_cancel_provider", f'/cancel_provider{{"order":"{order_id}"}}')
    assert "取消" in texts(messages)
    assert "正在取消" in texts(await say(parts, "action_provider_status", "拖车到哪了", "provider_status"))
    assert len(parts.work.store.services) == 1


async def test_that_cancel_with_the_name_of_a_service_cancels_its_order(parts: Parts):
    await until_confirm(parts)
    await say(parts, "action_hear", "确认", "affirm")
    await say(parts, "action_cancel", "取消拖车", "cancel")
    assert [one.cancel_asked for one in parts.work.store.services.values()] == [True]


async def test_that_stars_and_words_are_taken_from_one_sentence(parts: Parts):
    await until_confirm(parts)
    await say(parts, "action_hear", "确认", "affirm")
    await carry_on_orders(parts)
    parts.dispatch.move(ServiceStatus.DONE)
    parts.clock.pass_(minutes=1)
    await carry_on_orders(parts)
    assert asked(await say(parts, "action_rate_provider", "我要评价", "rate_provider")) == ""
    messages = await say(parts, "action_rate_provider", "四星，来得很快", "rate_provider")
    assert "4星" in texts(messages)
    (order,) = parts.work.store.services.values()
    assert (order.stars, order.rating_words) == (4, "四星，来得很快")
    rated = shown(await say(parts, FIND, IN_ZHANGJIANG))[0]
    assert (rated["rating"], rated["ratings"]) == ("4.0", 1)


@pytest.mark.parametrize(("text", "action", "intent"), [
    ("我撞人了，他流血了", "action_claim", "report_claim"), ("路上撞到人了，人昏迷了", FIND, "find_provider"),
    ("撞到一个老人，叫不醒", "action_hear", "nlu_fallback"), ("I hit a pedestrian", "action_smalltalk", "out_of_scope"),
])  # fmt: skip
async def test_that_people_hurt_come_first_whatever_it_was_taken_for(parts: Parts, text: str, action: str, intent: str):
    first = (await say(parts, action, text, intent, "zh" if text[0] != "I" else "en"))[0]["text"]
    assert all(number in first for number in ("120", "122", "110"))


async def test_that_a_car_that_does_not_go_is_heard_though_the_intent_was_not(parts: Parts):
    assert asked(await say(parts, "action_hear", "车在路上抛锚了", "nlu_fallback")) == "provider_place"


async def test_that_a_hospital_meets_what_the_policy_asks(parts: Parts):
    today = date(2026, 6, 1)
    policy = Policy(
        PolicyNumber("P1"), CUSTOMER, OrderId("o"), ApplicationId("a"), QuoteId("q"),
        ProductId("ruikang-evergreen-million"),
        PlanId("x"), "ruikang", Money.of(1), Money.of(1), today, today + timedelta(days=365), NOON, 15,
        PolicyStatus.IN_FORCE, (),
    )  # fmt: skip
    text = "附近哪家医院能报，我在上海徐汇"
    private = "国际医院"
    assert private in texts(await say(parts, FIND, text))
    await say(parts, "action_cancel", "取消", "cancel")
    parts.work.store.policies[policy.number] = policy
    messages = await say(parts, FIND, text)
    assert private not in texts(messages)
    assert "第6.1条，要在二级及以上公立医院就诊" in texts(messages)
    assert asked(messages) == "provider_hospital"
    await say(parts, "action_cancel", "取消", "cancel")
    parts.work.store.policies[policy.number] = replace(policy, status=PolicyStatus.CANCELLED)
    assert private in texts(await say(parts, FIND, text))


async def test_that_a_claim_number_goes_with_the_order(parts: Parts):
    voice = Voice(wording(), Language.ZH)
    button = help_buttons(voice, Line.CAR, ClaimNumber("C7"))[0]
    await say(parts, FIND, button["payload"])
    for answer in ("我在浦东张江", "1", await phone(parts), "确认"):
        await say(parts, "action_hear", answer, "inform")
    assert [one.claim for one in parts.work.store.services.values()] == ["C7"]


async def test_that_an_order_while_a_claim_is_talked_about_is_for_that_claim(parts: Parts):
    asking = Question(Flow.CLAIM, "claim_event", AnswerKind.TEXT)
    set_journey(parts, claiming=Claiming(ClaimNumber("C8"), asking))
    await until_confirm(parts)
    messages = await say(parts, "action_hear", "确认", "affirm")
    assert [one.claim for one in parts.work.store.services.values()] == ["C8"]
    assert asked(messages) == "claim_event"


def test_that_help_fits_the_line():
    voice = Voice(wording(), Language.EN)
    titles = {line: [one["title"] for one in help_buttons(voice, line)] for line in (Line.HOME, Line.MEDICAL, None)}
    assert titles[Line.HOME] == ["Loss adjuster"]
    assert titles[Line.MEDICAL] == ["Hospital"]
    assert help_buttons(voice, Line.TERM_LIFE) == []
    assert len(titles[None]) == 4


def test_that_hours_are_said_as_people_say_them(parts: Parts):
    voice = Voice(wording(), Language.ZH)
    said = {hours(voice, one.hours) for one in parts.directory.all()}
    assert {"24小时", "每天 08:00–20:00", "周一至周五 09:00–17:30"} <= said
