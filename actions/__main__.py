"""Run the action server: `python -m actions`. Loopback only: the gateway is the one door."""

from __future__ import annotations

import logging
import os
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two OpenMP threads on two busy cores gave a p95 of 1.7 s

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions import claims, consulting, explaining, navigating, owning, providers, talking
from bootstrap import build_actions

ALL = (
    *consulting.ACTIONS,
    *explaining.ACTIONS,
    *navigating.ACTIONS,
    *owning.ACTIONS,
    *providers.ACTIONS,
    *claims.ACTIONS,
    *talking.ACTIONS,
)


class Executor(ActionExecutor):
    """Does without the domain: no action here reads it, and endpoints.yml tells Rasa not to send it."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        return {}


def main() -> None:
    parts = build_actions()
    executor = Executor()
    for action in ALL:
        executor.register_action(action(parts.services))
    app = create_app(executor)
    app.config.KEEP_ALIVE_TIMEOUT = 120
    app.config.REQUEST_MAX_SIZE = 50_000_000  # Rasa sends the whole tracker
    app.register_listener(lambda _: parts.open(), "before_server_start")
    app.register_listener(lambda _: parts.close(), "after_server_stop")
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    app.run(host="127.0.0.1", port=parts.settings.actions_port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
