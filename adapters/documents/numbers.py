"""Numbers that name something: of persons, cards, invoices, flights, bags and reports."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import yaml
from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from adapters.documents.found import Value, digits

_ID = re.compile(r"(?<![0-9A-Za-z])(?:[0-9OoQDlI|SBZ]\s?){17}[0-9OoQDlI|SBZXx×](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z])[0-9OoDlI|SBZ](?:[\s\-]{0,3}[0-9OoDlI|SBZ]){14,18}(?![0-9A-Za-z])")
_INVOICE = re.compile(
    r"(?<![0-9A-Za-z])(?=[A-Z0-9\-/ ]*\d{2})[A-Za-z]{0,6}[\-/ ]?[0-9OoIl][A-Z0-9OoIl\-/]{3,24}(?![0-9A-Za-z.])"
)
_FLIGHT = re.compile(
    r"(?<![A-Z])(?P<airline>[A-Z]{2}|(?<!\d)[A-Z]\d|(?<!\d)\d[A-Z])\s?[-]?\s?(?P<number>[0-9OIl]{3,4})(?P<suffix>[A-Z]?)(?![A-Z0-9])"
)
_TAG = re.compile(
    r"(?<![A-Z0-9])(?:(?P<airline>[A-Z]{2}|\d[A-Z]|[A-Z]\d)\s?[-]?\s?(?P<number>[0-9OIl]{6})|(?P<plate>\d{10})|(?P<short>\d{6}))(?![A-Z0-9])"
)
_REPORT = re.compile(
    r"(?:[一-鿿]{0,8}(?:\([一-鿿A-Za-z]{1,6}\)[一-鿿]{0,8})?[(\[〔][0-9]{4}[)\]〕])?[A-Za-z0-9一-鿿]{0,12}?(?:[A-Za-z0-9][A-Za-z0-9\-/_]{3,30}|第[A-Za-z0-9\-]{2,24})号?"
)
_CLASSES = re.compile(r"(?<![A-Z0-9])(?:[ABC][1-6]|[DEFMNP])(?:[ABC][1-6]|[DEFMNP])*(?![A-Z0-9])")
SLIPS = {"O": "0", "I": "1", "l": "1"}
CHECKED = 0.99
UNCHECKED = 0.45


def read_id_number(text: str) -> Value | None:
    """18 digits of GB 11643; one whose check digit doesn't fit was misread or is none."""
    best = None
    for match in _ID.finditer(text):
        number = digits(match[0][:-1]) + match[0][-1].upper().replace("×", "X").translate(
            str.maketrans("OQDLI|SBZ", "000111582")
        )
        if is_id_number(number):
            return Value(number, match.start(), match.end(), CHECKED, checked=True)
        best = best or Value(number, match.start(), match.end(), UNCHECKED)
    return best


def is_id_number(number: str) -> bool:
    try:
        ric.get_birth_date(number)
        return (
            len(number) == 18
            and number[:17].isascii()
            and number[:17].isdigit()
            and number[17] == ric.calc_check_digit(number)
        )
    except (ValidationError, ValueError):
        return False


def read_card_number(text: str) -> Value | None:
    """15 to 19 digits, the last of which is a check digit by Luhn's rule."""
    best = None
    for match in _CARD.finditer(text):
        number = digits(match[0].replace("-", ""))
        if luhn.is_valid(number) and number[0] in "3456789":
            return Value(number, match.start(), match.end(), CHECKED, checked=True)
        best = best or Value(number, match.start(), match.end(), UNCHECKED)
    return best


def read_invoice_number(text: str) -> Value | None:
    match = _INVOICE.search(text)
    if not match or re.fullmatch(r"(19|20)\d\d-\d\d?-\d\d?", match[0]):
        return None
    number = re.sub(r"\s", "", match[0])
    if sum(c.isdigit() for c in number) > 0.7 * len(number) and not re.search(r"[A-HJ-NP-Z]", number):
        number = "".join(SLIPS.get(c, c) for c in number).replace("o", "0")
    return Value(number, match.start(), match.end())


def read_flight(text: str) -> Value | None:
    for match in _FLIGHT.finditer(text):
        if match["airline"] in ("NO", "AM", "PM") or match["airline"].isdigit():
            continue
        number = "".join(SLIPS.get(c, c) for c in match["number"])
        code = airline(match["airline"])
        return Value(code + number, match.start(), match.end(), 0.97 if code in airlines() else 0.88)
    return None


@functools.cache
def airlines() -> frozenset[str]:
    return frozenset(yaml.safe_load((Path(__file__).parent / "airlines.yaml").read_text(encoding="utf-8")))


def airline(code: str) -> str:
    """An O taken for a nought, or the other way round, where only the other is an airline."""
    if code not in airlines():
        for one, other in (("0", "O"), ("O", "0"), ("1", "I"), ("8", "B"), ("5", "S")):
            if code.replace(one, other) in airlines():
                return code.replace(one, other)
    return code


def read_baggage_tag(text: str) -> Value | None:
    for match in _TAG.finditer(text):
        if match["airline"]:
            number = "".join(SLIPS.get(c, c) for c in match["number"])
            return Value(airline(match["airline"]) + number, match.start(), match.end())
        return Value(match["plate"] or match["short"], match.start(), match.end(), 0.96 if match["plate"] else 0.85)
    return None


def read_report_number(text: str) -> Value | None:
    match = _REPORT.match(text.lstrip(": "))
    if not match or not re.search(r"\d{3}", match[0]):
        return None
    start = len(text) - len(text.lstrip(": "))
    if number := re.fullmatch(r".*第([A-Za-z0-9\-]{4,24})号?", match[0]):
        return Value(number[1], start + number.start(1), start + number.end(1), 0.95)
    return Value(match[0], start + match.start(), start + match.end(), 0.93)


def read_licence_class(text: str) -> Value | None:
    match = _CLASSES.search(re.sub(r"(?<=[ABCabc])[Il|]", "1", text).upper())
    return Value(match[0], match.start(), match.end()) if match else None


def birth_in(number: str) -> str:
    """The birthday in an identity number, ISO."""
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def sex_in(number: str) -> str:
    return "male" if int(number[16]) % 2 else "female"
