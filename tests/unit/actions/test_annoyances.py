"""What annoyed people who talked to the product: facts lost without a word, questions repeated, silly offers."""

from __future__ import annotations

import pytest
from test_turns import custom, questions, say

from actions.reading import read_consult_answer
from insurance import facts as f
from insurance.asked import next_question
from insurance.lines import Line, Relation, Sex
from insurance.needs import Needs
from insurance.questions import AnswerKind, Flow, Question
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, tell
from tests.fakes import CUSTOMER, NOON, journey_of

TODAY = NOON.date()
MOTHERS_CANCER = (f.LineFact(Line.CANCER), f.PersonFact(relation=Relation.PARENT, sex=Sex.FEMALE))
DIABETES = f.ConditionFact("diabetes", "糖尿病")
MY_TERM_LIFE = (
    f.LineFact(Line.TERM_LIFE), f.PersonFact(Relation.SELF, f.Age(35), Sex.MALE), f.SmokerFact(False),
    f.OccupationFact("office", 1),
)  # fmt: skip
WHOSE_AGE = Question(Flow.CONSULT, "insured_age", AnswerKind.AGE, (), 0)


# --- facts that were lost


@pytest.mark.parametrize("words", ["69了 糖料病", "69 糖尿病", "69 and diabetes", "69, has diabetes", "糖尿病 69"])
async def test_that_an_age_beside_a_condition_is_taken_with_it(parts: Parts, words: str):
    await tell(parts, *MOTHERS_CANCER)
    await say(parts, "action_hear", words)
    person = journey_of(parts).needs.person()
    assert person.age == f.Age(69)
    assert [one.code for one in person.conditions] == ["diabetes"]


@pytest.mark.parametrize("words", ["170 69", "三四十吧 说不好", "5 kg and 69 cm"])
def test_that_two_numbers_are_no_age(words: str):
    assert read_consult_answer(WHOSE_AGE, words, TODAY) == []


@pytest.mark.parametrize(("words", "language", "read_back"), [
    ("2型 吃药", "zh", "糖尿病的类型：2型"), ("没有并发症", "zh", "糖尿病的并发症：没有"),
    ("type 2, on tablets", "en", "Diabetes, kind: Type 2"), ("no complications", "en", "Diabetes, complications: No"),
])  # fmt: skip
async def test_that_a_detail_told_out_of_turn_is_read_back(parts: Parts, words: str, language: str, read_back: str):
    progress = await tell(parts, *MOTHERS_CANCER, f.PersonFact(age=f.Age(69)), DIABETES)
    assert progress.question.field == "social_insurance"
    messages = await say(parts, "action_hear", words, language=language)
    assert read_back in messages[0]["text"]
    assert questions(messages) == ["social_insurance"]
    assert journey_of(parts).misses == 0


@pytest.mark.parametrize("words", ["退休了", "已退休", "退休工人", "我爸退休了", "i'm retired"])
def test_that_being_retired_names_no_line(words: str):
    facts = read_consult_answer(next_question(Needs()), words, TODAY)
    assert not any(isinstance(one, f.LineFact | f.ConcernFact) for one in facts)


@pytest.mark.parametrize("words", ["退休", "退休金", "养老的", "pension", "for my retirement"])
def test_that_provision_for_old_age_still_does(words: str):
    facts = read_consult_answer(next_question(Needs()), words, TODAY)
    assert Line.ANNUITY in [one.line for one in facts if isinstance(one, f.LineFact)] or any(
        isinstance(one, f.ConcernFact) for one in facts
    )


@pytest.mark.parametrize("words", ["25 yrs", "保25年"])
async def test_that_the_term_is_taken_while_the_sum_is_asked(parts: Parts, words: str):
    progress = await tell(parts, *MY_TERM_LIFE)
    assert progress.question.field == "sum_insured"
    messages = await say(parts, "action_hear", words)
    assert journey_of(parts).needs.term_years == 25
    assert questions(messages) == ["sum_insured"]
    assert len(messages) == 2  # read back, and asked on


@pytest.mark.parametrize(("words", "month"), [("明年3月", "3月"), ("next March", "March")])
async def test_that_a_month_alone_is_heard_and_the_day_asked(parts: Parts, words: str, month: str):
    await tell(parts, f.LineFact(Line.TRAVEL), f.DestinationFact(()))
    await say(parts, "action_hear", "去日本")
    language = "en" if words.isascii() else "zh"
    messages = await say(parts, "action_hear", words, language=language)
    assert month in messages[0]["text"]
    assert questions(messages) == ["trip"]


# --- at the plans


