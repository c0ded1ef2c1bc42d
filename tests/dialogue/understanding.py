"""Whether the bot understood: by its own words for not having done so, whatever they are by now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import yaml

from ops.places import ROOT
from tests.dialogue.talk import Message, Turn

MISSED = ("utter_repair_",)  # the bot's words for not having understood, by their keys in domain.yml
REFUSED = ("utter_out_of_scope", "utter_smalltalk_out_of_scope", "utter_internal_error", "utter_gateway_failed")


def missed(turn: Turn) -> bool:
    """The bot said it didn't understand, or turned away what belongs to the matter."""
    off_topic = turn.purpose == "aside" and turn.kind in ("smalltalk", "complaint")
    keys = MISSED if off_topic else MISSED + REFUSED
    return any(_says(message, keys) for message in turn.replies)


def _says(message: Message, keys: tuple[str, ...]) -> bool:
    text = str(message.get("text") or "").strip()
    return any(pattern.fullmatch(text) for key, pattern in _wording() if key.startswith(keys))


@cache
def _wording() -> Sequence[tuple[str, re.Pattern[str]]]:
    """Key and pattern of each of the bot's texts that matter here, in both languages."""
    stored = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    return [
        (key, re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(one["text"].strip())), re.DOTALL))
        for key, variants in stored.items()
        if key.startswith(MISSED + REFUSED)
        for one in variants
    ]


def parroted(turns: Sequence[Turn]) -> list[str]:
    """The same words on two misses running."""
    found = []
    for before, after in pairwise(turns):
        if missed(before) and missed(after):
            said = {_plain(message) for message in before.replies if _says(message, MISSED + REFUSED)}
            found += [text for message in after.replies if (text := _plain(message)) in said]
    return found


def _plain(message: Message) -> str:
    return str(message.get("text") or "").strip()


def unanswered(turn: Turn) -> bool:
    """Something said on the side, or a change of mind, and the reply is nothing, a miss, or only the open question."""
    if turn.purpose not in ("aside", "task", "change"):
        return False
    ignored = not turn.text or (len(turn.replies) == 1 and turn.asks == turn.asked != "")
    return missed(turn) or ignored or (bool(turn.expect) and not re.search(turn.expect, turn.text))


def strayed(turn: Turn) -> bool:
    return turn.purpose == "aside" and bool(turn.asked) and turn.asks != turn.asked
