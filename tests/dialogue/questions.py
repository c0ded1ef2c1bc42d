"""Questions that were asked twice: what is settled and told at each point of a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.dialogue.persona import Persona
from tests.dialogue.talk import Turn
from tests.dialogue.truth import TOLD_BY, expand, numbered
from tests.dialogue.understanding import missed

AFTER_CHOICE = ("plan", "disclosure", "quote_accept", "summary", "notice_terms", "notice_exclusions",
                "notice_cooling_off", "notice_senior", "payment")  # fmt: skip


def asked_twice(persona: Persona, turns: Sequence[Turn]) -> list[str]:
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
