"""Rasa slow, dead, or failing inside: the customer hears the truth, nothing is lost, nothing done twice."""

from __future__ import annotations

import asyncio
import time

import pytest
from gateway_running import running

from bot.gateway.messages import InboundMessage, StoredFile
from insurance.chat import Conversation

pytestmark = pytest.mark.server


def human(reply: dict) -> bool:
    return any(b["payload"] == "/gateway_handoff" for b in reply.get("buttons", []))


@pytest.mark.parametrize(("text", "language"), [("我爸65了", "zh"), ("my father is 65", "en")])
async def test_that_a_message_to_a_dead_rasa_is_kept_and_sent_once_it_is_back(tmp_path, text, language):
    async with running(tmp_path, rasa_up=False) as gateway:
        (reply,) = await gateway.say(text)
        assert reply["text"] == f"{language}:unavailable"
        assert human(reply)
        await gateway.rasa.start()
        following = [r["text"] for r in await gateway.say("ok")]
        assert following == [f"echo {text}", "echo ok"]
        await gateway.say("next")
        assert gateway.rasa.texts() == [text, "ok", "next"]
        assert {x["state"] for x in await gateway.transcript() if x["author"] == "customer"} == {"answered"}


async def test_that_a_customer_who_repeats_the_message_is_not_heard_twice(tmp_path):
    async with running(tmp_path, rasa_up=False) as gateway:
        await gateway.say("我爸65了")
        await gateway.rasa.start()
        await gateway.say("我爸65了")
        assert gateway.rasa.texts() == ["我爸65了"]


async def test_that_a_photo_sent_to_a_dead_rasa_is_told_of_later(tmp_path):
    photo = StoredFile("ab" * 32, "image/png", 70)
    async with running(tmp_path, rasa_up=False) as gateway:
        await gateway.take(InboundMessage("rest", "li", "m1", files=(photo,)))
        await gateway.rasa.start()
        await gateway.say("收到了吗")
        assert gateway.rasa.texts() == ['/files_received{"count":1}', "收到了吗"]
        assert gateway.rasa.heard[0]["metadata"]["files"][0]["sha256"] == "ab" * 32


async def test_that_a_slow_answer_is_announced_in_time_and_follows(tmp_path):
    async with running(tmp_path, limits={"reply_seconds": 0.3}) as gateway:
        gateway.rasa.delays["慢"] = 0.8
        began = time.monotonic()
        (reply,) = await gateway.say("慢")
        assert time.monotonic() - began < 0.7
        assert reply["text"] == "zh:slow"
        assert human(reply)
        await asyncio.sleep(0.9)
        assert [r["text"] for r in await gateway.say("好了吗")] == ["echo 慢", "echo 好了吗"]
        assert gateway.rasa.texts() == ["慢", "好了吗"]


async def test_that_messages_behind_a_slow_one_are_told_too_and_stay_in_order(tmp_path):
    async with running(tmp_path, limits={"reply_seconds": 0.3}) as gateway:
        gateway.rasa.delays["一"] = 0.6
        answers = await asyncio.gather(gateway.say("一"), gateway.say("二"), gateway.say("三"))
        assert [a[0]["text"] for a in answers] == ["zh:slow"] * 3
        await asyncio.sleep(0.6)
        assert gateway.rasa.texts() == ["一", "二", "三"]
        assert [r["text"] for r in await gateway.say("四")] == ["echo 一", "echo 二", "echo 三", "echo 四"]


async def test_that_work_rasa_may_have_done_is_never_repeated_by_itself(tmp_path):
    async with running(tmp_path, limits={"rasa_seconds": 0.3}) as gateway:
        gateway.rasa.delays["付款"] = 0.6
        (reply,) = await gateway.say("付款")
        assert reply["text"] == "zh:failed"
        await gateway.say("然后呢")
        assert gateway.rasa.texts() == ["付款", "然后呢"]


@pytest.mark.parametrize("how", ["empty", "500"])
async def test_that_a_failed_answer_offers_to_send_again_and_a_human(gateway, how):
    if how == "empty":
        gateway.rasa.answers["坏"] = []
    else:
        gateway.rasa.broken.add("坏")
    (reply,) = await gateway.say("坏")
    assert reply["text"] == "zh:failed"
    assert human(reply)
    gateway.rasa.answers.pop("坏", None)
    gateway.rasa.broken.clear()
    again = next(b for b in reply["buttons"] if b["title"] == "zh:button_again")
    assert (await gateway.say(again["payload"]))[0]["text"] == "echo 坏"


async def test_that_what_was_offered_stays_on_offer_after_a_failure(gateway):
    gateway.rasa.answers["选"] = [{"text": "选一个", "buttons": [{"title": "基础版", "payload": "/choose_plan"}]}]
    gateway.rasa.answers["坏"] = []
    await gateway.say("选")
    await gateway.say("坏")
    await gateway.say("/choose_plan")
    assert gateway.rasa.texts()[-1] == "/choose_plan"


async def test_that_a_message_cut_off_by_a_crash_is_asked_about_not_repeated(gateway):
    await gateway.parts.conversations.receive(Conversation("li", "rest", "zh"), "old", "我要投保")
    replies = await gateway.say("你好")
    assert replies[0]["text"] == "zh:interrupted 我要投保"
    assert gateway.rasa.texts() == ["你好"]
    assert len(await gateway.say("在吗")) == 1


async def test_that_a_human_can_be_asked_for_while_rasa_is_dead(gateway):
    await gateway.rasa.stop()
    await gateway.say("你好")
    (reply,) = await gateway.say("zh:button_human")
    assert reply["custom"] == {
        "type": "handoff", "reason": "customer_asked", "queue_position": 1, "hours": "09:00-21:00",
    }  # fmt: skip
    listed = (await gateway.client.get("/api/v1/handoffs", headers=gateway.staff)).json()["handoffs"]
    assert [(h["sender"], h["state"]) for h in listed] == [("li", "open")]


async def test_that_a_caller_who_hangs_up_finds_the_answer_later(gateway):
    gateway.rasa.delays["慢"] = 1.0
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(gateway.say("慢"), 0.5)
    await asyncio.sleep(1.0)
    assert [r["text"] for r in await gateway.say("在")] == ["echo 慢", "echo 在"]
    assert gateway.rasa.texts() == ["慢", "在"]


async def test_that_too_many_waiting_messages_are_refused_not_dropped_silently(tmp_path):
    async with running(tmp_path, limits={"waiting_messages": 3}) as gateway:
        gateway.rasa.delays["一"] = 0.5
        first = asyncio.create_task(gateway.say("一"))
        await asyncio.sleep(0.1)
        answers = await asyncio.gather(*(gateway.say(f"后{n}") for n in range(6)))
        await first
        assert sum(a[0]["text"] == "zh:busy" for a in answers) == 4


async def test_that_an_internal_error_says_so_without_a_trace(gateway):
    async def fail(_sender: str) -> None:
        raise RuntimeError("secret of the house")

    gateway.parts.conversations.load = fail
    response = await gateway.post("你好")
    assert response.json()[0]["text"].startswith("zh:error")
    assert "secret" not in response.text
    page = await gateway.client.get("/api/v1/conversations/li", headers=gateway.staff)
    assert page.status_code == 500
    assert set(page.json()["message"]) == {"zh", "en"}
    assert "secret" not in page.text
