"""Actions of the small assistant that the contract test trains: each shows one thing the product relies on.

They are served as the product serves its own: `python contract_actions.py PORT`.
"""

from __future__ import annotations

import sys
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.endpoint import create_app
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.__main__ import Executor


class Speak(Action):
    def name(self) -> str:
        return "action_speak"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        buttons = [{"title": "第1款", "payload": '/answer{"f":"plan","v":"1"}'}]
        dispatcher.utter_message(text="选一款", buttons=buttons, json_message={"type": "question", "kind": "choice"})
        dispatcher.utter_message(text="保单", attachment="/documents/1")
        return []


class Count(Action):
    def name(self) -> str:
        return "action_count"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turns = (tracker.get_slot("turns") or 0) + 1
        dispatcher.utter_message(text=f"{turns}")
        return [SlotSet("turns", turns)]


class Answer(Action):
    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        given = {e["entity"]: e["value"] for e in tracker.latest_message["entities"]}
        dispatcher.utter_message(text=repr(sorted(given.items())))
        return [SlotSet("language", given["v"])] if given.get("f") == "language" else []


class Fail(Action):
    def name(self) -> str:
        return "action_fail"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        raise RuntimeError("as planned")


class Metadata(Action):
    def name(self) -> str:
        return "action_metadata"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(text=repr(sorted((tracker.latest_message.get("metadata") or {}).items())))
        return []


if __name__ == "__main__":
    executor = Executor()
    for action in (Speak, Count, Answer, Fail, Metadata):
        executor.register_action(action())
    create_app(executor).run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True, access_log=False, motd=False)
