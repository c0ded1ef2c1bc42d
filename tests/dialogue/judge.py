"""How well a conversation went, from what was said and the record alone. Every figure but `turns` should be 0.

asked twice: a question put again after a valid answer, or about something already told, while nothing had changed.
lost: told and not in the record at the end. wrong: in the record and not true, or never told by anybody.
misses: the bot said that it didn't understand. parroted: it said so twice running in the same words.
unanswered: something asked or said on the side got no fitting reply. strayed: the open question was gone afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from ops.places import ROOT
from tests.dialogue.persona import Persona, day
from tests.dialogue.talk import Message, Talk, Turn
from tests.dialogue.truth import PERSONAL, TOLD_BY, agrees, expand, numbered, recorded_facts, true_facts

MISSED = ("utter_repair_",)  # the bot's words for not having understood, by their keys in domain.yml
REFUSED = ("utter_out_of_scope", "utter_smalltalk_out_of_scope", "utter_internal_error", "utter_gateway_failed")
UNSAID = "which nobody said"
HARMLESS = ("budget", "concerns", "activities")  # they rank plans; what is bought doesn't hang on them
AFTER_CHOICE = ("plan", "disclosure", "quote_accept", "summary", "notice_terms", "notice_exclusions",
                "notice_cooling_off", "payment")  # fmt: skip


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
        asked_twice=_asked_twice(persona, talk.turns),
        lost=lost,
        wrong=wrong,
        misses=[f"“{turn.said}” ({turn.asked or 'no question'})" for turn in talk.turns if missed(turn)],
        parroted=_parroted(talk.turns),
        unanswered=[f"“{turn.said}”" for turn in talk.turns if _unanswered(turn)],
        strayed=[
            f"after “{turn.said}”: {turn.asked} → {turn.asks or 'nothing'}" for turn in talk.turns if _strayed(turn)
        ],
    )


# Understanding


def missed(turn: Turn) -> bool:
    """The bot said it didn't understand, or turned away what belongs to the matter."""
    off_topic = turn.purpose == "aside" and turn.kind in ("smalltalk", "complaint")
    keys = MISSED if off_topic else MISSED + REFUSED
    return any(_says(message, keys) for message in turn.replies)


def _says(message: Message, keys: tuple[str, ...]) -> bool:
    text = str(message.get("text") or "").strip()
    return any(pattern.fullmatch(text) for key, pattern in _wording() if key.startswith(keys))


@cache
def _wording() -> Sequence[tuple[str, re.Pattern[str]]]:
    """Key and pattern of each of the bot's texts that matter here, in both languages."""
    stored = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    return [
        (key, re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(one["text"].strip())), re.DOTALL))
        for key, variants in stored.items()
        if key.startswith(MISSED + REFUSED)
        for one in variants
    ]


def _parroted(turns: Sequence[Turn]) -> list[str]:
    """The same words on two misses running."""
    found = []
    for before, after in pairwise(turns):
        if missed(before) and missed(after):
            said = {_plain(message) for message in before.replies if _says(message, MISSED + REFUSED)}
            found += [text for message in after.replies if (text := _plain(message)) in said]
    return found


def _plain(message: Message) -> str:
    return str(message.get("text") or "").strip()


def _unanswered(turn: Turn) -> bool:
    """Something said on the side, or a change of mind, and the reply is nothing, a miss, or only the open question."""
    if turn.purpose not in ("aside", "task", "change"):
        return False
    ignored = not turn.text or (len(turn.replies) == 1 and turn.asks == turn.asked != "")
    return missed(turn) or ignored or (bool(turn.expect) and not re.search(turn.expect, turn.text))


def _strayed(turn: Turn) -> bool:
    return turn.purpose == "aside" and bool(turn.asked) and turn.asks != turn.asked


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
    return "" if tasks and not _unanswered(tasks[-1]) else "the question wasn't answered"


_CHECKS = {
    "buy": _bought,
    "plans": _shown,
    "human": _handed_over,
    "give_up": _let_go,
    "clause": _told,
    "compare": _told,
}


# Questions


def _asked_twice(persona: Persona, turns: Sequence[Turn]) -> list[str]:
    """Go through the conversation and note what is settled."""
    facts = persona.facts
    settled: set[str] = set()
    told: set[str] = set()
    found = []
    for turn in turns:
        if turn.now is not None:
            settled -= _reopened(facts, turn.now, settled)
            told -= _changed(facts, turn.now)
            facts = turn.now
        if turn.card("plans") or turn.card("underwriting"):
            settled = {key for key in settled if not key.startswith(AFTER_CHOICE)}
        understood = not missed(turn)
        if understood:
            told |= expand(turn.tells, facts)
        if turn.purpose == "answer" and understood:
            if turn.asks == turn.asked and turn.asked not in ("", "plan") and len(turn.replies) == 1:
                found.append(f"{turn.asked}: again right after “{turn.said}”")
            elif turn.asks != turn.asked:
                settled.add(turn.asked)
        again = turn.asks and turn.asks != turn.asked
        if again and turn.asks in settled:
            found.append(f"{turn.asks}: answered before, asked again after “{turn.said}”")
        elif again and understood and (known := _facts_of(turn.asks, facts)) and known <= told:
            found.append(f"{turn.asks}: asked after “{turn.said}”, though told")
    return found


def _facts_of(key: str, facts: Mapping[str, Any]) -> set[str]:
    """The facts a question is about."""
    name, _, person = key.partition(".")
    number = int(person) if person.isdigit() else 0
    return expand([numbered(one, number) for one in TOLD_BY.get(name, ())], facts)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Names of facts that no longer are what they were."""
    return {
        name
        for part in set(before) | set(after)
        if before.get(part) != after.get(part)
        for name in expand(_PARTS.get(part, (part,)), {**before, **after})
    }


_PARTS = {
    "people": ("people", "sex", "occupation", "conditions", "smoker"), "trip": ("trip_start", "trip_days"),
    "vehicle": ("seats", "vehicle_value", "vehicle_age", "no_claim_years"), "home": ("home_value", "building"),
}  # fmt: skip


def _reopened(before: Mapping[str, Any], after: Mapping[str, Any], settled: Iterable[str]) -> set[str]:
    """Settled questions that a change of mind may bring up again."""
    changed = _changed(before, after)
    return {
        key
        for key in settled
        if key.startswith(AFTER_CHOICE)
        or _facts_of(key, after) & changed
        or (key.startswith("insured_") and "people" in before and before["people"] != after.get("people"))
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
