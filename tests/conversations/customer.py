"""A customer who talks over REST, pays on the payment page, and can look into the records."""

from __future__ import annotations

import json
import time
import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from ops.system import System

SOON = 30.0  # seconds a purchase may take from payment to policy on two busy cores
Message = Mapping[str, Any]


@dataclass
class Customer:
    """One conversation. `said` holds every message of the bot so far, `last` those of the latest answer."""

    system: System
    sender: str
    language: str = ""
    last: list[Message] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def say(self, text: str, **metadata: str) -> str:
        """Send a message; the bot's texts of the answer, joined."""
        metadata = {**({"language": self.language} if self.language else {}), **metadata}
        body = {"sender": self.sender, "message": text, "metadata": metadata}
        answer = self._http("POST", f"{self.system.url}/webhooks/rest/webhook", self.system.rest_headers, json=body)
        self.last = answer.json()
        self.log += [f"> {text[:200]}", *(f"  {m.get('text', '')}" for m in self.last)]
        buttons = [(b["title"], b["payload"]) for m in self.last for b in m.get("buttons") or ()]
        self.offered = buttons or self.offered
        return self.text

    def all(self, *texts: str) -> str:
        """Say one after another; the last answer."""
        for text in texts:
            self.say(text)
        return self.text

    def tap(self, wanted: str) -> str:
        """Tap the button with this title, or whose payload holds these characters."""
        for title, payload in self.offered:
            if wanted == title or wanted in payload:
                return self.say(payload)
        raise AssertionError(f"no button {wanted!r} among {self.offered}\n" + self.story)

    @property
    def text(self) -> str:
        return "\n".join(m.get("text") or "" for m in self.last)

    @property
    def story(self) -> str:
        """The conversation so far, for a failing test."""
        return "\n".join(self.log[-60:])

    def card(self, kind: str) -> Mapping[str, Any] | None:
        """The `custom` part of that type in the last answer."""
        found = [m["custom"] for m in self.last if (m.get("custom") or {}).get("type") == kind]
        return found[-1] if found else None

    def has(self, kind: str) -> Mapping[str, Any]:
        card = self.card(kind)
        assert card is not None, f"no {kind} in the answer\n{self.story}"
        return card

    @property
    def field(self) -> str:
        """The field of the open question of the last answer, empty when it asks nothing."""
        fields = self.questions
        return str(fields[-1]) if fields else ""

    @property
    def questions(self) -> list[str]:
        """Every open question the last answer asks."""
        cards = [m.get("custom") or {} for m in self.last]
        return [str(c.get("field") or c.get("question", {}).get("field") or c["type"]) for c in cards if waits(c)]

    @property
    def plans(self) -> Sequence[Mapping[str, Any]]:
        return list(self.has("plans")["plans"])

    # The records

    def record(self) -> Mapping[str, Any]:
        return dict(self._staff(f"/api/v1/customers/{urllib.parse.quote(self.sender, safe='')}"))

    def conversation(self) -> Mapping[str, Any]:
        return dict(self._staff(f"/api/v1/conversations/{urllib.parse.quote(self.sender, safe='')}"))

    def handoffs(self) -> list[Mapping[str, Any]]:
        return [one for one in self._staff("/api/v1/handoffs")["handoffs"] if one["sender"] == self.sender]

    def _staff(self, path: str) -> Any:
        return self._http("GET", self.system.url + path, self.system.staff_headers).json()

    def ledger(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """What the payment provider did for this customer's orders."""
        orders = {order["id"] for order in self.record()["orders"]}
        books = self._http("GET", f"{self.provider('payments')}/_sandbox/ledger").json()
        return {name: [row for row in rows if row.get("order_id") in orders] for name, rows in books.items()}

    # Paying

    def provider(self, name: str) -> str:
        return f"http://127.0.0.1:{getattr(self.system.ports, name)}"

    def pay(self, url: str | None = None) -> httpx.Response:
        """Press the button of the payment page."""
        url = url or self.has("payment")["url"]
        return httpx.post(url, data={"action": "pay"}, follow_redirects=True, trust_env=False, timeout=30)

    def wait(self, done: Callable[[Mapping[str, Any]], Any], seconds: float = SOON) -> Any:
        """Until the record says so."""
        deadline = time.monotonic() + seconds
        while not (found := done(self.record())):
            assert time.monotonic() < deadline, json.dumps(self.record(), ensure_ascii=False)[-3000:] + self.story
            time.sleep(0.2)
        return found

    def wait_for_policy(self) -> Mapping[str, Any]:
        return dict(self.wait(lambda r: [p for p in r["policies"] if p["status"] == "in_force"])[0])

    def wait_for_word(self, text: str, seconds: float = SOON) -> Mapping[str, Any]:
        """Until a message with these words stands in what was delivered or waits to be."""
        deadline = time.monotonic() + seconds
        while not (found := [line for line in self.conversation()["transcript"] if text in (line.get("text") or "")]):
            assert time.monotonic() < deadline, f"{text!r} never came\n{self.story}"
            self.say("我的订单怎么样了" if self.language != "en" else "how is my order")
            time.sleep(0.5)
        return found[0]

    def switch(self, provider: str, **switches: Mapping[str, Any]) -> None:
        """Failure switches of a sandbox; none: all off."""
        self._http("PUT", f"{self.provider(provider)}/_sandbox/switches", json=switches)

    def _http(self, method: str, url: str, headers: Mapping[str, str] | None = None, **body: Any) -> httpx.Response:
        answer = httpx.request(method, url, headers=headers, trust_env=False, timeout=30, **body)
        answer.raise_for_status()
        return answer


def waits(card: Mapping[str, Any]) -> bool:
    return card.get("type") == "question" or "question" in card
