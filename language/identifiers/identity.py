"""Identity numbers, passports, phones, bank cards and e-mails: checked one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from insurance.lines import Sex
from language.words.normal import half_width


class InvalidIdentity(ValueError):
    """What was typed isn't such a number."""


class WrongLength(InvalidIdentity):
    """Not as many characters as such a number has, or other characters than it may have."""


class WrongCheckDigit(InvalidIdentity):
    """The last character doesn't follow from the others: most likely a slip of the finger."""


class ImpossibleBirthDate(InvalidIdentity):
    """The number holds no day of the calendar, or one that is still to come."""


@dataclass(frozen=True)
class IdNumber:
    """What a mainland identity number tells. `region`: six digits of the place of first registration (GB/T 2260)."""

    number: str
    birth: date
    sex: Sex
    region: str


def compact(value: str) -> str:
    return re.sub(r"[\s.()·-]", "", half_width(value)).upper()


def check_id_number(value: str, today: date | None = None) -> IdNumber:
    """Check a resident identity number (GB 11643-1999; 15 digits of the older form as well).

    Raises:
        WrongLength, WrongCheckDigit, ImpossibleBirthDate.
    """
    from stdnum.cn import ric

    number = compact(value)
    if re.fullmatch(r"\d{15}", number):
        number = number[:6] + "19" + number[6:]
        number += ric.calc_check_digit(number + "0")
    elif not re.fullmatch(r"\d{17}[\dX]", number):
        raise WrongLength("an identity number has 18 characters")
    if number[-1] != ric.calc_check_digit(number):
        raise WrongCheckDigit("the check digit doesn't fit")
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise ImpossibleBirthDate("no such day") from error
    if not date(1880, 1, 1) <= birth <= (today or datetime.now(UTC).date()):
        raise ImpossibleBirthDate("a day out of reach")
    return IdNumber(number, birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE, number[:6])


def check_passport(value: str) -> str:
    """Normal form of a passport number, 6 to 9 letters and digits with at least five digits. Raises WrongLength."""
    number = compact(value)
    if not re.fullmatch(r"(?=(?:.*\d){5})[A-Z]{0,3}[A-Z0-9]{5,9}", number) or len(number) > 10:
        raise WrongLength("not a passport number")
    return number


def check_phone(value: str) -> str:
    """E.164 form (+8613800138000); a number without country code is a mainland one. Raises WrongLength."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(half_width(value).strip(), "CN")
    except phonenumbers.NumberParseException as error:
        raise WrongLength("not a phone number") from error
    if not phonenumbers.is_possible_number(parsed) or (
        parsed.country_code == 86 and not phonenumbers.is_valid_number(parsed)
    ):
        raise WrongLength("not a phone number")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}")


def check_email(value: str) -> str:
    """The address with its domain in lower case. Raises InvalidIdentity."""
    address = half_width(value).strip()
    if not EMAIL.fullmatch(address) or ".." in address or len(address) > 254:
        raise InvalidIdentity("not an e-mail address")
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def check_bank_card(value: str) -> str:
    """The digits of a card (ISO/IEC 7812, 16 to 19 of them). Raises WrongLength, WrongCheckDigit."""
    from stdnum import luhn

    number = compact(value)
    if not re.fullmatch(r"\d{16,19}", number):
        raise WrongLength("a card number has 16 to 19 digits")
    if not luhn.is_valid(number):
        raise WrongCheckDigit("the check digit doesn't fit")
    return number
