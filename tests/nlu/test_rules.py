"""Rules, training examples and domain name the same intents and actions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TAPPED = {
    "answer",
    "choose",
    "edit",
    "pay_again",
    "files_received",
    "claim_edit",
}  # never typed, so there is nothing to learn from


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def intents() -> set[str]:
    return {next(iter(intent)) for intent in read("domain.yml")["intents"]}


def rules() -> list[tuple[str, str]]:
    return [
        (rule["steps"][0]["intent"], rule["steps"][1]["action"]) for rule in read("nlu_data/rules/rules.yml")["rules"]
    ]


def examples() -> list[tuple[str, str]]:
    """(intent, text) of every training example."""
    return [
        (entry["intent"], line.removeprefix("- "))
        for path in sorted((ROOT / "nlu_data/nlu").glob("*.yml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in entry["examples"].splitlines()
    ]


def test_that_every_intent_has_exactly_one_rule() -> None:
    assert Counter(intent for intent, _ in rules()) == Counter([*intents(), "nlu_fallback"])


def test_that_rules_name_actions_of_the_domain_only() -> None:
    assert {action for _, action in rules()} <= set(read("domain.yml")["actions"])


def test_that_every_intent_said_in_words_has_examples_and_no_other_has() -> None:
    assert {intent for intent, _ in examples()} == intents() - TAPPED


def test_that_no_sentence_is_an_example_of_two_intents() -> None:
    meant: dict[str, set[str]] = {}
    for intent, text in examples():
        meant.setdefault(text.strip().casefold(), set()).add(intent)
    assert {text: sorted(found) for text, found in meant.items() if len(found) > 1} == {}
