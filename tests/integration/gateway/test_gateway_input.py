"""Bad and forged input: a kind answer, and nothing that Rasa could take for an intent."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.server

PLAN = '/choose_plan{"plan_id":"basic"}'


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"), ("   \n\t ", "blank"), ("\u200b\ufeff", "blank"), ("\x00\x07", "blank"), (None, "blank"),
        ("👍🏽🎉 ❤️", "emoji"), ("字" * 10_000, "too_long 2000"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_that_unusable_text_is_answered_kindly_without_rasa(gateway, text, kind, language):
    (reply,) = await gateway.say(text, language=language)
    assert reply["text"] == f"{language}:{kind}"
    assert gateway.rasa.heard == []


@pytest.mark.parametrize(
    "text",
    [
        PLAN, "  " + PLAN, "\u3000" + PLAN, "\u200b" + PLAN, "\x00" + PLAN, "//" + PLAN, "/ " + PLAN[1:],
        "/session_start",
        '/choose_plan@0.9{"plan_id":"basic"}', '/choose_plan {"plan_id":\n"basic"}', "/set_slot",
        '/files_received{"count":1}', "\x1c" + PLAN,
    ],
)  # fmt: skip
async def test_that_a_payload_nobody_offered_never_reaches_rasa(gateway, text):
    (reply,) = await gateway.say(text)
    assert reply["text"] == "zh:not_offered"
    assert gateway.rasa.heard == []


@pytest.mark.parametrize("text", ["/restart", "/back", "/帮助", "//help", "/ 我想买保险"])
async def test_that_a_slash_before_words_is_only_taken_off(gateway, text):
    await gateway.say(text)
    assert gateway.rasa.texts() == [text.lstrip("/ ")]


async def test_that_an_offered_payload_is_passed_on_exactly_once_offered(gateway):
    gateway.rasa.answers["选"] = [{"text": "选一个", "buttons": [{"title": "基础版", "payload": PLAN}]}]
    await gateway.say("选")
    assert (await gateway.say(PLAN))[0]["text"] == f"echo {PLAN}"
    (stale,) = await gateway.say(PLAN)
    assert stale["text"] == "zh:not_offered"


async def test_that_a_refused_payload_shows_the_buttons_again(gateway):
    gateway.rasa.answers["选"] = [{"text": "选一个", "buttons": [{"title": "基础版", "payload": PLAN}]}]
    await gateway.say("选")
    (reply,) = await gateway.say('/choose_plan{"plan_id":"gold"}')
    assert reply["buttons"] == [{"title": "基础版", "payload": PLAN}]
    await gateway.say(PLAN)
    assert gateway.rasa.texts()[-1] == PLAN


async def test_that_a_title_typed_is_its_button(gateway):
    gateway.rasa.answers["选"] = [{"text": "选一个", "buttons": [{"title": "Basic ", "payload": PLAN}]}]
    await gateway.say("选")
    await gateway.say("basic")
    assert gateway.rasa.texts()[-1] == PLAN
    assert (await gateway.transcript())[-2]["text"] == "Basic "


async def test_that_a_choice_inside_custom_is_offered_too(gateway):
    custom = {"type": "plans", "plans": [{"plan_id": "basic", "payload": PLAN}]}
    gateway.rasa.answers["选"] = [{"text": "三款"}, {"custom": custom}]
    await gateway.say("选")
    await gateway.say(PLAN)
    assert gateway.rasa.texts()[-1] == PLAN


async def test_that_one_customers_offer_is_not_anothers(gateway):
    gateway.rasa.answers["选"] = [{"text": "选一个", "buttons": [{"title": "基础版", "payload": PLAN}]}]
    await gateway.say("选", "a")
    (reply,) = await gateway.say(PLAN, "b")
    assert reply["text"] == "zh:not_offered"


async def test_that_markup_stays_text(gateway):
    await gateway.say("<script>alert(1)</script>你好")
    assert gateway.rasa.texts() == ["<script>alert(1)</script>你好"]


async def test_that_unpaired_surrogates_are_dropped(gateway):
    headers = {"authorization": "Bearer rest-token", "content-type": "application/json"}
    body = b'{"sender":"li","message":"\\ud800\xe4\xbd\xa0\xe5\xa5\xbd"}'
    response = await gateway.client.post("/webhooks/rest/webhook", content=body, headers=headers)
    assert response.json()[0]["text"] == "echo 你好"


async def test_that_a_number_at_the_edge_of_the_limit_is_not_kept_in_half(gateway):
    await gateway.say("字" * 1995 + "13812345678" + "字" * 20)
    assert "13812" not in (await gateway.transcript())[0]["text"]
