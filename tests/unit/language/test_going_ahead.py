"""Asking, going ahead, another wish, a fear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from language.answers.asking import asks_something
from language.answers.fears import only_fears
from language.answers.going_ahead import goes_ahead_with_buying, has_read, wants_another, wants_to_pay


@pytest.mark.parametrize(
    ("means", "said", "not_said"),
    [
        (asks_something, ["赔不赔", "多少钱", "what is it", "便宜的呢"], ["便宜的", "我要这个", "that is fine"]),
        (
            goes_ahead_with_buying,
            ["就买它", "下单", "sign me up"],
            ["怎么买", "不买", "buy the other one", "再看看再买"],
        ),
        (has_read, ["看过了", "I understand"], ["没看过", "不同意", "do not agree"]),
        (wants_to_pay, ["去付款", "let me pay"], ["已经付款", "怎么支付", "I paid"]),
        (wants_another, ["还是给我妈买吧", "改看医疗险", "for my wife instead"], ["给我妈买", "就这样"]),
        (only_fears, ["就怕以后住院花钱", "in case I fall"], ["昨天摔了，怕留后遗症", "想买意外险"]),
    ],
)
def test_that_it_is_told_from_its_like(means: Callable[[str], bool], said: list[str], not_said: list[str]):
    assert [one for one in said if not means(one)] == []
    assert [one for one in not_said if means(one)] == []
