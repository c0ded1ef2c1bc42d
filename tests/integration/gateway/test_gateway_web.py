"""The web widget's side: Rasa's socket.io protocol, sessions, history, uploads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import socketio

from insurance.ports import OutboundMessage

pytestmark = pytest.mark.server


class Page:
    """What the widget does, without a browser."""

    def __init__(self) -> None:
        self.io = socketio.AsyncClient()
        self.session = ""
        self.confirmed = asyncio.Event()
        self.said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.io.on("session_confirm", self._confirm)
        self.io.on("bot_uttered", self.said.put)

    async def _confirm(self, session: str) -> None:
        self.session = session
        self.confirmed.set()

    async def join(self, session: str | None = None) -> str:
        self.confirmed.clear()
        await self.io.emit("session_request", {"session_id": session})
        await asyncio.wait_for(self.confirmed.wait(), 5)
        return self.session

    async def say(self, text: str, **metadata: Any) -> None:
        await self.io.emit("user_uttered", {"message": text, "session_id": self.session, "metadata": metadata})

    async def hear(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.said.get(), 5)

    async def hears_nothing(self) -> bool:
        await asyncio.sleep(0.3)
        return self.said.empty()


@asynccontextmanager
async def page(url: str) -> AsyncIterator[Page]:
    it = Page()
    await it.io.connect(url, transports=["websocket"])
    try:
        yield it
    finally:
        await it.io.disconnect()


async def test_that_a_page_gets_its_answer_with_quick_replies(gateway):
    buttons = [{"title": "好", "payload": "/affirm"}]
    gateway.rasa.answers["你好"] = [{"text": "您好", "buttons": buttons}, {"custom": {"type": "question"}}]
    async with page(gateway.url) as chat:
        assert (await chat.join()).startswith("web-")
        await chat.say("你好")
        heard = await chat.hear()
    assert heard == {
        "text": "您好",
        "buttons": buttons,
        "quick_replies": [{"content_type": "text", "title": "好", "payload": "/affirm"}],
        "custom": {"type": "question"},
    }
    assert gateway.rasa.heard[0]["metadata"]["channel"] == "web"


async def test_that_a_page_can_come_back_to_its_session(gateway):
    async with page(gateway.url) as chat:
        session = await chat.join()
    async with page(gateway.url) as chat:
        assert await chat.join(session) == session


@pytest.mark.parametrize("forged", ["alice", "web-00000000000000000000000000000000", 7, "unsigned"])
async def test_that_nobody_joins_a_session_without_its_token(gateway, forged):
    async with page(gateway.url) as victim, page(gateway.url) as thief:
        session = await victim.join()
        wanted = session.split(".")[0] if forged == "unsigned" else forged
        assert await thief.join(wanted) not in (wanted, session)
        await victim.say("我的秘密")
        await victim.hear()
        assert await thief.hears_nothing()


async def test_that_a_message_in_anothers_name_is_not_taken(gateway):
    async with page(gateway.url) as victim, page(gateway.url) as thief:
        other, _ = await victim.join(), await thief.join()
        answer = await thief.io.call("user_uttered", {"message": "退保", "session_id": other})
    assert answer == {"ok": False, "why": "another session"}
    assert gateway.rasa.heard == []


async def test_that_two_tabs_see_the_same_replies(gateway):
    async with page(gateway.url) as one, page(gateway.url) as two:
        await two.join(await one.join())
        await one.say("你好")
        assert (await one.hear())["text"] == (await two.hear())["text"] == "echo 你好"


async def test_that_messages_of_one_page_are_answered_in_order(gateway):
    gateway.rasa.delays["第0句"] = 0.2
    async with page(gateway.url) as chat:
        await chat.join()
        for n in range(5):
            await chat.say(f"第{n}句")
        assert [(await chat.hear())["text"] for _ in range(5)] == [f"echo 第{n}句" for n in range(5)]


async def test_that_a_notice_is_pushed_at_once_and_once(gateway):
    async with page(gateway.url) as chat:
        sender = (await chat.join()).split(".")[0]
        await chat.say("你好")
        await chat.hear()
        await gateway.parts.outbox.tell(sender, "issued", OutboundMessage("保单出来了"))
        await gateway.parts.outbox.tell(sender, "issued", OutboundMessage("保单出来了"))
        assert (await asyncio.wait_for(chat.hear(), 0.8))["text"] == "保单出来了"
        assert await chat.hears_nothing()


async def test_that_a_notice_waits_for_a_page_that_is_closed(gateway):
    async with page(gateway.url) as chat:
        session = await chat.join()
        await chat.say("你好")
        await chat.hear()
    await gateway.parts.outbox.tell(session.split(".")[0], "issued", OutboundMessage("保单出来了"))
    async with page(gateway.url) as chat:
        await chat.join(session)
        assert (await chat.hear())["text"] == "保单出来了"


async def test_that_a_message_sent_again_after_reconnecting_is_not_shown_twice(gateway):
    async with page(gateway.url) as chat:
        await chat.join()
        await chat.say("你好", message_id="m1")
        await chat.hear()
        await chat.say("你好", message_id="m1")
        assert await chat.hears_nothing()
    assert gateway.rasa.texts() == ["你好"]


async def test_that_history_shows_the_session_and_only_to_its_holder(gateway):
    async with page(gateway.url) as chat:
        session = await chat.join()
        await chat.say("电话13812345678", language="zh")
        await chat.hear()
    get = gateway.client.get
    history = (await get("/api/web/history", headers={"authorization": f"Bearer {session}"})).json()
    assert history["language"] == "zh"
    assert [line["author"] for line in history["lines"]] == ["customer", "bot"]
    assert "13812345678" not in str(history)
    assert (await get("/api/web/history")).status_code == 401
    assert (await get("/api/web/history", headers={"authorization": "Bearer web-1.forged"})).status_code == 401


async def test_that_nonsense_on_the_socket_is_answered_not_fatal(gateway):
    async with page(gateway.url) as chat:
        await chat.io.emit("session_request", "nonsense")
        await chat.io.emit("user_uttered", ["nonsense"])
        await chat.join()
        await chat.io.emit("user_uttered", {"message": {"a": 1}, "metadata": 5})
        assert (await chat.hear())["text"] == "zh:blank"
