"""How a number becomes a keyed hash, as published to partners in docs/blacklist.md: changing a rule here breaks theirs.

hash = HMAC-SHA-256(matching key, "<kind>:<normal form>") in lower-case hex.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    ID_NUMBER = "id_number"
    PASSPORT = "passport"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    DEVICE = "device"
    PLATE = "plate"
    COMPANY_NUMBER = "company_number"


class NotOfThisKind(ValueError):
    """What was given can't be such a number. The text never holds it."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"this can't be a {kind.value}")
        self.kind = kind


@dataclass(frozen=True)
class HashedIdentifier:
    """A number nobody can read back; `key_version` names the matching key it was made with."""

    kind: Kind
    key_version: int
    hash: str  # 64 lower-case hex digits


HASH = re.compile(r"[0-9a-f]{64}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_SHAPES = {
    Kind.ID_NUMBER: re.compile(r"\d{17}[\dX]", re.ASCII),
    Kind.PASSPORT: re.compile(r"(?=(?:.*\d){5})[A-Z0-9]{6,12}", re.ASCII),
    Kind.PHONE: re.compile(r"\+[1-9]\d{6,14}", re.ASCII),
    Kind.BANK_CARD: re.compile(r"\d{12,19}", re.ASCII),
    Kind.DEVICE: re.compile(r"[!-~]{8,128}", re.ASCII),
    Kind.PLATE: re.compile(r"[\u4e00-\u9fff]?[A-Z0-9]{4,8}[\u4e00-\u9fff]?"),
    Kind.COMPANY_NUMBER: re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}", re.ASCII),
}


def normalise(kind: Kind, value: str) -> str:
    """The normal form that is hashed.

    Raises:
        NotOfThisKind: it has another shape, or an identity number whose check digit doesn't fit.
    """
    text = written(kind, value)
    if not _SHAPES[kind].fullmatch(text) or (kind is Kind.ID_NUMBER and text[17] != _check_digit(text)):
        raise NotOfThisKind(kind)
    return text


def written(kind: Kind, value: str) -> str:
    """In the one way to write it, whether it can be such a number or not."""
    text = unicodedata.normalize("NFKC", value).upper()
    text = text.strip() if kind is Kind.DEVICE else re.sub(r"[\s().·•・-]", "", text)
    if kind is Kind.PHONE:
        return _phone(text)
    return _id_number(text) if kind is Kind.ID_NUMBER else text


def keyed_hash(key: bytes, kind: Kind, normal_form: str) -> str:
    return hmac.new(key, f"{kind.value}:{normal_form}".encode(), hashlib.sha256).hexdigest()


def _phone(text: str) -> str:
    """E.164; without a country code it is a mainland number, whose trunk 0 goes."""
    if text.startswith("00"):
        text = "+" + text[2:]
    if text.startswith("+"):
        return text
    if re.fullmatch(r"861[3-9]\d{9}", text, re.ASCII):
        return "+" + text
    return "+86" + text.removeprefix("0")


def _id_number(text: str) -> str:
    """The 15 digits of the older form become 18."""
    if not re.fullmatch(r"\d{15}", text, re.ASCII):
        return text
    longer = text[:6] + "19" + text[6:]
    return longer + _check_digit(longer)


def _check_digit(number: str) -> str:
    return _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False)) % 11]
