"""What `nlu_components` changes of Rasa keeps Rasa's promises: run in Rasa's own Python."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ops.places import RASA_PYTHON, ROOT
from ops.processes import rasa_environment

ASKED = """
import asyncio, json, os, sys

told = os.fdopen(os.dup(1), "w")  # Rasa logs to standard output
os.dup2(2, 1)
import jsonschema
from nlu_components.tracker_store import CalmTrackerStore
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

url, found = sys.argv[1], {}
store = CalmTrackerStore(domain=Domain.empty(), host=url)
with store.engine.connect() as connection:
    found["journal"] = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    found["synchronous"] = connection.exec_driver_sql("PRAGMA synchronous").scalar()
asyncio.run(store.save(DialogueStateTracker.from_events("li", [UserUttered("你好")])))
again = CalmTrackerStore(domain=Domain.empty(), host=url)
found["kept"] = asyncio.run(again.retrieve("li")).latest_message.text

def taken(result):
    try:
        return RemoteAction("action_x", None)._validate_action_result(result)
    except jsonschema.ValidationError:
        return False

found["good"] = taken({"events": [{"event": "slot", "name": "flow", "value": None}], "responses": [{"text": "好"}]})
found["no_list"] = taken({"events": {}, "responses": []})
found["nameless"] = taken({"events": [{"event": "slot", "value": 1}], "responses": []})

print(json.dumps(found), file=told)
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    url = f"sqlite:///{tmp_path_factory.mktemp('tracker') / 'rasa.db'}"
    environment = {**os.environ, **rasa_environment()}
    command = [str(RASA_PYTHON), "-c", ASKED, url]
    done = subprocess.run(command, cwd=Path(ROOT), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_that_the_tracker_store_does_not_wait_for_the_disk_and_keeps_what_it_is_given(found: dict[str, Any]) -> None:
    assert found["journal"] == "wal"
    assert found["synchronous"] == 1  # NORMAL
    assert found["kept"] == "你好"


def test_that_an_answer_of_an_action_is_still_checked(found: dict[str, Any]) -> None:
    assert found["good"] is True
    assert found["no_list"] is False
    assert found["nameless"] is False
