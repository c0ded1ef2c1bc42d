"""The page of a claim's ways is the code's."""

from __future__ import annotations

import re

from insurance.claims import MOVES, WHO, Actor, ClaimStatus, Move
from tests.claim_states import PAGE, page

EDGE = re.compile(r"^ +(\w+) --> (\w+): (\w+)$", re.MULTILINE)


def test_that_the_page_of_a_claims_ways_is_what_the_code_allows() -> None:
    assert PAGE.read_text("utf-8") == page(), "make claim-states writes it again"


def test_that_every_move_is_drawn_once_and_no_other() -> None:
    drawn = [(ClaimStatus(start), Move(move), ClaimStatus(end)) for start, end, move in EDGE.findall(page())]
    assert sorted(drawn) == sorted((start, move, end) for (start, move), end in MOVES.items())


def test_that_the_table_says_who_may_make_each_move() -> None:
    for move in Move:
        rows = [line.split("|")[-4:-1] for line in page().splitlines() if line.startswith(f"| `{move}` |")]
        assert rows
        for row in rows:
            ticked = {actor for actor, cell in zip(Actor, row, strict=True) if cell.strip()}
            assert ticked == WHO[move], move
