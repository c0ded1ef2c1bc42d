"""The judge of simulated customers can fail a conversation, and doesn't fail a good one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.dialogue.judge import judge
from tests.dialogue.talk import Talk
from tests.unit.dialogue.talks import DRAFT, MISS, good_talk, persona, plans, question, right_record, said, turn


def test_that_a_good_conversation_is_clean() -> None:
    assert judge(persona(), good_talk()).clean


def test_that_whoever_gave_up_did_not_succeed() -> None:
    verdict = judge(persona(), replace(good_talk(), ended="gave up at insured_age"))
    assert not verdict.success
    assert verdict.reason == "gave up at insured_age"


# The task


def test_that_a_buyer_without_a_policy_in_force_did_not_succeed() -> None:
    buyer = persona(task={"do": "buy"})
    cancelled = {**right_record(), "policies": [{"status": "cancelled"}]}
    assert not judge(buyer, replace(good_talk(), record=cancelled)).success
    in_force = {**right_record(), "policies": [{"status": "in_force"}]}
    assert judge(buyer, replace(good_talk(), record=in_force)).success


def test_that_two_policies_are_one_too_many() -> None:
    twice = {**right_record(), "policies": [{"status": "in_force"}] * 2}
    assert not judge(persona(task={"do": "buy"}), replace(good_talk(), record=twice)).success


def test_that_a_policy_for_somebody_else_is_no_success() -> None:
    other = right_record(insured=[{"relation": "spouse", "sex": "male", "age": 65}])
    bought = replace(good_talk(), before_paying=other, record={**other, "policies": [{"status": "in_force"}]})
    assert judge(persona(task={"do": "buy"}), bought).reason.startswith("bought with relation")


def test_that_a_needless_fact_does_not_spoil_a_purchase() -> None:
    more = right_record(destinations=["domestic"])
    bought = replace(good_talk(), before_paying=more, record={**more, "policies": [{"status": "in_force"}]})
    verdict = judge(persona(task={"do": "buy"}), bought)
    assert verdict.success
    assert verdict.wrong


def test_that_plans_have_to_be_shown() -> None:
    talk = good_talk()
    talk.turns[-1] = turn("500", said("没有能买的方案。"), asked="budget", tells=("budget",))
    assert not judge(persona(), talk).success


@pytest.mark.parametrize(("answer", "done"), [("猝死不在意外险责任内", True), ("您想选哪一款？", False), (MISS, False)])
def test_that_a_clause_question_needs_its_answer(answer: str, done: bool) -> None:
    talk = good_talk()
    talk.turns.append(turn("猝死赔吗", said(answer), purpose="task", asked="plan", expect="猝死"))
    asker = persona(task={"do": "clause", "say": ["猝死赔吗"], "expect": "猝死"})
    assert judge(asker, talk).success is done


def test_that_a_human_has_to_be_called() -> None:
    wants_one = persona(task={"do": "human", "say": ["转人工"]})
    assert not judge(wants_one, good_talk()).success
    talk = good_talk()
    talk.turns.append(turn("转人工", {"text": "好的", "custom": {"type": "handoff"}}, purpose="task"))
    assert judge(wants_one, talk).success


def test_that_who_gives_up_is_let_go() -> None:
    leaver = persona(task={"do": "give_up", "say": ["不买了"]})
    talk = good_talk()
    talk.turns.append(turn("不买了", said("好的"), question("plan"), purpose="task", asked="plan"))
    assert not judge(leaver, talk).success
    talk.turns[-1] = turn("不买了", said("好的"), purpose="task", asked="plan")
    assert judge(leaver, talk).success


# Questions asked twice


def test_that_a_question_is_not_asked_again_after_its_answer() -> None:
    talk = good_talk()
    talk.turns.insert(2, turn("嗯", said("记下了"), question("insured_age"), asked="budget", purpose="aside"))
    assert len(judge(persona(), talk).asked_twice) == 1


def test_that_a_question_is_not_repeated_without_a_word() -> None:
    talk = good_talk()
    talk.turns.insert(1, turn("六十五", question("insured_age"), asked="insured_age", tells=("age",)))
    assert len(judge(persona(), talk).asked_twice) == 1


def test_that_what_was_told_unasked_is_not_asked() -> None:
    talk = good_talk()
    talk.turns[0] = replace(talk.turns[0], tells=("line", "relation", "age"))
    assert len(judge(persona(), talk).asked_twice) == 1


def test_that_the_open_question_may_follow_an_aside_and_a_miss() -> None:
    talk = good_talk()
    why = turn("为什么问", said("算保费"), question("insured_age"), purpose="aside", asked="insured_age", kind="why")
    miss = turn("六五", said(MISS), question("insured_age"), asked="insured_age", tells=("age",))
    talk.turns[1:1] = [why, miss]
    verdict = judge(persona(), talk)
    assert not verdict.asked_twice
    assert len(verdict.misses) == 1


def test_that_a_change_of_mind_may_bring_its_questions_up_again() -> None:
    now = {"line": "accident", "budget": 500, "people": [{"relation": "parent", "sex": "female", "age": 63}]}
    talk = good_talk()
    talk.turns += [
        turn("还是给我妈买", said("好的"), question("insured_age"), purpose="change", asked="plan", now=now),
        turn("63", plans(), question("plan"), asked="insured_age", tells=("age",)),
    ]
    talk.record = right_record(insured=[{"relation": "parent", "sex": "female", "age": 63}])
    assert judge(persona(), talk).clean


def test_that_a_change_of_mind_excuses_no_other_question() -> None:
    now = {**persona().facts, "budget": 800}
    talk = good_talk()
    talk.turns.append(turn("预算改成800", question("insured_age"), purpose="change", asked="plan", now=now))
    assert len(judge(persona(), talk).asked_twice) == 1


def test_that_the_disclosure_of_another_plan_may_ask_the_same() -> None:
    disclosed = question("disclosure", detail="bedridden")
    talk = good_talk()
    talk.turns += [
        turn("1", disclosed, asked="plan"),
        turn("没有", question("quote_accept"), asked="disclosure.bedridden", disclosed=False),
        turn("看别的", plans(), question("plan"), asked="quote_accept"),
        turn("2", disclosed, asked="plan"),
    ]
    assert not judge(persona(), talk).asked_twice


# Facts


def test_that_a_fact_told_and_not_kept_is_lost() -> None:
    verdict = judge(persona(), replace(good_talk(), record=right_record(budget=None)))
    assert verdict.lost == ["budget: 500"]


def test_that_a_fact_kept_wrongly_is_wrong() -> None:
    verdict = judge(persona(), replace(good_talk(), record=right_record(budget="600.00")))
    assert (verdict.lost, len(verdict.wrong)) == ([], 1)


def test_that_a_fact_nobody_said_is_wrong() -> None:
    verdict = judge(persona(), replace(good_talk(), record=right_record(trip_days=5)))
    assert verdict.wrong == ["trip_days: 5, which nobody said"]


def test_that_a_stranger_among_the_insured_is_wrong() -> None:
    two = [{"relation": "parent", "sex": "male", "age": 65}, {"relation": "child", "age": 6}]
    verdict = judge(persona(), replace(good_talk(), record=right_record(insured=two)))
    assert {text.split(":")[0] for text in verdict.wrong} == {"relation.1", "age.1"}


def test_that_the_order_of_the_insured_plays_no_part() -> None:
    people = [{"relation": "self", "age": 35}, {"relation": "child", "age": 6}, {"relation": "child", "age": 9}]
    family = persona(facts={"line": "travel", "people": people})
    record = {"needs": {"line": "travel", "insured": [people[2], people[0], people[1]]}}
    assert not judge(family, Talk(record=record, ended="done")).wrong


def test_that_the_record_before_paying_counts() -> None:
    talk = replace(good_talk(), before_paying=right_record(), record={"needs": {}, "policies": []})
    assert not judge(persona(), talk).lost


def test_that_a_fact_in_a_message_that_was_not_understood_is_not_lost() -> None:
    talk = good_talk()
    talk.turns[2] = turn("五佰", said(MISS), question("budget"), asked="budget", tells=("budget",))
    assert not judge(persona(), replace(talk, record=right_record(budget=None))).lost


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"answers": {"applicant_name": "李**"}}, "applicant_name"),
        ({"answers": {"applicant_name": "王**", "effective_date": "1999-01-01"}}, "effective_date"),
        ({"answers": {"applicant_name": "王**", "beneficiary": "***"}}, "beneficiary"),
        ({"disclosure": {"bedridden": "yes"}}, "disclosure.bedridden"),
        ({"plan_id": "basic"}, "plan"),
    ],
)
def test_that_the_application_has_to_be_right(change: dict[str, object], complaint: str) -> None:
    talk = good_talk()
    talk.turns += [
        turn("1", question("disclosure", detail="bedridden"), asked="plan", chose=("guard/plus",)),
        turn("没有", question("quote_accept"), asked="disclosure.bedridden", disclosed=False),
    ]
    right = replace(talk, before_paying={**right_record(), "draft": DRAFT})
    assert not judge(persona(), right).wrong
    broken = replace(talk, before_paying={**right_record(), "draft": {**DRAFT, **change}})
    assert [text.split(":")[0] for text in judge(persona(), broken).wrong] == [complaint]


# Understanding


def test_that_the_same_words_on_two_misses_running_are_parroting() -> None:
    miss = turn("啊", said(MISS), question("insured_age"), asked="insured_age")
    talk = good_talk()
    talk.turns[1:1] = [miss, miss]
    verdict = judge(persona(), talk)
    assert (len(verdict.misses), verdict.parroted) == (2, [MISS])


def test_that_small_talk_may_be_turned_away_but_not_left_without_a_word() -> None:
    away = "这个我帮不上忙，我只懂保险：选产品、投保、查保单、报理赔。"
    talk = good_talk()
    talk.turns.insert(
        1, turn("今天真冷", said(away), question("insured_age"), purpose="aside", kind="smalltalk", asked="insured_age")
    )
    assert judge(persona(), talk).clean
    talk.turns[1] = replace(talk.turns[1], replies=[said(MISS), question("insured_age")])
    assert judge(persona(), talk).unanswered


def test_that_a_change_of_mind_may_not_be_passed_over() -> None:
    talk = good_talk()
    now = persona().facts
    talk.turns.append(turn("改成一年八百", question("plan"), purpose="change", asked="plan", now=now))
    assert judge(persona(), talk).unanswered


def test_that_an_answer_may_not_be_turned_away() -> None:
    away = "这个我帮不上忙，我只懂保险：选产品、投保、查保单、报理赔。"
    talk = good_talk()
    talk.turns.insert(1, turn("六十五啦", said(away), question("insured_age"), asked="insured_age"))
    assert judge(persona(), talk).misses


def test_that_the_open_question_must_stand_again_after_an_aside() -> None:
    talk = good_talk()
    talk.turns.insert(1, turn("为什么问", said("算保费"), purpose="aside", kind="why", asked="insured_age"))
    assert judge(persona(), talk).strayed
