"""What the terminal shows and sends."""

import pytest

from ops.chat import choice
from ops.talk import as_text, buttons_of

MESSAGES = [
    {"recipient_id": "a", "text": "您想选哪一款?"},
    {"recipient_id": "a", "text": "请选", "buttons": [{"title": "第1款", "payload": '/answer{"v":"1"}'}]},
    {"recipient_id": "a", "buttons": [{"title": "转人工", "payload": "/ask_human"}]},
]


def test_that_buttons_are_numbered_through_all_messages() -> None:
    assert as_text(MESSAGES) == "您想选哪一款?\n请选\n  1) 第1款\n  2) 转人工"


def test_that_a_payment_address_is_shown_once() -> None:
    payment = {"type": "payment", "url": "http://pay/1"}
    assert as_text([{"text": "请付款", "custom": payment}]) == "请付款\nhttp://pay/1"
    assert as_text([{"text": "请付款: http://pay/1", "custom": payment}]) == "请付款: http://pay/1"


@pytest.mark.parametrize(
    ("typed", "sent"),
    [("1", '/answer{"v":"1"}'), ("2", "/ask_human"), ("3", "3"), ("0", "0"), ("65", "65"), ("第一个", "第一个")],
)
def test_that_a_number_taps_a_button_if_there_is_one(typed: str, sent: str) -> None:
    assert choice(typed, buttons_of(MESSAGES)) == sent
