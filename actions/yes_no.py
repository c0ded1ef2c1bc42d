"""Yes or no to the open question: how much has to be said depends on what hangs on it."""

from __future__ import annotations

import re

import language
from actions.turn import Turn
from insurance.catalogue import DisclosureQuestion
from insurance.questions import Flow, Question

SURE_YES = 0.75
QUESTION_MARK = re.compile(
    r"[?？吗呢]\s*$|多少|多久|什么|怎么|如何|哪些|几天|有没有|(?P<verb>\w)不(?P=verb)|^(what|how|why|does|is|can|do)\b",
    re.IGNORECASE,
)
# Words of going ahead that are no yes to any other question.
GOES_AHEAD = {
    Flow.QUOTE: re.compile(
        r"^(?!.*(?:不|别|没|再|吗|呢|么|怎么|多少|如果|另|其[他它]|not|n't|other|if |how|what|\?|？)).*"
        r"(?:买|要了|下单|投保|成交|就它|buy|take it|go ahead|sign me up|deal)",
        re.IGNORECASE,
    ),
    Flow.NOTICES: re.compile(
        r"^(?!.*(?:不|没|别|吗|呢|not|n't|\?|？)).*"
        r"(?:知道|晓得|明白|清楚|了解|看[过完]|读[过完]|接受|认可|同意|统一|"
        r"got it|understood|i understand|read it|agree|accept)",
        re.IGNORECASE,
    ),
}


def asks_something(text: str) -> bool:
    return bool(QUESTION_MARK.search(text.strip()))


def read_yes(turn: Turn, question: Question, disclosure: DisclosureQuestion | None = None) -> bool | None:
    """What the typed text answers to a yes-or-no question, None when it doesn't.

    A disclosure answer is taken word for word; elsewhere a sure affirm or deny counts as well.

    Args:
        disclosure: the question as the product puts it, where it is one of the disclosure.
    """
    if disclosure is not None:
        return language.read_disclosed(turn.text, disclosure.question.zh, disclosure.conditions)
    said = language.read_agreement(turn.text)
    ahead = GOES_AHEAD.get(question.flow)
    if said is None and ahead is not None and ahead.search(turn.text):
        return True
    if said is None and turn.confidence >= SURE_YES and not asks_something(turn.text):
        return {"affirm": True, "deny": False}.get(turn.intent)
    return said
