"""Reads the steps of assessors. A refusal says which field is wrong, never what was in it: it may be a person's."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from bot.gateway.json_bodies import UNPRINTABLE, Finder, read_object
from bot.gateway.problems import Problem
from insurance.claims import CitedClause, Claim, Move
from insurance.money import Money
from insurance.refs import ClaimNumber, PolicyNumber
from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.claims.desk.decisions import Decision

TEXT = 2_000
NAME = 100
DOCUMENTS = 20
AMOUNT = re.compile(r"-?\d{1,12}(?:\.\d{1,2})?")


class StepForm:
    """The body of one step. Every reader raises Problem.

    `words` are kept in the audit log or told to the customer: numbers of people have no place there.
    """

    def __init__(self, body: bytes, find_sensitive: Finder) -> None:
        self._values, self._find = read_object(body), find_sensitive

    @property
    def version(self) -> int:
        value = self._values.get("version")
        if type(value) is not int:
            raise Problem(400, "malformed", "version: the number that came with the claim")
        return value

    def text(self, name: str, most: int = NAME) -> str:
        value = self._values.get(name, "")
        if not isinstance(value, str) or len(value) > most or UNPRINTABLE.search(value):
            raise Problem(400, "malformed", f"{name}: printable text of at most {most} characters")
        return value.strip()

    def words(self, name: str) -> str:
        value = self.text(name, TEXT)
        if self._find(value):
            raise Problem(400, "personal_data", f"{name} seems to hold a personal number; please leave it out")
        return value

    def truth(self, name: str) -> bool:
        value = self._values.get(name, True)
        if not isinstance(value, bool):
            raise Problem(400, "malformed", f"{name}: true or false")
        return value

    def place(self, name: str) -> int | None:
        value = self._values.get(name)
        if value is not None and type(value) is not int:
            raise Problem(400, "malformed", f"{name}: a place of the policy's insured, counted from 0")
        return value

    def codes(self, name: str) -> list[str]:
        value = self._values.get(name, [])
        if not isinstance(value, list) or len(value) > DOCUMENTS or not all(isinstance(one, str) for one in value):
            raise Problem(400, "malformed", f"{name}: a list of at most {DOCUMENTS} codes")
        return list(dict.fromkeys(value))

    def amount(self, name: str) -> Money:
        value = self._values.get(name)
        if not isinstance(value, str) or not AMOUNT.fullmatch(value):
            raise Problem(400, "malformed", f"{name}: a decimal string with at most two decimals")
        return Money.of(value)

    def clause(self) -> CitedClause | None:
        value = self._values.get("clause")
        if value is None:
            return None
        if not isinstance(value, dict) or not all(isinstance(value.get(one), str) for one in ("policy", "article")):
            raise Problem(400, "malformed", "clause: an object with policy and article")
        return CitedClause(PolicyNumber(value["policy"]), value["article"])


def _decision(move: Move) -> Step:
    async def take(desk: AssessorDesk, number: ClaimNumber, form: StepForm) -> Claim:
        return await desk.decide(number, form.version, Decision(move, form.words("words"), form.clause()))

    return take


Step = Callable[[AssessorDesk, ClaimNumber, StepForm], Awaitable[Claim]]
STEPS: dict[str, Step] = {
    "assign": lambda desk, number, form: desk.assign(number, form.version, form.text("to")),
    "notes": lambda desk, number, form: desk.note(number, form.version, form.words("note")),
    "accept-paper": lambda desk, number, form: desk.accept_paper(
        number, form.version, form.text("paper"), form.truth("accept")
    ),
    "paper-kind": lambda desk, number, form: desk.say_kind(number, form.version, form.text("paper"), form.text("kind")),
    "correct-field": lambda desk, number, form: desk.correct(
        number, form.version, form.text("paper"), form.text("field"), form.text("value", 300)
    ),
    "ask-more": lambda desk, number, form: desk.ask_more(
        number, form.version, form.codes("documents"), form.words("words")
    ),
    "establish": lambda desk, number, form: desk.establish(
        number, form.version, form.text("fact"), form.words("value")
    ),
    "attach-policy": lambda desk, number, form: desk.attach_policy(
        number, form.version, form.text("policy"), form.place("insured")
    ),
    "edit-line": lambda desk, number, form: desk.edit_line(
        number, form.version, form.text("policy"), form.text("benefit"), form.amount("payable"), form.words("reason")
    ),
    "recalculate": lambda desk, number, form: desk.recalculate(number, form.version),
    "hand-over": lambda desk, number, form: desk.hand_over(number, form.version, form.text("policy")),
    "approve": _decision(Move.APPROVE),
    "approve-partly": _decision(Move.APPROVE_PARTLY),
    "refuse": _decision(Move.REFUSE),
    "confirm": lambda desk, number, form: desk.confirm(number, form.version),
    "reject-proposal": lambda desk, number, form: desk.reject(number, form.version, form.words("note")),
    "reopen": lambda desk, number, form: desk.reopen(number, form.version, form.words("note")),
}
