"""Why a file isn't taken, as the process apart says it."""

from __future__ import annotations


class Refuse(Exception):
    """`reason` and `values` are those of insurance.ports.UploadRefused."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values
