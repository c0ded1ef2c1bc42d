"""What customers say in their own way: pointing back, slips of the input method, an occupation in no list, a why."""

from __future__ import annotations

import pytest
from test_turns import questions, say, texts

from insurance.facts import Age, LineFact, PersonFact, VehicleFact
from insurance.lines import Line, Relation
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, choose, fill, tell, until_apply
from tests.fakes import journey_of, set_journey


def short_name(parts: Parts, place: int) -> str:
    insurer = parts.catalogue.product(journey_of(parts).offer[place - 1].product_id).insurer
    return next(name for name, key in parts.catalogue.names().items() if key == insurer and len(name) == 2)


async def test_that_a_plan_is_picked_by_its_insurer_in_a_fresh_wording(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    offered = journey_of(parts).offer[1]
    await say(parts, "action_hear", f"就{short_name(parts, 2)}那个")
    assert journey_of(parts).purchase.product_id == offered.product_id


async def test_that_asking_which_insurer_is_better_picks_none(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    words = f"{short_name(parts, 1)}和{short_name(parts, 2)}哪个好"
    messages = await say(parts, "action_smalltalk", words, intent="out_of_scope")
    assert journey_of(parts).purchase is None
    assert any((one.get("custom") or {}).get("type") == "comparison" for one in messages)


@pytest.mark.parametrize("words", ["刚才那个便宜的", "便宜的那款", "the cheaper one from before"])
async def test_that_another_plan_is_picked_while_one_is_disclosed(parts: Parts, words: str):
    await tell(parts, *FATHERS_ACCIDENT)
    await choose(parts, 3)
    await say(parts, "action_hear", words)
    cheapest = min(journey_of(parts).offer, key=lambda one: one.premium.amount)
    assert journey_of(parts).purchase.product_id == cheapest.product_id
    messages = await say(parts, "action_hear", words)
    assert questions(messages) == ["disclosure"]
    assert len(messages) == 2  # that it is the one, and the question again


async def test_that_asking_after_another_plan_puts_them_side_by_side(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await choose(parts, 1)
    bought = journey_of(parts).purchase
    messages = await say(parts, "action_hear", "刚才那个贵的呢")
    assert any((one.get("custom") or {}).get("type") == "comparison" for one in messages)
    assert journey_of(parts).purchase == bought


@pytest.mark.parametrize(("words", "line"), [("想买长青树", Line.ACCIDENT), ("I want to buy evergren", Line.ACCIDENT)])
async def test_that_a_product_named_first_is_offered_later(parts: Parts, words: str, line: Line):
    await say(parts, "action_consult", words, intent="seek_advice")
    assert journey_of(parts).needs.line is line
    await tell(parts, *FATHERS_ACCIDENT)
    assert "anlan-evergreen" in [one.product_id for one in journey_of(parts).offer]


async def test_that_a_product_not_open_to_the_person_is_said_to_be_so(parts: Parts):
    await say(parts, "action_consult", "想买常青树", intent="seek_advice")
    messages = await say(parts, "action_hear", "给我老婆买，30岁，会计，预算不限")
    assert "anlan-evergreen" not in [one.product_id for one in journey_of(parts).offer]
    assert "常青树" in texts(messages)


async def test_that_an_unlisted_occupation_leads_to_classes_then_to_a_human(parts: Parts):
    me = PersonFact(relation=Relation.SELF, age=Age(30))
    await tell(parts, LineFact(Line.ACCIDENT), me)
    for human in (False, True):
        messages = await say(parts, "action_hear", "搞那个啥来着")
        payloads = [one["payload"] for one in messages[0]["buttons"]]
        assert sum("class_" in one for one in payloads) == 6
        assert ("/ask_human" in payloads) is human
        assert questions(messages) == ["insured_occupation"]
    third = next(one for one in payloads if "class_3" in one)
    await say(parts, "action_answer", third)
    assert journey_of(parts).needs.person().occupation_class == 3


@pytest.mark.parametrize(("words", "number"), [("坐办公室的", 1), ("就是天天在写字楼里上班", 1), ("4类", 4)])
async def test_that_a_class_is_an_answer(parts: Parts, words: str, number: int):
    await tell(parts, LineFact(Line.ACCIDENT), PersonFact(relation=Relation.SELF, age=Age(30)))
    await say(parts, "action_hear", words)
    assert journey_of(parts).needs.person().occupation_class == number


async def test_that_the_office_is_heard_where_the_team_is_described(parts: Parts):
    words = "We're a startup with 12 people, I'd like group accident insurance, everyone works in the office"
    await say(parts, "action_consult", words, intent="seek_advice", language="en")
    needs = journey_of(parts).needs
    assert (needs.line, needs.person().occupation_class) == (Line.GROUP, 1)


@pytest.mark.parametrize("words", ["发定", "法定", "发定受益人"])
async def test_that_a_slip_is_no_beneficiary(parts: Parts, words: str):
    await fill(parts, await until_apply(parts), stop_at="beneficiary")
    await say(parts, "action_hear", words)
    assert journey_of(parts).purchase.application.answers["beneficiary"] == "legal"


async def test_that_a_term_and_a_why_are_both_answered(parts: Parts):
    await tell(parts, LineFact(Line.CRITICAL_ILLNESS), PersonFact(relation=Relation.SELF, age=Age(30)))
    messages = await say(parts, "action_explain", "保额是啥意思？为什么问我", intent="ask_clause")
    assert [(one.get("custom") or {}).get("type") for one in messages] == ["term", None, "question"]


async def test_that_a_question_not_understood_is_explained_once(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await choose(parts, 1)
    first, second = [texts(await say(parts, "action_hear", "啥意思", intent="nlu_fallback")) for _ in range(2)]
    assert first != second


async def test_that_the_price_of_a_product_named_first_leads_to_its_quote(parts: Parts):
    messages = await say(parts, "action_explain", "孝心安多少钱", intent="ask_clause")
    assert questions(messages) == ["insured_relation"]
    assert journey_of(parts).wished == "hengtai-senior-guard"


async def test_that_what_a_product_is_like_lists_what_it_pays(parts: Parts):
    said = texts(await say(parts, "action_explain", "is evergreen any good", intent="ask_clause", language="en"))
    assert "Anlan Evergreen" in said
    assert "article 2.2" not in said


async def test_that_an_insurer_of_several_plans_shown_is_asked_back(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    journey = journey_of(parts)
    set_journey(parts, offer=(journey.offer[0],) * 2)
    messages = await say(parts, "action_hear", f"要{short_name(parts, 1)}的")
    assert journey_of(parts).purchase is None
    assert questions(messages) == ["plan"]


async def test_that_other_plans_are_the_next_ones_until_all_were_shown(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    first = {one.plan_id + one.product_id for one in journey_of(parts).offer}
    shown = set(first)
    for _ in range(20):
        messages = await say(parts, "action_other_plans", "还有别的吗", intent="other_plans")
        offer = {one.plan_id + one.product_id for one in journey_of(parts).offer}
        if offer == first:
            break
        assert not offer & shown
        shown |= offer
    assert offer == first
    assert "没有别的了" in texts(messages)


async def test_that_the_price_is_told_of_the_plans_on_the_table_and_not_of_those_seen_before(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await say(parts, "action_other_plans", "还有别的吗", intent="other_plans")
    said = texts(await say(parts, "action_explain", "多少钱", intent="ask_price"))
    for number, one in enumerate(journey_of(parts).offer, start=1):
        line = said.partition(f"【{number}】")[2].partition("\n")[0]
        assert parts.catalogue.product(one.product_id).name.zh in line


@pytest.mark.parametrize("words", ["有没有便宜点的", "太贵了", "anything cheaper?"])
async def test_that_a_wish_for_less_hears_which_is_the_cheapest(parts: Parts, words: str):
    await tell(parts, *FATHERS_ACCIDENT)
    offer = journey_of(parts).offer
    messages = await say(parts, "action_other_plans", words, intent="other_plans")
    assert journey_of(parts).offer == offer
    cheapest = min(offer, key=lambda one: one.premium.amount)
    assert parts.catalogue.product(cheapest.product_id).name.zh in texts(messages)


async def test_that_cheap_will_do_picks_the_cheapest(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await say(parts, "action_hear", "便宜点的就行", intent="other_plans")
    cheapest = min(journey_of(parts).offer, key=lambda one: one.premium.amount)
    assert journey_of(parts).purchase.plan_id == cheapest.plan_id


async def test_that_a_wish_without_a_fact_says_once_that_the_answer_comes_first(parts: Parts):
    await tell(parts, LineFact(Line.ACCIDENT), PersonFact(Relation.PARENT, Age(65)))
    first = texts(await say(parts, "action_consult", "别太贵", intent="seek_advice"))
    second = texts(await say(parts, "action_consult", "便宜就好", intent="seek_advice"))
    assert first != second


@pytest.mark.parametrize(("age", "first"), [(85, "cancer"), (5, "outpatient"), (35, "term_life")])
async def test_that_the_kinds_of_cover_shown_first_go_by_age(parts: Parts, age: int, first: str):
    progress = await tell(parts, PersonFact(Relation.OTHER, Age(age)))
    assert first in progress.question.choices


@pytest.mark.parametrize(
    ("words", "years"), [("去年出过一次", 0), ("had one accident last yr", 0), ("从来没出过险", 3), ("3年", 3)]
)
async def test_that_years_without_a_claim_are_told_as_what_happened(parts: Parts, words: str, years: int):
    await tell(parts, LineFact(Line.CAR, "third_party"), VehicleFact(seats=5))
    await say(parts, "action_hear", words)
    assert journey_of(parts).needs.line is Line.CAR
    assert journey_of(parts).needs.vehicle.no_claim_years == years


async def test_that_what_does_it_mean_explains_the_disclosure_question_whatever_it_was_read_as(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await choose(parts, 1)
    product = parts.catalogue.product(journey_of(parts).purchase.product_id)
    messages = await say(parts, "action_help", "啥意思", intent="help")
    assert product.disclosure[0].explain.zh in texts(messages)
