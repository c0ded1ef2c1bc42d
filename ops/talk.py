"""Talking to a running gateway as an integrator's server does: REST with the token. Standard library only."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ops.places import CannotGoOn

_SECONDS = 60.0
Message = Mapping[str, Any]


@dataclass(frozen=True)
class Talk:
    """One conversation with the gateway at `url`."""

    url: str
    rest_token: str
    staff_token: str
    sender: str
    language: str = ""

    def say(self, text: str) -> list[Message]:
        """The bot's messages in answer to one of ours.

        Raises:
            CannotGoOn: the gateway doesn't answer or refuses.
        """
        metadata = {"language": self.language} if self.language else {}
        body = {"sender": self.sender, "message": text, "metadata": metadata}
        return list(self._ask("/webhooks/rest/webhook", self.rest_token, body))

    def customer(self) -> Mapping[str, Any]:
        """What the records say of this customer."""
        return dict(self._ask(f"/api/v1/customers/{urllib.parse.quote(self.sender, safe='')}", self.staff_token))

    def conversation(self) -> Mapping[str, Any]:
        return dict(self._ask(f"/api/v1/conversations/{urllib.parse.quote(self.sender, safe='')}", self.staff_token))

    def is_ready(self) -> bool:
        try:
            return bool(self._ask("/readyz", "")["ready"])
        except CannotGoOn:
            return False

    def _ask(self, path: str, token: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        return json.loads(fetch(urllib.request.Request(self.url + path, data, headers)))  # noqa: S310


def fetch(request: urllib.request.Request | str) -> bytes:
    """The body of an answer, without any proxy: all of this is on one machine.

    Raises:
        CannotGoOn: no answer, or one that isn't a success.
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    address = request if isinstance(request, str) else request.full_url
    try:
        with opener.open(request, timeout=_SECONDS) as response:
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        raise CannotGoOn(f"{address} answered {error.code}: {error.read()[:200].decode(errors='replace')}") from error
    except OSError as error:
        raise CannotGoOn(f"nothing answers at {address}: start it with `make run`") from error


def buttons_of(messages: Sequence[Message]) -> list[tuple[str, str]]:
    """Titles and payloads of all buttons on offer, in order."""
    return [(str(b["title"]), str(b["payload"])) for message in messages for b in message.get("buttons") or ()]


def as_text(messages: Sequence[Message]) -> str:
    """What a customer sees in a terminal: texts, addresses, numbered buttons."""
    lines: list[str] = []
    for message in messages:
        text, custom = message.get("text") or "", message.get("custom") or {}
        addresses = [message.get("image"), message.get("attachment")]
        if custom.get("type") == "payment":
            addresses.append(custom.get("url"))
        lines += [text] if text else []
        lines += [str(address) for address in addresses if address and address not in text]
    numbered = [f"  {n}) {title}" for n, (title, _) in enumerate(buttons_of(messages), 1)]
    return "\n".join([*lines, *numbered])
