# ruff: noqa: E501 - rows of a table
"""Values as documents write them, and as OCR garbles them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from adapters.documents import dates, money, numbers, words


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("壹仟捌佰陆拾元整", "1860"), ("贰仟零柒拾伍圆陆角叁分", "2075.63"), ("壹万零伍拾元正", "10050"), ("捌角伍分", "0.85"),
        ("壹佰万元整", "1000000"), ("叁拾贰万肆仟壹佰元零伍分", "324100.05"), ("拾元整", "10"), ("贰仟元", "2000"),
    ],
)  # fmt: skip
def test_that_amounts_in_words_are_understood(text: str, amount: str) -> None:
    assert [figure.amount for figure in money.capitals(f"合计(大写){text} ¥")] == [Decimal(amount)]


@pytest.mark.parametrize("text", ["壹仟捌佰佰元整", "仟捌佰元整", "壹贰叁元整", "壹佰仟元", "元角分"])
def test_that_words_which_break_the_rules_are_no_amount(text: str) -> None:
    assert money.capitals(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("¥1,860.00", "1860.00"), ("Y1860.00", "1860.00"), ("1 860.00", "1860.00"), ("1,860. 00元", "1860.00"),
        ("RMB19,177.22", "19177.22"), ("1860", "1860.00"), ("12.5元", "12.50"), ("1,86O.00", "1860.00"), ("-35.00", "-35.00"),
    ],
)  # fmt: skip
def test_that_figures_are_read(text: str, value: str) -> None:
    found = money.read_money(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["", "元", "13800138000123456", "A12", "1.234", "80%"])
def test_that_what_is_no_amount_is_left(text: str) -> None:
    assert money.read_money(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026年3月5日", "2026-03-05"), ("2026 年 03 月 05 日", "2026-03-05"), ("2026-03-05 10:25", "2026-03-05"),
        ("2026.03.0510:25", "2026-03-05"), ("20260305", "2026-03-05"), ("2O26年O3月l5日", "2026-03-15"), ("05 MAR 2026", "2026-03-05"),
        ("March 5, 2026", "2026-03-05"), ("5March2026", "2026-03-05"), ("05MAR26", "2026-03-05"), ("二〇二六年三月五日", "2026-03-05"),
        ("25/03/2026", "2026-03-25"), ("03/25/2026", "2026-03-25"),
    ],
)  # fmt: skip
def test_that_dates_are_read(text: str, value: str) -> None:
    found = dates.read_date(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["2026-02-30", "2026年13月1日", "1826-01-01", "12:30", ""])
def test_that_a_day_which_does_not_exist_is_no_date(text: str) -> None:
    assert dates.read_date(text) is None


def test_that_a_date_whose_custom_nobody_knows_is_doubted() -> None:
    found = dates.read_date("03/04/2026")
    assert found is not None
    assert found.sure <= 0.5


def test_that_a_period_has_two_ends() -> None:
    period = "2026年2月1日至2026年2月15日"
    ends = (dates.read_period_start(period), dates.read_period_end(period), dates.read_until(period))
    assert [end.value for end in ends if end] == ["2026-02-01", "2026-02-15", "2026-02-15"]
    assert dates.read_period_start("至2026年2月15日") is None
    assert dates.read_until("2016.03.05-长期").value == dates.FOR_EVER  # type: ignore[union-attr]


def test_that_an_identity_number_is_checked_by_its_last_digit() -> None:
    good, slipped, wrong = (
        numbers.read_id_number(text) for text in ("110101199003074610", "1101O1 19900307 46l0", "110101199003074611")
    )
    assert good is not None
    assert slipped is not None
    assert wrong is not None
    assert (good.checked, slipped.value, slipped.checked) == (True, good.value, True)
    assert (wrong.checked, wrong.sure < 0.5) == (False, True)


def test_that_a_card_number_is_checked_by_its_last_digit() -> None:
    good, wrong = (numbers.read_card_number(text) for text in ("6225 7500 0000 0006", "6225 7500 0000 0005"))
    assert good is not None
    assert wrong is not None
    assert (good.value, good.checked, wrong.checked) == ("6225750000000006", True, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("CA 1831", "CA1831"),
        ("3U8888", "3U8888"),
        ("H09003", "HO9003"),
        ("2026/04/01CZ2022航班", "CZ2022"),
        ("MU5l37", "MU5137"),
    ],
)
def test_that_flights_are_read(text: str, value: str) -> None:
    found = numbers.read_flight(text)
    assert found is not None
    assert found.value == value


def test_that_a_flight_of_no_known_airline_is_doubted() -> None:
    known, unknown = numbers.read_flight("CZ3101"), numbers.read_flight("QX3101")
    assert known is not None
    assert unknown is not None
    assert unknown.sure < 0.9 < known.sure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("王小明", "王小明"), ("王 小 明  性别", "王小明"), ("阿不都拉·买买提", "阿不都拉·买买提"), ("Mr. John Smith", "John Smith"),
        ("ZHANG/SANFENG MR", "ZHANG/SANFENG"), ("李娜女士", "李娜"), ("JohnSmith", "John Smith"),
    ],
)  # fmt: skip
def test_that_names_are_read(text: str, value: str) -> None:
    found = words.read_name(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["性别", "专用章", "统一社会信用代码", "", "12", "航班号"])
def test_that_words_of_the_form_are_no_names(text: str) -> None:
    assert words.read_name(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("收款单位:杭州市第一人民医院", "杭州市第一人民医院"), ("四川大学华西医院出院小结", "四川大学华西医院"), ("St. Mary's General Hospital", "St. Mary's General Hospital"),
        ("BangkokGeneral Hospital", "Bangkok General Hospital"), ("上海美好口腔门诊部有限公司", "上海美好口腔门诊部有限公司"),
    ],
)  # fmt: skip
def test_that_hospitals_are_known_by_how_they_end(text: str, value: str) -> None:
    found = words.read_hospital(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["建议到上级医院就诊", "三级医院", "医院名称", "General Hospital".lower()])
def test_that_hospitals_in_general_have_no_name(text: str) -> None:
    assert words.read_hospital(text) is None
