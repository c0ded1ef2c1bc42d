"""HttpDispatch against the dispatch's real stand-in and its failure switches."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace

import pytest

from adapters.providers import HttpDispatch
from insurance.provider_orders import ORDINARY, DeclineReason, ServiceStatus
from insurance.provider_ports import DispatchRequest, DispatchUnavailable
from insurance.refs import ProviderId, ProviderOrderId
from tests.integration.providers import Provider

pytestmark = pytest.mark.server


@pytest.fixture
def request_() -> DispatchRequest:
    return DispatchRequest(
        order_id=ProviderOrderId(f"SP{uuid.uuid4().hex}"), provider_id=ProviderId("shanghai-roadside-1"), service="tow",
        latitude=31.203, longitude=121.601, where="上海张江", words="我在张江抛锚了",
        phone="13800138000", claim_number="C1",
    )  # fmt: skip


def kept(crews: Provider, order_id: str) -> list[dict]:
    return [one for one in crews.ledger()["orders"] if one["order_id"] == order_id]


async def test_that_an_order_is_placed_and_found_again(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest
):
    assert (await dispatch.place(request_)).status is ServiceStatus.PLACED
    state = await dispatch.state(request_.order_id)
    assert state is not None
    assert state.status is ServiceStatus.PLACED
    (order,) = kept(crews, request_.order_id)
    assert (order["place"]["where"], order["claim_number"]) == ("上海张江", "C1")


async def test_that_placing_again_places_nothing_new(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest
):
    for _ in range(3):
        await dispatch.place(request_)
    assert len(kept(crews, request_.order_id)) == 1


async def test_that_an_order_whose_answer_was_lost_is_there_once(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest
):
    crews.switch(hang_after_work={"seconds": 3, "on": "place", "times": 1})
    with pytest.raises(DispatchUnavailable):
        await dispatch.place(request_)
    await dispatch.place(request_)
    assert len(kept(crews, request_.order_id)) == 1


async def test_that_every_step_is_told(dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest):
    crews.switch(pace={"seconds": 0.5})
    seen = [await dispatch.place(request_)]
    while seen[-1].status is not ServiceStatus.DONE:
        await asyncio.sleep(0.1)
        state = await dispatch.state(request_.order_id)
        if state != seen[-1]:
            seen.append(state)
    assert [one.status for one in seen] == list(ORDINARY)
    assert [one.eta_minutes for one in seen] == [None, 35, 20, None]


@pytest.mark.parametrize("reason", [DeclineReason.NO_CREW, DeclineReason.OUT_OF_AREA])
async def test_that_a_decline_comes_with_its_reason(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest, reason: DeclineReason
):
    crews.switch(decline={"reason": reason.value})
    state = await dispatch.place(request_)
    assert (state.status, state.decline_reason) == (ServiceStatus.DECLINED, reason)


async def test_that_a_place_abroad_is_declined(dispatch: HttpDispatch, request_: DispatchRequest):
    state = await dispatch.place(replace(request_, latitude=48.9, longitude=2.3))
    assert state.decline_reason is DeclineReason.OUT_OF_AREA


async def test_that_a_reason_nobody_knows_is_told_as_another(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest
):
    crews.switch(decline={"reason": "the moon is full"})
    assert (await dispatch.place(request_)).decline_reason is DeclineReason.OTHER


async def test_that_an_unknown_order_is_none(dispatch: HttpDispatch):
    assert await dispatch.state(ProviderOrderId("SPNOBODY")) is None


async def test_that_an_order_cancelled_before_it_came_never_becomes_one(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest
):
    assert (await dispatch.cancel(request_.order_id)).status is ServiceStatus.CANCELLED
    assert (await dispatch.place(request_)).status is ServiceStatus.CANCELLED
    assert [one["status"] for one in kept(crews, request_.order_id)] == ["cancelled"]


@pytest.mark.parametrize("switch", [{"fail": {"status": 503}}, {"fail": {"status": 404}}, {"slow": {"seconds": 3}}])
async def test_that_trouble_means_nothing_is_known(
    dispatch: HttpDispatch, crews: Provider, request_: DispatchRequest, switch: dict
):
    crews.switch(**switch)
    for call in (dispatch.place(request_), dispatch.state(request_.order_id), dispatch.cancel(request_.order_id)):
        with pytest.raises(DispatchUnavailable) as error:
            await call
        assert request_.phone not in str(error.value)


async def test_that_an_order_that_was_not_signed_by_us_is_refused(crews: Provider, request_: DispatchRequest):
    stranger = HttpDispatch(crews.url, "another secret", timeout_seconds=1)
    with pytest.raises(DispatchUnavailable):
        await stranger.place(request_)
    await stranger.close_connections()
    assert kept(crews, request_.order_id) == []
