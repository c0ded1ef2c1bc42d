"""Answers from the glossary and the clauses, and comparisons, as a customer hears them."""

from __future__ import annotations

import httpx

from tests.conversations.buying import go_on
from tests.conversations.customer import Customer

FATHER = "我爸65了，怕他摔跤，一年五百块以内"


def test_that_a_term_is_explained_before_any_product_is_in_question(zh: Customer) -> None:
    zh.say("等待期是啥")
    assert zh.has("term")["term"] == "等待期"
    assert zh.card("clause") is None


def test_that_each_plan_answers_for_itself_with_a_link_that_opens(zh: Customer) -> None:
    zh.say(FATHER)
    second = zh.plans[1]
    zh.say("第二款骨折赔多少？")
    card = zh.has("clause")
    assert card["product_id"] == second["product_id"]
    assert card["figures"]
    assert card["url"].startswith("http")
    assert card["url"] in zh.text
    page = httpx.get(card["url"], trust_env=False, timeout=30)
    assert page.status_code == 200
    assert f'id="article-{card["article"]}"' in page.text
    assert card["text"].strip() in page.text
    assert zh.questions == ["plan"]


def test_that_silence_is_said_plainly_and_the_question_stays_open(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, until="applicant_name")
    before = zh.record()["draft"]
    zh.say("手机碎屏赔吗？")
    assert "条款里没有写到这一点" in zh.text
    assert zh.card("clause") is None
    assert any(payload == "/ask_human" for _, payload in zh.offered)
    assert zh.questions == ["applicant_name"]
    assert zh.record()["draft"] == before


def test_that_just_the_plans_named_are_compared(zh: Customer) -> None:
    zh.say(FATHER)
    plans = zh.plans
    zh.say("第一款和第三款有什么区别？")
    card = zh.has("comparison")
    assert [one["product_id"] for one in card["columns"]] == [plans[0]["product_id"], plans[2]["product_id"]]
    premium = next(row for row in card["rows"] if row["key"] == "premium")
    assert premium["cells"] == [plans[0]["premium_text"], plans[2]["premium_text"]]
    assert zh.questions == ["plan"]
