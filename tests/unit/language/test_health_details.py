"""What a sentence says of a condition besides its name; what isn't plain is left out."""

from __future__ import annotations

from datetime import date

import pytest

from insurance.health import Aspect
from language import read_facts, read_health_details
from language.health.details import add_health_details

TODAY = date(2026, 11, 25)
ASKED = [
    ("thyroid_nodule", "grade", "3级,去年查的", {"grade": "3"}),
    ("thyroid_nodule", "grade", "TI-RADS 3", {"grade": "3"}),
    ("thyroid_nodule", "grade", "三", {"grade": "3"}),
    ("thyroid_nodule", "grade", "4a", {"grade": "4a"}),
    ("thyroid_nodule", "grade", "不记得了", {"grade": "unknown"}),
    ("thyroid_nodule", "grade", "I don't know", {"grade": "unknown"}),
    ("thyroid_nodule", "grade", "grade 3, checked half a year ago, no change", {"grade": "3", "checked": "stable"}),
    ("thyroid_nodule", "grade", "你好", {}),
    ("thyroid_nodule", "grade", "不知道这是什么意思", {}),
    ("thyroid_nodule", "grade", "这个在报告哪里看", {}),
    ("thyroid_nodule", "grade", "这是什么意思", {}),
    ("thyroid_nodule", "checked", "半年前复查没变化", {"checked": "stable"}),
    ("thyroid_nodule", "checked", "两年前复查没变化", {"checked": "none"}),
    ("thyroid_nodule", "checked", "好久没查了", {"checked": "none"}),
    ("thyroid_nodule", "checked", "变大了一点", {"checked": "changed"}),
    ("thyroid_nodule", "checked", "去年查的", {}),
    ("thyroid_nodule", "checked", "查过,没事", {"checked": "stable"}),
    ("lung_nodule", "size", "8毫米", {"size": "8"}),
    ("lung_nodule", "size", "0.8厘米", {"size": "8"}),
    ("lung_nodule", "size", "6×4mm", {"size": "6"}),
    ("lung_nodule", "size", "大概5左右", {"size": "5"}),
    ("hypertension_1", "controlled", "吃药控制得很好", {"controlled": "good"}),
    ("hypertension_1", "controlled", "130/80", {"controlled": "good"}),
    ("hypertension_1", "controlled", "忽高忽低", {"controlled": "poor"}),
    ("hypertension_1", "grade", "不吃药最高165/95", {"grade": "2"}),
    ("diabetes", "kind", "2型,吃二甲双胍", {"kind": "type2"}),
    ("diabetes", "controlled", "糖化6.5", {"controlled": "good"}),
    ("depression", "treated", "前年停的药", {"treated": "recovered", "since": "2024"}),
    ("depression", "treated", "没住过院,现在不吃药了", {"treated": "recovered"}),
    ("depression", "treated", "住过院", {"treated": "hospital"}),
    ("depression", "since", "停药三年了", {"treated": "recovered", "since": "2023-11-25"}),
    ("heart_stent", "since", "2019年放的", {"since": "2019"}),
    ("heart_stent", "since", "3年前", {"since": "2023-11-25"}),
    ("asthma", "attacks", "没有", {"attacks": "none"}),
    ("asthma", "attacks", "一年两三次", {"attacks": "many"}),
    ("gout", "attacks", "once", {"attacks": "few"}),
    ("polyps", "treated", "切了,良性", {"treated": "removed", "pathology": "benign"}),
    ("polyps", "treated", "还没切", {"treated": "present"}),
    ("hepatitis_b_carrier", "function", "转氨酶偏高", {"function": "abnormal"}),
    ("hepatitis_b_carrier", "function", "正常", {"function": "normal"}),
    ("fracture_history", "hardware", "没有", {"hardware": "no"}),
    ("myopia", "degree", "左眼350右眼500", {"degree": "500"}),
    ("pregnancy", "pregnant_weeks", "20周", {"pregnant_weeks": "20"}),
    ("anemia", "grade", "血红蛋白105", {"grade": "mild"}),
]


@pytest.mark.parametrize(("code", "asked", "text", "expected"), ASKED, ids=[f"{one[1]}: {one[2]}" for one in ASKED])
def test_that_an_answer_is_read_with_all_it_says(code: str, asked: str, text: str, expected: dict[str, str]):
    assert dict(read_health_details(text, code, TODAY, Aspect(asked))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我有甲状腺结节3级,半年前复查没变化", {"grade": "3", "checked": "stable"}),
        ("糖尿病,2型,吃药控制得很好,没有并发症", {"kind": "type2", "controlled": "good", "complications": "no"}),
        ("肺结节6mm", {"size": "6"}),
        ("有高血压", {}),
        ("有高血压和糖尿病,控制得很好", {}),  # of which isn't plain
    ],
)
def test_that_a_condition_is_told_with_its_state(text: str, expected: dict[str, str]):
    found = add_health_details(read_facts(text, TODAY), text, TODAY)
    assert {} | next(fact.details for fact in found if hasattr(fact, "details")) == expected
