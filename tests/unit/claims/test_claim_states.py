"""Which way a claim can go, and who may send it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from insurance.claims import MOVES, WHO, Actor, Claim, ClaimStatus, IllegalMove, Move
from insurance.refs import ClaimNumber, Sender

AT = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
NEW = Claim(ClaimNumber("CL1"), Sender("web:li"), AT)


def went(*moves: tuple[Move, Actor]) -> Claim:
    claim = NEW
    for move, actor in moves:
        claim = claim.after(move, actor, AT)
    return claim


def test_that_the_fast_track_needs_no_person():
    claim = went(
        (Move.COLLECT, Actor.CUSTOMER), (Move.SUBMIT, Actor.CUSTOMER), (Move.ASSESS, Actor.MACHINE),
        (Move.APPROVE, Actor.MACHINE), (Move.PAY, Actor.MACHINE), (Move.SETTLE, Actor.MACHINE),
    )  # fmt: skip
    assert claim.status is ClaimStatus.PAID
    assert [step.to for step in claim.steps][-1] is ClaimStatus.PAID


@pytest.mark.parametrize("move", [Move.REFUSE, Move.APPROVE_PARTLY])
@pytest.mark.parametrize("actor", [Actor.MACHINE, Actor.CUSTOMER])
def test_that_only_an_assessor_says_no(move, actor):
    with pytest.raises(IllegalMove):
        replace(NEW, status=ClaimStatus.ASSESSING).after(move, actor, AT)


@pytest.mark.parametrize("status", ClaimStatus)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("actor", Actor)
def test_that_what_is_not_in_the_table_is_impossible(status, move, actor):
    claim = replace(NEW, status=status)
    if (status, move) in MOVES and actor in WHO[move]:
        assert claim.after(move, actor, AT).status is MOVES[status, move]
    else:
        with pytest.raises(IllegalMove):
            claim.after(move, actor, AT)


def test_that_nothing_is_paid_without_an_approval():
    before = {status for (status, move), _ in MOVES.items() if move is Move.PAY}
    assert before == {ClaimStatus.APPROVED, ClaimStatus.PARTLY_APPROVED}
    assert {status for (status, move), _ in MOVES.items() if move is Move.SETTLE} == {ClaimStatus.PAYING}


def test_that_every_status_is_reached_and_every_move_has_somebody_to_make_it():
    assert set(MOVES.values()) | {ClaimStatus.REPORTED} == set(ClaimStatus)
    assert set(WHO) == set(Move)