@pytest.mark.parametrize("words", [
    "贵的那个有啥好", "what's so good about the dear one", "第一个值不值", "值不值", "is the first one worth it?",
])  # fmt: skip
@pytest.mark.parametrize("intent", ["ask_clause", "nlu_fallback", "compare_plans"])
async def test_that_one_plan_is_weighed_against_the_others(parts: Parts, words: str, intent: str):
    await tell(parts, *FATHERS_ACCIDENT)
    action = {"ask_clause": "action_explain", "compare_plans": "action_compare"}.get(intent, "action_hear")
    messages = await say(parts, action, words, intent=intent)
    assert len(custom(messages, "comparison")["columns"]) == len(journey_of(parts).offer)
    assert questions(messages) == ["plan"]


async def test_that_what_a_thing_is_worth_compares_nothing(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    messages = await say(parts, "action_hear", "it's worth 3 million", intent="inform", language="en")
    assert not [one for one in messages if (one.get("custom") or {}).get("type") == "comparison"]


@pytest.mark.parametrize(
    "words", ["随便哪个", "哪个都行", "随便", "你帮我选一个", "whichever", "any of them", "you choose for me"]
)
async def test_that_whichever_gets_the_balanced_plan_with_a_button(parts: Parts, words: str):
    await tell(parts, *FATHERS_ACCIDENT)
    messages = await say(parts, "action_choose", words, intent="choose_plan")
    assert journey_of(parts).purchase is None
    (button,) = messages[0]["buttons"]
    await say(parts, "action_choose", button["payload"])
    chosen = journey_of(parts).purchase
    assert chosen is not None
    name = parts.catalogue.product(chosen.product_id).name
    assert name.zh in messages[0]["text"]


async def test_that_other_plans_wished_for_too_early_come_after_the_question(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    first = await say(parts, "action_other_plans", "还有别的方案吗", intent="other_plans")
    second = await say(parts, "action_other_plans", "换别的方案", intent="other_plans")
    assert "方案" in first[0]["text"]
    assert questions(first) == questions(second) == ["insured_age"]
    assert first[0]["text"] != second[0]["text"]


# --- said in vain


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_that_the_second_complaint_is_met_in_other_words_and_the_third_by_a_human(parts: Parts, language: str):
    words = "你们太差了" if language == "zh" else "this is awful"
    said = [await say(parts, "action_complain", words, intent="complain", language=language) for _ in range(3)]
    assert said[0][0]["text"] != said[1][0]["text"]
    assert parts.desk.requests == [(CUSTOMER, "dissatisfied")]


async def test_that_anger_after_a_complaint_is_met_in_other_words(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    anger = "你们什么垃圾服务，气死我了"
    first = await say(parts, "action_hear", anger, intent="inform")
    second = await say(parts, "action_hear", anger, intent="inform")
    assert "对不起" in first[0]["text"]
    assert "对不起" in second[0]["text"]
    assert first[0]["text"] != second[0]["text"]


async def test_that_a_joke_among_misses_is_turned_away_and_not_called_unclear(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    said = []
    for action, intent in [("action_hear", "nlu_fallback")] + [("action_smalltalk", "out_of_scope")] * 3:
        messages = await say(parts, action, "给我讲个笑话", intent=intent, confidence=0.3)
        assert questions(messages) == ["insured_age"]
        said.append(messages[0]["text"])
    assert all("保险" in one for one in said[1:])
    assert len(set(said)) == 4


@pytest.mark.parametrize("words", ["what's term life exactly", "定期寿险是干嘛的", "定期寿险有什么用"])
@pytest.mark.parametrize(("action", "intent"), [("action_consult", "seek_advice"), ("action_hear", "nlu_fallback")])
async def test_that_a_term_is_explained_whatever_its_question_was_read_as(
    parts: Parts, words: str, action: str, intent: str
):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    messages = await say(parts, action, words, intent=intent)
    assert custom(messages, "term")["term"] == "定期寿险"
    assert questions(messages) == ["insured_age"]
    assert journey_of(parts).needs.line is Line.ACCIDENT


async def test_that_a_kind_of_cover_with_a_question_mark_is_still_a_wish_for_it(parts: Parts):
    await say(parts, "action_consult", "给我爸买意外险", intent="seek_advice")
    await say(parts, "action_hear", "定期寿险呢？", intent="inform")
    assert journey_of(parts).needs.line is Line.TERM_LIFE


@pytest.mark.parametrize("words", ["嗯", "ok", "好的"])
async def test_that_a_bare_yes_to_nothing_is_acknowledged(parts: Parts, words: str):
    (message,) = await say(parts, "action_hear", words, intent="affirm")
    assert message["text"].startswith("好的")
    assert [one["payload"] for one in message["buttons"]] == ["/seek_advice", "/ask_human"]


async def test_that_an_unlikely_reading_is_not_offered(parts: Parts):
    (message,) = await say(parts, "action_hear", "嗯哼哼啦啦", intent="switch_language", confidence=0.08)
    assert "/switch_language" not in [one["payload"] for one in message["buttons"]]


@pytest.mark.parametrize("words", ["明年3月", "next March"])
async def test_that_a_month_of_nothing_begins_no_journey(parts: Parts, words: str):
    await say(parts, "action_hear", words)
    assert journey_of(parts).needs.line is None
