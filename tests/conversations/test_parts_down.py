"""A process behind the gateway is down: the truth within ten seconds, and the message isn't lost."""

from __future__ import annotations

import time

import pytest

from ops.system import System
from tests.conversations.customer import Customer

PATIENCE = 10.0  # seconds


@pytest.mark.parametrize("part", ["rasa", "actions"])
def test_that_the_customer_is_told_and_the_message_is_kept(
    part: str, zh: Customer, en: Customer, system: System
) -> None:
    zh.say("想买意外险")
    en.say("I want accident insurance")
    said = {"": "给我爸，65岁", "en": "for my father, he is 65"}
    system.hold(part)
    try:
        for customer in (zh, en):
            words = said[customer.language]
            started = time.monotonic()
            answer = customer.say(words)
            assert time.monotonic() - started < PATIENCE
            assert answer
            assert not customer.questions
            assert any("人工" in title or "person" in title.lower() for title, _ in customer.offered)
            lines = customer.conversation()["transcript"]
            assert any(line["text"] == words for line in lines)
    finally:
        system.release(part)
    system.wait_all_ready()
    for customer, words in ((zh, "继续"), (en, "go on")):
        again = [title for title, payload in customer.offered if payload in said.values()]
        customer.tap(again[0]) if again else customer.say(words)
        assert customer.record()["needs"]["insured"][0]["age"] == 65, customer.story
        assert customer.field
