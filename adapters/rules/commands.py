"""`python -m adapters.rules`: check rules, try them on past decisions, put them in force, take them back.

python -m adapters.rules underwriting                      check every table and run its cases
python -m adapters.rules shadow [--last N] [--report FILE] [--folder F]
python -m adapters.rules activate --by NAME --why "…" [--folder F]
python -m adapters.rules rollback --by NAME --why "…"
python -m adapters.rules history
python -m adapters.rules replay [--last N]
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from adapters.records import SqlUnitOfWork
from adapters.rules import activating
from adapters.rules.archive import Archive, latest
from adapters.rules.checking import check
from adapters.rules.engine import ZenRules
from adapters.rules.errors import InvalidTable
from adapters.rules.replay import replay
from adapters.rules.report import as_markdown, as_text
from adapters.rules.sets import SHOWN, ActivatedMeanwhile, Activation, NothingBefore, differences
from adapters.rules.shadow import shadow
from adapters.rules.tables import read_folder
from adapters.settings import read_settings
from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from adapters.sql.rule_store import SqlRuleStore

FOLDER = Path("underwriting")
LAST = 10_000  # decisions looked at when nobody says how many
SHOWN_DIFFERENCES = 50


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when all is well, 1 when it isn't."""
    if not arguments or arguments[0] not in COMMANDS:
        return _check(Path(arguments[0]) if arguments else FOLDER)
    options = _parser().parse_args(arguments)
    try:
        return asyncio.run(_with_records(COMMANDS[options.command], options))
    except (InvalidTable, activating.Refused) as error:
        for line in error.problems:
            print(line)
        print(f"refused: {len(error.problems)} problems in {options.folder}")
    except (ActivatedMeanwhile, NothingBefore) as error:
        print(error)
    return 1


def _check(folder: Path) -> int:
    checked = check(folder)
    for line in checked.problems:
        print(line)
    if checked.problems:
        print(f"{len(checked.problems)} problems in {folder}")
        return 1
    print(f"{checked.tables} tables, {checked.cases} cases: all good")
    return 0


async def _with_records(command: Command, options: argparse.Namespace) -> int:
    database = Database(read_settings().database_url)
    await migrate(database)
    try:
        return await command(database, options)
    finally:
        await database.close()


async def _activate(database: Database, options: argparse.Namespace) -> int:
    store, files = SqlRuleStore(database), read_folder(options.folder)
    before = await store.in_force()
    old = await store.files(before.set_id) if before else {}
    now = await activating.activate(store, files, options.by, options.why)
    if before is not None and now.number == before.number:
        print(f"these rules are in force already: {_line(now)}")
        return 0
    for line in differences(old, files):
        print(line)
    print(f"in force: {_line(now)}")
    return 0


async def _roll_back(database: Database, options: argparse.Namespace) -> int:
    store = SqlRuleStore(database)
    before = await store.in_force()
    now = await activating.roll_back(store, options.by, options.why)
    old = await store.files(before.set_id) if before else {}
    for line in differences(old, await store.files(now.set_id)):
        print(line)
    print(f"in force: {_line(now)}")
    return 0


async def _history(database: Database, _options: argparse.Namespace) -> int:
    for one in await SqlRuleStore(database).history():
        print(_line(one))
    return 0


async def _shadow(database: Database, options: argparse.Namespace) -> int:
    found = await shadow(latest(SqlUnitOfWork(database), options.last), ZenRules(options.folder))
    print(as_text(found), end="")
    if options.report is not None:
        options.report.write_text(as_markdown(found, str(options.folder)), "utf-8")
    return 0


async def _replay(database: Database, options: argparse.Namespace) -> int:
    found = await replay(latest(SqlUnitOfWork(database), options.last), Archive(SqlRuleStore(database)))
    for line in found.differences[:SHOWN_DIFFERENCES]:
        print(line)
    verdict = f"{len(found.differences)} differences" if found.differences else "identical"
    print(f"{found.decisions} decisions, {found.answers} answers of tables: {verdict}")
    return 1 if found.differences else 0


def _line(one: Activation) -> str:
    return f"{one.number:>4}  {one.set_id[:SHOWN]}  {one.at:%Y-%m-%d %H:%M} UTC  {one.kind:<8}  {one.by}: {one.why}"


Command = Callable[[Database, argparse.Namespace], Awaitable[int]]
COMMANDS: dict[str, Command] = {
    "activate": _activate, "rollback": _roll_back, "history": _history, "shadow": _shadow, "replay": _replay,
}  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m adapters.rules")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name)
        command.add_argument("--folder", type=Path, default=FOLDER, help="of the rules to be tried or activated")
        if name in ("activate", "rollback"):
            command.add_argument("--by", required=True, type=_said, help="who decides it")
            command.add_argument("--why", required=True, type=_said, help="the reason, for the history")
        if name in ("shadow", "replay"):
            command.add_argument("--last", type=int, default=LAST, help="how many decisions to look at")
        if name == "shadow":
            command.add_argument("--report", type=Path, help="write the report as Markdown, too")
    return parser


def _said(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must say something")
    return text.strip()
