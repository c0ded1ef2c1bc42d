"""Conversations made up to the word, for judging the judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.dialogue.persona import Persona, read
from tests.dialogue.talk import Talk, Turn

MISS = "这句我没听明白。请说周岁，比如“65岁”或“8个月”，0到120之间。"
DRAFT = {
    "product_id": "guard", "plan_id": "plus", "disclosure": {"bedridden": "no"},
    "answers": {"applicant_name": "王**", "beneficiary": "legal"},
}  # fmt: skip


def persona(**more: Any) -> Persona:
    """A son who buys accident cover for his father of 65, up to 500 a year."""
    raw: dict[str, Any] = {
        "id": "son",
        "language": "zh",
        "manner": ["terse"],
        "opening": ["给我爸买意外险"],
        "facts": {"line": "accident", "budget": 500, "people": [{"relation": "parent", "sex": "male", "age": 65}]},
        "applicant": {"name": "王强", "age": 40, "sex": "male"},
        "says": {},
        "task": {"do": "plans"},
    }
    return read({**raw, **more})


def question(field: str, text: str = "？", **more: Any) -> Mapping[str, Any]:
    return {"text": text, "custom": {"type": "question", "field": field, **more}}


def said(text: str) -> Mapping[str, Any]:
    return {"text": text}


def plans() -> Mapping[str, Any]:
    return {"text": "三款", "custom": {"type": "plans", "plans": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]}}


def turn(words: str, *replies: Mapping[str, Any], purpose: str = "answer", **more: Any) -> Turn:
    return Turn(words, purpose, list(replies), **more)


def right_record(**needs: Any) -> Mapping[str, Any]:
    known = {"line": "accident", "budget": "500.00", "insured": [{"relation": "parent", "sex": "male", "age": 65}]}
    return {"needs": {**known, **needs}, "draft": None, "policies": []}


def good_talk() -> Talk:
    """Nothing to complain of."""
    return Talk(
        [
            turn("给我爸买意外险", question("insured_age", person=0), purpose="opening", tells=("line", "relation")),
            turn("65", question("budget"), asked="insured_age", tells=("age",)),
            turn("500", plans(), question("plan"), asked="budget", tells=("budget",)),
        ],
        record=right_record(),
        ended="done",
    )
