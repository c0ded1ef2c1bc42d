"""The contract's terms behind a customer's words; the list is `customer_words.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("customer_words.yaml")


def with_contract_terms(words: str) -> str:
    """The words, followed by the terms a contract has for what they say."""
    said = words.lower()
    terms = [term for term, phrases in _phrases() if any(phrase in said for phrase in phrases)]
    return " ".join([words, *terms])


@cache
def _phrases() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with _FILE.open(encoding="utf-8") as file:
        return tuple((term, tuple(phrases)) for term, phrases in yaml.safe_load(file).items())
