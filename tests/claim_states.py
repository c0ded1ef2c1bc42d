"""Draws docs/claim-states.md from the tables that decide: `python -m tests.claim_states` writes it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from insurance.claims import MOVES, UNDECIDED, WHO, WITH_ASSESSOR, Actor, ClaimStatus, Move
from ops.places import ROOT

PAGE = ROOT / "docs" / "claim-states.md"
HEAD = """# Which way a claim can go

`make claim-states` writes this page from `insurance/claims.py` (`MOVES`, `WHO`) and `domain.yml`; a test fails where
they differ. Whatever isn't here is impossible: `Claim.after` raises `IllegalMove`. How a claim is carried through:
[claims](claims.md)."""


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    print(PAGE.relative_to(ROOT))


def page() -> str:
    """The whole page."""
    return "\n\n".join([HEAD, _diagram(), "## Moves", _moves(), "## States", _states(_words())]) + "\n"


def _diagram() -> str:
    first = next(iter(ClaimStatus))
    lines = [f"    [*] --> {first}", *(f"    {start} --> {end}: {move}" for start, move, end in _ordered())]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _ordered() -> Iterator[tuple[ClaimStatus, Move, ClaimStatus]]:
    """Every move, in the order in which the code names states and moves."""
    for start in ClaimStatus:
        for move in Move:
            if (start, move) in MOVES:
                yield start, move, MOVES[start, move]


def _moves() -> str:
    rows = []
    for move in Move:
        ways: dict[ClaimStatus, list[ClaimStatus]] = {}
        for start, made, end in _ordered():
            if made is move:
                ways.setdefault(end, []).append(start)
        rows += [[f"`{move}`", _codes(starts), f"`{end}`", *_may(move)] for end, starts in ways.items()]
    return _table(["move", "from", "to", *Actor], rows)


def _may(move: Move) -> list[str]:
    return ["✓" if actor in WHO[move] else "" for actor in Actor]


def _states(words: Mapping[str, tuple[str, str]]) -> str:
    rows = []
    for status in ClaimStatus:
        promised = "✓" if status in UNDECIDED else ""
        assessor = "✓" if status in WITH_ASSESSOR else ""
        rows.append([f"`{status}`", *words[status], assessor, promised])
    return _table(["state", "中文", "English", "an assessor has to act", "undecided: due to hear"], rows)


def _words() -> Mapping[str, tuple[str, str]]:
    """What customers read of each state, Chinese and English."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    said = {status: responses[f"utter_claim_status_{status}"] for status in ClaimStatus}
    return {status: (zh["text"], en["text"]) for status, (zh, en) in said.items()}


def _codes(statuses: Sequence[ClaimStatus]) -> str:
    return " ".join(f"`{one}`" for one in statuses)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


if __name__ == "__main__":
    main()
