"""What the gateway itself says to customers: keys of `domain.yml`, never text."""

from __future__ import annotations

import json
from collections.abc import Mapping

from insurance.chat import Reply
from insurance.lines import Language
from insurance.ports import Wording

HUMAN = "/gateway_handoff"  # the gateway's own payload: asking for a human must work while Rasa is down
KEYS = {
    "utter_gateway_blank": (),
    "utter_gateway_emoji": (),
    "utter_gateway_too_long": ("limit",),
    "utter_gateway_not_offered": (),
    "utter_gateway_busy": (),
    "utter_gateway_unavailable": (),
    "utter_gateway_slow": (),
    "utter_gateway_failed": (),
    "utter_gateway_interrupted": ("said",),
    "utter_gateway_handoff": ("position", "hours"),
    "utter_gateway_files": ("count",),
    "utter_gateway_files_taken": ("count",),
    "utter_gateway_file_refused": ("file", "why"),
    "utter_gateway_file_unnamed": ("number",),
    "utter_gateway_file_too_large": ("limit",),
    "utter_gateway_file_type": (),
    "utter_gateway_file_empty": (),
    "utter_gateway_file_pages": ("limit",),
    "utter_gateway_file_pixels": ("limit",),
    "utter_gateway_file_damaged": (),
    "utter_gateway_file_mixed": (),
    "utter_gateway_file_locked": (),
    "utter_gateway_file_blank": (),
    "utter_gateway_file_moving": (),
    "utter_gateway_file_heavy": (),
    "utter_gateway_file_none": (),
    "utter_gateway_file_count": ("limit",),
    "utter_gateway_error": ("id",),
    "utter_gateway_forbidden": (),
    "utter_gateway_not_found": (),
    "utter_gateway_bad_request": (),
    "utter_gateway_conflict": (),
    "utter_gateway_link_expired": (),
    "utter_gateway_clauses_title": ("product",),
    "utter_gateway_clauses_note": ("version",),
    "utter_gateway_clauses_contents": (),
    "utter_gateway_button_human": (),
    "utter_gateway_button_again": (),
}


class Words:
    """The gateway's messages, ready to send."""

    def __init__(self, wording: Wording, hours: str) -> None:
        self._wording = wording
        self._hours = hours

    def text(self, name: str, language: str, **values: object) -> str:
        """The words for `utter_gateway_<name>`."""
        return self._wording.say(f"utter_gateway_{name}", Language(language), **values)

    def reply(self, name: str, language: str, **values: object) -> Reply:
        return Reply(self.text(name, language, **values))

    def with_human(self, name: str, language: str, again: str | None = None, **values: object) -> Reply:
        """A message with a button for a human, and one that sends `again` once more if given."""
        human = {"title": self.text("button_human", language), "payload": HUMAN}
        repeat = [{"title": self.text("button_again", language), "payload": again}] if again else []
        return Reply(self.text(name, language, **values), buttons=(*repeat, human))

    def handoff(self, language: str, position: int) -> Reply:
        text = self.text("handoff", language, position=position, hours=self._hours)
        custom = {"type": "handoff", "reason": "customer_asked", "queue_position": position, "hours": self._hours}
        return Reply(text, custom=custom)


def files_payload(count: int) -> str:
    return "/files_received" + json.dumps({"count": count}, separators=(",", ":"))


def refusal(words: Words, kind: str, language: str, limit: int, offered: tuple[Mapping[str, str], ...]) -> Reply:
    """The kind answer to a message that can't be used, with what may be tapped shown once more where that helps."""
    if kind == "too_long":
        return words.reply(kind, language, limit=limit)
    if kind == "not_offered":
        titled = tuple(o for o in offered if o.get("title"))
        return Reply(words.text(kind, language), buttons=titled[-8:])
    return words.reply(kind, language)
