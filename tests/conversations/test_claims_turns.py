"""In the middle of a claim: a change of mind, something else, several claims, the number of another's."""

from __future__ import annotations

import re

import pytest

from tests.conversations.claim_documents import identity_card, invoice
from tests.conversations.claiming import (
    FELL,
    NAME,
    Holder,
    claim,
    claims,
    days_ago,
    in_one_language,
    kinds,
    prove,
    report,
    send,
    today,
    tongue,
    wait_until_read,
)
from tests.conversations.customer import Customer


def test_that_another_day_and_another_sum_are_taken_as_corrections(either: Customer, covered: Holder) -> None:
    number = report(either, covered)
    assert claim(either)["happened"] == days_ago(1).isoformat()
    answer = either.say(tongue(either, "不对，其实是前天", "sorry, it was actually the day before yesterday"))
    assert claim(either)["happened"] == days_ago(2).isoformat(), answer
    assert either.field == "claim_papers", either.story
    answer = either.say(tongue(either, "花费说错了，应该是1680", "I got the cost wrong, it was 1680"))
    assert claim(either)["claimed"] == "1680.00", answer
    assert tongue(either, "1,680", "1,680") in answer
    assert [one["number"] for one in claims(either)] == [number]
    in_one_language(either, NAME)


def test_that_a_claim_is_put_aside_and_taken_up_later(either: Customer, covered: Holder) -> None:
    number = report(either, covered)
    send(either, identity_card(covered.who))
    wait_until_read(either, 1)
    answer = either.say(tongue(either, "我明天再传", "I'll send the rest tomorrow"))
    assert number in answer
    assert either.field == "", either.story
    either.say(tongue(either, "你好", "hello"))
    answer = either.say(tongue(either, "继续理赔", "let's go on with my claim"))
    assert number in answer
    assert either.field == "claim_papers", either.story
    assert [one["number"] for one in claims(either)] == [number]
    send(either, invoice(covered.who, days_ago(1), "1860.00"))
    assert sorted(kinds(wait_until_read(either, 2))) == ["identity_card", "medical_invoice"]


def test_that_a_claim_is_withdrawn_only_when_confirmed(either: Customer, covered: Holder) -> None:
    number = report(either, covered)
    answer = either.say(tongue(either, "算了，不理赔了", "never mind, I want to withdraw the claim"))
    assert either.field == "claim_withdraw", either.story
    assert number in answer
    either.say(tongue(either, "不撤了", "no, keep it"))
    assert claim(either)["status"] == "collecting"
    assert either.field == "claim_papers", either.story
    either.say(tongue(either, "还是撤销理赔吧", "withdraw my claim"))
    either.say(tongue(either, "确定", "yes"))
    assert claim(either)["status"] == "withdrawn"
    assert number in either.text
    assert either.field == ""
    in_one_language(either, NAME)


def test_that_a_question_about_a_clause_is_answered_and_the_claim_goes_on(either: Customer, covered: Holder) -> None:
    number = report(either, covered)
    answer = either.say(tongue(either, "意外险保不保猝死？", "does accident insurance cover sudden death?"))
    assert tongue(either, "猝死", "sudden death") in answer.casefold()
    assert either.field == "claim_papers", either.story
    answer = either.say(tongue(either, "为什么要费用清单？", "why do you need the itemised bill?"))
    assert either.field == "claim_papers", either.story
    assert tongue(either, "保障范围", "covered") in answer
    assert [(one["number"], one["status"]) for one in claims(either)] == [(number, "collecting")]


def test_that_something_else_can_be_bought_in_between(either: Customer, covered: Holder) -> None:
    number = report(either, covered)
    either.say(
        tongue(
            either,
            "先不说这个，我还想买个去泰国的旅游险",
            "something else: I want to buy travel insurance for Thailand",
        )
    )
    needs = either.record()["needs"]
    assert needs["line"] == "travel", either.story
    assert [(one["number"], one["status"]) for one in claims(either)] == [(number, "collecting")]
    answer = either.say(tongue(either, "我的理赔到哪了", "how far is my claim?"))
    assert number in answer
    either.say(tongue(either, "接着办理赔", "go on with the claim"))
    assert either.field == "claim_papers", either.story
    send(either, identity_card(covered.who))
    assert kinds(wait_until_read(either, 1)) == ["identity_card"]


def test_that_a_human_can_be_asked_for_in_a_claim(either: Customer, covered: Holder) -> None:
    number = report(either, covered)
    either.say("/human" if either.language != "en" else "I want to talk to a person")
    assert len(either.handoffs()) == 1
    answer = either.say(tongue(either, "理赔到哪了", "how far is my claim?"))
    assert number in answer
    assert len(either.handoffs()) == 1


def test_that_several_open_claims_are_told_apart(either: Customer, covered: Holder) -> None:
    first = report(either, covered)
    either.say(tongue(either, "以后再传", "later"))
    either.say(
        tongue(
            either,
            "还有一件事要报案：今天早上被狗咬了，打了疫苗花了300",
            "I have another claim: a dog bit me this morning, the vaccination cost 300",
        )
    )
    if either.field == "claim_identity":
        prove(either, covered)
    numbers = [one["number"] for one in claims(either)]
    assert len(numbers) == 2, either.story
    second = next(one for one in numbers if one != first)
    assert claim(either, second)["happened"] == today().isoformat()
    either.say(tongue(either, "以后再传", "later"))
    either.say(tongue(either, "到哪了", "how far is it"))
    assert {title[-60:] for title, payload in either.offered if first in payload}
    either.tap(first)
    assert first in either.text
    assert second not in either.text
    assert second in either.say(tongue(either, f"{second}到哪了", f"how far is {second}"))
    in_one_language(either, NAME)


def test_that_somebody_elses_claim_number_tells_nothing(either: Customer, new_customer, covered: Holder) -> None:
    owner = new_customer(either.language)
    number = report(owner, covered)
    answer = either.say(tongue(either, f"{number}到哪了", f"how far is claim {number}?"))
    assert either.field == "claim_join", either.story
    known = answer.replace(number, "")
    made_up = number[:-4] + ("AAAA" if not number.endswith("AAAA") else "BBBB")
    stranger = new_customer(either.language)
    unknown = stranger.say(tongue(either, f"{made_up}到哪了", f"how far is claim {made_up}?"))
    assert known == unknown.replace(made_up, "")  # whether there is such a claim isn't told
    from tests.conversations import papers

    wrong, none = either.say(papers.id_number(40)), stranger.say(papers.id_number(40))
    assert re.sub(r"CL\w+", "", wrong) == re.sub(r"CL\w+", "", none)
    for text in (answer, wrong):
        assert not [word for word in (NAME, covered.policy, "1860", "1,860", "门诊", "Outpatient") if word in text], (
            text
        )
    assert claims(either) == []
    send(either, identity_card(covered.who))
    assert len(claim(owner)["papers"]) == 0
    in_one_language(either, NAME)


@pytest.mark.parametrize("lines", [3])
def test_that_an_identity_number_alone_opens_no_policy(zh: Customer, covered: Holder, lines: int) -> None:
    from tests.conversations import papers

    zh.say(FELL[0])
    for _ in range(lines):
        zh.say(covered.identity)
        assert zh.field == "claim_phone"
        zh.say(papers.phone())
        if zh.field == "claim_papers":
            break
    assert covered.policy not in "\n".join(line.get("text") or "" for line in zh.conversation()["transcript"])
    assert claim(zh)["policies"] == []
