"""Health in conversation, on fakes: asked with buttons, explained, answered in the customer's words."""

from __future__ import annotations

import pytest
from test_turns import questions, say, texts

from insurance import facts as f
from insurance.health import WHICH, Aspect
from insurance.journeys import Offered, Role
from insurance.lines import Line, Relation
from insurance.money import Money
from insurance.services import disclosing
from insurance.services.choosing import choose_product
from insurance.services.parts import Parts
from tests.buying import tell
from tests.fakes import CUSTOMER, health_conditions, journey_of, product_id, set_journey

MEDICAL = (
    f.LineFact(Line.MEDICAL), f.PersonFact(relation=Relation.SELF, age=f.Age(35)), f.OccupationFact("office", 1),
    f.SocialInsuranceFact(True), f.NoBudgetFact(),
)  # fmt: skip
NODULE = f.ConditionFact("thyroid_nodule", "甲状腺结节")


def details(parts: Parts) -> dict[Aspect, str]:
    return dict(journey_of(parts).needs.person().conditions[0].details)


@pytest.mark.parametrize(
    "words", ["这是什么意思", "这个啥意思", "什么意思啊", "这题不懂", "huh?", "what does that mean", "报告上哪里看"]
)
async def test_that_a_question_is_explained_with_an_example_and_asked_again(parts: Parts, words: str):
    await tell(parts, *MEDICAL, NODULE)
    messages = await say(parts, "action_hear", words)
    assert "TI-RADS" in texts(messages)
    assert questions(messages) == ["condition_grade"]
    assert details(parts) == {}


async def test_that_several_facts_of_one_answer_are_all_taken(parts: Parts):
    await tell(parts, *MEDICAL, NODULE)
    messages = await say(parts, "action_hear", "3级，半年前复查没变化")
    assert details(parts) == {"grade": "3", "checked": "stable"}
    assert questions(messages) == ["plan"]


async def test_that_what_is_not_understood_is_asked_in_other_words_and_never_taken(parts: Parts):
    await tell(parts, *MEDICAL, NODULE)
    first = await say(parts, "action_hear", "嗯嗯啊啊", intent="")
    second = await say(parts, "action_hear", "哇哈哈", intent="")
    assert questions(first) == questions(second) == ["condition_grade"]
    assert texts(first) != texts(second)
    assert details(parts) == {}


async def test_that_a_tapped_answer_belongs_to_its_own_question(parts: Parts):
    await tell(parts, *MEDICAL, NODULE)
    old = '/answer{"f":"condition_checked.0/thyroid_nodule","v":"stable"}'
    await say(parts, "action_answer", old)
    assert details(parts) == {}


async def test_that_a_condition_told_by_mistake_is_dropped(parts: Parts):
    await tell(parts, *MEDICAL, NODULE)
    await say(parts, "action_hear", "我没有甲状腺结节")
    assert journey_of(parts).needs.person().conditions == ()


async def test_that_each_plan_says_what_is_left_out_and_other_insurers_what_they_say(parts: Parts):
    overdue = f.ConditionFact("thyroid_nodule", "甲状腺结节", "3", details={Aspect.CHECKED: "none"})
    await tell(parts, *MEDICAL, overdue)
    set_journey(parts, offer=())
    messages = await say(parts, "action_resume", "")
    card = next(one["custom"] for one in messages if (one.get("custom") or {}).get("type") == "plans")
    assert all(plan["left_out"] == ["甲状腺疾病"] for plan in card["plans"])
    assert "postpone" in {one["decision"] for one in card["elsewhere"]}


async def test_that_wishing_to_conceal_is_answered_before_anything_is_noted(parts: Parts):
    await tell(parts, *MEDICAL, f.HealthyFact())
    await say(parts, "action_hear", "第一个")
    messages = await say(parts, "action_honesty", "我得过癌症，不说行不行", intent="conceal")
    assert "最大诚信" in texts(messages)
    assert journey_of(parts).purchase.disclosure == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_every_question_about_a_condition_reads_in_both_languages(language: str):
    for condition in health_conditions().values():
        assert getattr(condition.name, language)
        for asked in condition.asks.values():
            text = getattr(asked.ask, language).format(who="x", condition="y")
            assert "{" not in text
            assert all(getattr(title, language) for title in asked.choices.values())


@pytest.mark.parametrize(("words", "value"), [("yes he has", "yes"), ("没有", "no"), ("nope", "no")])
async def test_that_a_plain_yes_or_no_answers_where_these_are_shown(parts: Parts, words: str, value: str):
    await tell(parts, *MEDICAL, f.ConditionFact("diabetes", "糖尿病", details={Aspect.KIND: "type2"}))
    assert {"yes", "no"} <= set(journey_of(parts).open.choices)
    await say(parts, "action_hear", words)
    assert details(parts)[Aspect.COMPLICATIONS] == value


@pytest.mark.parametrize("action", ["action_hear", "action_policies", "action_help"])
async def test_that_not_remembering_is_an_answer_whatever_it_was_read_as(parts: Parts, action: str):
    await tell(parts, *MEDICAL, NODULE)
    await say(parts, action, "记不清了", intent=action.removeprefix("action_"))
    assert details(parts) == {Aspect.GRADE: "unknown"}


@pytest.mark.parametrize(("words", "grade"), [("大概150多吧吃着药", "1"), ("高压165", "2"), ("around 185", "3")])
async def test_that_the_upper_pressure_alone_tells_the_grade(parts: Parts, words: str, grade: str):
    await tell(parts, *MEDICAL, f.ConditionFact("hypertension_1", "高血压"))
    await say(parts, "action_hear", words)
    assert details(parts)[Aspect.GRADE] == grade


async def test_that_a_condition_of_those_shown_is_known_by_its_sound(parts: Parts):
    await tell(parts, *MEDICAL, f.HealthyFact())
    medical = parts.catalogue.product(product_id("ruikang-evergreen-million"))
    set_journey(parts, offer=(Offered(medical.id, medical.plans[0].id, Role.BALANCED, Money.of(1)),))
    progress = await choose_product(parts, CUSTOMER, medical.id, medical.plans[0].id)
    while progress.question.detail != "other_refer":
        progress = await disclosing.answer_disclosure(parts, CUSTOMER, progress.question.detail, False)
    await disclosing.answer_disclosure(parts, CUSTOMER, "other_refer", True)
    assert journey_of(parts).open.field == WHICH
    await say(parts, "action_hear", "肖喘")
    assert [one.code for one in journey_of(parts).needs.person().conditions] == ["asthma"]
