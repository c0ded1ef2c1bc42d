"""Sessions, links, settings, the queue of a conversation: without I/O."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapters.links import Links
from adapters.settings import SettingsInvalid, read_settings
from bot.gateway.security import Sessions, same
from bot.gateway.turnstile import Turnstile

SECRET = "a secret that is long enough to sign with"


def test_that_a_session_token_opens_its_own_conversation_only():
    sessions = Sessions(SECRET)
    one, two = sessions.create(), sessions.create()
    assert sessions.sender(one) == one.split(".")[0]
    assert sessions.sender(one.split(".")[0] + "." + two.split(".")[1]) is None


@pytest.mark.parametrize("token", ["", ".", "web-1", "web-1.", ".x", None, 7, "\ud800.\ud800", "é.é"])
def test_that_anything_else_opens_none(token):
    assert Sessions(SECRET).sender(token) is None


def test_that_another_secret_makes_other_sessions():
    assert Sessions("other").sender(Sessions(SECRET).create()) is None


def test_that_an_empty_secret_is_refused():
    for make in (Sessions, Links):
        with pytest.raises(ValueError, match="LINGBAO_SECRET_KEY"):
            make("")


def test_that_an_empty_token_matches_nothing():
    assert not same("", "")
    assert not same("x", "")
    assert same("x", "x")


def test_that_a_document_link_opens_until_it_expires():
    links = Links(SECRET)
    path = links.document_path("ab" * 32, "保单.pdf", minutes=1)
    assert path.startswith("/documents/")
    opened = links.read(path.removeprefix("/documents/"))
    assert (opened.sha256, opened.filename, opened.media_type) == ("ab" * 32, "保单.pdf", "application/pdf")
    expired = links.document_path("ab" * 32, "x.pdf", minutes=-1).removeprefix("/documents/")
    assert links.read(expired) is None
    assert Links("another secret that is long enough").read(path.removeprefix("/documents/")) is None


def test_that_settings_come_from_the_environment_then_the_file_then_defaults(tmp_path: Path):
    (tmp_path / ".env").write_text("LINGBAO_PORT=9001\nLINGBAO_REST_TOKEN=from-file\n")
    settings = read_settings({"LINGBAO_PORT": "9002", "LINGBAO_LIMIT_REPLY_SECONDS": "5"}, tmp_path / ".env")
    assert (settings.port, settings.rest_token, settings.actions_port) == (9002, "from-file", 5055)
    assert settings.public_url == "http://127.0.0.1:9002"
    assert settings.limits.reply_seconds == 5


def test_that_payouts_go_where_payments_come_from_unless_told_otherwise() -> None:
    together = read_settings({"LINGBAO_PAYMENTS_URL": "https://pay.example", "LINGBAO_PAYMENTS_KEY": "k"}, None)
    assert (together.payouts_url, together.payouts_key) == ("https://pay.example", "k")
    apart = read_settings(
        {"LINGBAO_PAYMENTS_URL": "https://pay.example", "LINGBAO_PAYOUTS_URL": "https://b.example"}, None
    )
    assert apart.payouts_url == "https://b.example"


def test_that_a_setting_that_is_no_number_is_named_without_its_value():
    with pytest.raises(SettingsInvalid, match="LINGBAO_PORT") as error:
        read_settings({"LINGBAO_PORT": "secret"}, None)
    assert "secret" not in str(error.value)


async def test_that_the_queue_is_first_come_first_served_and_forgotten():
    gate, order = Turnstile(), []

    async def go(n: int) -> None:
        async with gate.hold("li"):
            await asyncio.sleep(0)
            order.append(n)

    for _ in range(5):
        gate.join("li")
    assert gate.waiting("li") == 5
    await asyncio.gather(*(go(n) for n in range(5)))
    assert order == [0, 1, 2, 3, 4]
    assert gate.waiting("li") == 0
    assert not gate._locks
