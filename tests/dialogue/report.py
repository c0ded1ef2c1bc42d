"""The figures of many conversations as a table."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Sequence

from tests.dialogue.judge import Verdict

FAULTS = ("asked_twice", "lost", "wrong", "misses", "parroted", "unanswered", "strayed")
HEADINGS = ("", "personas", "success", "turns", *(name.replace("_", " ") for name in FAULTS))
ABOUT = """# How simulated customers fared

`make eval-dialogue` writes this page: {count} personas in `tests/dialogue/personas/` talk to the running bot over REST,
each with facts, a way of talking and something they came for. What the columns mean and how to add somebody:
[add a persona](add-a-persona.md). Aims: task success at least 95 %; asked twice, lost, wrong and parroted 0.
"""


_MONTH = "|".join(month_name[1:])
_OF_THE_DAY = re.compile(rf"\d+月\d+[号日]|\d{{4}}-\d\d-\d\d|(?:{_MONTH}) \d+")
_PAPERS = re.compile(r"\d{11,}X?")


def timeless(text: str) -> str:
    """Without dates and numbers that are others at each run."""
    return _PAPERS.sub("…", _OF_THE_DAY.sub("…", text))


def share(verdicts: Sequence[Verdict]) -> float:
    """Task success between 0 and 1."""
    return sum(one.success for one in verdicts) / len(verdicts) if verdicts else 0.0


def faults(verdicts: Iterable[Verdict], name: str) -> int:
    return sum(len(getattr(one, name)) for one in verdicts)


def row(title: str, verdicts: Sequence[Verdict]) -> str:
    """One line of a Markdown table."""
    turns = sum(one.turns for one in verdicts) / len(verdicts)
    figures = [str(len(verdicts)), f"{share(verdicts):.0%}", f"{turns:.1f}"]
    return "| " + " | ".join([title, *figures, *(str(faults(verdicts, name)) for name in FAULTS)]) + " |"


def table(verdicts: Sequence[Verdict], groups: Callable[[Verdict], Iterable[str]]) -> str:
    """Totals by group, everything in the last line."""
    names = sorted({name for one in verdicts for name in groups(one)})
    rows = [row(name, [one for one in verdicts if name in groups(one)]) for name in names]
    head = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    return "\n".join([*head, *rows, row("**all**", verdicts)])


def complaints(one: Verdict) -> str:
    """What went wrong with one persona."""
    lines = [f"- **{one.persona.id}** ({one.persona.line}, {', '.join(one.persona.manner)})"]
    lines += [f"  - task: {one.reason}"] if one.reason else []
    lines += [f"  - {name.replace('_', ' ')}: {text}" for name in FAULTS for text in getattr(one, name)]
    return "\n".join(lines)


def page(verdicts: Sequence[Verdict]) -> str:
    """The whole report in Markdown."""
    bad = [complaints(one) for one in verdicts if not one.clean]
    parts = [
        ABOUT.format(count=len(verdicts)),
        "## By line of business\n\n" + table(verdicts, lambda one: [one.persona.line]) + "\n",
        "## By manner\n\n" + table(verdicts, lambda one: one.persona.manner) + "\n",
        "## What went wrong\n\n" + ("\n".join(bad) if bad else "Nothing.") + "\n",
    ]
    return timeless("\n".join(parts))
