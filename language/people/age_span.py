"""An age found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from insurance.facts import Age


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    age: Age
    approximate: bool = False
