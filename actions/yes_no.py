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
STATES_YES = re.compile(r"有|是|对|没错|\b(?:y|yes|ye[aps]h?|yup|true|right|correct|i (?:do|am|have))\b", re.IGNORECASE)
STATES_NO = re.compile(
    r"没|沒|木有|莫得|无|無|不是|不会|否|不存在|非|冇|呒|\b(?:n|no|nope?|nah|not|none|never|neither|negative|false|wrong|incorrect)\b|n't",
    re.IGNORECASE,
)
ASKS_FOR_A_LACK = re.compile(r"没有|未|无(?!法)|缺少")
CONCLUDES = re.compile(r"所以|\bso (?:it's |that's )?(?:a )?(?:yes|no)\b", re.IGNORECASE)
BARE = 4  # characters of an answer that is nothing but yes or no
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
        return _disclosed(turn.text, disclosure)
    said = language.read_agreement(turn.text)
    ahead = GOES_AHEAD.get(question.flow)
    if said is None and ahead is not None and ahead.search(turn.text):
        return True
    if said is None and turn.confidence >= SURE_YES and not asks_something(turn.text):
        return {"affirm": True, "deny": False}.get(turn.intent)
    return said


def _disclosed(text: str, disclosure: DisclosureQuestion) -> bool | None:
    """好的, ok and 算了 answer what shall be done, not what is the case: a disclosure is never taken from them.

    To tell a condition that is asked about is to say yes. Where a lack is asked for (是否没有参加医保), 有的 says no
    with the word for yes: of more than the bare word only a conclusion counts.
    """
    told = [one for one in language.read_conditions(text) if one.code in disclosure.conditions]
    if any(not one.negated for one in told):
        return True
    if ASKS_FOR_A_LACK.search(disclosure.question.zh) and len(text.strip()) > BARE and not CONCLUDES.search(text):
        return None
    said = language.read_yes_no(text)
    if said is None:
        return None
    return said if (STATES_YES if said else STATES_NO).search(text) else None
