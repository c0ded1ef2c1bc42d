"""Reading a message, without I/O."""

from __future__ import annotations

import pytest

from bot.gateway.rasa import merged
from bot.gateway.reading import Reader, clean, is_symbols_only, tapped_offer
from bot.gateway.tongue import choose_language
from bot.gateway.words import HUMAN, files_payload
from insurance.chat import Reply, offers_of
from language.identifiers.sensitive import find_sensitive

PHONE = "13812345678"


class MemoryVault:
    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, bool]] = {}

    async def keep(self, sender: str, kind: str, value: str, *, valid: bool = True) -> str:
        ref = f"⟦{kind}:{len(self.kept):012x}⟧"
        self.kept[ref] = (value, valid)
        return ref


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def reader(vault: MemoryVault) -> Reader:
    return Reader(vault, find_sensitive, limit=2_000)


async def test_that_every_sensitive_value_is_masked(reader, vault):
    text = f"我叫王小明,身份证11010519491231002X,手机{PHONE},邮箱wang@example.com,护照E12345678"
    reading = await reader.read("li", text, [])
    assert reading.forward == reading.shown
    assert [kind.split(":")[0] for kind in vault.kept] == ["⟦id_number", "⟦phone", "⟦email", "⟦passport"]
    for value in ("11010519491231002X", PHONE, "wang@example.com", "E12345678"):
        assert value not in reading.shown
    assert reading.shown.startswith("我叫王小明,身份证⟦id_number:")


async def test_that_a_number_with_a_wrong_check_digit_is_masked_and_marked(reader, vault):
    await reader.read("li", "110105194912310021", [])
    assert list(vault.kept.values()) == [("110105194912310021", False)]


async def test_that_plain_amounts_and_ages_are_left_alone(reader, vault):
    reading = await reader.read("li", "我爸65了,一年500块以内,保额500000", [])
    assert reading.shown == "我爸65了,一年500块以内,保额500000"
    assert vault.kept == {}


async def test_that_asking_for_a_human_is_always_on_offer(reader):
    assert (await reader.read("li", HUMAN, [])).forward == HUMAN


async def test_that_a_resent_text_keeps_its_references(reader):
    again = {"title": "再发一次", "payload": "电话⟦phone:7f3a9c7f3a9c⟧"}
    assert (await reader.read("li", "再发一次", [again])).forward == again["payload"]


@pytest.mark.parametrize(
    ("text", "wanted"), [("a\r\nb\rc", "a\nb\nc"), ("\u202e你\u200b好\x00", "你好"), ("\ud800", ""), ("\u3000 ", "")]
)
def test_that_cleaning_keeps_only_what_can_be_read(text, wanted):
    assert clean(text) == wanted


@pytest.mark.parametrize(
    ("text", "only"), [("👍🏽", True), ("❤️ 🎉", True), ("好👍", False), ("1", False), ("?", False)]
)
def test_that_emoji_only_is_recognised(text, only):
    assert is_symbols_only(text) is only


def test_that_a_title_of_two_payloads_means_neither():
    offers = [{"title": "修改", "payload": "/edit_a"}, {"title": "修改", "payload": "/edit_b"}]
    assert tapped_offer("修改", offers) is None
    assert tapped_offer("/edit_b", offers) == offers[1]


def test_that_titles_are_compared_by_how_they_look():
    offer = {"title": "Basic Plan", "payload": "/x"}
    assert tapped_offer("basic plan", [offer]) == offer


def test_that_offers_are_found_in_buttons_and_deep_in_custom():
    custom = {"type": "question", "choices": [{"label": "是", "payload": "/affirm"}, {"label": "否"}], "n": 1}
    reply = Reply("?", ({"title": "好", "payload": "/ok"},), custom)
    assert offers_of([reply, Reply("x")]) == (
        {"title": "好", "payload": "/ok"},
        {"title": "是", "payload": "/affirm"},
    )


def test_that_two_customs_in_a_row_stay_two_messages():
    items = [{"text": "a"}, {"custom": {"type": "x"}}, {"custom": {"type": "y"}}, {"image": "/i.png"}]
    assert merged(items) == (Reply("a", custom={"type": "x"}), Reply(custom={"type": "y"}, image="/i.png"))


def test_that_an_empty_line_which_the_actions_kept_from_rasa_comes_back() -> None:
    assert merged([{"text": "三款：\n \n【1】"}]) == (Reply("三款：\n\n【1】"),)


def test_that_the_files_payload_is_what_rasa_reads():
    assert files_payload(2) == '/files_received{"count":2}'


@pytest.mark.parametrize(
    ("text", "current", "switch", "wanted"),
    [
        ("我想买保险", None, None, "zh"), ("travel insurance", None, None, "en"), ("65", None, None, "zh"),
        ("/greet", None, None, "zh"), ("John Smith", "zh", None, "zh"), ("王小明", "en", None, "en"),
        ("北京市朝阳区建国路88号", "en", None, "en"), ("请问怎么理赔", "en", None, "zh"),
        ("I want to speak English please", "zh", None, "en"), ("你好", "zh", "en", "en"),
        ("hello", "en", "fr", "en"), ("hello", "zh", ["en"], "zh"), ("", None, None, "zh"),
    ],
)  # fmt: skip
def test_that_a_sentence_switches_the_language_and_a_name_does_not(text, current, switch, wanted):
    assert choose_language(text, current, switch) == wanted
