"""The sentences of an article that answer."""

from __future__ import annotations

import pytest

from product_index.sentences import fitting_sentences

LISTED = "下列情形下均不赔偿：逃离现场；饮酒后驾驶；无驾驶证。另有约定的除外。"


@pytest.mark.parametrize(
    ("text", "terms", "kept"),
    [
        (LISTED, ["饮酒"], "下列情形下均不赔偿：……饮酒后驾驶；……"),
        (LISTED, ["逃离"], "下列情形下均不赔偿：逃离现场；……"),
        (LISTED, ["约定"], "……另有约定的除外。"),
        ("等待期为90日。其间自理。续保不重算。", ["等待期"], "等待期为90日。……"),
        ("甲。乙。", ["丙"], "甲。……"),
        ("只有一句。", ["一句"], "只有一句。"),
    ],
)
def test_that_only_what_answers_is_kept_in_its_own_words(text: str, terms: list[str], kept: str):
    assert fitting_sentences(text, terms) == kept
