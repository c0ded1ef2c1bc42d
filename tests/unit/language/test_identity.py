"""Identity numbers and other sensitive strings: checked one by one, found in a text by their place."""

from __future__ import annotations

from datetime import date

import pytest

from insurance.lines import Sex
from language import (
    ImpossibleBirthDate,
    InvalidIdentity,
    WrongCheckDigit,
    WrongLength,
    check_bank_card,
    check_email,
    check_id_number,
    check_passport,
    check_phone,
    find_sensitive,
)

GOOD = "11010519491231002X"


def test_that_an_identity_number_tells_birth_sex_and_region() -> None:
    number = check_id_number(GOOD.lower())
    assert (number.number, number.birth, number.sex, number.region) == (GOOD, date(1949, 12, 31), Sex.FEMALE, "110105")


@pytest.mark.parametrize("typed", ["110105 19491231 002X", "110105-19491231-002x", "１１０１０５19491231002x"])
def test_that_spaces_hyphens_and_case_do_not_matter(typed: str) -> None:
    assert check_id_number(typed).number == GOOD


def test_that_an_old_number_of_fifteen_digits_is_read() -> None:
    assert check_id_number("130503670401001").birth == date(1967, 4, 1)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("110105194912310021", WrongCheckDigit),
        ("1101051949123100", WrongLength),
        ("", WrongLength),
        ("abc", WrongLength),
        ("110105194902310026", ImpossibleBirthDate),
        ("110105299912310027", ImpossibleBirthDate),
    ],
)
def test_that_a_wrong_identity_number_is_refused_by_name(typed: str, error: type[Exception]) -> None:
    from stdnum.cn import ric

    if error is ImpossibleBirthDate:  # the check digit has to be right for the date to be looked at
        typed = typed[:17] + ric.calc_check_digit(typed)
    with pytest.raises(error):
        check_id_number(typed)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [("13800138000", "+8613800138000"), ("+86 138-0013-8000", "+8613800138000"), ("+44 20 7946 0958", "+442079460958")],
)
def test_that_a_phone_gets_its_international_form(typed: str, normal: str) -> None:
    assert check_phone(typed) == normal


@pytest.mark.parametrize("typed", ["12345", "1380013800", "23800138000", "", "abc"])
def test_that_a_wrong_phone_is_refused(typed: str) -> None:
    with pytest.raises(InvalidIdentity):
        check_phone(typed)


@pytest.mark.parametrize("typed", ["a@b.cn", "li.wei+ins@Example.com"])
def test_that_an_email_is_accepted(typed: str) -> None:
    assert check_email(typed).endswith(typed.split("@")[1].lower())


@pytest.mark.parametrize("typed", ["a@b", "@b.cn", "a b@c.cn", "", "a..b@c.cn"])
def test_that_a_wrong_email_is_refused(typed: str) -> None:
    with pytest.raises(InvalidIdentity):
        check_email(typed)


@pytest.mark.parametrize("typed", ["E12345678", "ea1234567", "AB 123456"])
def test_that_a_passport_is_accepted(typed: str) -> None:
    assert check_passport(typed).isalnum()


@pytest.mark.parametrize("typed", ["", "12", "passport", "E123456789012"])
def test_that_a_wrong_passport_is_refused(typed: str) -> None:
    with pytest.raises(WrongLength):
        check_passport(typed)


def test_that_a_card_is_checked_by_its_last_digit() -> None:
    assert check_bank_card("4111 1111 1111 1111") == "4111111111111111"
    with pytest.raises(WrongCheckDigit):
        check_bank_card("4111111111111112")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("我的身份证是110105 19491231 002X哦", "110105 19491231 002X"),
        ("電話:１３８００１３８０００。", "１３８００１３８０００"),
        ("mail a@b.cn please", "a@b.cn"),
        ("护照 E12345678 有效", "E12345678"),
    ],
)
def test_that_the_place_of_a_sensitive_string_counts_in_the_text_as_typed(text: str, hidden: str) -> None:
    (found,) = find_sensitive(text)
    assert text[found.start : found.end] == hidden


def test_that_two_numbers_side_by_side_are_both_found() -> None:
    assert [found.kind for found in find_sensitive(f"{GOOD} 13800138000")] == ["id_number", "phone"]
