"""Messages typed in pinyin."""

from __future__ import annotations

import pytest

from language.words.pinyin import from_pinyin


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("gei wo baba mai yiwai xian", "给我爸爸买意外险"),
        ("yiwaixian", "意外险"),
        ("wu bai yi nei", "五百以内"),
        ("yinian wubai yinei", "一年五百以内"),
        ("liu shi liu sui", "六十六岁"),
        ("wo xiang mai baoxian", "我想买保险"),
        ("gei wo lao po mai zhongji xian 32 sui", "给我老婆买重疾险 32 岁"),
    ],
)
def test_that_pinyin_is_read_as_its_words(typed: str, read: str) -> None:
    assert from_pinyin(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "my mama is 60",
        "can he die",
        "I need insurance",
        "ok",
        "no",
        "none",
        "fine",
        "yes he has",
        "2 people",
        "me",
        "female",
        "hai nan",
        "mei",
        "nan 60",
        "to age 60",
        "aye",
    ],
)
def test_that_english_stays_as_it_is(typed: str) -> None:
    assert from_pinyin(typed) == typed
