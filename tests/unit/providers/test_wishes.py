"""What kind of help a sentence asks for, and when people are hurt."""

from __future__ import annotations

import pytest

import language
from insurance.providers import ProviderKind, Service


@pytest.mark.parametrize(("text", "kind", "service"), [
    ("我在浦东张江抛锚了", ProviderKind.ROADSIDE, Service.TOW),
    ("电瓶没电打不着火", ProviderKind.ROADSIDE, Service.JUMP_START),
    ("没电了叫个拖车", ProviderKind.ROADSIDE, Service.TOW),
    ("在高速上爆胎了", ProviderKind.ROADSIDE, Service.TYRE),
    ("钥匙锁车里了", ProviderKind.ROADSIDE, Service.LOCKOUT),
    ("要查勘员来看看", ProviderKind.LOSS_ADJUSTER, None),
    ("楼上漏水了找人来查勘", ProviderKind.LOSS_ADJUSTER, Service.HOME_SURVEY),
    ("找个律师", ProviderKind.LEGAL_AID, None),
    ("附近哪家医院能报", ProviderKind.HOSPITAL, None),
    ("I need a tow truck", ProviderKind.ROADSIDE, Service.TOW),
    ("flat tyre near Pudong", ProviderKind.ROADSIDE, Service.TYRE),
    ("which hospital near me is covered", ProviderKind.HOSPITAL, None),
])  # fmt: skip
def test_that_the_kind_and_the_service_are_read(text: str, kind: ProviderKind, service: Service | None):
    wish = language.read_provider_wish(text)
    assert wish is not None
    assert (wish.kind, wish.service) == (kind, service)


@pytest.mark.parametrize("text", ["我爸65了，怕他摔跤", "一年五百块以内", "I want accident cover for my dad", ""])
def test_that_a_need_is_no_wish_for_a_provider(text: str):
    assert language.read_provider_wish(text) is None


@pytest.mark.parametrize("text", [
    "我撞人了", "路上撞到一个老人，流血了", "高速追尾有人受伤", "车祸，我朋友昏迷了", "有人被困车里，刚撞的",
    "I hit a pedestrian and he is bleeding", "there's been a crash, someone is unconscious",
])  # fmt: skip
def test_that_people_hurt_on_the_road_are_heard(text: str):
    assert language.read_road_emergency(text)


@pytest.mark.parametrize("text", [
    "人没受伤就是追尾了", "追尾了，没有人员伤亡", "如果撞人了赔吗", "去年车祸受伤过", "撞了别人的车",
    "我妈做饭切手流血了",
    "crash but nobody is hurt", "would you pay if I hit someone", "我怕开车撞到人",
])  # fmt: skip
def test_that_nobody_hurt_long_past_or_only_feared_is_no_emergency(text: str):
    assert not language.read_road_emergency(text)


@pytest.mark.parametrize(("text", "stars", "more"), [
    ("给五星，师傅很快", 5, True), ("5", 5, False), ("3颗星", 3, False), ("one star, waited two hours", 1, True),
    ("满分", 5, True), ("等了5分钟", None, True), ("打四星", 4, False),
])  # fmt: skip
def test_that_stars_are_read(text: str, stars: int | None, more: bool):
    assert language.read_stars(text) == stars
    assert language.says_more_than_stars(text) is more
