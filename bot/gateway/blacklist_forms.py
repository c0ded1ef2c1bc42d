"""Reads what the blacklist API is sent. A refusal says where and what is wrong, never what was sent: it may be a
person's number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from sanic import Request

from bot.gateway.json_bodies import UNPRINTABLE, Finder, read_object
from bot.gateway.problems import Problem
from insurance.blacklist import Evidence, ReasonClass
from insurance.identifiers import HASH, HashedIdentifier, Kind
from insurance.services.blacklist import Submission

IDENTIFIERS = 24  # of one subject: seven kinds, some twice, under two key versions
EVIDENCE = 10
TEXT = 500
AFTER = re.compile(r"(?:BL[0-9a-f-]{1,38})?")
REFERENCE = re.compile(r"[A-Za-z0-9._/-]{1,100}")
PLAIN = (
    "must be 64 lower-case hex digits, the keyed hash of the normal form; plain numbers are never accepted here, and "
    "what was sent has been discarded"
)
E = TypeVar("E", bound=StrEnum)


class Form:
    """One JSON object. `find_sensitive` finds personal numbers in free text."""

    def __init__(self, values: object, find_sensitive: Finder, where: str = "the body") -> None:
        if not isinstance(values, Mapping):
            raise Problem(400, "malformed", f"{where} must be a JSON object")
        self._values, self._find, self._where = values, find_sensitive, where

    def only(self, *names: str) -> Form:
        """Raises Problem: a field that isn't known, which could be a plain number under any name."""
        if set(self._values) - set(names):
            raise Problem(400, "unknown_field", f"{self._where} may hold only: {', '.join(names)}")
        return self

    def choice(self, name: str, kind: type[E]) -> E:
        try:
            return kind(self._values.get(name))
        except ValueError:
            raise Problem(400, "malformed", f"{self._at(name)} must be one of: {', '.join(kind)}") from None

    def reference(self, name: str) -> str:
        value = self._values.get(name)
        if not isinstance(value, str) or not REFERENCE.fullmatch(value):
            raise Problem(400, "malformed", f"{self._at(name)} must be 1 to 100 letters, digits or ._/-")
        return self._impersonal(name, value)

    def text(self, name: str) -> str:
        value = self._values.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > TEXT or UNPRINTABLE.search(value):
            raise Problem(400, "malformed", f"{self._at(name)} must be printable text of 1 to {TEXT} characters")
        return self._impersonal(name, value.strip())

    def truth(self, name: str) -> bool:
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise Problem(400, "malformed", f"{self._at(name)} must be true or false")
        return value

    def identifiers(self) -> tuple[HashedIdentifier, ...]:
        found = [each.only("kind", "key_version", "hash") for each in self.forms("identifiers", IDENTIFIERS, least=1)]
        return tuple(each._identifier() for each in found)

    def evidence(self, least: int = 0) -> tuple[Evidence, ...]:
        found = [each.only("reference", "sha256") for each in self.forms("evidence", EVIDENCE, least=least)]
        return tuple(Evidence(each.reference("reference"), each._hex("sha256", "the file's SHA-256")) for each in found)

    def forms(self, name: str, most: int, least: int = 0) -> list[Form]:
        values = self._values.get(name, [])
        if not isinstance(values, list) or not least <= len(values) <= most:
            raise Problem(400, "malformed", f"{self._at(name)} must be a list of {least} to {most} objects")
        return [Form(value, self._find, f"{self._at(name)}[{n}]") for n, value in enumerate(values)]

    def _identifier(self) -> HashedIdentifier:
        kind, version, value = self.choice("kind", Kind), self._values.get("key_version"), self._values.get("hash")
        if type(version) is not int or not 0 < version < 1_000_000:
            raise Problem(400, "malformed", f"{self._at('key_version')} must be the matching key's version, a number")
        if not isinstance(value, str) or not HASH.fullmatch(value):
            raise Problem(400, "plain_identifier", f"{self._at('hash')} {PLAIN}")
        return HashedIdentifier(kind, version, value)

    def _hex(self, name: str, what: str) -> str:
        value = self._values.get(name)
        if not isinstance(value, str) or not HASH.fullmatch(value):
            raise Problem(400, "malformed", f"{self._at(name)} must be {what}, 64 lower-case hex digits")
        return value

    def _impersonal(self, name: str, value: str) -> str:
        if self._find(value):
            words = "seems to hold a personal number; please leave it out, or name the case another way"
            raise Problem(400, "personal_data", f"{self._at(name)} {words}")
        return value

    def _at(self, name: str) -> str:
        return name if self._where == "the body" else f"{self._where}.{name}"


def read_form(request: Request, find_sensitive: Finder) -> Form:
    """The request's body. Raises Problem."""
    return Form(read_object(request.body), find_sensitive)


def read_submission(form: Form, submitter: str) -> Submission:
    form.only("reference", "reason_class", "evidence", "identifiers")
    reason = form.choice("reason_class", ReasonClass)
    return Submission(submitter, form.reference("reference"), reason, form.evidence(least=1), form.identifiers())


def read_count(request: Request, name: str, default: int, most: int) -> int:
    text = request.args.get(name) or str(default)
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not 1 <= int(text) <= most:
        raise Problem(400, "malformed", f"{name} must be a number from 1 to {most}")
    return int(text)


def read_after(request: Request) -> str:
    """The id the page before ended with. Raises Problem."""
    text = request.args.get("after") or ""
    if not AFTER.fullmatch(text):
        raise Problem(400, "malformed", "after must be the id of an entry")
    return text
