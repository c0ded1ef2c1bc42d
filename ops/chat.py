"""`make chat`: talk to the running bot in the terminal. A number taps the button of that number; Ctrl-D ends."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import uuid

from ops.environment import GENERATED, read_env_file, read_ports
from ops.places import ENV_FILE, CannotGoOn
from ops.running import complain
from ops.talk import Talk, as_text, buttons_of


def talk_here(sender: str, language: str = "") -> Talk:
    """A conversation with this installation's gateway.

    Raises:
        CannotGoOn: it was never set up.
    """
    values = {**read_env_file(ENV_FILE), **os.environ}
    if not all(values.get(name) for name in GENERATED):
        raise CannotGoOn("nothing is set up yet: start it with `make run`")
    url = f"http://127.0.0.1:{read_ports(values).bot}"
    return Talk(url, values["LINGBAO_REST_TOKEN"], values["LINGBAO_STAFF_TOKEN"], sender, language)


def check_running(talk: Talk) -> None:
    """Raises: CannotGoOn: the gateway or a part behind it isn't ready."""
    if not talk.is_ready():
        raise CannotGoOn(f"the bot isn't running at {talk.url}: start it with `make run` in another terminal")


def choice(typed: str, buttons: list[tuple[str, str]]) -> str:
    """The payload behind a typed button number; anything else goes out as typed."""
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(buttons):
        return buttons[int(typed) - 1][1]
    return typed


def _read() -> str:
    return input("\n你 > ").encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def chat(talk: Talk, first: str) -> None:
    buttons: list[tuple[str, str]] = []
    typed = first
    while True:
        if typed:
            messages = talk.say(choice(typed, buttons))
            buttons = buttons_of(messages) or buttons
            print(f"\n灵保 > {as_text(messages)}", flush=True)
        typed = _read()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make chat", description=__doc__)
    parser.add_argument("--sender", default=f"terminal-{uuid.uuid4().hex[:8]}", help="go on with an old conversation")
    parser.add_argument("--language", choices=("zh", "en"), default="")
    options = parser.parse_args()
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # input() then edits the line; wide characters too
    try:
        talk = talk_here(options.sender, options.language)
        check_running(talk)
        print(f"conversation {talk.sender}; type a message, or a button's number; Ctrl-D ends")
        chat(talk, "hello" if talk.language == "en" else "你好")
    except CannotGoOn as error:
        return complain(error)
    except (EOFError, KeyboardInterrupt):
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
