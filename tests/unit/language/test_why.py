"""Why is it asked?"""

from __future__ import annotations

import pytest

from language.why import read_why


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("保额是啥意思？为什么问我", "保额是啥意思"),
        ("为什么问这个", ""),
        ("问这个干嘛", ""),
        ("why do you ask?", ""),
        ("what is a sum insured and why do you need to know that", "what is a sum insured"),
        ("為什麼要問我", ""),
        ("为什么这款贵", None),
        ("怎么买", None),
        ("why is it more expensive", None),
    ],
)
def test_that_a_why_is_told_from_the_rest(text: str, rest: str | None):
    assert read_why(text) == rest
