"""Sets of rule files, and which of them was put in force when, by whom and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from adapters.rules.tables import version_of

SetId = NewType("SetId", str)
Files = Mapping[str, bytes]  # by name without ending
SHOWN = 12  # characters of an id that people are shown


class ActivatedMeanwhile(RuntimeError):
    """Somebody else put rules in force at the same moment: look at the history and decide again."""


class NothingBefore(LookupError):
    """There is no set to go back to."""


class Kind(StrEnum):
    """Why a set came into force."""

    START = "start"  # the first start of an installation: what the code brings
    ADDED = "added"  # a new version of the code brought tables that no set had; nothing else changed
    ACTIVATE = "activate"
    ROLLBACK = "rollback"


@dataclass(frozen=True)
class Activation:
    number: int
    set_id: SetId
    kind: Kind
    at: datetime
    by: str
    why: str


class RuleStore(Protocol):
    """Keeps files, sets and activations; adapters.sql.rule_store has them in the database."""

    async def in_force(self) -> Activation | None: ...

    async def history(self) -> Sequence[Activation]:
        """Oldest first."""

    async def files(self, set_id: SetId) -> Files:
        """Raises KeyError for a set that was never activated."""

    async def file(self, version: str) -> bytes | None:
        """A rule file by its SHA-256."""

    async def activate(self, files: Files, kind: Kind, by: str, why: str, *, after: int) -> Activation:
        """Keep the files and put them in force, `after` being the activation in force (0: none).

        Raises ActivatedMeanwhile.
        """


def set_id(files: Files) -> SetId:
    """The SHA-256 of the names and contents."""
    lines = "".join(f"{name} {version_of(files[name])}\n" for name in sorted(files))
    return SetId(hashlib.sha256(lines.encode()).hexdigest())


def before(history: Iterable[Activation]) -> Activation:
    """What a roll-back goes back to: going back twice goes back two steps. Raises NothingBefore."""
    standing: list[Activation] = []
    for one in history:
        if one.kind is Kind.ROLLBACK:
            standing = standing[:-2]  # what was undone, and what this one stands in the place of
        elif one.kind is Kind.ADDED:
            standing = standing[:-1]
        standing.append(one)
    if len(standing) < 2:
        raise NothingBefore("no earlier rules to go back to")
    return standing[-2]


def differences(old: Files, new: Files) -> list[str]:
    """A line for each file that came, went or changed."""
    return [
        f"{name}.json: {'new' if name not in old else 'gone' if name not in new else 'changed'}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
