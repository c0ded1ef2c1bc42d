"""`python -m tests.dialogue`: every persona talks to a system of its own; a table, and `docs/eval-dialogue.md`.

Exit code 1 when it can't run; low figures are for the floors of the tests.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ops.environment import free_ports
from ops.places import ROOT, CannotGoOn
from ops.system import System
from tests.dialogue.driver import Person
from tests.dialogue.judge import Verdict, judge
from tests.dialogue.persona import Persona, all_personas
from tests.dialogue.report import complaints, page, table
from tests.dialogue.talk import Talk

AT_ONCE = 3  # conversations
REPORT = ROOT / "docs" / "eval-dialogue.md"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    people = [one for one in all_personas() if not options.only or one.id in options.only]
    if not people:
        print("nobody of that name", file=sys.stderr)
        return 1
    try:
        with (
            tempfile.TemporaryDirectory(prefix="lingbao-dialogue-") as folder,
            System(Path(folder), free_ports(), {"LINGBAO_LOG_LEVEL": "warning"}) as system,
        ):
            talks = converse(people, system)
    except CannotGoOn as why:
        print(f"lingbao: {why}", file=sys.stderr)
        return 1
    verdicts = [judge(one, talk) for one, talk in zip(people, talks, strict=True)]
    _tell(verdicts)
    if options.transcripts:
        _write_down(options.transcripts, verdicts, talks)
    if not options.only:
        REPORT.write_text(page(verdicts), "utf-8")
    return 0


def converse(people: Sequence[Persona], system: System, at_once: int = AT_ONCE) -> list[Talk]:
    """Let them all talk, a few at a time."""
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda one: Person(one, system).go(), people))


def _tell(verdicts: Sequence[Verdict]) -> None:
    print(table(verdicts, lambda one: [one.persona.line]))
    print()
    print(table(verdicts, lambda one: one.persona.manner))
    print()
    print("\n".join(complaints(one) for one in verdicts if not one.clean))


def _write_down(folder: Path, verdicts: Sequence[Verdict], talks: Sequence[Talk]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one, talk in zip(verdicts, talks, strict=True):
        (folder / f"{one.persona.id}.txt").write_text("\n".join([*talk.lines(), "", complaints(one)]), "utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.dialogue")
    parser.add_argument("only", nargs="*", help="names of personas; everyone if none is given")
    parser.add_argument("--transcripts", type=Path, help="a folder for the conversations")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
