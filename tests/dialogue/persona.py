"""People who want something of the bot, read from `personas/*.yaml`: what is true of them and how they talk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.conversations.papers import SHANGHAI

FOLDER = Path(__file__).parent / "personas"
Facts = Mapping[str, Any]
TASKS = ("buy", "plans", "compare", "clause", "human", "give_up")
MANNERS = (
    "terse", "chatty", "typos", "changes_mind", "english", "mixed", "asks", "out_of_order", "all_at_once",
    "only_when_asked", "hurried", "voice", "traditional", "dialect", "taps",
)  # fmt: skip
_NEXT_WEEK = re.compile(r"next-week/([1-7])")


@dataclass(frozen=True)
class Phrase:
    """One way to say it; `tells` names the facts it gives away."""

    say: str
    tells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aside:
    """Something said instead of the answer when `at` is asked. `expect` must be found in what comes back."""

    at: str
    kind: str
    say: tuple[str, ...]
    expect: str = ""


@dataclass(frozen=True)
class Change:
    """A change of mind when `at` is asked: from then on `now` is true."""

    at: str
    say: tuple[str, ...]
    now: Facts


@dataclass(frozen=True)
class Disclosure:
    """The true answer to a disclosure question whose text matches `about`, where it isn't a plain no."""

    about: str
    truth: bool
    say: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """What this person came for; `at` and `say` are for what is asked of the bot on the way."""

    do: str
    at: str = "plan"
    say: tuple[str, ...] = ()
    expect: str = ""


@dataclass(frozen=True)
class Persona:
    """One person.

    Attributes:
        language: zh, en or mixed: how they write. `page` is the language their browser asks for.
        facts: what is true of the need, as the record names it.
        says: by field (with the person's number where there are several): their phrasings, first choice first.
        picks: which of the plans they want: its number, `cheapest` or `most` (cover).
        effective: the first day of cover they want, as `day` reads it.
    """

    id: str
    language: str
    page: str
    manner: tuple[str, ...]
    opening: tuple[Phrase, ...]
    facts: Facts
    applicant: Facts
    says: Mapping[str, tuple[Phrase, ...]]
    picks: str
    disclosures: tuple[Disclosure, ...]
    asides: tuple[Aside, ...]
    changes: tuple[Change, ...]
    task: Task
    effective: str
    company: str

    @property
    def line(self) -> str:
        return str(self.facts["line"])

    @property
    def tongue(self) -> str:
        """The language of plain words."""
        return "en" if self.language == "en" else "zh"

    @cached_property
    def today(self) -> date:
        return datetime.now(SHANGHAI).date()


def all_personas(folder: Path = FOLDER) -> list[Persona]:
    """Everyone, line by line.

    Raises:
        ValueError: a file says something that can't be.
    """
    files = sorted(folder.glob("*.yaml"))
    people = [read(raw) for path in files for raw in yaml.safe_load(path.read_text("utf-8"))]
    twice = {one.id for one in people if sum(other.id == one.id for other in people) > 1}
    if twice:
        raise ValueError(f"the same name twice: {sorted(twice)}")
    return people


def read(raw: Mapping[str, Any]) -> Persona:
    """One persona of a file. Raises ValueError."""
    says = raw.get("says") or {}
    plan = says.get("plan") or {"picks": 1, "say": []}
    task = raw["task"]
    persona = Persona(
        id=raw["id"],
        language=raw["language"],
        page=raw.get("page", ""),
        manner=tuple(raw["manner"]),
        opening=_phrases(raw["opening"]),
        facts=raw["facts"],
        applicant=raw["applicant"],
        says={field: _phrases(ways["say"] if field == "plan" else ways) for field, ways in says.items()},
        picks=str(plan["picks"]),
        disclosures=tuple(
            Disclosure(one["about"], one["truth"], _texts(one["say"])) for one in raw.get("disclosures", ())
        ),
        asides=tuple(
            Aside(one["at"], one["kind"], _texts(one["say"]), one.get("expect", "")) for one in raw.get("asides", ())
        ),
        changes=tuple(Change(one["at"], _texts(one["say"]), one["now"]) for one in raw.get("changes", ())),
        task=Task(task["do"], task.get("at", "plan"), _texts(task.get("say", ())), task.get("expect", "")),
        effective=str(raw.get("effective", "+1")),
        company=raw.get("company", ""),
    )
    wrong = set(persona.manner) - set(MANNERS)
    if wrong or persona.task.do not in TASKS:
        raise ValueError(f"{persona.id}: {wrong or persona.task.do}")
    return persona


def _texts(said: Iterable[Any]) -> tuple[str, ...]:
    return tuple(phrase.say for phrase in _phrases(said))


def _phrases(said: Iterable[Any]) -> tuple[Phrase, ...]:
    return tuple(_phrase(one) for one in said)


def _phrase(one: Any) -> Phrase:
    if isinstance(one, bool):
        raise ValueError("put yes and no in quotes")  # noqa: TRY004 - it is the file that is wrong
    if isinstance(one, Mapping):
        return Phrase(str(one["say"]), tuple(one.get("tells", ())))
    return Phrase(str(one))


def day(words: object, today: date) -> date:
    """`+9`, `first_of_month` (the next one), `next-week/4` (Thursday of next week)."""
    text = str(words)
    if text == "first_of_month":
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if found := _NEXT_WEEK.fullmatch(text):
        return today + timedelta(days=7 - today.weekday() + int(found[1]) - 1)
    return today + timedelta(days=int(text))


def spoken(text: str, persona: Persona, facts: Facts, value: str = "") -> str:
    """The phrase with its dates and value filled in."""
    trip = facts.get("trip")
    start = day(trip["start"], persona.today) if trip else persona.today
    end = start + timedelta(days=trip["days"] - 1) if trip else start
    words = {f"{name}_{form}": text for name, when in (("start", start), ("end", end)) for form, text in _said(when)}
    for name, filled in {**words, "value": value}.items():
        text = text.replace(f"{{{name}}}", filled)
    return text


def _said(when: date) -> Sequence[tuple[str, str]]:
    return (("md", f"{when.month}月{when.day}号"), ("en", f"{when:%B} {when.day}"), ("iso", when.isoformat()))
