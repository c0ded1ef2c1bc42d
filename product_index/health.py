"""Conditions and the questions about them as values: conditions.yaml and health_questions.yaml read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from insurance.bilingual import Bilingual
from insurance.health import UNKNOWN, Aspect, Conditions, FollowUp, HealthCondition
from product_index.load import HERE, conditions, read_yaml


class InvalidHealthQuestion(ValueError):
    """A question or condition that can't be used; the message says which and why."""


def load_conditions() -> Conditions:
    """Every condition the house knows, by its code. Raises InvalidHealthQuestion."""
    questions = {name: _question(name, entry) for name, entry in read_yaml(HERE / "health_questions.yaml").items()}
    return {code: _condition(code, entry, questions) for code, entry in conditions().items()}


def _condition(code: str, data: Mapping[str, Any], questions: Mapping[str, FollowUp]) -> HealthCondition:
    asks: dict[Aspect, FollowUp] = {}
    for aspect, name in data.get("asks", {}).items():
        if name not in questions or questions[name].aspect != aspect:
            raise InvalidHealthQuestion(f"{code}: asks.{aspect}: {name} is no question about {aspect}")
        asks[Aspect(aspect)] = questions[name]
    return HealthCondition(code, _both(data["name"]), _both(data["explain"]), _both(data["example"]), asks)


def _question(name: str, data: Mapping[str, Any]) -> FollowUp:
    choices = {str(code): _both(title) for code, title in data["choices"].items()}
    if list(choices)[-1] != UNKNOWN:
        raise InvalidHealthQuestion(f"{name}: the last choice must be {UNKNOWN}")
    return FollowUp(Aspect(data["aspect"]), _both(data["ask"]), _both(data["explain"]), _both(data["example"]), choices)


def _both(data: Mapping[str, str]) -> Bilingual:
    return Bilingual(data["zh"].strip(), data["en"].strip())
