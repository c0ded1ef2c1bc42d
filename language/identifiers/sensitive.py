"""Find identity numbers, passports, phones, bank cards and e-mails in a raw text, to mask them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.identifiers.identity import EMAIL, InvalidIdentity, check_bank_card, check_id_number, check_phone, compact
from language.words.normal import half_width


@dataclass(frozen=True)
class Sensitive:
    """A part of a text that is to be masked; `start` and `end` count in the text as given."""

    kind: str  # id_number passport phone bank_card email
    start: int
    end: int
    value_normalised: str
    valid: bool


# A run of digits with single spaces or hyphens inside, not a part of a word such as LB2026…
_RUN = re.compile(r"(?<![A-Za-z0-9.])\+?\(?\d(?:[ ()-]{0,2}\d){5,22}(?:[ -]?[Xx](?![A-Za-z0-9]))?(?![A-Za-z0-9])")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[EeGgDdSsPpHhKk][A-Za-z]?\d{7,8}|[A-Za-z]{1,2}\d{7,8})(?![A-Za-z0-9])")
_PASSPORT_ASKED = re.compile(
    r"(?:护照|護照|passport|台胞证|台胞證|回乡证|回鄉證|通行证|通行證|居留证|居住证|"
    r"证件)[^A-Za-z0-9]{0,8}(?:no\.?|number|号码?|"
    r"is)?[^A-Za-z0-9]{0,4}([A-Za-z]{0,3}\d[A-Za-z0-9]{5,8})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_CARD_ASKED = re.compile(r"卡|card|account|账号|帐号", re.IGNORECASE)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d[ -]?(?:0?[1-9]|1[0-2])[ -]?(?:0?[1-9]|[12]\d|3[01])(?:[ -]+(?:19|"
    r"20)\d\d[ -]?(?:0?[1-9]|1[0-2])[ -]?(?:0?[1-9]|[12]\d|3[01]))?"
)
_MONEY_AFTER = re.compile(r"\s?(?:元|块|万|亿|%|圆|yuan|rmb|cny|usd|dollars)", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")


def find_sensitive(text: str) -> list[Sensitive]:
    """All such numbers in a raw text, in order. Recall before precision: a wrong check digit is masked as well."""
    plain = re.sub(r"⟦[^⟧]*⟧", lambda found: " " * len(found.group()), half_width(text))
    found = [*_emails(plain), *_passports(plain)]
    for run in _RUN.finditer(plain):
        for each in _split_run(plain, run.start(), run.group()):
            if not any(each.start < other.end and other.start < each.end for other in found):
                found.append(each)
    return sorted(found, key=lambda each: each.start)


def _emails(text: str) -> Iterator[Sensitive]:
    if "@" in text:
        for found in EMAIL.finditer(text):
            yield Sensitive("email", found.start(), found.end(), found.group().lower(), valid=True)


def _passports(text: str) -> Iterator[Sensitive]:
    for found in _PASSPORT.finditer(text):
        if not re.match(r"lb", found.group(), re.IGNORECASE):
            yield Sensitive("passport", found.start(), found.end(), found.group().upper(), valid=True)
    for found in _PASSPORT_ASKED.finditer(text):
        if not _PASSPORT.fullmatch(found[1]):
            yield Sensitive("passport", found.start(1), found.end(1), found[1].upper(), valid=True)


_LIKE_ID = re.compile(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2,3}[\dX]?")


def _split_run(text: str, start: int, run: str) -> Iterator[Sensitive]:
    """A run may hold two numbers side by side (`id phone`): try it whole, then cut at its spaces."""
    whole = _classify(text, start, run)
    if whole:
        yield whole
        return
    yield from _cut(text, start, run)


def _cut(text: str, start: int, run: str) -> Iterator[Sensitive]:
    spaces = [found.start() for found in re.finditer(r"[ -]+", run)]
    for place in spaces:
        left = _classify(text, start, run[:place])
        right_start = place + len(run[place:]) - len(run[place:].lstrip(" -"))
        right = _classify(text, start + right_start, run[right_start:])
        if left and right:
            yield left
            yield right
            return
    for place in spaces:
        for offset, piece in ((0, run[:place]), (place + 1, run[place + 1 :])):
            single = _classify(text, start + offset, piece)
            if single:
                yield single
                return


def _classify(text: str, start: int, run: str) -> Sensitive | None:
    end = start + len(run)
    digits = compact(run).lstrip("+")
    if _DATE_LIKE.fullmatch(run) or (_MONEY_AFTER.match(text, end) and not run.startswith("+")):
        return None
    mobile = _MOBILE.fullmatch(compact(run))
    if mobile:
        return Sensitive("phone", start, end, f"+86{mobile[1]}", valid=True)
    if re.fullmatch(r"\d{17}[\dX]", digits) and not run.startswith("+"):
        return _id_or_card(text, start, end, digits)
    if re.fullmatch(r"\d{15}", digits) and _old_id(digits):
        return Sensitive("id_number", start, end, digits, valid=True)
    if _LIKE_ID.fullmatch(digits):  # a digit dropped or doubled
        return Sensitive("id_number", start, end, digits, valid=False)
    if re.fullmatch(r"1[3-9]\d{10}", digits):  # a mobile number with a digit too many
        return Sensitive("phone", start, end, digits, valid=False)
    if re.fullmatch(r"\d{16,19}", digits):
        return _card(text, start, end, digits)
    return _phone(text, start, end, run)


def _id_or_card(text: str, start: int, end: int, digits: str) -> Sensitive | None:
    try:
        check_id_number(digits)
    except InvalidIdentity:
        card = _card(text, start, end, digits) if digits.isdigit() else None
        if card and card.valid and not re.match(r"[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d", digits):
            return card
        return Sensitive("id_number", start, end, digits, valid=False)
    return Sensitive("id_number", start, end, digits, valid=True)


def _old_id(digits: str) -> bool:
    try:
        check_id_number(digits)
    except InvalidIdentity:
        return False
    return digits[0] in "12345678"


def _card(text: str, start: int, end: int, digits: str) -> Sensitive | None:
    try:
        check_bank_card(digits)
    except InvalidIdentity:
        asked = _CARD_ASKED.search(text[max(0, start - 12) : start]) or digits[0] in "3456"
        return Sensitive("bank_card", start, end, digits, valid=False) if asked else None
    return Sensitive("bank_card", start, end, digits, valid=True)


_PHONE_ASKED = re.compile(r"电话|手机|电话号码|联系|phone|call|tel|mobile|whatsapp", re.IGNORECASE)


def _phone(text: str, start: int, end: int, run: str) -> Sensitive | None:
    """International with +, a landline with its area code, or what follows a word for phone."""
    asked = bool(_PHONE_ASKED.search(text[max(0, start - 12) : start]))
    landline = re.fullmatch(r"\(?0\d{2,3}\)?[ -]?\d{7,8}", run)
    if not run.startswith("+") and not landline and not asked:
        return None
    try:
        return Sensitive("phone", start, end, check_phone(run), valid=True)
    except InvalidIdentity:
        long_enough = len(compact(run)) >= 7
        return (
            Sensitive("phone", start, end, compact(run), valid=False)
            if (asked or run.startswith("+")) and long_enough
            else None
        )
