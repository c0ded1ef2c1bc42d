"""`make demo`: one purchase from greeting to policy over REST. Succeeds only if the records say that it happened.

Starts the system when it isn't running, and then stops it again.
"""

from __future__ import annotations

import os
import sys
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ops.chat import talk_here
from ops.places import CannotGoOn
from ops.running import complain
from ops.system import this_installation
from ops.talk import Message, Talk, as_text, buttons_of, fetch

OPENING = ("你好", "我爸65了,怕他摔跤,一年五百块以内", "第二个")
POLICIES = "我的保单"
MOST_TURNS = 40
POLICY_SECONDS = 60.0
_REGION = "110105"  # any real one; the persons are made up


def id_number(born: date, sequence: int) -> str:
    """A made-up identity number with its check digit (GB 11643-1999); an odd sequence number is a man's."""
    head = f"{_REGION}{born:%Y%m%d}{sequence:03d}"
    weighted = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(head))
    return head + "10X98765432"[weighted % 11]


def answers(today: date) -> Mapping[str, str]:
    """What the customer answers to each field; any other question is answered with its first button."""
    father = date(today.year - 65, 1, 1)
    return {
        "applicant_name": "王小明",
        "applicant_id": id_number(date(1990, 1, 1), 133),
        "applicant_phone": "13800138000",
        "insured_name": "王建国",
        "insured_id": id_number(father, 217),
    }


def open_question(messages: Sequence[Message]) -> Mapping[str, Any]:
    customs = [message.get("custom") or {} for message in messages]
    return next((custom for custom in reversed(customs) if custom.get("type") == "question"), {})


def payment_url(messages: Sequence[Message]) -> str | None:
    customs = [message.get("custom") or {} for message in messages]
    return next((custom["url"] for custom in customs if custom.get("type") == "payment"), None)


def next_answer(messages: Sequence[Message], known: Mapping[str, str]) -> str:
    """Raises: CannotGoOn: a question nobody foresaw."""
    field = str(open_question(messages).get("field", "")).split(".")[0]  # insured_name.0 is the first insured's
    if field in known:
        return known[field]
    if buttons := buttons_of(messages):
        return buttons[0][1]
    raise CannotGoOn(f"the demo has no answer to {field or 'the last message'}: {as_text(messages)[:160]}")


def buy(talk: Talk, tell: Callable[[str], None]) -> str:
    """Talk until there is something to pay; returns the address of the payment page.

    Raises:
        CannotGoOn: the conversation doesn't get there.
    """
    known = answers(date.today())  # noqa: DTZ011  # only an age of 65 comes from it

    def say(text: str) -> list[Message]:
        tell(f"\n你   > {text}")
        messages = talk.say(text)
        tell(f"灵保 > {as_text(messages)}")
        return messages

    for text in OPENING:
        messages = say(text)
    for _ in range(MOST_TURNS):
        if url := payment_url(messages):
            return url
        messages = say(next_answer(messages, known))
    raise CannotGoOn(f"no payment after {MOST_TURNS} turns; the last message was: {as_text(messages)[:160]}")


def pay(url: str) -> None:
    """What the customer's browser does on the sandbox's payment page."""
    fetch(url)
    form = urllib.parse.urlencode({"action": "pay"}).encode()
    fetch(urllib.request.Request(url, form))  # noqa: S310


def wait_for_policy(talk: Talk, seconds: float = POLICY_SECONDS) -> Mapping[str, Any]:
    """The policy as the records have it.

    Raises:
        CannotGoOn: none was issued in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for policy in talk.customer().get("policies") or ():
            if policy.get("number") and policy.get("document"):
                return dict(policy)
        time.sleep(0.5)
    raise CannotGoOn(f"paid, but no policy is recorded after {seconds:.0f} s; see var/log/bot.log")


def receipt_in(messages: Sequence[Message]) -> Mapping[str, Any]:
    """The receipt among some messages; its `document` is the address of the e-policy."""
    customs = [message.get("custom") or {} for message in messages]
    return next((custom for custom in customs if custom.get("type") == "receipt" and custom.get("document")), {})


def ask_for_receipt(talk: Talk, tell: Callable[[str], None], seconds: float = POLICY_SECONDS) -> Mapping[str, Any]:
    """Over REST news wait for the customer's next message: ask until the receipt is among them.

    Raises:
        CannotGoOn: it doesn't come.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        messages = talk.say(POLICIES)
        if receipt := receipt_in(messages):
            tell(f"\n你   > {POLICIES}\n灵保 > {as_text(messages)}")
            return receipt
        time.sleep(1)
    raise CannotGoOn("a policy is recorded, but no receipt with its document was delivered; see var/log/bot.log")


def save_document(address: str, path: Path) -> None:
    """Raises: CannotGoOn: the document isn't there, or is no PDF."""
    content = fetch(address)
    if not content.startswith(b"%PDF"):
        raise CannotGoOn(f"the e-policy {path.stem} is no PDF")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def play(talk: Talk, folder: Path) -> None:
    """Raises: CannotGoOn: at whichever step it doesn't go on."""
    url = buy(talk, _tell)
    _tell(f"\npaying at {url}")
    pay(url)
    policy = wait_for_policy(talk)
    receipt = ask_for_receipt(talk, _tell)
    if receipt.get("policy_number") != policy["number"]:
        raise CannotGoOn(f"the receipt names {receipt.get('policy_number')}, the records {policy['number']}")
    path = folder / f"{policy['number']}.pdf"
    save_document(urllib.parse.urljoin(talk.url, str(receipt["document"])), path)
    _tell(f"\npolicy {policy['number']} is issued and recorded\n  e-policy  {path.resolve()}")


def _tell(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    try:
        talk = talk_here(f"demo-{uuid.uuid4().hex[:8]}")
        folder = Path(os.environ.get("LINGBAO_VAR") or "var") / "demo"
        if talk.is_ready():
            play(talk, folder)
        else:
            print("starting the system …", flush=True)
            with this_installation():
                play(talk, folder)
    except CannotGoOn as error:
        return complain(error)
    except KeyboardInterrupt:
        return complain(CannotGoOn("interrupted"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
