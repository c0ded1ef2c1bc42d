"""One turn through the running gateway."""

from __future__ import annotations

import asyncio

import pytest
from gateway_running import running

from adapters.sql.chat_tables import ConversationRow
from bot.gateway.messages import InboundMessage
from insurance.ports import OutboundMessage

pytestmark = pytest.mark.server


async def test_that_a_message_reaches_rasa_with_language_and_channel(gateway):
    replies = await gateway.say("我想买意外险")
    assert replies == [{"recipient_id": "li", "text": "echo 我想买意外险"}]
    heard = gateway.rasa.heard[0]
    assert (heard["metadata"]["language"], heard["metadata"]["channel"]) == ("zh", "rest")


async def test_that_english_is_noticed_and_kept(gateway):
    await gateway.say("I want travel insurance")
    await gateway.say("王小明")
    assert [h["metadata"]["language"] for h in gateway.rasa.heard] == ["en", "en"]


async def test_that_the_platforms_language_switch_wins(gateway):
    await gateway.say("我想买意外险", language="en")
    assert gateway.rasa.heard[0]["metadata"]["language"] == "en"


async def test_that_the_dialogue_can_change_the_language(gateway):
    gateway.rasa.answers["英文吧"] = [{"text": "Sure"}, {"custom": {"type": "language", "language": "en"}}]
    await gateway.say("英文吧")
    await gateway.say("65")
    assert gateway.rasa.heard[-1]["metadata"]["language"] == "en"


async def test_that_sensitive_values_are_masked_before_rasa_and_the_transcript(gateway):
    await gateway.say("身份证110101199003070011,电话13812345678")
    assert "13812345678" not in gateway.rasa.texts()[0]
    assert "110101199003070011" not in gateway.rasa.texts()[0]
    assert gateway.rasa.texts()[0].startswith("身份证⟦id_number:")
    assert (await gateway.transcript())[0]["text"] == gateway.rasa.texts()[0]
    ref = gateway.rasa.texts()[0].split("电话")[1]
    assert await gateway.parts.vault.reveal("li", ref) == "13812345678"


async def test_that_no_file_of_the_database_holds_a_sensitive_value(gateway, tmp_path):
    await gateway.say("电话13812345678")
    assert all(b"13812345678" not in path.read_bytes() for path in tmp_path.iterdir())


async def test_that_a_reference_typed_by_a_customer_is_only_text(gateway):
    await gateway.say("我是⟦id_number:7f3a9c7f3a9c⟧")
    assert gateway.rasa.texts() == ["我是[id_number:7f3a9c7f3a9c]"]


async def test_that_a_repeated_message_id_is_answered_again_but_done_once(gateway):
    first = await gateway.say("你好", message_id="m1")
    assert await gateway.say("你好", message_id="m1") == first
    assert gateway.rasa.texts() == ["你好"]


async def test_that_two_copies_at_the_same_time_are_done_once(gateway):
    gateway.rasa.delays["你好"] = 0.2
    answers = await asyncio.gather(*(gateway.say("你好", message_id="m1") for _ in range(5)))
    assert gateway.rasa.texts() == ["你好"]
    assert all(answer == answers[0] for answer in answers)


async def test_that_the_same_message_id_of_another_sender_is_another_message(gateway):
    await gateway.say("你好", "a", message_id="1")
    await gateway.say("你好", "b", message_id="1")
    assert len(gateway.rasa.texts()) == 2


@pytest.fixture
async def patient(tmp_path):
    async with running(tmp_path, limits={"reply_seconds": 60}) as it:
        yield it


async def test_that_a_thousand_messages_of_fifty_senders_stay_in_order(patient):
    async def send(n: int) -> None:
        message = InboundMessage("rest", f"s{n % 50}", f"m{n}", f"第{n // 50}句")
        assert (await patient.take(message)).replies[-1].text == f"echo {message.text}"

    await asyncio.gather(*(send(n) for n in range(1000)))
    assert patient.rasa.overlaps == 0
    assert len(patient.rasa.texts()) == 1000
    for n in range(50):
        heard = patient.rasa.texts(f"s{n}")
        assert heard == [f"第{i}句" for i in range(20)]


async def test_that_text_custom_and_attachment_of_one_utterance_come_as_one_message(gateway):
    gateway.rasa.answers["保单"] = [
        {"text": "您的保单", "buttons": [{"title": "好", "payload": "/affirm"}]},
        {"custom": {"type": "receipt"}},
        {"attachment": "/documents/x"},
        {"text": "还有什么"},
    ]
    replies = await gateway.say("保单")
    assert len(replies) == 2
    assert replies[0]["custom"] == {"type": "receipt"}
    assert replies[0]["attachment"] == "/documents/x"


async def test_that_an_advisors_conversation_goes_to_the_desk_and_stops(gateway):
    await gateway.say("你好")
    async with gateway.parts.database.session() as session:
        (await session.get_one(ConversationRow, "li")).mode = "manual"
    assert await gateway.say("在吗") == []
    assert gateway.rasa.texts() == ["你好"]
    assert (await gateway.transcript())[-1] == (await gateway.transcript())[-1] | {"text": "在吗", "state": "desk"}


async def test_that_a_new_rasa_session_begins_after_twenty_turns(gateway):
    for n in range(41):
        await gateway.say(f"第{n}句")
    order = [h["message"] for h in gateway.rasa.heard]
    assert [i for i, text in enumerate(order) if text == "/session_start"] == [20, 41]


async def test_that_waiting_messages_come_before_the_next_answer(gateway):
    await gateway.say("你好")
    message = OutboundMessage("保单出来了", buttons=({"title": "看保单", "payload": "/show_policies"},))
    await gateway.parts.outbox.tell("li", "issued", message)
    await gateway.parts.outbox.tell("li", "issued", message)
    assert [r["text"] for r in await gateway.say("怎么样了")] == ["保单出来了", "echo 怎么样了"]
    await gateway.say("看保单")
    assert gateway.rasa.texts()[-1] == "/show_policies"


async def test_that_stage_timings_are_told_when_asked_for(gateway):
    timings = dict(part.split("=") for part in (await gateway.post("你好")).headers["x-stage-timings"].split(";"))
    assert {"queue", "mask", "store", "rasa", "total"} <= set(timings)
