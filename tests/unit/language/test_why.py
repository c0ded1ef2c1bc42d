"""Why is it asked?"""

from __future__ import annotations

import pytest

from language.answers.why import asks_what_is_meant, read_why


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


@pytest.mark.parametrize("text", ["啥意思", "什么意思？", "这题没看懂", "what does that mean?", "I don't understand"])
def test_that_the_question_itself_is_asked_about(text: str):
    assert asks_what_is_meant(text)


@pytest.mark.parametrize("text", ["等待期什么意思", "没有", "what does it cover", "不懂车"])
def test_that_another_question_is_another(text: str):
    assert not asks_what_is_meant(text)
