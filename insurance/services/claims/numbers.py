"""Claim numbers: short enough to be read out, long enough that nobody guesses another's."""

from __future__ import annotations

import secrets
from datetime import date

from insurance.refs import ClaimNumber, PaperId

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to be mistaken
LENGTH = 10  # fifty random bits


def new_claim_number(today: date) -> ClaimNumber:
    return ClaimNumber(f"CL{today:%Y%m%d}{''.join(secrets.choice(LETTERS) for _ in range(LENGTH))}")


def new_paper_id() -> PaperId:
    return PaperId(secrets.token_hex(8))
