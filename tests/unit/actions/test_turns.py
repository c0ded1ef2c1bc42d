"""One turn from Rasa's tracker to the messages it sends, on fakes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import structlog
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import claims, consulting, explaining, navigating, owning, providers, talking
from actions.turn import turn_of
from insurance.lines import Language, Line
from insurance.ports import ClauseAnswer
from insurance.questions import Flow
from insurance.services import choosing
from insurance.services.parts import Parts
from tests.buying import tell, until_apply, until_notices, until_order, until_policy, until_quote
from tests.fakes import CUSTOMER, id_number, journey_of

ACTIONS = {
    action.action: action
    for module in (claims, consulting, explaining, navigating, owning, providers, talking)
    for action in module.ACTIONS
}
CONTRACT = {
    "no_plans": {"elsewhere"},
    "question": {"flow", "field", "kind", "why", "choices"},
    "quote": {"quote_id", "premium", "currency", "breakdown", "valid_until"},
    "underwriting": {"decision", "reasons"},
    "confirm": {"answers"},
    "payment": {"order_id", "url", "amount"},
    "receipt": set(),
    "handoff": {"reason", "queue_position", "hours"},
    "policies": {"policies"},
    "clause": {"product_id", "article", "title", "text", "figures", "url"},
    "term": {"term", "meaning"},
    "comparison": {"columns", "rows", "summary", "advice"},
    "language": {"language"},
    "plans": {"plans"},
    "checklist": {"claim_number", "items"},
    "claim_status": {"claim_number", "status", "steps"},
}
PLAN = {
    "product_id", "plan_id", "name", "insurer", "premium", "sum_insured", "deductible", "waiting_days", "exclusions",
    "reasons", "eligible",
}  # fmt: skip


def tracker(text: str, intent: str = "inform", language: str = "zh", confidence: float = 0.95) -> Tracker:
    """What Rasa sends an action: a payload's values come as entities."""
    entities = []
    if text.startswith("/") and "{" in text:
        intent, _, body = text[1:].partition("{")
        values = json.loads("{" + body)
        entities = [{"entity": name, "value": value, "start": 0, "end": 1} for name, value in values.items()]
    message = {
        "text": text, "intent": {"name": intent, "confidence": confidence}, "entities": entities,
        "intent_ranking": [{"name": intent, "confidence": confidence}, {"name": "help", "confidence": 0.02}],
        "metadata": {"language": language},
    }  # fmt: skip
    return Tracker.from_dict({
        "sender_id": CUSTOMER, "slots": {"language": language}, "latest_message": message, "events": [],
        "paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
    })  # fmt: skip


async def say(parts: Parts, action: str, text: str, **about: object) -> list[dict]:
    dispatcher = CollectingDispatcher()
    await ACTIONS[action](parts).run(dispatcher, tracker(text, **about), {})
    for message in dispatcher.messages:
        assert message["text"].strip()
        custom = message.get("custom") or {}
        if custom:
            assert CONTRACT[custom["type"]] <= custom.keys(), custom["type"]
        for plan in custom.get("plans", ()):
            assert plan.keys() >= PLAN
        json.dumps(message)
    return dispatcher.messages


def texts(messages: list[dict]) -> str:
    return "\n".join(message["text"] for message in messages)


def questions(messages: list[dict]) -> list[str]:
    return [one["custom"]["field"] for one in messages if (one.get("custom") or {}).get("type") == "question"]


def custom(messages: list[dict], kind: str) -> dict:
    return next(one["custom"] for one in messages if (one.get("custom") or {}).get("type") == kind)


# --- a turn read from the tracker


def test_that_typed_words_are_read_from_the_tracker():
    turn = turn_of(tracker(" 我想买意外险 ", "seek_advice"))
    assert (turn.sender, turn.text, turn.intent, turn.tapped) == (CUSTOMER, "我想买意外险", "seek_advice", False)
    assert turn.language is Language.ZH


def test_that_the_language_comes_with_the_message():
    assert turn_of(tracker("hello", "greet", "en")).language is Language.EN


