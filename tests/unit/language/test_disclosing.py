"""Answers to disclosure questions."""

from __future__ import annotations

import pytest

from language.answers.disclosing import read_disclosed, says_nothing_wrong

TUMOUR = "被保险人是否曾患或正患恶性肿瘤？"
SOCIAL = "被保险人是否没有参加基本医疗保险（职工或居民医保）？"
SMOKE = "被保险人最近12个月内是否吸烟（含电子烟）？"
FRACTURE = "过去六个月内是否骨折过，或体内仍有未取出的内固定钢板？"
WORK = "单位是否已为全体员工参加工伤保险？"
DIVING = "计划潜水的人是否没有潜水证却要下潜超过12米？"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (TUMOUR, "没有", False), (TUMOUR, "有", True), (TUMOUR, "好的", None), (TUMOUR, "ok", None),
        (TUMOUR, "都正常", False), (TUMOUR, "没查出过", False), (TUMOUR, "没油", False), (TUMOUR, "没又", False),
        (TUMOUR, "没有得", False), (TUMOUR, "none of that", False), (TUMOUR, "no, she hasn't", False),
        (TUMOUR, "no never", False), (TUMOUR, "no he hasn't", False), (TUMOUR, "不知道", None),
        (TUMOUR, "不正常", None), (TUMOUR, "以前查出过", None), (TUMOUR, "is that normal?", None),
        (FRACTURE, "这个真没有", False), (FRACTURE, "体检都正常的", False),
        (WORK, "都正常", None), (WORK, "all good", None), (TUMOUR, "all good", False), (WORK, "none of that", False),
        (SOCIAL, "有医保", False), (SOCIAL, "有医保的", False), (SOCIAL, "我有医保", False), (SOCIAL, "没有医保", True),
        (SOCIAL, "不是，我有医保", False), (SOCIAL, "有的 我有医保", False), (SOCIAL, "参加了少儿医保", False),
        (SOCIAL, "有医保额", False), (SOCIAL, "没参加医保", True), (SOCIAL, "she has no social insurance", True),
        (SOCIAL, "医保是什么样的", None), (SOCIAL, "有的呀，放心", None),
        (DIVING, "我有潜水证", False), (DIVING, "没有证", True),
        (SMOKE, "抽烟", True), (SMOKE, "不抽", False), (SMOKE, "不抽烟", False), (SMOKE, "抽，一天半包", True),
        (SMOKE, "戒烟了，不抽烟", False),
    ],
)  # fmt: skip
def test_that_a_disclosure_is_taken_word_for_word(question: str, text: str, answer: bool | None):
    assert read_disclosed(text, question) is answer


def test_that_a_condition_asked_about_says_yes():
    assert read_disclosed("有高血压", "有没有下列情况：高血压？", ("hypertension_1",)) is True


def test_that_nothing_wrong_is_told():
    assert says_nothing_wrong("no illness so far, touch wood")
    assert says_nothing_wrong("she's healthy")
    assert not says_nothing_wrong("she's not well")
    assert not says_nothing_wrong("no idea")
    assert not says_nothing_wrong("没办法")
