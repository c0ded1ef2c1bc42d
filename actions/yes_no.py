"""Yes or no to the open question: how much has to be said depends on what hangs on it."""

from __future__ import annotations

import language
from actions.turn import Turn
from insurance.catalogue import DisclosureQuestion
from insurance.questions import Flow, Question

SURE_YES = 0.75


def read_yes(turn: Turn, question: Question, disclosure: DisclosureQuestion | None = None) -> bool | None:
    """What the typed text answers to a yes-or-no question, None when it doesn't.

    A disclosure answer is taken word for word; elsewhere a sure affirm or deny counts as well.

    Args:
        disclosure: the question as the product puts it, where it is one of the disclosure.
    """
    if disclosure is not None:
        return language.read_disclosed(turn.text, disclosure.question.zh, disclosure.conditions)
    said = language.read_agreement(turn.text)
    if said is None and _goes_ahead(turn.text, question.flow):
        return True
    if said is None and turn.confidence >= SURE_YES and not language.asks_something(turn.text):
        return {"affirm": True, "deny": False}.get(turn.intent)
    return said


def _goes_ahead(text: str, flow: Flow) -> bool:
    """Words that say yes here and nowhere else."""
    match flow:
        case Flow.QUOTE:
            return language.goes_ahead_with_buying(text)
        case Flow.NOTICES:
            return language.has_read(text)
    return False
