"""The one way to Rasa: its REST webhook, over kept-alive connections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp

from insurance.chat import Reply


class RasaUnreachable(Exception):
    """Rasa never got the message: it is safe to send it again."""


class RasaUncertain(Exception):
    """Rasa may have done the work, but no usable answer came back: sending again could do it twice."""


class Rasa:
    """Opens its connections at the first message: a session belongs to the loop it was made in."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=3.0)
        self._opened: aiohttp.ClientSession | None = None

    async def say(self, sender: str, text: str, metadata: Mapping[str, Any]) -> tuple[Reply, ...]:
        """Rasa's replies to one message; none at all means that it failed inside.

        Raises:
            RasaUnreachable, RasaUncertain.
        """
        body = {"sender": sender, "message": text, "metadata": dict(metadata)}
        try:
            async with self._session.post(f"{self._url}/webhooks/rest/webhook", json=body) as response:
                response.raise_for_status()
                return merged(await response.json())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise RasaUnreachable(type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError, AttributeError) as error:
            raise RasaUncertain(type(error).__name__) from error

    async def is_ready(self) -> bool:
        try:
            async with self._session.get(f"{self._url}/", timeout=aiohttp.ClientTimeout(total=2.0)) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def close(self) -> None:
        if self._opened is not None:
            await self._opened.close()

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            # No limit: waiting for a free connection could not be told from waiting for an answer.
            # Rasa drops idle connections after five seconds: let go first, or a message could meet a closing one.
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=4.0)
            self._opened = aiohttp.ClientSession(connector=connector, timeout=self._timeout)
        return self._opened


def merged(items: list[Mapping[str, Any]]) -> tuple[Reply, ...]:
    """Rasa splits one utterance into text, custom, image and attachment items: put them together again."""
    replies: list[Reply] = []
    for item in items:
        new = Reply(
            (item.get("text") or "").replace("\n \n", "\n\n"),  # how the actions write an empty line
            tuple(_button(b) for b in item.get("buttons") or ()),
            item.get("custom"),
            item.get("image"),
            item.get("attachment"),
        )
        last = replies[-1] if replies else None
        if last is None or new.text or _clash(last, new):
            replies.append(new)
        else:
            replies[-1] = replace(
                last,
                custom=last.custom or new.custom,
                image=last.image or new.image,
                attachment=last.attachment or new.attachment,
            )
    return tuple(replies)


def _button(button: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(button.get("title", "")), "payload": str(button.get("payload", ""))}


def _clash(last: Reply, new: Reply) -> bool:
    pairs = ((last.custom, new.custom), (last.image, new.image), (last.attachment, new.attachment))
    return any(old and more for old, more in pairs)
