"""What ties two applications or claims together, normalised so that two spellings of one thing are one.

Plain values live in memory only; what is stored for matching are keyed hashes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from insurance.identifiers import Kind, written

KeyedHash = NewType("KeyedHash", str)  # HMAC of a normalised identifier, hex


class IdentifierKind(StrEnum):
    PERSON = "person"  # by identity number
    COMPANY = "company"
    PHONE = "phone"
    DEVICE = "device"  # the browser or account a conversation runs in
    ADDRESS = "address"
    ACCOUNT = "account"
    BENEFICIARY = "beneficiary"
    AREA = "area"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class Identifier:
    """A normalised plain value; `repr` hides it, so that no log can show it."""

    kind: IdentifierKind
    value: str = field(repr=False)


class Role(StrEnum):
    """Whose, or of what, an identifier is within an application or claim."""

    APPLICANT = "applicant"
    INSURED = "insured"
    BENEFICIARY = "beneficiary"
    OTHER = "other"


@dataclass(frozen=True)
class Key:
    """An identifier as it is stored: kind and keyed hash."""

    kind: IdentifierKind
    hash: KeyedHash
    role: Role = field(default=Role.OTHER, compare=False)


def person(id_number: str) -> Identifier:
    """The older form of 15 digits is the same person's."""
    return Identifier(IdentifierKind.PERSON, written(Kind.ID_NUMBER, id_number))


def company(number: str) -> Identifier:
    return Identifier(IdentifierKind.COMPANY, written(Kind.COMPANY_NUMBER, number))


def phone(number: str) -> Identifier:
    """Without the country code of China, with any other: +86 138-1234-5678 is 13812345678."""
    return Identifier(IdentifierKind.PHONE, written(Kind.PHONE, number).removeprefix("+86"))


def account(number: str) -> Identifier:
    return Identifier(IdentifierKind.ACCOUNT, re.sub(r"\D", "", unicodedata.normalize("NFKC", number)))


def device(name: str) -> Identifier:
    return Identifier(IdentifierKind.DEVICE, name.strip())


def address(text: str) -> Identifier:
    """Folded: width, case, spaces, punctuation and the ways to write a number of a house don't matter."""
    return Identifier(IdentifierKind.ADDRESS, re.sub(r"号楼|栋|幢", "号", _folded(text)))


def beneficiary(number: str) -> Identifier:
    """By an identity or phone number: a name alone is many people's."""
    return Identifier(IdentifierKind.BENEFICIARY, _folded(number))


def area(text: str) -> Identifier:
    return Identifier(IdentifierKind.AREA, _folded(text))


def institution(text: str) -> Identifier:
    return Identifier(IdentifierKind.INSTITUTION, _folded(text))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
