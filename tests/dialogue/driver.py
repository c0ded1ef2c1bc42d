"""A person at the other end: reacts to the open question as the persona would, knows nothing of how the bot works."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from ops.system import System
from tests.conversations.customer import Customer
from tests.dialogue import words
from tests.dialogue.persona import Change, Facts, Persona, Phrase, spoken
from tests.dialogue.talk import Talk, Turn, key_of, open_question
from tests.dialogue.truth import TOLD_BY, numbered, who_is_who

PATIENCE = 4  # tries at one question before a person leaves
MOST_TURNS = 90
MEDDLING = ("compare", "clause", "human", "give_up")  # tasks that are said at some point
LAST_CHANCES = 2  # how often "go on" is said when nothing is asked
KIND = "condition_kind"  # which kinds there are depends on the condition


class Person:
    """One persona in one conversation."""

    def __init__(self, persona: Persona, system: System, name: str = "") -> None:
        self.persona = persona
        self.customer = Customer(system, name or f"dialogue-{persona.id}", persona.page)
        self.facts: Facts = persona.facts
        self.talk = Talk()
        self.dice = random.Random(persona.id)
        self.tries: tuple[str, int] = ("", 0)
        self.done: set[str] = set()
        self.silence = 0

    def go(self) -> Talk:
        """Talk until the task is done or patience ends."""
        try:
            for phrase in self.persona.opening:
                asking = self.persona.task.at == "opening"
                expect = self.persona.task.expect if asking else ""
                self.say(phrase.say, "task" if asking else "opening", tells=phrase.tells, expect=expect)
            while not self.talk.ended and len(self.talk.turns) < MOST_TURNS:
                self.step()
        except (AssertionError, httpx.HTTPError) as broken:
            self.talk.ended = f"broke off: {type(broken).__name__}: {str(broken)[:200]}"
        self.talk.ended = self.talk.ended or "never came to an end"
        self.talk.record = self.customer.record()
        return self.talk

    # One step

    def step(self) -> None:
        question = open_question(self.customer.last)
        if self.persona.task.at == "opening" and self._task_said_enough():
            return
        if question is None:
            self._nothing_asked()
            return
        self.silence = 0
        field = str(question["field"])
        if field == "payment" and self.persona.task.do == "buy":
            self._pay()
        elif change := self._change_due(field):
            self._change(change)
        elif self._aside(field, question):
            return
        elif self._arrived(field):
            self._do_task()
        else:
            self._answer(field, question)

    def _nothing_asked(self) -> None:
        self.silence += 1
        if self.persona.task.do in MEDDLING and self.silence > 1 and "task" not in self.done:
            self._do_task()
        elif self.silence > LAST_CHANCES:
            self.talk.ended = "gave up: nothing was asked any more"
        else:
            self.say(words.in_tongue(words.GO_ON, self.persona), "nudge")

    # What this person came for

    def _arrived(self, field: str) -> bool:
        task = self.persona.task
        if task.do == "plans" or (task.do in MEDDLING and task.at != field):
            return field == "plan"
        return task.do in MEDDLING

    def _do_task(self) -> None:
        task = self.persona.task
        if task.do == "plans":
            self.talk.ended = "done"
            return
        self.done.add("task")
        expect = "(?s)" + ".*".join(map(re.escape, self._names()[:2])) if task.do == "compare" else task.expect
        for text in task.say:
            self.say(text, "task", expect=expect)
            if self._task_said_enough():
                return
        self.talk.ended = "gave up: what was wanted never came"

    def _task_said_enough(self) -> bool:
        """Whether the last reply is what was asked for; another wording is tried when it isn't."""
        task, last = self.persona.task, self.talk.turns[-1]
        if task.do in ("clause", "compare"):
            enough = re.search(last.expect, last.text) is not None
        elif task.do == "human":
            enough = last.card("handoff") is not None
        else:
            enough = not last.asks
        if enough:
            self.talk.ended = "done"
        elif task.at == "opening":
            self._do_task() if "task" not in self.done else None
        return bool(self.talk.ended)

    def _names(self) -> list[str]:
        return [str(plan["name"]) for plan in self._plans()]

    def _plans(self) -> Sequence[Mapping[str, Any]]:
        """Those shown last."""
        card = self.talk.card("plans")
        return card["plans"] if card else []

    def _pay(self) -> None:
        self.talk.before_paying = self.customer.record()
        card = self.talk.card("payment")
        assert card is not None, "payment is asked and no page was given"
        self.customer.pay(str(card["url"]))
        self.customer.wait_for_policy()
        self.talk.ended = "done"

    # Instead of an answer

    def _change_due(self, field: str) -> Change | None:
        return next((c for c in self.persona.changes if c.at == field and c.say[0] not in self.done), None)

    def _change(self, change: Change) -> None:
        """Say it, and once more in other words if nothing seems to have come of it."""
        self.done.add(change.say[0])
        self.facts = {**self.facts, **change.now}
        self.tries = ("", 0)
        before = self.customer.record()["needs"]
        for text in change.say:
            self.say(text, "change", now=self.facts)
            if self.customer.record()["needs"] != before:
                return

    def _aside(self, field: str, question: Mapping[str, Any]) -> bool:
        for aside in self.persona.asides:
            if aside.at == field and aside.say[0] not in self.done:
                self.done.add(aside.say[0])
                expect = re.escape(str(question.get("why") or "")) if aside.kind == "why" else aside.expect
                self.say(self.dice.choice(aside.say), "aside", expect=expect, kind=aside.kind)
                return True
        return False

    # An answer

    def _answer(self, field: str, question: Mapping[str, Any]) -> None:
        key = key_of(question)
        tried = self.tries[1] if self.tries[0] == key else 0
        self.tries = (key, tried + 1)
        if tried >= PATIENCE:
            self.talk.ended = f"gave up at {key}"
        elif field == "disclosure":
            self._disclose(question, tried)
        elif field == "plan":
            self._choose(tried)
        else:
            self._say_answer(field, self._who(question), question, tried)

    def _who(self, question: Mapping[str, Any]) -> int:
        """Which of the persona's people is meant: whoever reads `your wife, 33` knows."""
        number = question.get("person")
        if number is None:  # about nobody in particular
            return 0
        people = self.facts.get("people", ())
        if len(people) < 2:
            return 0
        insured = self.customer.record()["needs"].get("insured", [])
        order = who_is_who(insured, people)
        found = order[number] if number < len(order) else None
        return number if found is None else found

    def _say_answer(self, field: str, person: int, question: Mapping[str, Any], tried: int) -> None:
        tells = tuple(numbered(fact, person) for fact in TOLD_BY.get(field, ()))
        if payload := self._button(question, words.code(field, self.persona, self.facts)):
            self.say(payload, "answer", tells=tells)
            return
        of_what = f"{field}.{question['detail']}" if field == KIND else field
        value = words.plain(of_what, person, self.persona, self.facts)
        ways = [*(self.persona.says.get(numbered(field, person)) or self.persona.says.get(f"{field}.{person}") or ())]
        ways += [Phrase(value)] if value is not None else []
        ways += [Phrase(words.in_tongue(words.DO_NOT_KNOW, self.persona))] if not ways else []
        phrase = ways[min(tried, len(ways) - 1)]
        said = spoken(phrase.say, self.persona, self.facts, value or "")
        self.say(said, "answer", tells=(*tells, *phrase.tells))

    def _button(self, question: Mapping[str, Any], wanted: str | None) -> str | None:
        """What the button of that choice sends, for who taps."""
        if "taps" not in self.persona.manner or not wanted:
            return None
        payloads = [str(choice["payload"]) for choice in question.get("choices", ())]
        return next((one for one in payloads if f'"v":"{wanted}"' in one), None)

    def _disclose(self, question: Mapping[str, Any], tried: int) -> None:
        text = str(self.customer.last[-1].get("text"))
        special = next((one for one in self.persona.disclosures if re.search(one.about, text)), None)
        truth = special.truth if special else False
        ordinary = words.in_tongue(words.YES if truth else words.NO, self.persona)
        own = list(special.say) if special else [phrase.say for phrase in self.persona.says.get("disclosure", ())]
        if not special:  # whatever comes to mind, then another, then a plain word
            own = random.Random(f"{self.persona.id} {text}").sample(own, min(2, len(own)))
        said = [*own, ordinary][min(tried, len(own))]
        payload = self._button(question, "yes" if truth else "no")
        self.say(payload or said, "answer", disclosed=truth)

    def _choose(self, tried: int) -> None:
        plans = self._plans()
        if not plans:
            self.talk.ended = "gave up: a plan is asked and none was shown"
            return
        ways = [phrase.say for phrase in self.persona.says.get("plan", ())]
        wanted = picked(plans, self.persona.picks)
        if not wanted:  # fewer plans than this person thought of
            wanted, ways = [plans[0]], []
        ordinary = f"{1 + plans.index(wanted[0])}"
        said = [*ways, ordinary][min(tried, len(ways))]
        self.say(said, "answer", chose=tuple(f"{one['product_id']}/{one['plan_id']}" for one in wanted))

    def say(self, text: str, purpose: str, **more: Any) -> None:
        """Say it and note the turn; `more` are attributes of Turn."""
        before = self.talk.turns[-1].asks if self.talk.turns else ""
        said = spoken(text, self.persona, self.facts)
        self.customer.say(said)
        self.talk.turns.append(Turn(said, purpose, list(self.customer.last), asked=before, **more))


def picked(plans: Sequence[Mapping[str, Any]], picks: str) -> list[Mapping[str, Any]]:
    """The plans that are meant: one by its number, or all that share the lowest price or the highest cover."""
    if picks.isdigit():
        return [plans[int(picks) - 1]] if int(picks) <= len(plans) else []
    key, best = ("premium", min) if picks == "cheapest" else ("sum_insured", max)
    goal = best(float(plan[key]) for plan in plans)
    return [plan for plan in plans if float(plan[key]) == goal]
