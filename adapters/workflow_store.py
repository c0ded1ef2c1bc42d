"""How DBOS is set up here: quiet, on our own database, sending nothing anywhere, and holding ids only."""

from __future__ import annotations

import json
from typing import Any

from dbos import DBOSConfig, Serializer

# Recovery takes up only workflows of the same version. A constant, so that an update of the code finishes what the
# old code began. Raise it only when the order of steps changes, after the old ones have run out.
APPLICATION_VERSION = "purchase-1"


class IdsOnly(Serializer):
    """Readable JSON of plain values. Of an error only its type is kept: its text might quote personal data."""

    def name(self) -> str:
        return "lingbao_json"

    def serialize(self, data: Any) -> str:
        if isinstance(data, BaseException):
            data = {"error": type(data).__name__}
        return json.dumps(data)

    def deserialize(self, serialized_data: str) -> Any:
        data = json.loads(serialized_data)
        if isinstance(data, dict) and set(data) == {"error"}:
            return RuntimeError(data["error"])
        return data


def plain_url(database_url: str) -> str:
    """The same database without the async driver: DBOS brings its own."""
    return database_url.replace("+aiosqlite", "").replace("+asyncpg", "")


def configuration(database_url: str, executor: str) -> DBOSConfig:
    """Telemetry and the hosted conductor stay off: no exporter, no key."""
    return {
        "name": "lingbao",
        "system_database_url": plain_url(database_url),
        "application_version": APPLICATION_VERSION,
        "executor_id": executor,
        "enable_otlp": False,
        "log_level": "ERROR",
        "serializer": IdsOnly(),
        "scheduler_polling_interval_sec": 3600.0,  # no DBOS schedules here
        "notification_listener_polling_interval_sec": 0.25,  # nothing listens; it is how long stopping takes
    }
