"""Words by which an exclusion is found in a product's articles, read from claims/exclusions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from product_index.load import read_yaml

EXCLUSIONS = Path(__file__).parent / "claims" / "exclusions.yaml"


@cache
def exclusion_words() -> Mapping[str, tuple[str, ...]]:
    """By flag of a loss; read once."""
    return {flag: tuple(words) for flag, words in read_yaml(EXCLUSIONS).items()}
