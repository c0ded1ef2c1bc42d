"""From a need to an order, through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from insurance import events as e
from insurance import facts as f
from insurance.applications import SamePerson, TooYoungToApply, UnfitAnswer, WrongIdentity
from insurance.decisions import Stage
from insurance.facts import Ranked
from insurance.journeys import NOTICES, SENIOR_NOTICE
from insurance.lines import Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.needs import Budget
from insurance.policies import OrderStatus
from insurance.questions import Flow
from insurance.quotes import QuoteStatus
from insurance.refs import PlanId, ProductId
from insurance.services import apply, choosing, consult, disclosing, giving_up, navigating, paying
from insurance.services.apply import NothingToApplyFor
from insurance.services.choosing import NoSuchChoice, NothingOffered
from insurance.services.parts import Parts
from insurance.underwriting import Outcome
from tests.buying import (
    FATHERS_ACCIDENT,
    MY_ACCIDENT,
    answer,
    choose,
    fill,
    good_answer,
    kept,
    kinds,
    tell,
    the,
    until_apply,
    until_notices,
    until_order,
    until_payment,
    until_quote,
    until_summary,
)
from tests.fakes import CUSTOMER, id_number, journey_of

TRIP = (f.LineFact(Line.TRAVEL), f.DestinationFact((Destination.ASIA,), ("日本",)), f.TripFact(date(2026, 7, 1), 7))


async def quote_of(parts: Parts, journey=None):
    async with parts.work() as records:
        return await records.quote((journey or journey_of(parts)).purchase.quote_id)


# --- consult and offer


async def test_that_a_first_sentence_is_noted_and_only_the_missing_is_asked(parts: Parts):
    progress = await tell(parts, f.PersonFact(Relation.PARENT, f.Age(65)), f.ConcernFact(f.Concern.FALL))
    assert kinds(progress) == ["NeedsNoted"]
    assert progress.question.field == "budget"


async def test_that_the_last_answer_brings_three_plans(parts: Parts):
    progress = await tell(parts, *FATHERS_ACCIDENT)
    assert kinds(progress) == ["NeedsNoted", "PlansOffered"]
    assert len(the(e.PlansOffered, progress).choices) == 3
    assert progress.question.choices == ("1", "2", "3")


async def test_that_nobody_too_old_is_offered_anything(parts: Parts):
    progress = await tell(parts, f.LineFact(Line.ACCIDENT), f.PersonFact(Relation.PARENT, f.Age(99)), f.NoBudgetFact())
    assert "too_old" in the(e.NothingFits, progress).reasons
    assert progress.question is None


async def test_that_a_changed_fact_offers_anew_what_fits_it(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    progress = await tell(parts, f.BudgetFact(Money.of(5000)))
    assert the(e.PlansOffered, progress).again


async def test_that_what_was_told_before_is_not_asked_of_the_next_line(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    progress = await tell(parts, f.LineFact(Line.MEDICAL), f.PersonFact(sex=Sex.MALE))
    assert progress.question.field == "social_insurance"


async def test_that_a_line_taken_up_again_is_where_it_was_left(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await tell(parts, f.LineFact(Line.MEDICAL))
    assert journey_of(parts).needs.budget is None
    progress = await tell(parts, f.LineFact(Line.ACCIDENT))
    assert journey_of(parts).needs.budget == Budget(Money.of(500), period=f.Period.YEAR)
    assert progress.question.field == "plan"


async def test_that_an_impossible_age_leaves_everything_as_it_was(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    before = journey_of(parts)
    with pytest.raises(ValueError, match="200"):
        await tell(parts, f.PersonFact(age=f.Age(200)))
    assert journey_of(parts) == before


# --- choosing


@pytest.mark.parametrize("ranked", list(Ranked))
async def test_that_a_plan_may_be_chosen_by_its_quality(parts: Parts, ranked: Ranked):
    await tell(parts, *FATHERS_ACCIDENT)
    picked = choosing.pick(journey_of(parts).offer, f.ChoiceFact(ranked=ranked))
    if ranked is Ranked.CHEAPEST:
        assert picked.premium == min(one.premium for one in journey_of(parts).offer)
    if ranked is Ranked.DEAREST:
        assert picked.premium == max(one.premium for one in journey_of(parts).offer)


@pytest.mark.parametrize("position", [0, 4, 9])
async def test_that_a_number_beyond_the_table_is_refused(parts: Parts, position: int):
    await tell(parts, *FATHERS_ACCIDENT)
    with pytest.raises(NoSuchChoice):
        await choose(parts, position)


async def test_that_a_plan_can_not_be_chosen_before_it_is_shown(parts: Parts):
    with pytest.raises(NothingOffered):
        await choose(parts)


async def test_that_a_product_not_on_the_table_can_not_be_chosen_by_its_id(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    with pytest.raises(NothingOffered):
        await choosing.choose_product(parts, CUSTOMER, ProductId("minxin-first-steps"), PlanId("standard"))


async def test_that_choosing_another_plan_voids_the_first_quote(parts: Parts):
    await until_quote(parts)
    first = await quote_of(parts)
    await choose(parts, 2)
    async with parts.work() as records:
        assert (await records.quote(first.id)).status is QuoteStatus.VOID
    assert (await quote_of(parts)).status is QuoteStatus.OPEN


async def test_that_the_quote_is_what_was_offered(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    offered = journey_of(parts).offer[0].premium
    chosen = the(e.PlanChosen, await choose(parts))
    assert chosen.quote.premium == offered


async def test_that_no_disclosed_condition_is_a_standard_decision(parts: Parts):
    decided = the(e.Underwritten, await until_quote(parts))
    assert decided.decision.outcome is Outcome.STANDARD
    assert decided.quote.status is QuoteStatus.OPEN


# --- a plan that is declined


async def declined(parts: Parts) -> tuple[e.Progress, ProductId, PlanId]:
    """Father's plan, with every disclosure question answered yes until it is refused."""
    await tell(parts, *FATHERS_ACCIDENT)
    for position in (1, 2, 3):
        offer = journey_of(parts).offer[position - 1]
        progress = await choose(parts, position)
        while progress.question is not None and progress.question.flow is Flow.DISCLOSURE:
            progress = await disclosing.answer_disclosure(parts, CUSTOMER, progress.question.detail, True)
        if "NotInsurable" in kinds(progress):
            return progress, offer.product_id, offer.plan_id
    raise AssertionError("no plan with a disclosure question that declines")


