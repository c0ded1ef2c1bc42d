"""What the product relies on between Rasa 3.6.21 and rasa-sdk 3.21, with the real servers and a small assistant."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from ops.environment import free_ports
from ops.places import MAIN_PYTHON, RASA_PYTHON, ROOT
from ops.processes import rasa_command, rasa_environment

pytestmark = pytest.mark.server
PROJECT = Path(__file__).parent / "rasa_project"
READY_SECONDS = 120


@dataclass
class Both:
    """A running pair of servers."""

    rasa_port: int
    actions_port: int
    tracker: Path

    def say(self, text: str, sender: str, **metadata: str) -> httpx.Response:
        body = {"sender": sender, "message": text, "metadata": metadata}
        url = f"http://127.0.0.1:{self.rasa_port}/webhooks/rest/webhook"
        return httpx.post(url, json=body, timeout=30, trust_env=False)

    def texts(self, text: str, sender: str, **metadata: str) -> list[str | None]:
        return [message.get("text") for message in self.say(text, sender, **metadata).json()]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("rasa")
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    ports = free_ports()
    pair = Both(ports.rasa, ports.actions, folder / "rasa.db")
    environment = {
        **os.environ,
        **rasa_environment(),
        "SANIC_HOST": "127.0.0.1",
        "LINGBAO_ACTIONS_URL": f"http://127.0.0.1:{ports.actions}",
        "LINGBAO_TRACKER_URL": f"sqlite:///{pair.tracker}",
        "PYTHONPATH": str(ROOT),
    }
    train = [RASA_PYTHON, "-m", "rasa", "train", "--data", "data", "--fixed-model-name", "small"]
    subprocess.run(train, cwd=folder, env=environment, check=True, capture_output=True)
    sdk = [MAIN_PYTHON, folder / "contract_actions.py", str(ports.actions)]
    started = []
    with (folder / "log").open("w") as log:
        for command, where in ((sdk, folder), (rasa_command(ports.rasa, folder / "models" / "small.tar.gz"), ROOT)):
            started.append(subprocess.Popen(command, cwd=where, env=environment, stdout=log, stderr=log))
        try:
            _wait(f"http://127.0.0.1:{ports.actions}/health")
            _wait(f"http://127.0.0.1:{ports.rasa}/")
            yield pair
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(30)


def _wait(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise TimeoutError(url)


def test_that_text_buttons_and_custom_data_come_through(both: Both) -> None:
    messages: list[dict[str, Any]] = both.say("你好", "speaker").json()
    first = [message for message in messages if message.get("attachment") is None and message.get("text") != "保单"]
    assert {key: value for message in first for key, value in message.items()} == {
        "recipient_id": "speaker",
        "text": "选一款",
        "buttons": [{"title": "第1款", "payload": '/answer{"f":"plan","v":"1"}'}],
        "custom": {"type": "question", "kind": "choice"},
    }
    assert "/documents/1" in [message.get("attachment") for message in messages]


def test_that_a_slot_set_by_an_action_is_there_in_the_next_turn(both: Both) -> None:
    assert [both.texts("/count", "counter") for _ in range(3)] == [["1"], ["2"], ["3"]]


def test_that_conversations_do_not_share_slots(both: Both) -> None:
    both.texts("/count", "one")
    assert both.texts("/count", "another") == ["1"]


def test_that_a_new_session_begins_without_slots(both: Both) -> None:
    """So the actions set them from the records."""
    both.texts("/count", "returning")
    both.say("/session_start", "returning")
    assert both.texts("/count", "returning") == ["1"]


def test_that_a_payload_reaches_the_action_as_entities(both: Both) -> None:
    assert both.texts('/answer{"f":"plan","v":"第1款"}', "tapper") == ["[('f', 'plan'), ('v', '第1款')]"]


def test_that_metadata_reaches_the_action(both: Both) -> None:
    assert "('line', '7')" in (both.texts("/metadata", "told", line="7")[0] or "")


def test_that_a_slot_chooses_the_language_of_a_response(both: Both) -> None:
    assert both.texts("/tell", "bilingual") == ["三款方案"]
    both.say('/answer{"f":"language","v":"en"}', "bilingual")
    assert both.texts("/tell", "bilingual") == ["three plans"]


def test_that_a_failing_action_is_an_empty_answer_with_status_200(both: Both) -> None:
    """The gateway takes an empty answer for a failure because of this."""
    answer = both.say("/fail", "unlucky")
    assert (answer.status_code, answer.json()) == (200, [])
    assert both.texts("/count", "unlucky") == ["1"]  # and the conversation goes on


def test_that_the_tracker_is_kept_in_the_database_named(both: Both) -> None:
    both.say("/count", "kept")
    with sqlite3.connect(both.tracker) as database:
        rows = database.execute("SELECT type_name FROM events WHERE sender_id = 'kept'").fetchall()
    assert ("slot",) in rows


@pytest.mark.parametrize("path", ["/conversations/kept/tracker", "/model/parse", "/domain"])
def test_that_rasas_own_api_is_closed(both: Both, path: str) -> None:
    assert httpx.get(f"http://127.0.0.1:{both.rasa_port}{path}", trust_env=False).status_code == 404


def test_that_both_listen_on_loopback_only(both: Both) -> None:
    for port in (both.rasa_port, both.actions_port):
        with pytest.raises(OSError):  # noqa: PT011  # 127.0.0.2 is this machine too, but not the address bound
            socket.create_connection(("127.0.0.2", port), timeout=2)
