"""`python -m bot`: run the gateway."""

from __future__ import annotations

import logging

import structlog

from bootstrap import build_gateway, read_settings
from bot.gateway.app import create_app


def configure_logging(level: str) -> None:
    """One JSON object a line on standard output."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
    )
    for noisy in ("httpx", "httpcore", "engineio", "socketio"):  # they log addresses and contents
        logging.getLogger(noisy).setLevel(logging.WARNING)


def main() -> None:
    settings = read_settings()
    configure_logging(settings.log_level)
    app = create_app(settings, build_gateway(settings))
    app.run(host=settings.host, port=settings.port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
