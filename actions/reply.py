"""What an action answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.speaking.voice import Message
from insurance.journeys import Journey
from insurance.questions import Question


@dataclass(frozen=True)
class Reply:
    """What an action answers, and where the journey then stands (None: where it was)."""

    messages: Sequence[Message]
    journey: Journey | None = None
    question: Question | None = None
