"""Not understood, asked back, and met in tone: on fakes, as Rasa would call it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from test_turns import custom, questions, say, texts, tracker

from actions.turn import turn_of
from actions.yes_no import read_yes
from insurance.catalogue import Bilingual, DisclosureQuestion, YesAction
from insurance.facts import Feeling
from insurance.lines import Line, Relation
from insurance.questions import AnswerKind, Flow, Question
from insurance.services import choosing
from insurance.services.parts import Parts
from tests.buying import tell, until_apply, until_order, until_quote
from tests.fakes import CUSTOMER, journey_of

FATHER = "我爸65了，怕他摔跤，一年五百块以内"
NOISE = "嗯哼哼啦啦"


async def misses(parts: Parts, count: int, language: str = "zh") -> list[str]:
    """What is said to the same noise, again and again, without the question repeated after it."""
    said = []
    for _ in range(count):
        messages = await say(parts, "action_hear", NOISE, intent="nlu_fallback", confidence=0.1, language=language)
        said.append("\n".join(one["text"] for one in messages if (one.get("custom") or {}).get("type") != "question"))
    return said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("opened", [True, False])
async def test_that_no_two_misses_in_a_row_are_answered_alike(parts: Parts, language: str, opened: bool):
    if opened:
        await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    said = await misses(parts, 9, language)
    assert all(one != other for one, other in pairwise(said))
    assert len(set(said[:5])) == 5


async def test_that_the_fifth_miss_brings_a_human_once(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    await misses(parts, 8)
    assert parts.desk.requests == [(CUSTOMER, "not_understood")]


async def test_that_the_first_miss_offers_two_or_three_readings(parts: Parts):
    (message,) = await say(parts, "action_hear", NOISE, intent="nlu_fallback", confidence=0.1)
    assert 2 <= len(message["buttons"]) <= 3


async def test_that_a_likely_reading_is_offered_in_a_form_as_well(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    first, question = await say(parts, "action_hear", NOISE, intent="ask_clause", confidence=0.3)
    assert [one["payload"] for one in first["buttons"]] == ["/ask_clause"]
    assert question["custom"]["field"] == "insured_age"


async def test_that_declining_all_three_twice_is_not_answered_alike(parts: Parts):
    await say(parts, "action_consult", FATHER, intent="seek_advice")
    first = await say(parts, "action_hear", "没有", intent="deny")
    second = await say(parts, "action_hear", "没有", intent="deny")
    assert first[0]["text"] != second[0]["text"]
    assert any(one["payload"] == "/ask_human" for one in second[0]["buttons"])


async def test_that_yes_to_three_plans_asks_which(parts: Parts):
    await say(parts, "action_consult", FATHER, intent="seek_advice")
    messages = await say(parts, "action_hear", "可以", intent="affirm")
    assert len(messages) == 2
    assert questions(messages) == ["plan"]


async def test_that_telling_what_is_known_does_not_answer_the_question(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    messages = await say(parts, "action_hear", "是给我爸买的", intent="inform")
    assert len(messages) == 2
    assert questions(messages) == ["insured_age"]


# --- asked back


async def test_that_another_person_in_a_purchase_is_asked_back(parts: Parts):
    await until_apply(parts)
    messages = await say(parts, "action_hear", "我女儿在旁边呢", intent="inform")
    assert questions(messages) == ["confirm_other_person"]
    assert journey_of(parts).purchase is not None
    messages = await say(parts, "action_hear", "不是", intent="deny")
    assert journey_of(parts).purchase is not None
    assert questions(messages) == ["applicant_name"]


async def test_that_a_yes_takes_what_was_asked_back(parts: Parts):
    await until_apply(parts)
    await say(parts, "action_hear", "我女儿6岁了", intent="inform")
    await say(parts, "action_answer", '/answer{"f":"confirm_other_person","v":"yes"}')
    person = journey_of(parts).needs.person()
    assert (person.relation, person.age.years) == (Relation.CHILD, 6)
    assert journey_of(parts).purchase is None


async def test_that_a_plain_wish_for_another_line_is_not_asked_back(parts: Parts):
    await until_apply(parts)
    await say(parts, "action_consult", "算了，给我爸看看医疗险吧", intent="seek_advice")
    assert journey_of(parts).needs.line is Line.MEDICAL


async def test_that_dates_that_can_be_counted_twice_are_read_back_in_one_line(parts: Parts):
    from insurance import facts as f

    start = parts.clock.today().replace(month=12, day=1)
    trip = f.TripFact(start=start, days=8, end=start.replace(day=8), ambiguous=True, text="12月1号到8号")
    progress = await tell(parts, f.LineFact(Line.TRAVEL), trip)
    assert (progress.question.flow, progress.question.field) == (Flow.DOUBT, "confirm_trip")
    messages = await say(parts, "action_why", "为什么问", intent="ask_why")
    assert "12月1日到12月8日，共8天" in texts(messages)
    messages = await say(parts, "action_hear", "不对", intent="deny")
    assert journey_of(parts).needs.trip_days is None


@pytest.mark.parametrize(("action", "intent", "field"), [
    ("action_cancel", "cancel", "confirm_give_up"), ("action_back", "go_back", "confirm_step_back"),
])  # fmt: skip
async def test_that_an_order_is_not_closed_on_a_guess(parts: Parts, action: str, intent: str, field: str):
    order = await until_order(parts)
    messages = await say(parts, action, "那个要不先别弄了", intent=intent, confidence=0.5)
    assert questions(messages) == [field]
    assert await parts.payments.state(order.id) != "closed"
    await say(parts, "action_hear", "嗯", intent="affirm")
    assert await parts.payments.state(order.id) == "closed"


async def test_that_an_explained_no_to_a_disclosure_changes_no_need(parts: Parts):
    await tell(parts)
    await say(parts, "action_consult", FATHER, intent="seek_advice")
    await choosing.choose_plan(parts, CUSTOMER, choice_of(1))
    before = journey_of(parts).needs
    await say(parts, "action_hear", "我们还在国内呢", intent="inform")
    assert journey_of(parts).needs == before


def choice_of(position: int):
    from insurance.facts import ChoiceFact

    return ChoiceFact(position=position)


# --- amounts and directions


async def test_that_more_cover_than_fixed_plans_have_points_at_the_most(parts: Parts):
    await say(parts, "action_consult", FATHER, intent="seek_advice")
    before = journey_of(parts).offer
    messages = await say(parts, "action_hear", "保额高一点", intent="correct_answer")
    assert journey_of(parts).offer == before
    assert questions(messages) == ["plan"]
    assert len(messages) == 2


async def test_that_buy_it_accepts_the_quote(parts: Parts):
    await until_quote(parts)
    messages = await say(parts, "action_hear", "好就这个了买吧", intent="affirm", confidence=0.4)
    assert questions(messages) == ["applicant_name"]


@pytest.mark.parametrize("text", ["先不买了", "买之前能退吗", "不买", "还没想好买不买"])
async def test_that_buy_in_another_sense_accepts_nothing(parts: Parts, text: str):
    await until_quote(parts)
    await say(parts, "action_hear", text, intent="nlu_fallback", confidence=0.2)
    journey = journey_of(parts)
    assert journey.purchase is None or not journey.purchase.accepted


# --- in tone


async def test_that_grief_is_met_once_and_the_matter_goes_on(parts: Parts):
    await say(parts, "action_consult", "给我自己买意外险", intent="seek_advice")
    first = await say(parts, "action_hear", "我爸上个月去世了", intent="inform")
    assert "节哀" in first[0]["text"]
    assert journey_of(parts).feelings == (Feeling.GRIEF.value,)
    second = await say(parts, "action_hear", "我爸去世了", intent="inform")
    assert "节哀" not in texts(second)


async def test_that_a_death_claim_is_met_in_its_own_words_with_a_human_first(parts: Parts):
    messages = await say(parts, "action_claim", "我老公上周去世了，他有份寿险", intent="report_claim")
    assert "节哀" in messages[0]["text"]
    assert custom(messages, "handoff")


async def test_that_anger_counts_as_dissatisfaction(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    for _ in range(3):
        await say(parts, "action_hear", "你们什么垃圾服务，气死我了", intent="inform")
    assert parts.desk.requests[0] == (CUSTOMER, "dissatisfied")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_that_a_feeling_alone_is_answered_and_the_question_kept(parts: Parts, language: str):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    messages = await say(parts, "action_smalltalk", "好烦啊，不知道怎么办", intent="express_feeling", language=language)
    assert questions(messages) == ["insured_age"]
    assert len(messages) == 2


@pytest.mark.parametrize(("text", "said"), [
    ("有的，我有医保", False), ("yes he has it", None), ("没有", False), ("是", True), ("有参加，所以选否", False),
    ("he does have it, so no", False),
])  # fmt: skip
def test_that_an_answer_to_a_question_with_a_no_in_it_needs_a_conclusion(text: str, said: bool | None):
    question = Question(Flow.DISCLOSURE, "disclosure", AnswerKind.YES_NO)
    asked = DisclosureQuestion(
        "social", Bilingual("是否没有参加基本医疗保险？", "x"), Bilingual("x", "x"), YesAction.NOTE
    )
    assert read_yes(turn_of(tracker(text)), question, asked) is said


async def test_that_a_worry_is_no_claim(parts: Parts):
    messages = await say(parts, "action_claim", "就怕以后住院花钱", intent="report_claim", confidence=0.95)
    assert parts.desk.requests == []
    assert questions(messages)


async def test_that_a_worry_about_what_has_happened_is_a_claim(parts: Parts):
    await say(parts, "action_claim", "昨天摔骨折了，担心赔不下来", intent="report_claim", confidence=0.95)
    assert [one.sender for one in parts.work.store.claims.claims.values()] == [CUSTOMER]


async def test_that_who_has_died_is_not_taken_for_the_insured(parts: Parts):
    await say(parts, "action_hear", "我爸上周去世了", intent="express_feeling")
    assert CUSTOMER not in parts.work.store.journeys or not journey_of(parts).needs.insured
