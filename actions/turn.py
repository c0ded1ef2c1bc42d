"""One turn as an action sees it: read once from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rasa_sdk import Tracker

from insurance.journeys import Journey
from insurance.lines import Language
from insurance.questions import Question
from insurance.refs import Sender


@dataclass(frozen=True)
class Turn:
    """What came in.

    `place` is where the journey stood when it came, once that has been looked up.

    Attributes:
        intent: Rasa's reading, empty when it was unsure; `confidence` 0 to 1.
        ranking: likeliest intents with their confidence, for asking back.
        values: what a tapped button carried; empty for typed text.
        files: stored uploads that came with it: sha256, media_type, size, name.
        tapped: a button's payload rather than words.
    """

    sender: Sender
    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    values: Mapping[str, str]
    tapped: bool
    language: Language
    files: tuple[Mapping[str, str], ...] = ()
    place: tuple[Journey, Question | None] | None = None


def turn_of(tracker: Tracker) -> Turn:
    message = tracker.latest_message
    text = message.get("text") or ""
    intent = message.get("intent") or {}
    values = {entity["entity"]: str(entity["value"]) for entity in message.get("entities") or ()}
    metadata = message.get("metadata") or {}
    ranking = tuple((one["name"], one["confidence"]) for one in message.get("intent_ranking") or ())
    return Turn(
        sender=Sender(tracker.sender_id),
        text="" if text.startswith("/") else text.strip(),
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        ranking=tuple(one for one in ranking if one[0] != "nlu_fallback"),
        values=values,
        tapped=text.startswith("/"),
        files=tuple(metadata.get("files") or ()),
        language=Language.EN if metadata.get("language") == "en" else Language.ZH,
    )
