"""Questions in between: the general term, the product's own article, or that the clauses don't say."""

from __future__ import annotations

import pytest

from insurance import events as e
from insurance import facts as f
from insurance.ports import ClauseAnswer
from insurance.refs import ProductId
from insurance.services.asking import answer_question
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, kinds, tell, the, until_policy, until_quote
from tests.fakes import CUSTOMER, catalogue, journey_of

SENIOR = ProductId("hengtai-senior-guard")
TRAVEL = ProductId("haibin-schengen-visa")


def told(parts: Parts, words: str, **answer: str) -> str:
    parts.answers.told[words] = ClauseAnswer(**answer)  # type: ignore[attr-defined]
    return words


async def test_that_a_term_without_a_product_is_only_explained(parts: Parts):
    progress = await answer_question(parts, CUSTOMER, "等待期是啥")
    assert kinds(progress) == ["TermExplained"]
    assert the(e.TermExplained, progress).term.name.zh == "等待期"


async def test_that_a_question_about_cover_without_a_product_says_what_is_general_and_needs_one(parts: Parts):
    assert kinds(await answer_question(parts, CUSTOMER, "猝死赔吗")) == ["TermExplained", "ProductNeeded"]
    assert kinds(await answer_question(parts, CUSTOMER, "牙套赔吗")) == ["ProductNeeded"]


async def test_that_a_term_is_followed_by_the_article_of_the_product_in_question(parts: Parts):
    told(parts, "犹豫期", article="6.3")
    progress = await answer_question(parts, CUSTOMER, "什么是犹豫期", [SENIOR])
    assert kinds(progress) == ["TermExplained", "ClauseQuoted"]
    assert the(e.ClauseQuoted, progress).clause.no == "6.3"


async def test_that_a_product_silent_about_a_term_adds_nothing(parts: Parts):
    told(parts, "免赔额")
    assert kinds(await answer_question(parts, CUSTOMER, "免赔额是什么意思", [SENIOR])) == ["TermExplained"]


async def test_that_the_waiting_period_of_a_product_without_one_is_never_quoted_from_another_article(parts: Parts):
    told(parts, "等待期", article="4.1")
    progress = await answer_question(parts, CUSTOMER, "等待期是什么意思", [SENIOR, TRAVEL])
    assert kinds(progress) == ["TermExplained", "NoWaitingPeriod"]
    assert [one.id for one in the(e.NoWaitingPeriod, progress).products] == [SENIOR, TRAVEL]


async def test_that_of_several_products_only_the_sentences_that_answer_are_quoted(parts: Parts):
    words = told(parts, "骨折赔吗", article="2.4", gist="骨折给付……")
    alone = the(e.ClauseQuoted, await answer_question(parts, CUSTOMER, words, [SENIOR]))
    among = await answer_question(parts, CUSTOMER, words, [SENIOR, TRAVEL])
    assert alone.gist == ""
    assert [one.gist for one in among.events if isinstance(one, e.ClauseQuoted)] == ["骨折给付……"] * 2


async def test_that_a_benefit_is_answered_with_the_figures_of_the_plan_being_bought(parts: Parts):
    await until_quote(parts)
    bought = journey_of(parts).purchase
    product = catalogue().product(bought.product_id)
    plan = product.plan(bought.plan_id)
    benefit = plan.benefits[0]
    words = told(parts, "意外身故赔多少", article=benefit.article)
    figures = the(e.ClauseQuoted, await answer_question(parts, CUSTOMER, words)).figures
    assert [one.plan for one in figures] == [plan]
    assert figures[0].benefits == tuple(one for one in plan.benefits if one.article == benefit.article)


async def test_that_a_plan_without_the_benefit_is_named(parts: Parts):
    words = told(parts, "住院津贴有吗", article="2.6")
    figures = the(e.ClauseQuoted, await answer_question(parts, CUSTOMER, words, [SENIOR])).figures
    assert [(one.plan.id, len(one.benefits)) for one in figures] == [("basic", 0), ("plus", 1)]


async def test_that_an_exclusion_has_no_figures(parts: Parts):
    words = told(parts, "酒驾赔吗", article="3.1")
    assert not the(e.ClauseQuoted, await answer_question(parts, CUSTOMER, words, [SENIOR])).figures


async def test_that_silent_products_are_named_together(parts: Parts):
    progress = await answer_question(parts, CUSTOMER, told(parts, "宠物赔吗"), [SENIOR, TRAVEL])
    assert kinds(progress) == ["ClausesSilent"]
    assert [one.id for one in the(e.ClausesSilent, progress).products] == [SENIOR, TRAVEL]


async def test_that_what_comes_close_is_pointed_at_for_one_product_only(parts: Parts):
    words = told(parts, "潜水赔吗", near="3.2")
    near = the(e.ClausesSilent, await answer_question(parts, CUSTOMER, words, [SENIOR])).near
    assert near is not None
    assert near.no == "3.2"
    assert the(e.ClausesSilent, await answer_question(parts, CUSTOMER, words, [SENIOR, TRAVEL])).near is None


async def test_that_a_product_without_a_waiting_period_says_so(parts: Parts):
    assert kinds(await answer_question(parts, CUSTOMER, "等待期多久", [SENIOR])) == ["NoWaitingPeriod"]


@pytest.mark.parametrize("words", ["保什么", "都保啥", "what does it cover", "what's covered", "能赔多少"])
async def test_that_what_is_covered_lists_the_benefits(parts: Parts, words: str):
    assert kinds(await answer_question(parts, CUSTOMER, words, [SENIOR])) == ["BenefitsListed"]


@pytest.mark.parametrize("words", ["不保什么", "哪些情况不赔", "免责条款有哪些", "what isn't covered", "exclusions"])
async def test_that_what_is_not_covered_lists_the_exclusions(parts: Parts, words: str):
    assert kinds(await answer_question(parts, CUSTOMER, words, [SENIOR])) == ["ExclusionsListed"]


async def test_that_the_product_in_question_is_the_one_being_bought_then_those_offered_then_the_one_owned(parts: Parts):
    words = told(parts, "潜水赔吗")
    await until_policy(parts)
    owned = the(e.ClausesSilent, await answer_question(parts, CUSTOMER, words)).products
    assert len(owned) == 1
    await tell(parts, *FATHERS_ACCIDENT, f.ConcernFact(f.Concern.FALL))
    offered = the(e.ClausesSilent, await answer_question(parts, CUSTOMER, words)).products
    assert len(offered) == len(journey_of(parts).offer) == 3


async def test_that_a_question_leaves_the_open_one_open(parts: Parts):
    before = await tell(parts, f.LineFact(f.Line.ACCIDENT))
    progress = await answer_question(parts, CUSTOMER, "等待期是啥")
    assert progress.question == before.question
