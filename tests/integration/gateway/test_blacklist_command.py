"""The operator's command: partners and matching keys."""

from __future__ import annotations

import io
import re

import pytest

from adapters.sql.database import Database
from adapters.sql.migrate import migrate
from bot.blacklist import run

PHONE = "13800138000"


@pytest.fixture
async def say(tmp_path, monkeypatch, capsys):
    url = f"sqlite+aiosqlite:///{tmp_path}/records.db"
    database = Database(url)
    await migrate(database)
    await database.close()
    for name, value in {"DATABASE_URL": url, "SECRET_KEY": "a secret", "VAR": str(tmp_path)}.items():
        monkeypatch.setenv(f"LINGBAO_{name}", value)

    async def command(*words: str) -> tuple[int, str]:
        code = await run(list(words))
        told = capsys.readouterr()
        return code, told.out + told.err

    return command


async def test_that_a_key_is_shown_once(say):
    code, told = await say("partners", "add", "安心保险", "--per-minute", "10")
    assert code == 0
    assert "10 a minute, 20000 a day" in told
    secret = re.search(r"secret +(\S{43})", told)[1]
    _, told = await say("partners", "list")
    assert "安心保险" in told
    assert secret not in told


async def test_that_a_key_is_rotated_and_a_partner_revoked(say):
    await say("partners", "add", "A")
    _, told = await say("partners", "rotate", "A", "--grace-days", "3")
    assert "3 days" in told
    assert len(re.findall("pk_", (await say("partners", "list"))[1])) == 2
    await say("partners", "quota", "A", "--per-minute", "5", "--per-day", "50")
    assert "5/min  50/day" in (await say("partners", "list"))[1]
    await say("partners", "revoke", "A")
    assert "revoked" in (await say("partners", "list"))[1]
    assert (await say("partners", "usage"))[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [("partners rotate nobody", "no partner of this name"), ("keys retire 7", "isn't in force"),
     ("keys retire 1", "newest")],
)  # fmt: skip
async def test_that_a_refusal_is_one_line(say, words, told):
    await say("keys", "list")
    code, said = await say(*words.split())
    assert (code, said.count("\n")) == (1, 1)
    assert told in said


async def test_that_matching_keys_follow_one_another(say):
    assert "version 1" in (await say("keys", "list"))[1]
    assert "version 2" in (await say("keys", "new"))[1]
    assert (await say("keys", "new"))[0] == 1
    assert (await say("keys", "retire", "1"))[0] == 0
    assert "version 1" not in (await say("keys", "list"))[1]


async def test_that_a_number_is_hashed_without_being_shown(say, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(PHONE + "\n"))
    code, told = await say("entries", "hash", "phone")
    assert (code, PHONE in told) == (0, False)
    assert re.search(r'"key_version": 1, "hash": "[0-9a-f]{64}"', told)
    monkeypatch.setattr("sys.stdin", io.StringIO("not a phone\n"))
    code, told = await say("entries", "hash", "phone")
    assert (code, told) == (1, "lingbao: this can't be a phone\n")
    assert "0 entries" in (await say("entries", "tidy"))[1]
