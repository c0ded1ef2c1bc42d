"""From what a customer typed to what Rasa may see: cleaned, masked, and never an intent that wasn't offered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.gateway.parts import KeepsSecrets, Sensitive
from bot.gateway.words import HUMAN
from insurance.refs import Sender

COMMAND = re.compile(r"[A-Za-z_]\w*\s*(@[\d.]+)?\s*\{.*|[A-Za-z]\w*_\w*", re.DOTALL)
LONGEST = 20_000  # characters worth looking at, even to say that they are too many
SYMBOLS = {"So", "Sk", "Sm", "Mn", "Me", "Zs"}


@dataclass(frozen=True)
class Reading:
    """A message as read.

    Attributes:
        shown: for the transcript, masked.
        forward: for Rasa; None when the gateway answers itself.
        refusal: then, why: blank, emoji, too_long, not_offered.
        intent: the name in a payload that was tapped.
    """

    shown: str
    forward: str | None = None
    refusal: str | None = None
    intent: str | None = None


class Reader:
    def __init__(self, vault: KeepsSecrets, find_sensitive: Callable[[str], Sequence[Sensitive]], limit: int) -> None:
        self._vault = vault
        self._find = find_sensitive
        self._limit = limit

    async def read(self, sender: Sender, text: str, offered: Sequence[Mapping[str, str]]) -> Reading:
        """Read one message that was cleaned. Nothing sensitive is left in what comes back."""
        if not text:
            return Reading("", refusal="blank")
        tapped = tapped_offer(text, [*offered, {"title": "", "payload": HUMAN}])
        if tapped is not None:
            payload = tapped["payload"]
            name = re.match(r"/(\w+)", payload)
            return Reading(tapped.get("title") or payload, forward=payload, intent=name[1] if name else None)
        too_long = len(text) > self._limit
        masked = await self._mask(sender, text)
        if too_long:  # cut after masking: half a number would not be recognised
            return Reading(masked[: self._limit] + "…", refusal="too_long")
        if masked.startswith("/"):
            words = masked.lstrip("/ \t\n\u3000")
            if not words or COMMAND.fullmatch(words):
                return Reading(masked, refusal="not_offered")
            return Reading(masked, forward=words)
        if is_symbols_only(masked):
            return Reading(masked, refusal="emoji")
        return Reading(masked, forward=masked)

    async def _mask(self, sender: Sender, text: str) -> str:
        """Replace what is sensitive by vault references; a reference the customer typed becomes plain brackets."""
        text = text.translate({ord("⟦"): "[", ord("⟧"): "]"})
        pieces, place = [], 0
        for found in sorted(self._find(text), key=lambda s: s.start):
            if found.start < place:
                continue
            ref = await self._vault.keep(sender, found.kind, found.value_normalised, valid=found.valid)
            pieces += [text[place : found.start], ref]
            place = found.end
        return "".join([*pieces, text[place:]])


def clean(text: str) -> str:
    """Drop control, formatting and unpaired surrogate characters, keep line breaks; strip the ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return "".join(kept).strip()


def is_symbols_only(text: str) -> bool:
    return all(unicodedata.category(c) in SYMBOLS or c in "\n\t" for c in text)


def tapped_offer(text: str, offered: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """The offer a text stands for: its exact payload, or a title that only one payload has."""
    for offer in offered:
        if text == offer["payload"]:
            return offer
    same = [o for o in offered if _plain(o.get("title", "")) == _plain(text)]
    return same[-1] if same and len({o["payload"] for o in same}) == 1 else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