def test_that_a_tapped_payload_is_values_and_no_text():
    turn = turn_of(tracker('/answer{"f":"budget","v":"any_budget"}'))
    assert (turn.text, turn.tapped) == ("", True)
    assert dict(turn.values) == {"f": "budget", "v": "any_budget"}


def test_that_a_message_without_anything_is_a_turn():
    turn = turn_of(Tracker.from_dict({"sender_id": CUSTOMER, "latest_message": {}, "slots": {}, "events": []}))
    assert (turn.text, turn.intent, turn.ranking) == ("", "", ())


# --- taking in


async def test_that_one_sentence_is_taken_whole_and_the_missing_asked(parts: Parts):
    messages = await say(parts, "action_consult", "我爸65了，怕他摔跤，一年五百块以内", intent="seek_advice")
    needs = journey_of(parts).needs
    assert (needs.line, needs.person().age.years, str(needs.budget.at_most)) == (Line.ACCIDENT, 65, "500.00")
    assert len(custom(messages, "plans")["plans"]) == 3
    assert questions(messages) == ["plan"]


async def test_that_english_is_answered_in_english(parts: Parts):
    messages = await say(parts, "action_consult", "my dad is 65, worried about falls", intent="seek_advice",
                         language="en")  # fmt: skip
    assert questions(messages) == ["budget"]
    assert messages[-1]["text"].isascii()


