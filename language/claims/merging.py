"""A report goes on over several messages: what was told before with what is told now."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from insurance.claims import ClaimType, Loss
from insurance.money import Money

_T = ClaimType
# The same event told twice names it by its gravest outcome
_GRAVITY = (
    _T.EMPLOYER, _T.DEATH, _T.DISABILITY, _T.CRITICAL_ILLNESS, _T.HOSPITAL, _T.OUTPATIENT, _T.THIRD_PARTY,
    _T.CAR_DAMAGE, _T.TRIP_CANCELLATION, _T.HOME_DAMAGE, _T.FLIGHT_DELAY, _T.BAGGAGE_LOSS, _T.BAGGAGE_DELAY, _T.OTHER,
)  # fmt: skip
_PUTS_RIGHT = re.compile(
    r"不对|不是|错了|说错|写错|更正|纠正|改一下|改成|改为|其实|应该是|准确(?:地)?说|"
    r"没住院|没有住院|\b(?:actually|no,|not (?:a|an|the|my|in)|wrong|correction|"
    r"i mean|i meant|sorry|wasn't|rather)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"(?:又|还|另外|再|后来又|后来还|此外)[^,。;!?]{0,6}(?:花|交|付|买|有|加)|另外|还有一?[张笔]|\b(?:another|"
    r"additional|on top|plus|"
    r"also paid|more)\b",
    re.IGNORECASE,
)
_KEPT = ("type", "also", "flags", "words", "claimed", "cancelled")  # each with its own rule


def merge_loss(before: Loss, told: Loss) -> Loss:
    """`before` with what is told now. What is told later counts, except:

    - another kind of claim is added to those known, unless the words put the former right (不对, actually);
    - money told with 又花了 or 另外 is added; flags and words are kept all. `changed_fields` says what has changed.
    """
    words = " ".join(told.words)
    later = {
        each.name: getattr(told, each.name)
        for each in fields(Loss)
        if each.name not in _KEPT and getattr(told, each.name) not in (None, "", ())
    }
    kind, also = _kinds(before, told, right=bool(_PUTS_RIGHT.search(words)))
    return replace(
        before,
        **later,
        type=kind,
        also=also,
        claimed=_claimed(before, told, words),
        cancelled=before.cancelled or told.cancelled,
        flags=tuple(dict.fromkeys((*before.flags, *told.flags))),
        words=tuple(dict.fromkeys((*before.words, *told.words))),
    )


def changed_fields(before: Loss, after: Loss) -> tuple[str, ...]:
    """The names of the fields that were told before and are something else now; what is new isn't among them."""
    return tuple(
        each.name
        for each in fields(Loss)
        if each.name not in ("words", "flags")
        and getattr(before, each.name) not in (None, "", (), False)
        and getattr(before, each.name) != getattr(after, each.name)
    )


def _kinds(before: Loss, told: Loss, *, right: bool) -> tuple[ClaimType | None, tuple[ClaimType, ...]]:
    if told.type is None or before.type is None:
        return before.type or told.type, tuple(dict.fromkeys((*before.also, *told.also)))
    if right:
        return told.type, told.also
    every = sorted({before.type, *before.also, told.type, *told.also}, key=_GRAVITY.index)
    if _T.HOSPITAL in every:
        every = [each for each in every if each is not _T.OUTPATIENT]
    first = before.type if before.type in every and _outranks(before.type, told.type) else every[0]
    return first, tuple(each for each in every if each is not first)


def _outranks(one: ClaimType, other: ClaimType) -> bool:
    return _GRAVITY.index(one) <= _GRAVITY.index(other)


def _claimed(before: Loss, told: Loss, words: str) -> Money | None:
    if told.claimed is None or before.claimed is None:
        return told.claimed or before.claimed
    if _ADDS.search(words) and told.claimed.currency == before.claimed.currency and not _PUTS_RIGHT.search(words):
        return before.claimed + told.claimed
    return told.claimed
