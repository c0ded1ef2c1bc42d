"""How well a conversation went, from what was said and the record alone. Every figure but `turns` should be 0.

asked twice: a question put again after a valid answer, or about something already told, while nothing had changed.
lost: told and not in the record at the end. wrong: in the record and not true, or never told by anybody.
misses: the bot said that it didn't understand. parroted: it said so twice running in the same words.
unanswered: something asked or said on the side got no fitting reply. strayed: the open question was gone afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.dialogue.persona import Persona, day
from tests.dialogue.questions import asked_twice
from tests.dialogue.talk import Talk
from tests.dialogue.truth import PERSONAL, agrees, expand, recorded_facts, true_facts
from tests.dialogue.understanding import missed, parroted, strayed, unanswered

UNSAID = "which nobody said"
HARMLESS = ("budget", "concerns", "activities")  # they rank plans; what is bought doesn't hang on them


@dataclass
class Verdict:
    """The judgement of one conversation; lists hold what went wrong in words."""

    persona: Persona
    success: bool
    reason: str
    turns: int
    asked_twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    parroted: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    strayed: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Nothing at all to complain of."""
        faults = (self.asked_twice, self.lost, self.wrong, self.misses, self.parroted, self.unanswered, self.strayed)
        return self.success and not any(faults)


def judge(persona: Persona, talk: Talk) -> Verdict:
    """The verdict on one conversation."""
    lost, wrong = _facts(persona, talk)
    wrong = [*wrong, *_application(persona, talk)]
    reason = _failure(persona, talk, wrong)
    return Verdict(
        persona,
        success=not reason,
        reason=reason,
        turns=len(talk.turns),
        asked_twice=asked_twice(persona, talk.turns),
        lost=lost,
        wrong=wrong,
        misses=[f"“{turn.said}” ({turn.asked or 'no question'})" for turn in talk.turns if missed(turn)],
        parroted=parroted(talk.turns),
        unanswered=[f"“{turn.said}”" for turn in talk.turns if unanswered(turn)],
        strayed=[
            f"after “{turn.said}”: {turn.asked} → {turn.asks or 'nothing'}" for turn in talk.turns if strayed(turn)
        ],
    )


# The task


def _failure(persona: Persona, talk: Talk, wrong: Sequence[str]) -> str:
    """Why the task wasn't done, empty if it was: a policy for something else isn't what they came for."""
    if talk.ended != "done":
        return talk.ended
    if persona.task.do == "buy" and (mistaken := [one for one in wrong if _matters(one)]):
        return f"bought with {mistaken[0]}"
    check = _CHECKS.get(persona.task.do)
    return check(talk) if check else ""


def _matters(wrong: str) -> bool:
    """Whether something else is insured by it: a needless fact is wrong, but harms only where it makes up a person."""
    name = wrong.partition(":")[0].partition(".")[0]
    return name not in HARMLESS and (name in PERSONAL or not wrong.endswith(UNSAID))


def _bought(talk: Talk) -> str:
    policies = [one for one in talk.record.get("policies", ()) if one["status"] == "in_force"]
    return "" if len(policies) == 1 else f"{len(policies)} policies in force"


def _shown(talk: Talk) -> str:
    return "" if any(card["plans"] for turn in talk.turns if (card := turn.card("plans"))) else "no plans were shown"


def _handed_over(talk: Talk) -> str:
    return "" if any(turn.card("handoff") for turn in talk.turns) else "nobody was called"


def _let_go(talk: Talk) -> str:
    return "the bot wouldn't stop" if talk.turns[-1].asks or talk.record.get("draft") else ""


def _told(talk: Talk) -> str:
    tasks = [turn for turn in talk.turns if turn.purpose == "task"]
    return "" if tasks and not unanswered(tasks[-1]) else "the question wasn't answered"


_CHECKS = {
    "buy": _bought,
    "plans": _shown,
    "human": _handed_over,
    "give_up": _let_go,
    "clause": _told,
    "compare": _told,
}


# Facts


def _facts(persona: Persona, talk: Talk) -> tuple[list[str], list[str]]:
    """(lost, wrong) of the needs; after a purchase the needs start afresh, so those before paying count."""
    record = talk.before_paying or talk.record
    facts = next((turn.now for turn in reversed(talk.turns) if turn.now is not None), persona.facts)
    true, stored = true_facts(persona, facts), recorded_facts(record.get("needs", {}), facts)
    told = {one for turn in talk.turns if not missed(turn) for one in expand(turn.tells, facts)}
    lost = [f"{name}: {true[name]}" for name in sorted(told & set(true)) if _is_lost(name, true[name], stored)]
    wrong = [
        f"{name}: {value}, " + (f"true is {true[name]}" if name in true else UNSAID)
        for name, value in sorted(stored.items())
        if not _is_right(name, value, true)
    ]
    return lost, wrong


def _is_lost(name: str, value: Any, stored: Mapping[str, Any]) -> bool:
    return value not in ([], "none") and name not in stored


def _is_right(name: str, value: Any, true: Mapping[str, Any]) -> bool:
    if name in true:
        return agrees(name, true[name], value)
    return name == "segment"


def _application(persona: Persona, talk: Talk) -> list[str]:
    """What stands wrongly in the application, the disclosure and the plan."""
    draft = (talk.before_paying or {}).get("draft")
    if not draft:
        return []
    answers = draft["answers"]
    wrong = []
    if answers.get("applicant_name", "")[:1] != str(persona.applicant["name"])[:1]:
        wrong.append(f"applicant_name: {answers.get('applicant_name')}")
    if (day_wanted := answers.get("effective_date")) and day_wanted != _first_day(persona):
        wrong.append(f"effective_date: {day_wanted}, wanted {_first_day(persona)}")
    if answers.get("beneficiary", "legal") != "legal":
        wrong.append("beneficiary: somebody, wanted the legal heirs")
    return [*wrong, *_disclosure(talk, draft), *_plan(talk, draft)]


def _first_day(persona: Persona) -> str:
    return day(persona.effective, persona.today).isoformat()


def _disclosure(talk: Talk, draft: Mapping[str, Any]) -> list[str]:
    stored = draft.get("disclosure", {})
    said = {turn.asked.partition(".")[2]: turn for turn in talk.turns if turn.disclosed is not None}
    return [
        f"disclosure.{name}: {stored[name]} after “{turn.said}”"
        for name, turn in said.items()
        if name in stored and stored[name] != ("yes" if turn.disclosed else "no")
    ]


def _plan(talk: Talk, draft: Mapping[str, Any]) -> list[str]:
    chosen = [turn for turn in talk.turns if turn.chose]
    plan = f"{draft['product_id']}/{draft['plan_id']}"
    return [f"plan: {plan} after “{chosen[-1].said}”"] if chosen and plan not in chosen[-1].chose else []
