"""Whatever is typed gets a clear answer in the customer's language, and nothing already given is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ops.system import System
from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.checks import bought_once, plain_numbers_in
from tests.conversations.customer import Customer

FATHER = {
    "": "我爸65了，怕他摔跤，一年五百块以内",
    "en": "accident insurance for my father, he is 65, under 500 a year",
}
HAN = range(0x4E00, 0x9FFF)
NONSENSE = {
    "empty": "",
    "whitespace": "  \n\t ",
    "too long": "长" * 10_000,
    "emoji only": "😀😀🎉",
    "markup": "<b>张</b><img src=x onerror=alert(1)>",
    "script": "<script>fetch('/api/v1/customers/x')</script>",
    "choose payload": '/choose{"product":"hengtai-senior-guard","plan":"plus"}',
    "answer payload": '/answer{"f":"applicant_name","v":"x"}',
    "set slots": '/inform{"quote_id":"Q1"}',
}


def speaks(text: str, language: str) -> bool:
    han = sum(ord(sign) in HAN for sign in text)
    return han == 0 if language == "en" else han > len(text) / 4


@pytest.mark.parametrize("language", ["", "en"], ids=["zh", "en"])
def test_that_nonsense_is_answered_kindly_and_loses_nothing(
    language: str, new_customer: Callable[..., Customer]
) -> None:
    customer = new_customer(language)
    customer.say(FATHER[language])
    go_on(customer, until="applicant_phone")
    before = customer.record()
    for kind, text in NONSENSE.items():
        answer = customer.say(text)
        assert answer, kind
        assert speaks(answer, language), (kind, answer)
        assert "<script" not in answer, kind
        assert customer.record() == before, kind
    customer.say("/restart")  # taken as the word: asked back, nothing is lost
    assert (customer.record()["needs"], customer.record()["draft"]) == (before["needs"], before["draft"])
    customer.say("no" if language else "不要")
    customer.say(papers.phone())
    assert customer.record()["draft"]["answers"]["applicant_phone"] == "***"


@pytest.mark.parametrize(
    ("field", "said", "expected"),
    [
        ("insured_age", "200岁", "120"),
        ("insured_age", "-5岁", "120"),
        ("budget", "-500", "预算"),
        ("budget", "负五百", "预算"),
        ("applicant_phone", "12345", "手机"),
        ("effective_date", "2020年1月1日", "2026"),
        ("effective_date", "昨天", "2026"),
        ("effective_date", "3年后", "2026"),
        ("plan", "第九款", "款"),
        ("plan", "我要买不存在的金刚狼保险", "款"),
    ],
)
def test_that_an_impossible_answer_is_explained_and_asked_again(
    field: str, said: str, expected: str, zh: Customer
) -> None:
    zh.say("想买意外险")
    answers = {"insured_relation": "我爸", "insured_age": "65", "insured_id": papers.id_number(65)}
    go_on(zh, answers, until=field)
    before = zh.record()
    zh.say(said)
    assert expected in zh.text
    assert zh.questions[-1:] == [field]
    assert len(zh.questions) == 1
    after = zh.record()
    assert (after["needs"], after["draft"], after["policies"]) == (before["needs"], before["draft"], [])


def test_that_a_past_trip_is_refused_with_what_is_expected(zh: Customer) -> None:
    zh.say("想买去日本的旅游险")
    zh.say("2020年5月1日出发，玩5天")
    assert zh.field == "trip"
    assert "trip_start" not in zh.record()["needs"]


def test_that_a_mistyped_identity_number_is_refused_and_none_is_stored_in_plain(zh: Customer, system: System) -> None:
    wrong, right = papers.wrong_id_number(65), papers.id_number(65)
    own, phone = papers.id_number(40), papers.phone()
    zh.say(FATHER[""])
    zh.say(f"我的身份证是{own}，电话{phone}")  # out of turn, too
    go_on(zh, {"applicant_id": own, "applicant_phone": phone}, until="insured_id")
    zh.say(wrong)
    assert zh.questions == ["insured_id"]
    assert "校验" in zh.text or "最后一位" in zh.text
    assert wrong not in zh.text
    zh.say(f"噢 应该是 {right[:6]} {right[6:14]} {right[14:]}")
    assert zh.field == "effective_date"
    buy(zh)
    bought_once(zh)
    assert plain_numbers_in(system.var, own, phone, right, wrong) == []


def test_that_the_applicant_must_be_of_age_and_another_person_than_the_insured(zh: Customer) -> None:
    zh.say(FATHER[""])
    own = papers.id_number(40)
    go_on(zh, until="applicant_id")
    zh.say(papers.id_number(15))
    assert "18" in zh.text or "成年" in zh.text
    assert zh.field == "applicant_id"
    go_on(zh, {"applicant_id": own}, until="insured_id")
    zh.say(own)
    assert zh.questions == ["insured_id"]


def test_that_three_misses_never_get_the_same_words_and_offer_a_human(zh: Customer, en: Customer) -> None:
    for customer, first in ((zh, "想买意外险"), (en, "I want accident insurance")):
        customer.say(first)
        said = {customer.say(noise) for noise in ("qwertz asdf", "zzzz qqq xx", "blub blub blub")}
        assert len(said) == 3
        assert any(payload == "/ask_human" for _, payload in customer.offered)
        assert customer.field == "insured_relation"
