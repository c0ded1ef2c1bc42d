"""Numbers of orders and policies as this platform and its insurers make them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from language.normal import half_width
from language.sensitive import find_sensitive


class ReferenceKind(StrEnum):
    ORDER = "order"  # LB, the day, twelve characters
    QUOTE = "quote"
    APPLICATION = "application"
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


_FORMS = (
    (ReferenceKind.ORDER, re.compile(rf"{_EDGE}L{_GAP}B(?:{_GAP}\d){{8}}{_spaced('12')}{_END}", re.IGNORECASE)),
    (ReferenceKind.QUOTE, re.compile(rf"{_EDGE}Q{_spaced('16')}{_END}", re.IGNORECASE)),
    (ReferenceKind.APPLICATION, re.compile(rf"{_EDGE}A{_spaced('16')}{_END}", re.IGNORECASE)),
)
# Insurers number as they like: letters, digits, hyphens, never fewer than ten digits
_POLICY = re.compile(
    rf"{_EDGE}[A-Za-z]{{1,3}}(?:[ -]?\d){{4,20}}(?:-\d{{2}}-\d{{9}}|E(?: ?\d){{7}}|"
    rf"(?:[ -]?\d){{0,8}}){_END}"
)
_NAMED = re.compile(
    r"(?:保单(?:号码?)?|单号|policy(?: (?:no\.?|number))?|"
    r"number)[^A-Za-z0-9]{0,6}(?P<number>[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){9,23})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_LEAST_DIGITS, _MOST = 10, 24


def read_references(text: str) -> list[Reference]:
    """The numbers in a raw text, in order. Identity numbers, phones and bank cards are none of them.

    A policy number is known by letters before its digits; one of digits only counts after a word for it (`保单号`).
    """
    plain = half_width(text)
    found: list[Reference] = []
    for kind, pattern in _FORMS:
        _add(found, kind, [match.span() for match in pattern.finditer(plain)], plain)
    _add(found, ReferenceKind.POLICY, [match.span() for match in _POLICY.finditer(plain)], plain)
    _add(found, ReferenceKind.POLICY, [match.span("number") for match in _NAMED.finditer(plain)], plain)
    return sorted(found, key=lambda reference: reference.start)


def _add(found: list[Reference], kind: ReferenceKind, spans: list[tuple[int, int]], text: str) -> None:
    private = [
        (each.start, each.end) for each in find_sensitive(text) if each.kind in ("id_number", "passport", "phone")
    ]
    for start, end in spans:
        number = re.sub(r"[\s_]", "", text[start:end]).upper()
        number = number if kind is ReferenceKind.POLICY else number.replace("-", "")
        digits = sum(char.isdigit() for char in number)
        taken = any(start < other.end and other.start < end for other in found)
        masked = any(first < end and start < last for first, last in private)
        short = kind is ReferenceKind.POLICY and not (digits >= _LEAST_DIGITS and len(number) <= _MOST)
        if not (taken or masked or short):
            found.append(Reference(kind, number, start, end))
