"""Answers by their sound, and the class of an occupation."""

from __future__ import annotations

import pytest

from language.answers.sounding import sounding_like
from language.work.occupation_classes import read_occupation_class, works_in_an_office

WORDS = ["法定", "明天", "7天后", "男", "没有"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("发定", 0), ("发定的", 0), ("名天", 1), ("男地", 3), ("没油", 4), ("难", None), ("王小明", None), ("法国", None)],
)
def test_that_a_slip_of_the_input_method_is_the_word_offered(text: str, place: int | None):
    assert sounding_like(text, WORDS) == place


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3类", 3), ("第四类", 4), ("class 2", 2), ("坐办公室的", 1), ("都在办公室上班", 1), ("我们都坐班", 1),
        ("everyone works in the office", 1), ("we all work in an office", 1), ("office jobs only", 1), ("desk work", 1),
        ("在电脑前工作的", 1), ("工地", None), ("I don't know that", None), ("the office called me", None),
        ("办公室在哪", None),
    ],
)  # fmt: skip
def test_that_a_class_is_read(text: str, number: int | None):
    assert read_occupation_class(text) == number


def test_that_the_office_is_heard_in_passing():
    assert works_in_an_office(
        "We're a startup with 12 people, I'd like accident insurance, everyone works in the office"
    )
    assert works_in_an_office("给12个员工买意外险，都是坐办公室的")
    assert not works_in_an_office("公司办公室被偷了怎么办")
