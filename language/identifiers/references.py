"""Numbers of orders and policies as this platform and its insurers make them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from language.identifiers.sensitive import find_sensitive
from language.words.normal import half_width


class ReferenceKind(StrEnum):
    ORDER = "order"  # LB, the day, twelve characters
    QUOTE = "quote"
    APPLICATION = "application"
    CLAIM = "claim"  # CL, the day, ten letters of Crockford's base 32
    POLICY = "policy"  # the insurer's own form


@dataclass(frozen=True)
class Reference:
    """A number found; `number` in its usual form: upper case, no spaces."""

    kind: ReferenceKind
    number: str
    start: int
    end: int


_GAP = r"[\s_-]?"
_EDGE, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"


def _spaced(count: str) -> str:
    return rf"(?:{_GAP}[0-9A-F]){{{count}}}"


# Insurers number as they like: letters, digits, hyphens, never fewer than ten digits
_POLICY = re.compile(
    rf"{_EDGE}[A-Za-z]{{1,3}}(?:[ -]?\d){{4,20}}(?:-\d{{2}}-\d{{9}}|E(?: ?\d){{7}}|"
    rf"(?:[ -]?\d){{0,8}}){_END}"
)
_NAMED = re.compile(
    r"(?:保单(?:号码?)?|(?<!订)单号|policy(?: (?:no\.?|number))?|"
    r"number)[^A-Za-z0-9]{0,6}(?P<number>[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){9,23})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# Read off a screen or a letter, O is taken for 0 and I or L for 1: Crockford's letters have neither
_CLAIM = re.compile(
    rf"{_EDGE}C{_GAP}[LI1](?:{_GAP}[0-9OIL]){{8}}(?:{_GAP}[0-9A-Z]){{10}}{_END}", re.IGNORECASE | re.ASCII
)
_MISTAKEN = str.maketrans("OILU", "011V")
_FORMS: tuple[tuple[ReferenceKind, re.Pattern[str], str | int], ...] = (
    (ReferenceKind.CLAIM, _CLAIM, 0),
    (ReferenceKind.ORDER, re.compile(rf"{_EDGE}L{_GAP}B(?:{_GAP}\d){{8}}{_spaced('12')}{_END}", re.IGNORECASE), 0),
    (ReferenceKind.QUOTE, re.compile(rf"{_EDGE}Q{_spaced('16')}{_END}", re.IGNORECASE), 0),
    (ReferenceKind.APPLICATION, re.compile(rf"{_EDGE}A{_spaced('16')}{_END}", re.IGNORECASE), 0),
    (ReferenceKind.POLICY, _POLICY, 0),
    (ReferenceKind.POLICY, _NAMED, "number"),
)
_LEAST_DIGITS, _MOST, _LONGEST = 10, 24, 500
_PRIVATE = ("id_number", "passport", "phone")


def read_references(text: str) -> list[Reference]:
    """The numbers in a raw text, in order. Identity numbers, phones and bank cards are none of them.

    A policy number is known by letters before its digits; one of digits only counts after a word for it (`保单号`).
    """
    plain = half_width(text[:_LONGEST])
    private = [(each.start, each.end) for each in find_sensitive(plain) if each.kind in _PRIVATE]
    found: list[Reference] = []
    for kind, pattern, group in _FORMS:
        for match in pattern.finditer(plain):
            start, end = match.span(group)
            number = _usual(kind, plain[start:end])
            taken = kind is not ReferenceKind.CLAIM and any(first < end and start < last for first, last in private)
            taken = taken or any(start < other.end and other.start < end for other in found)
            if not taken and (kind is not ReferenceKind.POLICY or _long_enough(number)):
                found.append(Reference(kind, number, start, end))
    return sorted(found, key=lambda reference: reference.start)


def _usual(kind: ReferenceKind, typed: str) -> str:
    number = re.sub(r"[\s_]", "", typed).upper()
    if kind is ReferenceKind.POLICY:
        return number
    number = number.replace("-", "")
    return f"CL{number[2:].translate(_MISTAKEN)}" if kind is ReferenceKind.CLAIM else number


def read_claim_number(text: str) -> str | None:
    """The one claim number of a text in its usual form; None: none, or several."""
    numbers = {found.number for found in read_references(text) if found.kind is ReferenceKind.CLAIM}
    return numbers.pop() if len(numbers) == 1 else None


def _long_enough(number: str) -> bool:
    return sum(char.isdigit() for char in number) >= _LEAST_DIGITS and len(number) <= _MOST
