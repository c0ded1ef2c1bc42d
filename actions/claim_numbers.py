"""A claim named by its number: one's own is taken up, another's needs the insured's identity number first."""

from __future__ import annotations

import language
from actions.turn import Turn
from insurance import events as e
from insurance.refs import ClaimNumber
from insurance.services.claims import floor, standing
from insurance.services.parts import Parts

GIVES_UP = ("cancel", "start_over")  # these say themselves what becomes of it


async def asked_by_number(parts: Parts, turn: Turn) -> e.Progress | None:
    """CL…到哪了, whatever the sentence was taken for; None where no claim's number is named."""
    number = language.read_claim_number(turn.text)
    if number is None or turn.intent in GIVES_UP:
        return None
    return await claim_numbered(parts, turn, ClaimNumber(number))


async def claim_numbered(parts: Parts, turn: Turn, number: ClaimNumber) -> e.Progress:
    try:
        return await standing.take_up(parts, turn.sender, number)
    except floor.NoClaim:
        return await floor.ask_join(parts, turn.sender, number)
