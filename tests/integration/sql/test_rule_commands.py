"""`python -m adapters.rules …` on records of its own."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from adapters.rules.commands import main
from adapters.sql.database import Database
from adapters.sql.migrate import migrate

FOLDER = Path(__file__).parents[3] / "underwriting"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the rules, and an empty database that the command finds."""
    url = f"sqlite+aiosqlite:///{tmp_path}/records.db"
    monkeypatch.setenv("LINGBAO_DATABASE_URL", url)

    async def make():
        database = Database(url)
        await migrate(database)
        await database.close()

    asyncio.run(make())
    return shutil.copytree(FOLDER, tmp_path / "rules")


def run(*arguments):
    return main([str(one) for one in arguments])


def edit(folder, old, new):
    file = folder / "underwriting_travel.json"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def activate(folder, why="as shipped"):
    return run("activate", "--folder", folder, "--by", "Li Lei", "--why", why)


def test_that_rules_are_activated_changed_and_taken_back_by_commands(folder, capsys):
    assert activate(folder) == 0
    edit(folder, "卧床", "长期卧床")
    assert activate(folder, "words") == 0
    assert "underwriting_travel.json: changed" in capsys.readouterr().out
    assert run("rollback", "--by", "Li Lei", "--why", "old words") == 0
    capsys.readouterr()
    assert run("history") == 0
    assert [line.split("Li Lei: ")[1] for line in capsys.readouterr().out.splitlines()] == [
        "as shipped", "words", "old words",
    ]  # fmt: skip


def test_that_the_same_rules_again_are_told_so(folder, capsys):
    activate(folder)
    assert activate(folder, "again") == 0
    assert "in force already" in capsys.readouterr().out


def test_that_broken_rules_are_refused_with_what_is_wrong(folder, capsys):
    edit(folder, "\"'decline'\"", "\"'deny'\"")
    assert activate(folder) == 1
    assert "underwriting_travel.json: " in capsys.readouterr().out
    assert run(folder) == 1
    assert "is none of" in capsys.readouterr().out


def test_that_there_is_nothing_to_go_back_to_at_first(folder, capsys):
    activate(folder)
    assert run("rollback", "--by", "Li Lei", "--why", "back") == 1
    assert "no earlier rules" in capsys.readouterr().out


@pytest.mark.parametrize("missing", [("--by", " ", "--why", "x"), ("--by", "Li Lei", "--why", ""), ("--by", "Li Lei")])
def test_that_who_and_why_must_be_said(folder, missing):
    with pytest.raises(SystemExit):
        run("activate", "--folder", folder, *missing)


def test_that_no_decisions_replay_and_shadow_well(folder, capsys, tmp_path):
    assert run("replay") == 0
    assert "0 decisions, 0 answers of tables: identical" in capsys.readouterr().out
    assert run("shadow", "--folder", folder, "--report", tmp_path / "report.md") == 0
    assert (tmp_path / "report.md").read_text("utf-8").startswith("# What ")