async def test_that_a_number_typed_answers_the_open_question(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    messages = await say(parts, "action_hear", "65")
    assert journey_of(parts).needs.person().age.years == 65
    assert questions(messages) == ["budget"]


async def test_that_a_tapped_answer_does_the_same_as_a_typed_one(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    await say(parts, "action_hear", "65")
    messages = await say(parts, "action_answer", '/answer{"f":"budget","v":"any_budget"}')
    assert questions(messages) == ["plan"]


@pytest.mark.parametrize("payload", [
    '/answer{"f":"insured_age.1","v":"50"}', '/answer{"f":"summary","v":"yes"}', '/answer{"f":"payment","v":"paid"}',
    "/answer", '/answer{"f":"notice_terms","v":"agree"}',
])  # fmt: skip
async def test_that_a_stale_button_changes_nothing_and_asks_the_open_question(parts: Parts, payload: str):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    before = journey_of(parts)
    messages = await say(parts, "action_answer", payload)
    assert journey_of(parts) == before
    assert questions(messages) == ["insured_age"]


async def test_that_an_impossible_age_is_explained_kindly_and_asked_again(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    before = journey_of(parts)
    messages = await say(parts, "action_hear", "200岁")
    assert journey_of(parts).needs == before.needs
    assert questions(messages) == ["insured_age"]


# --- not understood


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_that_what_is_not_understood_is_never_answered_twice_alike(parts: Parts, language: str):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    first = await say(parts, "action_hear", "嗯哼哼啦啦", intent="", confidence=0.1, language=language)
    second = await say(parts, "action_hear", "嗯哼哼啦啦", intent="", confidence=0.1, language=language)
    assert first[0]["text"] != second[0]["text"]
    assert questions(first) == questions(second) == ["insured_age"]


async def test_that_with_nothing_open_likely_readings_come_first_then_a_human(parts: Parts):
    first = await say(parts, "action_hear", "啦啦啦", intent="", confidence=0.1)
    second = await say(parts, "action_hear", "啦啦啦", intent="", confidence=0.1)
    assert first[0]["buttons"]
    assert texts(first) != texts(second)
    assert any(button["payload"] == "/ask_human" for message in second for button in message["buttons"])


# --- failing


class BrokenSearch:
    def find_products(self, *_: object) -> list:
        raise RuntimeError("secret 我爸65了")

    find_clauses = find_products


async def test_that_an_internal_error_is_kind_and_logs_nothing_the_customer_said(parts: Parts):
    object.__setattr__(parts, "search", BrokenSearch())
    with structlog.testing.capture_logs() as logs:
        messages = await say(parts, "action_consult", "我爸65了，怕他摔跤，一年五百块以内", intent="seek_advice")
    assert [one["event"] for one in logs] == ["action_failed"]
    assert "我爸" not in str(logs)
    assert "RuntimeError" not in texts(messages)
    assert any(button["payload"] == "/ask_human" for button in messages[0]["buttons"])


# --- in between


async def test_that_why_is_answered_and_the_question_asked_once_again(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    messages = await say(parts, "action_why", "为什么要问这个", intent="ask_why")
    assert questions(messages) == ["insured_age"]
    assert len(messages) == 2


async def test_that_a_question_about_a_clause_is_quoted_and_the_form_goes_on(parts: Parts):
    await until_apply(parts)
    before = journey_of(parts)
    messages = await say(parts, "action_explain", "犹豫期", intent="ask_clause")
    assert custom(messages, "clause")["text"] in texts(messages)
    assert questions(messages) == [before.open.field]
    assert journey_of(parts).purchase == before.purchase


async def test_that_help_in_a_form_asks_the_question_again(parts: Parts):
    await until_apply(parts)
    assert questions(await say(parts, "action_help", "帮助", intent="help")) == ["applicant_name"]


async def test_that_a_human_is_queued_at_once(parts: Parts):
    messages = await say(parts, "action_hand_over", "转人工", intent="ask_human")
    assert custom(messages, "handoff")["queue_position"] == 1
    assert parts.desk.requests == [(CUSTOMER, "customer_asked")]


async def test_that_the_third_complaint_goes_to_a_human(parts: Parts):
    for _ in range(3):
        await say(parts, "action_complain", "什么破玩意", intent="complain")
    assert parts.desk.requests == [(CUSTOMER, "dissatisfied")]


async def test_that_a_language_is_kept_for_messages_sent_later(parts: Parts):
    messages = await say(parts, "action_language", "English please", intent="switch_language")
    assert custom(messages, "language")["language"] == "en"
    assert journey_of(parts).language is Language.EN


async def test_that_comparing_shows_the_same_three_again(parts: Parts):
    first = await say(parts, "action_consult", "我爸65了，怕他摔跤，一年五百块以内", intent="seek_advice")
    again = await say(parts, "action_compare", "对比一下", intent="compare_plans")
    assert custom(again, "plans") == custom(first, "plans")
    assert questions(again) == ["plan"]


FALL = "我爸65了，怕他摔跤，一年五百块以内"


async def test_that_just_the_plans_pointed_at_are_compared(parts: Parts):
    await say(parts, "action_consult", FALL, intent="seek_advice")
    for action, intent in (("action_compare", "compare_plans"), ("action_explain", "ask_clause")):
        messages = await say(parts, action, "第一款和第三款哪个好", intent=intent)
        card = custom(messages, "comparison")
        offer = journey_of(parts).offer
        assert [one["product_id"] for one in card["columns"]] == [offer[0].product_id, offer[2].product_id]
        assert all(len(row["cells"]) == 2 for row in card["rows"])
        assert card["advice"]
        assert card["summary"] in texts(messages)
        assert questions(messages) == ["plan"]


async def test_that_a_comparison_reads_well_in_english(parts: Parts):
    await say(parts, "action_consult", FALL, intent="seek_advice")
    messages = await say(
        parts, "action_compare", "difference between the first two", intent="compare_plans", language="en"
    )
    card = custom(messages, "comparison")
    assert "Premium" in {row["label"] for row in card["rows"]}
    assert not any("一" <= character <= "鿿" for character in texts(messages[:1]))


async def test_that_two_terms_are_told_apart_and_not_the_plans(parts: Parts):
    await say(parts, "action_consult", FALL, intent="seek_advice")
    messages = await say(parts, "action_compare", "保额和保费有什么区别", intent="compare_plans")
    assert [one["custom"]["term"] for one in messages if (one.get("custom") or {}).get("type") == "term"] == [
        "保额", "保费",
    ]  # fmt: skip
    assert questions(messages) == ["plan"]


async def test_that_with_nothing_to_compare_it_is_said_what_is_needed(parts: Parts):
    assert "还没有可以比较的方案" in texts(await say(parts, "action_compare", "哪个好", intent="compare_plans"))
    assert "要比较得有两款" in texts(
        await say(parts, "action_compare", "恒泰孝心安老年意外险和别的比", intent="compare_plans")
    )


async def test_that_the_second_plans_own_article_is_quoted_with_its_link(parts: Parts):
    object.__setattr__(parts, "terms", replace(parts.terms, public_url="https://lingbao.example"))
    await say(parts, "action_consult", FALL, intent="seek_advice")
    product = journey_of(parts).offer[1].product_id
    parts.answers.told["第二款骨折赔多少钱"] = ClauseAnswer(article="2.4")
    messages = await say(parts, "action_explain", "第二款骨折赔多少钱", intent="ask_clause")
    card = custom(messages, "clause")
    assert (card["product_id"], card["article"]) == (product, "2.4")
    assert card["url"] == f"https://lingbao.example/products/{product}/clauses#article-2.4"
    assert card["url"] in texts(messages)
    assert card["figures"][0] in texts(messages)
    assert len([one for one in messages if (one.get("custom") or {}).get("type") == "clause"]) == 1
    assert questions(messages) == ["plan"]


async def test_that_silence_is_said_plainly_and_a_human_offered(parts: Parts):
    await until_apply(parts)
    messages = await say(parts, "action_explain", "手机碎屏赔吗", intent="ask_clause")
    assert "条款里没有写到这一点" in texts(messages)
    assert any(button["payload"] == "/ask_human" for message in messages for button in message["buttons"])
    assert questions(messages) == ["applicant_name"]


# --- buying


async def test_that_a_plan_is_chosen_in_words_or_by_its_button(parts: Parts):
    first = await say(parts, "action_consult", "我爸65了，怕他摔跤，一年五百块以内", intent="seek_advice")
    await say(parts, "action_choose", "第二个", intent="choose_plan")
    card = custom(first, "plans")["plans"][1]
    assert journey_of(parts).purchase.product_id == card["product_id"]
    await say(parts, "action_choose", custom(first, "plans")["plans"][0]["payload"])
    assert journey_of(parts).purchase.product_id == custom(first, "plans")["plans"][0]["product_id"]


async def test_that_an_old_plan_button_is_refused_in_words(parts: Parts):
    messages = await say(parts, "action_choose", '/choose{"product":"qinghe-senior-lite","plan":"lite"}')
    assert journey_of(parts).purchase is None if CUSTOMER in parts.work.store.journeys else messages


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_that_every_step_to_payment_speaks(parts: Parts, language: str):
    """Tap through a whole purchase; every message has its words and its contract's keys."""
    await until_quote(parts)
    seen: set[str] = set()
    for _ in range(30):
        question = journey_of(parts).open
        seen.add(question.flow)
        if question.flow is Flow.PAYMENT:
            break
        if question.flow is Flow.APPLY and not question.choices:
            reply = await typed(parts, question, language)
        else:
            about = question.field if question.person is None else f"{question.field}.{question.person}"
            body = json.dumps({"f": about, "v": question.choices[0]})
            reply = await say(parts, "action_answer", f"/answer{body}", language=language)
        assert len(questions(reply)) == 1
        if language == "en":
            assert "None" not in texts(reply)
    assert {Flow.QUOTE, Flow.APPLY, Flow.SUMMARY, Flow.NOTICES, Flow.PAYMENT} <= seen
    assert custom(reply, "payment")["url"] in texts(reply)
    assert custom(reply, "payment")["amount"]


async def typed(parts: Parts, question, language: str) -> list[dict]:
    from datetime import date

    words = {"applicant_name": "王小明", "insured_name": "王大山"}.get(question.field)
    if question.field == "applicant_id":
        words = await parts.vault.keep(CUSTOMER, "id_number", id_number(date(1990, 3, 4)))
    if question.field == "insured_id":
        words = await parts.vault.keep(CUSTOMER, "id_number", id_number(date(1960, 12, 1)))
    if question.field == "applicant_phone":
        words = await parts.vault.keep(CUSTOMER, "phone", "13812345678")
    return await say(parts, "action_hear", words, language=language)


async def test_that_a_wrong_digit_is_explained_and_nothing_lost(parts: Parts):
    from datetime import date

    await until_apply(parts)
    await say(parts, "action_hear", "王小明")
    right = id_number(date(1990, 3, 4))
    wrong = await parts.vault.keep(CUSTOMER, "id_number", right[:-1] + ("1" if right[-1] != "1" else "2"))
    messages = await say(parts, "action_hear", wrong)
    assert questions(messages) == ["applicant_id"]
    assert journey_of(parts).purchase.application.answers == {"applicant_name": "王小明"}


async def test_that_the_summary_offers_to_change_each_answer(parts: Parts):
    await until_notices(parts)
    await say(parts, "action_back", "返回", intent="go_back")
    messages = await say(parts, "action_resume", "/resume", intent="resume")
    answers = custom(messages, "confirm")["answers"]
    assert {one["key"] for one in answers} >= {"applicant_name", "insured_id.0", "effective_date"}
    messages = await say(parts, "action_edit", answers[0]["payload"])
    assert questions(messages) == ["applicant_name"]


async def test_that_no_message_shows_an_identity_number(parts: Parts):
    await until_notices(parts)
    await say(parts, "action_back", "返回", intent="go_back")
    said = texts(await say(parts, "action_resume", "/resume", intent="resume"))
    assert "⟦" not in said
    assert "110101" not in said


async def test_that_giving_up_closes_the_order(parts: Parts):
    order = await until_order(parts)
    await say(parts, "action_cancel", "取消", intent="cancel")
    assert await parts.payments.state(order.id) == "closed"


async def test_that_policies_are_listed_and_one_cancelled(parts: Parts):
    policy = await until_policy(parts)
    messages = await say(parts, "action_policies", "我的保单", intent="show_policies")
    assert [one["policy_number"] for one in custom(messages, "policies")["policies"]] == [policy.number]
    button = next(one for message in messages for one in message["buttons"] if "cancel_policy" in one["payload"])
    messages = await say(parts, "action_cancel_policy", button["payload"])
    assert questions(messages) == ["cancel_policy"]
    await say(parts, "action_answer", '/answer{"f":"cancel_policy","v":"yes"}')
    async with parts.work() as records:
        assert (await records.policy(policy.number)).status == "cancelling"


async def test_that_nobodys_policies_are_nothing_to_list(parts: Parts):
    (message,) = await say(parts, "action_policies", "我的保单", intent="show_policies")
    assert not message.get("custom")
    assert message["buttons"]


async def test_that_starting_over_forgets_and_greets(parts: Parts):
    await tell(parts)
    messages = await say(parts, "action_start_over", "重新开始", intent="start_over")
    assert questions(messages) == []
    assert journey_of(parts).started is False


async def test_that_a_purchase_given_up_is_not_chosen_by_yes(parts: Parts):
    await until_quote(parts)
    await choosing.show_other_plans(parts, CUSTOMER)
    await say(parts, "action_answer", '/answer{"f":"quote_accept","v":"yes"}')
    assert journey_of(parts).purchase is None


async def test_that_a_confirmed_restart_is_told(parts: Parts):
    await say(parts, "action_consult", "我爸65了，怕他摔跤，一年五百块以内", intent="seek_advice")
    assert questions(await say(parts, "action_start_over", "重新开始", intent="start_over")) == ["restart"]
    messages = await say(parts, "action_hear", "是的", intent="affirm")
    assert "重新开始" in texts(messages)
    assert journey_of(parts).needs.line is None


async def test_that_a_no_that_leads_nowhere_else_is_still_answered(parts: Parts):
    await until_policy(parts)
    await say(parts, "action_cancel_policy", "我要退保", intent="cancel_policy")
    messages = await say(parts, "action_hear", "不退了", intent="deny")
    assert texts(messages)
    assert questions(messages) == []
