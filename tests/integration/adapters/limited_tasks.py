"""What test_limited_process lets a process do, good and bad."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def handle(fields: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    return DOES[fields["do"]](fields, content)


def _echo(fields: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    return fields, content


def _pid(*_: Any) -> tuple[Mapping[str, Any], bytes]:
    return {"pid": os.getpid()}, b""


def _busy(fields: Mapping[str, Any], _: bytes) -> tuple[Mapping[str, Any], bytes]:
    until = time.process_time() + fields["seconds"]
    while time.process_time() < until:
        pass
    return {}, b""


def _sleep(fields: Mapping[str, Any], _: bytes) -> tuple[Mapping[str, Any], bytes]:
    time.sleep(fields["seconds"])
    return {}, b""


def _allocate(fields: Mapping[str, Any], _: bytes) -> tuple[Mapping[str, Any], bytes]:
    return {"size": len(bytearray(fields["bytes"]))}, b""


def _leave(*_: Any) -> tuple[Mapping[str, Any], bytes]:
    os._exit(0)


def _abort(*_: Any) -> tuple[Mapping[str, Any], bytes]:
    os.abort()


def _raise(_: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    raise ValueError(content.decode())


def _write(*_: Any) -> tuple[Mapping[str, Any], bytes]:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    path = Path("/tmp") / f"limited-{os.getpid()}"  # noqa: S108 - nothing is written
    try:
        path.write_bytes(b"x")
    finally:
        path.unlink(missing_ok=True)
    return {}, b""


def _print(_: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    print(content)
    print(content, file=sys.stderr)
    os.write(1, content)
    return {}, b""


def _environment(*_: Any) -> tuple[Mapping[str, Any], bytes]:
    return {"names": sorted(os.environ)}, b""


DOES = {
    "echo": _echo, "pid": _pid, "busy": _busy, "sleep": _sleep, "allocate": _allocate, "abort": _abort,
    "leave": _leave, "raise": _raise, "write": _write, "print": _print, "environment": _environment,
}  # fmt: skip