async def test_that_a_declined_plan_is_followed_by_others(parts: Parts):
    progress, product, plan = await declined(parts)
    assert journey_of(parts).purchase is None
    assert all((one.product_id, one.plan_id) != (product, plan) for one in journey_of(parts).offer)
    assert not the(e.NotInsurable, progress).decision.buyable


async def test_that_a_declined_plan_can_not_be_bought_by_its_old_button(parts: Parts):
    _, product, plan = await declined(parts)
    with pytest.raises(NothingOffered):
        await choosing.choose_product(parts, CUSTOMER, product, plan)


async def test_that_a_declined_plan_is_never_quoted_even_if_it_were_on_the_table(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    journey = journey_of(parts)
    one = journey.offer[0]
    parts.work.store.journeys[CUSTOMER] = replace(journey, declined=(f"{one.product_id}/{one.plan_id}",))
    progress = await choose(parts)
    assert kinds(progress) == ["NotInsurable"]
    assert parts.work.store.decisions[-1].stage is Stage.CHOSEN  # type: ignore[attr-defined]
    assert journey_of(parts).purchase is None


async def test_that_another_insured_may_be_offered_what_was_declined(parts: Parts):
    await declined(parts)
    await tell(parts, f.PersonFact(Relation.PARENT_IN_LAW, f.Age(63)))
    assert journey_of(parts).declined == ()


# --- the quote


async def test_that_an_expired_quote_is_computed_again_before_it_is_accepted(parts: Parts):
    await until_quote(parts)
    parts.clock.pass_(days=8)
    progress = await choosing.accept_quote(parts, CUSTOMER)
    assert the(e.QuoteReplaced, progress).why == "expired"
    assert progress.question.field == "quote_accept"
    assert (await choosing.accept_quote(parts, CUSTOMER)).question.flow is Flow.APPLY


async def test_that_a_quote_computed_again_begins_late_enough_to_be_accepted(parts: Parts):
    await until_quote(parts)
    parts.clock.pass_(days=2)
    progress = await choosing.accept_quote(parts, CUSTOMER)
    if "QuoteReplaced" in kinds(progress):
        progress = await choosing.accept_quote(parts, CUSTOMER)
    assert progress.question.flow is Flow.APPLY


async def test_that_a_changed_age_voids_the_quote_and_says_before_and_after(parts: Parts):
    await until_apply(parts)
    old = await quote_of(parts)
    replaced = the(e.QuoteReplaced, await tell(parts, f.PersonFact(age=f.Age(72))))
    assert (replaced.why, replaced.before.id) == ("age", old.id)
    async with parts.work() as records:
        assert (await records.quote(old.id)).status is QuoteStatus.VOID
    assert (await quote_of(parts)).id == replaced.after.id


async def test_that_a_budget_told_while_buying_leaves_the_quote(parts: Parts):
    await until_apply(parts)
    old = await quote_of(parts)
    await tell(parts, f.BudgetFact(Money.of(9999)))
    assert await quote_of(parts) == old


async def test_that_an_age_no_plan_admits_brings_other_plans_or_says_so(parts: Parts):
    await until_apply(parts)
    progress = await tell(parts, f.PersonFact(age=f.Age(99)))
    assert "NotInsurable" in kinds(progress)
    assert journey_of(parts).purchase is None


async def test_that_another_person_is_another_purchase(parts: Parts):
    await until_apply(parts)
    progress = await tell(parts, f.PersonFact(Relation.SELF, f.Age(36)))
    assert journey_of(parts).purchase is None
    assert progress.question.field == "insured_occupation"


async def test_that_a_fact_that_opens_a_question_stops_the_purchase(parts: Parts):
    await until_apply(parts)
    old = await quote_of(parts)
    progress = await tell(parts, f.PersonFact(age=f.Age(50)))  # an occupation matters now
    assert progress.question.field == "insured_occupation"
    async with parts.work() as records:
        assert (await records.quote(old.id)).status is QuoteStatus.VOID


async def test_that_other_plans_void_the_quote_and_keep_what_was_told(parts: Parts):
    await until_quote(parts)
    needs, old = journey_of(parts).needs, await quote_of(parts)
    progress = await choosing.show_other_plans(parts, CUSTOMER)
    assert journey_of(parts).needs == needs
    assert "PlansOffered" in kinds(progress)
    async with parts.work() as records:
        assert (await records.quote(old.id)).status is QuoteStatus.VOID


# --- identity


async def at(parts: Parts, field: str, facts=FATHERS_ACCIDENT):
    progress = await fill(parts, await until_apply(parts, facts), stop_at=field)
    assert progress.question.field == field
    return progress.question


async def test_that_a_wrong_check_digit_notes_nothing(parts: Parts):
    question = await at(parts, "insured_id")
    right = id_number(date(1960, 12, 1))
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    before = journey_of(parts)
    with pytest.raises(WrongIdentity) as refused:
        await answer(parts, question, await kept(parts, "id_number", wrong))
    assert refused.value.reason == "wrong_check_digit"
    assert journey_of(parts) == before


async def test_that_a_reference_nobody_kept_is_no_identity(parts: Parts):
    question = await at(parts, "insured_id")
    with pytest.raises(WrongIdentity):
        await answer(parts, question, "⟦id_number:0123456789ab⟧")


async def test_that_a_phone_number_is_checked(parts: Parts):
    question = await at(parts, "applicant_phone")
    with pytest.raises(WrongIdentity):
        await answer(parts, question, await kept(parts, "phone", "12345"))


async def test_that_an_identity_of_another_age_corrects_the_premium(parts: Parts):
    question = await at(parts, "insured_id")
    old = await quote_of(parts)
    progress = await answer(parts, question, await kept(parts, "id_number", id_number(date(1953, 1, 5))))
    replaced = the(e.QuoteReplaced, progress)
    assert (replaced.why, replaced.before.id) == ("identity", old.id)
    assert journey_of(parts).needs.person().age == f.Age(73)
    assert replaced.after.premium != replaced.before.premium


async def test_that_an_identity_that_agrees_changes_no_premium(parts: Parts):
    question = await at(parts, "insured_id")
    progress = await answer(parts, question, await kept(parts, "id_number", id_number(date(1960, 12, 1))))
    assert kinds(progress) == ["AnswerTaken"]
    person = journey_of(parts).needs.person()
    assert (person.birth, person.sex, person.age) == (date(1960, 12, 1), Sex.MALE, f.Age(65))


async def test_that_an_age_said_after_the_identity_asks_for_it_again(parts: Parts):
    await at(parts, "effective_date")
    await tell(parts, f.PersonFact(age=f.Age(72)))
    assert "insured_id.0" not in journey_of(parts).purchase.application.answers
    assert journey_of(parts).open.field == "insured_id"


async def test_that_a_minor_can_not_apply(parts: Parts):
    question = await at(parts, "applicant_id")
    almost = date(2008, 6, 11)  # 18 tomorrow
    with pytest.raises(TooYoungToApply):
        await answer(parts, question, await kept(parts, "id_number", id_number(almost)))
    today = await kept(parts, "id_number", id_number(date(2008, 6, 10)))
    assert (await answer(parts, question, today)).question.field == "applicant_phone"


async def test_that_the_insured_can_not_be_the_applicant_again(parts: Parts):
    question = await at(parts, "insured_id")
    with pytest.raises(SamePerson):
        await answer(parts, question, journey_of(parts).purchase.application.answers["applicant_id"])


async def test_that_the_applicant_can_not_become_the_insured_by_an_edit(parts: Parts):
    await until_summary(parts)
    insured = journey_of(parts).purchase.application.answers["insured_id.0"]
    progress = await apply.edit_answer(parts, CUSTOMER, "applicant_id")
    with pytest.raises(SamePerson):
        await answer(parts, progress.question, insured)


async def test_that_an_infant_is_as_old_as_the_identity_says(parts: Parts):
    child = f.PersonFact(Relation.CHILD, f.Age(0, 8), Sex.MALE)
    facts = (f.LineFact(Line.ACCIDENT), child, f.NoBudgetFact())
    await tell(parts, *facts)
    assert journey_of(parts).offer
    question = await at(parts, "insured_id", facts)
    progress = await answer(parts, question, await kept(parts, "id_number", id_number(date(2025, 10, 1))))
    assert "NotInsurable" not in kinds(progress)
    assert journey_of(parts).needs.person().age.months == 8


@pytest.mark.parametrize("offset", [-1, 0, 400])
async def test_that_a_start_outside_the_window_is_refused(parts: Parts, offset: int):
    question = await at(parts, "effective_date")
    day = parts.clock.today() + timedelta(days=offset)
    with pytest.raises(UnfitAnswer) as refused:
        await answer(parts, question, day.isoformat())
    assert set(refused.value.detail) == {"first", "last"}


async def test_that_the_chosen_start_is_the_quotes(parts: Parts):
    question = await at(parts, "effective_date")
    day = parts.clock.today() + timedelta(days=9)
    await answer(parts, question, day.isoformat())
    assert (await quote_of(parts)).cover.start == day


async def test_that_nothing_can_be_answered_when_nothing_is_bought(parts: Parts):
    question = await at(parts, "applicant_name")
    await navigating.drop_purchase(parts, CUSTOMER)
    with pytest.raises(NothingToApplyFor):
        await answer(parts, question, "王小明")


@pytest.mark.parametrize("name", ["", "   ", "王" * 121])
async def test_that_a_name_has_a_length(parts: Parts, name: str):
    with pytest.raises(UnfitAnswer):
        await answer(parts, await at(parts, "applicant_name"), name)


# --- a travelling party and a group


async def test_that_travellers_told_by_age_alone_are_asked_who_they_are(parts: Parts):
    ages = (36, 33, 9, 6)
    progress = await tell(parts, *TRIP, *(f.PersonFact(age=f.Age(age)) for age in ages))
    for index, relation in enumerate((Relation.SELF, Relation.SPOUSE, Relation.CHILD, Relation.CHILD)):
        assert (progress.question.field, progress.question.person) == ("insured_relation", index)
        assert ("self" in progress.question.choices) == (index == 0)
        progress = await tell(parts, f.PersonFact(relation))
    assert progress.question.flow is Flow.OFFER
    party = [(one.relation, one.age.years) for one in journey_of(parts).needs.insured]
    relations = (Relation.SELF, Relation.SPOUSE, Relation.CHILD, Relation.CHILD)
    assert party == list(zip(relations, ages, strict=True))


async def test_that_a_party_buys_with_an_identity_for_each(parts: Parts):
    two = (f.PersonFact(Relation.SELF, f.Age(36)), f.PersonFact(Relation.SPOUSE, f.Age(33)))
    progress = await fill(parts, await until_apply(parts, (*TRIP, *two)))
    assert progress.question.flow is Flow.SUMMARY
    assert {"applicant_id", "insured_id.1"} <= journey_of(parts).purchase.application.answers.keys()


async def test_that_a_roster_has_as_many_lines_as_people(parts: Parts):
    group = (f.LineFact(Line.GROUP), f.HeadcountFact(total=5), f.OccupationFact("office", 1),
             f.PersonFact(age=f.Age(40)), f.NoBudgetFact())  # fmt: skip
    progress = await fill(parts, await until_apply(parts, group), stop_at="roster")
    lines = await good_answer(parts, progress.question, journey_of(parts))
    with pytest.raises(UnfitAnswer) as refused:
        await answer(parts, progress.question, lines.partition("\n")[2])
    assert refused.value.detail == {"expected": "5", "found": "4"}
    first = lines.partition("\n")[0]
    with pytest.raises(UnfitAnswer) as refused:
        await answer(parts, progress.question, "\n".join([first] * 5))
    assert (refused.value.reason, refused.value.detail) == ("roster_line", {"line": "2"})
    assert (await answer(parts, progress.question, lines)).question.field == "effective_date"


# --- summary, notices, payment


async def test_that_the_summary_comes_when_everything_is_answered(parts: Parts):
    progress = await until_summary(parts)
    assert the(e.SummaryReady, progress).quote.id == journey_of(parts).purchase.quote_id
    assert progress.question.flow is Flow.SUMMARY


async def test_that_one_answer_is_changed_from_the_summary_and_all_others_stay(parts: Parts):
    await until_summary(parts)
    before = dict(journey_of(parts).purchase.application.answers)
    progress = await apply.edit_answer(parts, CUSTOMER, "insured_name.0")
    assert progress.question.field == "insured_name"
    progress = await answer(parts, progress.question, "王大海")
    assert progress.question.flow is Flow.SUMMARY
    assert journey_of(parts).purchase.application.answers == {**before, "insured_name.0": "王大海"}


async def test_that_an_unknown_field_can_not_be_edited(parts: Parts):
    await until_summary(parts)
    with pytest.raises(UnfitAnswer):
        await apply.edit_answer(parts, CUSTOMER, "premium")


async def test_that_every_notice_is_acknowledged_in_order(parts: Parts):
    progress = await until_notices(parts)
    seen = []
    while progress.question.flow is Flow.NOTICES:
        seen.append(progress.question.field)
        progress = await apply.acknowledge(parts, CUSTOMER, progress.question.field)
    assert tuple(seen) == (*NOTICES, SENIOR_NOTICE)  # the father is 65
    assert progress.question.flow is Flow.PAYMENT


async def test_that_an_expired_quote_is_shown_again_at_the_summary(parts: Parts):
    await until_summary(parts)
    parts.clock.pass_(days=8)
    progress = await apply.confirm_summary(parts, CUSTOMER)
    assert "QuoteReplaced" in kinds(progress)
    assert progress.question.flow is Flow.SUMMARY
    assert (await apply.confirm_summary(parts, CUSTOMER)).question.flow is Flow.NOTICES


async def test_that_an_order_is_opened_once_however_often_it_is_asked_for(parts: Parts):
    first = await until_order(parts)
    second = the(e.PaymentOpened, await paying.open_payment(parts, CUSTOMER)).order
    assert (second.id, second.payment_url) == (first.id, first.payment_url)
    async with parts.work() as records:
        assert len(await records.orders_of(CUSTOMER)) == 1
        assert len(await records.applications_of(CUSTOMER)) == 1


async def test_that_the_order_costs_what_the_quote_said(parts: Parts):
    order = await until_order(parts)
    assert order.amount == (await quote_of(parts)).premium
    assert parts.payments.amounts[order.id] == order.amount


async def test_that_a_provider_that_is_down_is_said_and_the_same_order_opens_later(parts: Parts):
    await until_payment(parts)
    parts.payments.down = True
    progress = await paying.open_payment(parts, CUSTOMER)
    assert kinds(progress) == ["PaymentUnavailable"]
    parts.payments.down = False
    await paying.open_payment(parts, CUSTOMER)
    async with parts.work() as records:
        assert len(await records.orders_of(CUSTOMER)) == 1


async def test_that_payment_is_not_opened_before_the_notices(parts: Parts):
    await until_notices(parts)
    assert "PaymentOpened" not in kinds(await paying.open_payment(parts, CUSTOMER))


async def test_that_a_quote_that_ran_out_before_payment_is_computed_again(parts: Parts):
    await until_payment(parts)
    parts.clock.pass_(days=8)
    progress = await paying.open_payment(parts, CUSTOMER)
    assert "QuoteReplaced" in kinds(progress)
    assert progress.question.flow is Flow.SUMMARY


async def test_that_an_order_given_up_can_be_placed_anew(parts: Parts):
    first = await until_order(parts)
    given_up = await giving_up.close_order(parts, CUSTOMER)
    assert given_up.status is OrderStatus.CLOSED
    assert journey_of(parts).purchase.order_id is None
    second = the(e.PaymentOpened, await paying.open_payment(parts, CUSTOMER)).order
    assert second.id != first.id


async def test_that_a_paid_order_is_not_given_up(parts: Parts):
    order = await until_order(parts)
    parts.payments.pay(order.id)
    assert (await giving_up.close_order(parts, CUSTOMER)).status is OrderStatus.PAID


async def test_that_an_order_stays_open_while_the_provider_is_down(parts: Parts):
    await until_order(parts)
    parts.payments.down = True
    assert (await giving_up.close_order(parts, CUSTOMER)).status is OrderStatus.OPEN


async def test_that_without_an_order_there_is_nothing_to_give_up(parts: Parts):
    assert await giving_up.close_order(parts, CUSTOMER) is None
    with pytest.raises(NothingToApplyFor):
        await paying.order_state(parts, CUSTOMER)


# --- changes while an order is open


async def changed(parts: Parts, how: str) -> e.Progress:
    match how:
        case "age":
            return await tell(parts, f.PersonFact(age=f.Age(72)))
        case "edit":
            return await apply.edit_answer(parts, CUSTOMER, "insured_name.0")
        case "back":
            return await navigating.step_back(parts, CUSTOMER)
        case "restart":
            return await navigating.answer_restart(parts, CUSTOMER, True)
        case "choose":
            return await choose(parts, 2)
    return await choosing.show_other_plans(parts, CUSTOMER)


CHANGES = ["age", "edit", "back", "restart", "choose", "other plans"]


@pytest.mark.parametrize("how", CHANGES)
async def test_that_what_was_ordered_can_not_be_paid_once_it_changes(parts: Parts, how: str):
    order = await until_order(parts)
    await changed(parts, how)
    async with parts.work() as records:
        assert (await records.order(order.id)).status is OrderStatus.CLOSED
    assert await parts.payments.state(order.id) == "closed"


@pytest.mark.parametrize("how", CHANGES)
async def test_that_nothing_changes_once_it_is_paid(parts: Parts, how: str):
    order = await until_order(parts)
    parts.payments.pay(order.id)
    before = journey_of(parts)
    progress = await changed(parts, how)
    assert kinds(progress) == ["OrderStands"]
    assert journey_of(parts) == before


async def test_that_a_refused_choice_leaves_the_order_open(parts: Parts):
    order = await until_order(parts)
    with pytest.raises(NoSuchChoice):
        await choose(parts, 9)
    async with parts.work() as records:
        assert (await records.order(order.id)).status is OrderStatus.OPEN


async def test_that_a_changed_age_is_ordered_at_the_new_premium(parts: Parts):
    first = await until_order(parts)
    progress = await tell(parts, f.PersonFact(age=f.Age(72)))
    progress = await answer(parts, progress.question, await kept(parts, "id_number", id_number(date(1954, 1, 5))))
    assert progress.question.flow is Flow.SUMMARY
    await apply.confirm_summary(parts, CUSTOMER)
    second = the(e.PaymentOpened, await paying.open_payment(parts, CUSTOMER)).order
    assert second.id != first.id
    assert second.amount == (await quote_of(parts)).premium


# --- moving about


async def test_that_every_step_can_be_taken_back_to_the_beginning(parts: Parts):
    await until_payment(parts, MY_ACCIDENT)
    flows = []
    for _ in range(40):
        progress = await navigating.step_back(parts, CUSTOMER)
        if the(e.SteppedBack, progress).question is None:
            break
        flows.append(progress.question.flow)
    order = [Flow.NOTICES, Flow.SUMMARY, Flow.APPLY, Flow.QUOTE, Flow.DISCLOSURE, Flow.OFFER]
    assert list(dict.fromkeys(flows)) == [flow for flow in order if flow in flows]
    assert Flow.OFFER in flows


async def test_that_a_step_back_and_forth_buys_at_the_right_premium(parts: Parts):
    await until_quote(parts)
    await tell(parts, f.PersonFact(age=f.Age(72)))
    await navigating.step_back(parts, CUSTOMER)
    assert journey_of(parts).needs.person().age == f.Age(65)
    progress = await choosing.accept_quote(parts, CUSTOMER)
    assert the(e.QuoteReplaced, progress).after.needs.person().age == f.Age(65)
    quote = await quote_of(parts)
    assert (quote.status, quote.needs.person().age) == (QuoteStatus.OPEN, f.Age(65))


async def test_that_stepping_back_from_a_choice_voids_its_quote(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    quote = the(e.PlanChosen, await choose(parts)).quote
    progress = await navigating.step_back(parts, CUSTOMER)
    assert progress.question.flow is Flow.OFFER
    async with parts.work() as records:
        assert (await records.quote(quote.id)).status is QuoteStatus.VOID


async def test_that_there_is_nothing_before_the_beginning(parts: Parts):
    assert the(e.SteppedBack, await navigating.step_back(parts, CUSTOMER)).question is None


async def test_that_starting_over_is_asked_first_when_something_would_be_lost(parts: Parts):
    await until_apply(parts)
    before = journey_of(parts)
    assert (await navigating.ask_restart(parts, CUSTOMER)).question.flow is Flow.RESTART
    await navigating.answer_restart(parts, CUSTOMER, False)
    assert journey_of(parts) == before
    await navigating.ask_restart(parts, CUSTOMER)
    progress = await navigating.answer_restart(parts, CUSTOMER, True)
    assert (progress.question, journey_of(parts).purchase, journey_of(parts).needs.line) == (None, None, None)
    assert the(e.SteppedBack, await navigating.step_back(parts, CUSTOMER)).question is None


async def test_that_a_return_goes_on_where_it_stood(parts: Parts):
    await until_apply(parts)
    question = journey_of(parts).open
    assert (await consult.start_again(parts, CUSTOMER)).question == question


async def test_that_giving_up_keeps_what_was_told(parts: Parts):
    await until_apply(parts)
    needs = journey_of(parts).needs
    dropped, done = await navigating.drop_purchase(parts, CUSTOMER)
    assert done
    assert (dropped.purchase, dropped.needs) == (None, needs)
    assert len(the(e.PlansOffered, await consult.start_again(parts, CUSTOMER)).choices) == 3


async def test_that_nothing_is_given_up_while_an_order_is_open(parts: Parts):
    await until_order(parts)
    _, done = await navigating.drop_purchase(parts, CUSTOMER)
    assert not done


async def test_that_a_human_is_asked_for_without_losing_the_place(parts: Parts):
    await until_apply(parts)
    before = journey_of(parts)
    assert await navigating.ask_for_human(parts, CUSTOMER, "customer_asked") == 1
    assert journey_of(parts) == before


async def test_that_the_summary_shows_the_last_four_characters_of_what_is_kept_in_the_vault(parts: Parts):
    ready = the(e.SummaryReady, await until_summary(parts))
    assert set(ready.tails) == {"applicant_id", "applicant_phone", "insured_id.0"}
    assert all(len(tail) == 4 for tail in ready.tails.values())


async def test_that_a_no_to_an_answer_holds_for_every_plan_of_the_product(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    await choose(parts)
    product = parts.catalogue.product(journey_of(parts).purchase.product_id)
    knock_out = next(one.id for one in product.disclosure if one.yes.value == "decline")
    await disclosing.answer_disclosure(parts, CUSTOMER, knock_out, True)
    assert product.id not in {one.product_id for one in journey_of(parts).offer}


async def test_that_cover_counts_from_the_order_on_and_no_longer_once_it_comes_to_nothing(parts: Parts):
    """Two orders at once could both be paid: what is ordered counts like what is in force."""
    await until_order(parts, MY_ACCIDENT)
    store = parts.work.store  # type: ignore[attr-defined]
    (order,), (held,) = store.orders.values(), store.held
    assert held.order == order.id
    async with parts.work.reading() as records:
        assert await records.cover_held(held.person) == [held]
    async with parts.work() as records:
        await records.save_order(replace(order, status=OrderStatus.EXPIRED))
    async with parts.work.reading() as records:
        assert await records.cover_held(held.person) == []
