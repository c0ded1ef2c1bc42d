"""Claims turn by turn on fakes: what is said in the middle of one, and after a death."""

from __future__ import annotations

import pytest
from test_turns import custom, questions, say, texts

from actions.claim_answers import SUBMITS
from insurance.claims import ClaimStatus
from insurance.lines import Line
from insurance.services.parts import Parts
from language import read_yes_no
from tests.fakes import CUSTOMER, journey_of

FELL = "昨天下楼梯把脚崴了，去医院看门诊花了1860"
DIED = {"zh": "我爸上周三出车祸走了", "en": "my father died in a car accident last Wednesday"}


async def claims_of(parts: Parts):
    async with parts.work.reading() as records:
        return await records.claims.claims_of(CUSTOMER)


async def report(parts: Parts, text: str = FELL) -> str:
    await say(parts, "action_claim", text, intent="report_claim")
    return str((await claims_of(parts))[0].number)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_that_after_a_death_nothing_is_asked_and_a_human_comes_once(parts: Parts, language: str):
    messages = await say(parts, "action_claim", DIED[language], intent="report_claim", language=language)
    assert {"zh": "节哀", "en": "sorry"}[language] in messages[0]["text"]
    assert custom(messages, "handoff")
    assert questions(messages) == []
    said = texts(messages)
    (claim,) = await claims_of(parts)
    assert claim.number in said
    assert not [word for word in ("银行卡", "最高", "bank card", "up to") if word in said]
    again = await say(parts, "action_claim", DIED[language], intent="report_claim", language=language)
    assert len(parts.desk.requests) == 1
    assert {"zh": "节哀", "en": "sorry"}[language] not in texts(again)
    assert len(await claims_of(parts)) == 1


@pytest.mark.parametrize("text", ["不撤了", "不撤", "先留着", "no, keep it", "don't withdraw it"])
async def test_that_a_claim_is_kept_in_words(parts: Parts, text: str):
    await report(parts)
    await say(parts, "action_claim_withdraw", "撤销理赔", intent="claim_withdraw")
    messages = await say(parts, "action_hear", text, intent="nlu_fallback")
    (claim,) = await claims_of(parts)
    assert claim.status is not ClaimStatus.WITHDRAWN
    assert "claim_withdraw" not in questions(messages)


async def test_that_a_claims_number_is_known_whatever_the_sentence_was_taken_for(parts: Parts):
    number = await report(parts)
    messages = await say(parts, "action_smalltalk", f"{number}到哪了", intent="out_of_scope")
    assert custom(messages, "claim_status")["claim_number"] == number
    unknown = number[:-4] + ("AAAA" if number[-4:] != "AAAA" else "BBBB")
    other = await say(parts, "action_smalltalk", f"{unknown}到哪了", intent="out_of_scope")
    assert questions(other) == ["claim_join"]


async def test_that_another_loss_of_the_same_type_is_another_claim_when_it_is_called_so(parts: Parts):
    await report(parts)
    await say(parts, "action_claim", "还有一件事要报案：今天早上被狗咬了，看门诊花了300", intent="report_claim")
    assert len(await claims_of(parts)) == 2


async def test_that_a_wish_to_buy_isnt_swallowed_by_putting_the_claim_aside(parts: Parts):
    await report(parts)
    await say(parts, "action_consult", "先不说这个，我还想买个去泰国的旅游险", intent="seek_advice")
    assert journey_of(parts).needs.line is Line.TRAVEL
    assert [one.status for one in await claims_of(parts)] == [ClaimStatus.REPORTED]


async def test_that_going_on_with_the_claim_takes_it_up(parts: Parts):
    number = await report(parts)
    await say(parts, "action_cancel", "算了", intent="cancel")
    messages = await say(parts, "action_resume", "继续理赔", intent="resume")
    assert custom(messages, "claim_status")["claim_number"] == number


@pytest.mark.parametrize(
    "text",
    ["花费说错了，应该是1680", "不是1860，是1680", "I got the cost wrong, it was 1,680", "not 1860 but 1680"],
)
async def test_that_another_sum_is_taken_for_what_it_cost(parts: Parts, text: str):
    await report(parts)
    messages = await say(parts, "action_hear", text, intent="nlu_fallback", language="zh" if "，" in text else "en")
    (claim,) = await claims_of(parts)
    assert str(claim.loss.claimed) == "1680.00"
    assert "1,680" in texts(messages)


@pytest.mark.parametrize("text", ["11月20号说错了", "第2张不对"])
async def test_that_a_day_or_a_place_is_no_sum(parts: Parts, text: str):
    await report(parts)
    await say(parts, "action_hear", text, intent="nlu_fallback")
    assert str((await claims_of(parts))[0].loss.claimed) == "1860.00"


@pytest.mark.parametrize("text", ["go on with the claim", "let's continue with my claim", "接着办理赔"])
async def test_that_going_on_gives_nothing_up_even_where_it_was_taken_so(parts: Parts, text: str):
    await report(parts)
    messages = await say(parts, "action_claim_withdraw", text, intent="claim_withdraw")
    assert "claim_withdraw" not in questions(messages)
    messages = await say(parts, "action_claim_withdraw", "不想继续了，撤销理赔", intent="claim_withdraw")
    assert questions(messages) == ["claim_withdraw"]


async def test_that_how_far_it_is_is_told_though_the_words_werent_known(parts: Parts):
    number = await report(parts)
    messages = await say(parts, "action_hear", "how far is it", intent="nlu_fallback", confidence=0.1, language="en")
    assert custom(messages, "claim_status")["claim_number"] == number


@pytest.mark.parametrize("text", ["我过两天再传", "剩下的下次发", "I'll send the rest in two days"])
async def test_that_documents_may_come_another_day(parts: Parts, text: str):
    number = await report(parts)
    await until_documents(parts)
    messages = await say(
        parts, "action_smalltalk", text, intent="goodbye", language="zh" if "传" in text or "发" in text else "en"
    )
    assert number in texts(messages)
    assert questions(messages) == []


async def until_documents(parts: Parts) -> None:
    await say(parts, "action_hear", "没有", intent="deny")


@pytest.mark.parametrize("text", ["yes, submit it", "ok please submit", "submit it", "对，提交"])
def test_that_a_yes_with_submit_submits(text: str):
    assert SUBMITS.search(text) or read_yes_no(text)
