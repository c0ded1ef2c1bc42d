"""An amount is sure only where a second reading says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from adapters.documents.pages import Line
from adapters.documents.understanding import understand
from tests.unit.documents.layouts import Layout

HEAD = ["30 广东省医疗门诊收费票据", "5 票据号码:0012345678 | 60 开票日期:2026-03-05", "5 姓名:王小明"]
ITEMS = ["5 项目名称 | 60 金额", "5 西药费 | 60 1,360.00", "5 检查费 | 60 500.00"]


def amount(
    rows: Sequence[str], *, weak: float = 0.99, flaws: tuple[str, ...] = (), typed: bool = False
) -> tuple[str, float]:
    page = Layout("invoice", "medical_invoice", [*HEAD, *rows]).page()
    lines = tuple(_seen(line, weak) for line in page.lines)
    found = understand([replace(page, lines=lines, flaws=flaws, typed=typed)])
    return found["fields"].get("amount", ("", 0.0))


def _seen(line: Line, weak: float) -> Line:
    return replace(line, sure=weak, weak=(weak,) * len(line.text))


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("words", ["5 金额合计(大写)壹仟捌佰陆拾元整 | 60 (小写)1,860.00"]),
        ("items", [*ITEMS, "5 合计 | 60 1,860.00"]),
        ("parts", ["5 合计:1,860.00", "5 医保统筹基金支付:1,000.00 | 40 个人账户支付:200.00 | 70 个人现金支付:660.00"]),
        ("another place", ["5 合计:1,860.00", "5 总金额:1,860.00"]),
    ],
)
def test_that_a_second_reading_makes_an_amount_sure(what: str, rows: list[str]) -> None:
    value, sure = amount(rows, weak=0.8)
    assert value == "1860.00", what
    assert sure >= 0.9


def test_that_a_single_reading_is_not_sure_unless_every_digit_is_very_clear() -> None:
    alone = ["5 合计:1,860.00"]
    assert amount(alone, weak=0.97)[1] < 0.9
    assert amount(alone, weak=0.999) == ("1860.00", 0.9)
    assert amount(alone, typed=True)[1] >= 0.9


@pytest.mark.parametrize("figures", ["1860", "1860 00", "1.860,00", "l,86O.00"])
def test_that_figures_of_which_a_mark_is_lost_are_never_sure(figures: str) -> None:
    assert amount([f"5 合计:{figures}"], weak=0.999)[1] < 0.9


def test_that_words_and_figures_that_differ_are_doubted() -> None:
    value, sure = amount(["5 金额合计(大写)壹仟捌佰陆拾元整 | 60 (小写)1,360.00"], weak=0.999)
    assert sure <= 0.5
    value, sure = amount([*ITEMS, "5 金额合计(大写)壹仟捌佰陆拾元整 | 60 (小写)1,360.00"], weak=0.999)
    assert (value, sure) == ("1860.00", 0.5)


@pytest.mark.parametrize("flaw", ["blurred", "too_small", "too_dark", "cut_off"])
def test_that_no_amount_is_sure_on_a_flawed_picture(flaw: str) -> None:
    assert amount(["5 金额合计(大写)壹仟捌佰陆拾元整 | 60 (小写)1,860.00"], flaws=(flaw,))[1] <= 0.8


def test_that_a_misread_item_takes_the_sum_away() -> None:
    rows = [*ITEMS[:2], "5 检查费 | 60 600.00", "5 合计 | 60 1,860.00"]
    assert amount(rows, weak=0.97)[1] < 0.9
