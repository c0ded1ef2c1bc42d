"""Ordering a provider's service: once, followed, told once, whatever fails in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from insurance import provider_events as pe
from insurance.lines import Language
from insurance.provider_orders import DeclineReason, ProviderOrder, ServiceStatus
from insurance.providers import ProviderKind, Service
from insurance.questions import Flow
from insurance.refs import ClaimNumber, Sender, VaultRef
from insurance.services.parts import Parts
from insurance.services.providers import dispatching, finding, ordering
from insurance.services.providers.finding import Told
from tests.fakes import CUSTOMER, journey_of, set_journey

PHONE = "13800138000"
ZHANGJIANG = "shanghai-zhangjiang"


def told(parts: Parts, **more: object) -> Told:
    place = parts.directory.place(ZHANGJIANG)
    return Told(**{"kind": ProviderKind.ROADSIDE, "places": (place,), "words": "我在浦东张江抛锚了", **more})


async def until_confirm(parts: Parts, **more: object) -> None:
    phone = await parts.vault.keep(CUSTOMER, "phone", PHONE)
    await finding.look_for(parts, CUSTOMER, told(parts, **more))
    await finding.choose(parts, CUSTOMER, 1)
    await ordering.give_phone(parts, CUSTOMER, phone)


async def ordered(parts: Parts, **more: object) -> ProviderOrder:
    await until_confirm(parts, **more)
    progress = await ordering.confirm(parts, CUSTOMER, True)
    return next(one.order for one in progress.events if isinstance(one, pe.ServiceOrdered))


async def order_now(parts: Parts) -> ProviderOrder:
    async with parts.work.reading() as records:
        return (await records.providers.orders_of(CUSTOMER))[0]


async def sweep(parts: Parts) -> None:
    """A look after enough time for every order to be looked at."""
    parts.clock.pass_(minutes=2)
    await dispatching.carry_on_orders(parts)


def messages(parts: Parts) -> dict:
    return parts.notifier.told


# --- finding


async def test_that_one_sentence_with_a_place_brings_the_nearest(parts: Parts):
    progress = await finding.look_for(parts, CUSTOMER, told(parts))
    found = progress.events[0]
    assert isinstance(found, pe.ProvidersFound)
    assert found.found[0].provider.district == "pudong"
    distances = [one.distance_km for one in found.found]
    assert distances == sorted(distances)
    assert (progress.question.flow, progress.question.field) == (Flow.PROVIDER, "provider")


async def test_that_kind_and_place_are_asked_once_each(parts: Parts):
    progress = await finding.look_for(parts, CUSTOMER, Told())
    assert progress.question.field == "provider_kind"
    progress = await finding.look_for(parts, CUSTOMER, Told(kind=ProviderKind.LEGAL_AID))
    assert progress.question.field == "provider_place"
    progress = await finding.look_for(parts, CUSTOMER, told(parts, kind=None))
    assert progress.question.field == "provider"


async def test_that_another_kind_keeps_the_place(parts: Parts):
    await finding.look_for(parts, CUSTOMER, told(parts))
    progress = await finding.look_for(parts, CUSTOMER, Told(kind=ProviderKind.LEGAL_AID))
    assert {one.provider.kind for one in progress.events[0].found} == {ProviderKind.LEGAL_AID}


async def test_that_another_place_searches_again_and_forgets_the_choice(parts: Parts):
    await until_confirm(parts)
    place = parts.directory.places_named("北京国贸")
    progress = await finding.look_for(parts, CUSTOMER, Told(places=tuple(place)))
    assert {one.provider.city for one in progress.events[0].found} == {"beijing"}
    assert progress.question.field == "provider"


async def test_that_several_cities_are_asked_back(parts: Parts):
    places = tuple(parts.directory.places_named("和平区"))
    progress = await finding.look_for(parts, CUSTOMER, told(parts, places=places))
    assert progress.question.field == "provider_place"
    assert progress.question.choices == tuple(one.id for one in places)


async def test_that_nobody_near_ends_the_search_and_the_open_question_is_back(parts: Parts):
    places = tuple(parts.directory.places_named("日喀则"))
    progress = await finding.look_for(parts, CUSTOMER, told(parts, places=places))
    assert isinstance(progress.events[0], pe.NobodyNear)
    assert progress.question is None
    assert journey_of(parts).provider is None


async def test_that_an_open_question_waits_and_is_asked_again(parts: Parts):
    set_journey(parts, started=True)
    assert (await finding.look_for(parts, CUSTOMER, told(parts))).question.flow is Flow.PROVIDER
    progress = await finding.drop_search(parts, CUSTOMER)
    assert progress.question.flow is Flow.CONSULT


async def test_that_stepping_back_undoes_the_choice_then_the_place(parts: Parts):
    await until_confirm(parts)
    assert (await finding.step_back(parts, CUSTOMER)).question.field == "provider"
    assert (await finding.step_back(parts, CUSTOMER)).question.field == "provider_place"
    assert (await finding.step_back(parts, CUSTOMER)).question is None


# --- the phone


async def test_that_a_phone_of_an_application_is_taken_and_told_by_its_tail(parts: Parts):
    phone = await parts.vault.keep(CUSTOMER, "phone", PHONE)
    set_journey(parts, kept={"applicant_phone": phone})
    await finding.look_for(parts, CUSTOMER, told(parts))
    progress = await finding.choose(parts, CUSTOMER, 1)
    assert progress.events == (pe.PhoneKnown("8000"),)
    assert progress.question.field == "provider_confirm"


async def test_that_the_number_itself_is_in_no_record(parts: Parts):
    order = await ordered(parts)
    assert PHONE not in repr(order)
    assert PHONE not in repr(parts.work.store)


# --- ordering once


async def test_that_nothing_is_sent_before_it_is_confirmed(parts: Parts):
    await until_confirm(parts)
    await sweep(parts)
    assert parts.dispatch.placed == []
    await ordering.confirm(parts, CUSTOMER, False)
    await sweep(parts)
    assert parts.dispatch.placed == []
    assert journey_of(parts).provider is None


async def test_that_what_is_sent_is_what_was_confirmed(parts: Parts):
    order = await ordered(parts, claim=ClaimNumber("C1"))
    await sweep(parts)
    (sent,) = parts.dispatch.placed
    assert (sent.order_id, sent.provider_id, sent.service, sent.phone) == (order.id, order.provider_id, "tow", PHONE)
    assert (sent.where, sent.words, sent.claim_number) == ("上海张江", "我在浦东张江抛锚了", "C1")


async def test_that_references_never_leave_the_house(parts: Parts):
    await ordered(parts, words="我在张江，电话⟦phone:00000000000a⟧")
    await sweep(parts)
    assert "⟦" not in parts.dispatch.placed[0].words


async def test_that_confirming_twice_orders_once(parts: Parts):
    await until_confirm(parts)
    before = journey_of(parts)
    await ordering.confirm(parts, CUSTOMER, True)
    set_journey(parts, provider=before.provider)  # as a step back, or a second tap, would have it
    await ordering.confirm(parts, CUSTOMER, True)
    assert len(parts.work.store.services) == 1


async def test_that_a_lost_answer_orders_once(parts: Parts):
    await ordered(parts)
    parts.dispatch.lost = True
    await sweep(parts)
    assert not (await order_now(parts)).sent
    parts.dispatch.lost = False
    await sweep(parts)
    assert (await order_now(parts)).sent
    assert len(parts.dispatch.placed) == 1


# --- following it


async def test_that_each_change_is_told_once(parts: Parts):
    order = await ordered(parts)
    await sweep(parts)
    for status in (ServiceStatus.ACCEPTED, ServiceStatus.ON_THE_WAY, ServiceStatus.DONE):
        parts.dispatch.move(status, 20, "007")
        await sweep(parts)
        await sweep(parts)
    keys = [f"provider-{order.id}-{status}" for status in ("accepted", "on_the_way", "done")]
    assert list(messages(parts)) == keys
    assert "20" in messages(parts)[keys[1]].text
    assert len(messages(parts)[keys[2]].buttons) == 5


async def test_that_a_crash_between_writing_and_telling_is_made_good(parts: Parts):
    order = await ordered(parts)
    await sweep(parts)
    parts.dispatch.move(ServiceStatus.ACCEPTED)
    tell = parts.notifier.tell

    async def crash(*_: object) -> None:
        raise RuntimeError

    parts.notifier.tell = crash
    with pytest.raises(ExceptionGroup):
        await sweep(parts)
    parts.notifier.tell = tell
    parts.clock.pass_(minutes=5)
    await sweep(parts)
    assert list(messages(parts)) == [f"provider-{order.id}-accepted"]


async def test_that_it_is_told_in_the_language_of_the_conversation(parts: Parts):
    await ordered(parts)
    await sweep(parts)
    set_journey(parts, language=Language.EN)
    parts.dispatch.move(ServiceStatus.ON_THE_WAY, 12)
    await sweep(parts)
    (message,) = messages(parts).values()
    phone = parts.directory.provider((await order_now(parts)).provider_id).phone
    assert message.text.endswith(f"is on the way, about 12 minutes away. Phone {phone}.")


async def test_that_an_answer_that_was_overtaken_changes_nothing(parts: Parts):
    await ordered(parts)
    await sweep(parts)
    for status in (ServiceStatus.ON_THE_WAY, ServiceStatus.ACCEPTED, ServiceStatus.DECLINED):
        parts.dispatch.move(status)
        await sweep(parts)
    assert (await order_now(parts)).status is ServiceStatus.ON_THE_WAY
    assert len(messages(parts)) == 1


async def test_that_who_declines_is_told_with_the_reason_and_not_offered_again(parts: Parts):
    parts.dispatch.declines = DeclineReason.NO_CREW
    order = await ordered(parts)
    await sweep(parts)
    message = messages(parts)[f"provider-{order.id}-declined"]
    assert "现在没有空闲的人手" in message.text
    assert message.buttons[0]["payload"] == '/find_provider{"kind":"roadside","place":"shanghai-zhangjiang"}'
    progress = await finding.look_for(parts, CUSTOMER, told(parts))
    assert order.provider_id not in {one.provider.id for one in progress.events[0].found}
    parts.clock.pass_(hours=25)
    progress = await finding.look_for(parts, CUSTOMER, told(parts, places=tuple(parts.directory.places_named("浦东"))))
    assert order.provider_id in {one.provider.id for one in progress.events[0].found}


async def test_that_a_silent_provider_is_tried_on_and_the_customer_told_once(parts: Parts):
    order = await ordered(parts)
    parts.dispatch.down = True
    for _ in range(8):
        await sweep(parts)
    assert list(messages(parts)) == [f"provider-{order.id}-late"]
    phone = parts.directory.provider(order.provider_id).phone
    assert phone in messages(parts)[f"provider-{order.id}-late"].text
    parts.dispatch.down = False
    await sweep(parts)
    await sweep(parts)
    assert (await order_now(parts)).sent
    assert len(parts.dispatch.placed) == 1


async def test_that_tries_come_less_often(parts: Parts):
    await ordered(parts)
    parts.dispatch.down = True
    pauses = []
    for _ in range(8):
        order = await order_now(parts)
        parts.clock.time = order.look_at
        await dispatching.carry_on_orders(parts)
        pauses.append(((await order_now(parts)).look_at - parts.clock.now()).seconds)
    assert pauses == [5, 10, 20, 40, 80, 120, 120, 120]


async def test_that_one_order_that_fails_hinders_no_other(parts: Parts):
    await ordered(parts)
    order = await order_now(parts)
    broken = replace(order, id="SPBROKEN", phone=VaultRef("⟦phone:ffffffffffff⟧"))
    parts.work.store.services = {broken.id: broken, **parts.work.store.services}
    with pytest.raises(ExceptionGroup):
        await dispatching.carry_on_orders(parts)
    assert [one.order_id for one in parts.dispatch.placed] == [order.id]


# --- cancelling


async def test_that_a_cancellation_reaches_the_provider_and_is_told(parts: Parts):
    order = await ordered(parts)
    await sweep(parts)
    progress = await ordering.cancel(parts, CUSTOMER)
    assert isinstance(progress.events[0], pe.CancellingService)
    await sweep(parts)
    assert (await order_now(parts)).status is ServiceStatus.CANCELLED
    assert list(messages(parts)) == [f"provider-{order.id}-cancelled"]


async def test_that_an_order_cancelled_before_it_was_sent_is_never_carried_out(parts: Parts):
    await ordered(parts)
    await ordering.cancel(parts, CUSTOMER)
    await sweep(parts)
    assert parts.dispatch.placed == []
    assert (await order_now(parts)).status is ServiceStatus.CANCELLED


async def test_that_what_is_done_stays_done(parts: Parts):
    await ordered(parts)
    await sweep(parts)
    await ordering.cancel(parts, CUSTOMER)
    parts.dispatch.move(ServiceStatus.DONE)
    await sweep(parts)
    assert (await order_now(parts)).status is ServiceStatus.DONE
    assert isinstance((await ordering.cancel(parts, CUSTOMER)).events[0], pe.NoServiceToCancel)


async def test_that_nobody_cancels_or_rates_somebody_elses(parts: Parts):
    order = await ordered(parts)
    other = Sender("web:other")
    assert isinstance((await ordering.cancel(parts, other, order.id)).events[0], pe.NoServiceToCancel)
    assert isinstance((await ordering.rate(parts, other, 1, "", order.id)).events[0], pe.NothingToRate)
    assert not (await order_now(parts)).cancel_asked


# --- rating


async def done(parts: Parts) -> ProviderOrder:
    order = await ordered(parts)
    await sweep(parts)
    parts.dispatch.move(ServiceStatus.DONE)
    await sweep(parts)
    return order


async def test_that_a_service_is_rated_once_with_words(parts: Parts):
    order = await done(parts)
    progress = await ordering.rate(parts, CUSTOMER, 4, "", order.id)
    assert progress.question.field == "provider_words"
    progress = await ordering.word_rating(parts, CUSTOMER, "师傅很快")
    assert progress.question is None
    again = await ordering.rate(parts, CUSTOMER, 1, "", order.id)
    assert isinstance(again.events[0], pe.NothingToRate)
    kept = await order_now(parts)
    assert (kept.stars, kept.rating_words) == (4, "师傅很快")


async def test_that_only_what_is_done_can_be_rated(parts: Parts):
    order = await ordered(parts)
    assert isinstance((await ordering.rate(parts, CUSTOMER, 5, "", order.id)).events[0], pe.NothingToRate)


async def test_that_ratings_are_shown_with_their_number(parts: Parts):
    await done(parts)
    await ordering.rate(parts, CUSTOMER, 4, "还行")
    progress = await finding.look_for(parts, CUSTOMER, told(parts))
    first = progress.events[0].found[0]
    assert (first.rating.mean, first.rating.count) == (4.0, 1)


async def test_that_an_appointment_is_asked_for_at_a_hospital(parts: Parts):
    await until_confirm(parts, kind=ProviderKind.HOSPITAL)
    await ordering.confirm(parts, CUSTOMER, True)
    assert (await order_now(parts)).service is Service.APPOINTMENT
